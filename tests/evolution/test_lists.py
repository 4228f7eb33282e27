# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Lists that go with a message."""

import scenario
from scenario import read_text
from windows import ListDialog, MergeWindow

TABLE = "氏名\tメールアドレス\t会社名\n" + "".join(
    f"山田 {number}\tp{number}@example.com\t第{number}商会\n" for number in range(1, 6)
)


class Lists(scenario.Scenario):
    def test_without_people_everybody_in_the_list_gets_a_letter(self):
        composer = self.compose(subject="{{会社名}}", body="{{宛名}}")
        composer.choose_list()
        dialog = ListDialog(self.evolution)
        dialog.paste(TABLE)
        dialog.press("use")
        dialog.wait_until_gone()
        composer.send_separately()
        window = MergeWindow(self.evolution)
        window.wait_for_text("preview-text", "山田 1様")
        window.press("start")
        self.finish()
        letters = self.get_letters()
        self.assertEqual(sorted(letters), [f"p{number}@example.com" for number in range(1, 6)])
        for number in range(1, 6):
            letter = letters[f"p{number}@example.com"]
            self.assertEqual(letter["Subject"], f"第{number}商会")
            self.assertTrue(read_text(letter).endswith(f"山田 {number}様"))


if __name__ == "__main__":
    scenario.main()
