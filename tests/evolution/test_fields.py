# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Fields that are inserted from a menu of the composer."""

import scenario
from scenario import read_text
from windows import MergeWindow


class Fields(scenario.Scenario):
    def test_fields_go_where_the_cursor_was(self):
        people = ["鈴木 一郎 <p1@example.com>", "佐藤 花子 <p2@example.com>"]
        composer = self.compose(to=people, subject="お知らせ", body="本文です")
        composer.focus("subject")
        composer.insert_field(1)
        self.wait(lambda: "{{name}}" in composer.get("subject"), "a field in the subject")
        composer.body.focus()
        composer.insert_field(0)
        composer.wait_for_text("{{宛名|お客様}}")
        composer.send_separately()
        MergeWindow(self.evolution).press("start")
        self.finish()
        letters = self.get_letters()
        self.assertEqual(sorted(letters), ["p1@example.com", "p2@example.com"])
        for address, name in (("p1@example.com", "鈴木 一郎"), ("p2@example.com", "佐藤 花子")):
            self.assertIn(name, letters[address]["Subject"])
            text = read_text(letters[address])
            self.assertIn(f"{name}様", text)
            self.assertNotIn("{{", text)

    def test_today_is_written_as_chosen_from_the_menu(self):
        composer = self.compose(to=["鈴木 一郎 <p1@example.com>"], subject="お知らせ", body="本文です")
        composer.body.focus()
        composer.insert_field(3, way=2)
        composer.wait_for_text("{{today:date 年月日(曜)}}")
        composer.send_separately()
        MergeWindow(self.evolution).press("start")
        self.finish()
        text = read_text(self.get_letters()["p1@example.com"])
        self.assertRegex(text, r"20\d\d年\d+月\d+日\([月火水木金土日]\)")

    def test_without_a_header_bar_all_is_in_menus_and_the_tool_bar(self):
        self.furnish(has_header_bars=False)
        composer = self.compose(to=["鈴木 一郎 <p1@example.com>"], subject="お知らせ", body="本文です")
        composer.body.focus()
        composer.insert_field_by_menu(0)
        composer.wait_for_text("{{宛名|お客様}}")
        composer.focus("subject")
        composer.insert_field_by_menu(1)
        self.wait(lambda: "{{name}}" in composer.get("subject"), "a field in the subject")
        composer.send_separately_by_menu()
        window = MergeWindow(self.evolution)
        window.wait_for_text("preview-text", "鈴木 一郎様")
        window.press("cancel")
        window.wait_until_gone()
        composer.send_separately()
        MergeWindow(self.evolution).press("start")
        self.finish()
        letter = self.get_letters()["p1@example.com"]
        self.assertIn("鈴木 一郎", letter["Subject"])
        self.assertIn("鈴木 一郎様", read_text(letter))


if __name__ == "__main__":
    scenario.main()
