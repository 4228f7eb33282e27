# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""From a message to many people to one letter for each, seen from both ends."""

import scenario
from scenario import make_addresses, read_text
from windows import MergeWindow, ProgressWindow, Question


class Merge(scenario.Scenario):
    def open_merge_window(self, composer):
        composer.send()
        Question(self.evolution).press("send-separately")
        return MergeWindow(self.evolution)

    def test_three_people_are_addressed_by_name(self):
        people = {"鈴木 一郎": "p1@example.com", "佐藤 花子": "p2@example.com", "㈱髙橋①": "p3@example.com"}
        composer = self.compose(
            to=[f'"{name}" <{address}>' for name, address in people.items()],
            subject="{{name}}への連絡", body="{{宛名}}\n{{name}}の件",
        )
        composer.send_separately()
        window = MergeWindow(self.evolution)
        window.wait_for_text("preview-text", "鈴木 一郎様")
        window.press("start")
        self.finish()
        letters = self.get_letters()
        self.assertEqual(sorted(letters), sorted(people.values()))
        for name, address in people.items():
            letter = letters[address]
            self.assertEqual(letter["Subject"], f"{name}への連絡")
            self.assertEqual(read_text(letter), f"{name}様\n{name}の件")
            self.assertEqual(letter["To"].addresses[0].display_name.replace(" ", ""), name.replace(" ", ""))
        subjects = sorted(copy["Subject"] for copy in self.home.get_copies())
        self.assertEqual(subjects, sorted(f"{name}への連絡" for name in people))

    def test_dotted_addresses_arrive_as_they_were_typed(self):
        people = ["foo..bar@docomo.ne.jp", "foo.@docomo.ne.jp", *make_addresses(4)]
        composer = self.compose(bcc=people[-1:], subject="お知らせ", body="本文です")
        composer.fill("bcc", ", ".join(people))
        window = self.open_merge_window(composer)
        window.press("start")
        self.finish()
        wanted = ['"foo..bar"@docomo.ne.jp', '"foo."@docomo.ne.jp', *people[2:]]
        self.assertEqual(sorted(self.get_letters()), sorted(wanted))

    def test_a_closed_window_leaves_nothing_behind(self):
        composer = self.compose(bcc=make_addresses(8), subject="お知らせ", body="本文です")
        window = self.open_merge_window(composer)
        window.wait_for("start")
        self.assertFalse(composer.is_editable)
        window.press("cancel")
        window.wait_until_gone()
        self.wait(lambda: composer.is_editable, "the composer can be used again")
        self.wait(lambda: not self.home.get_states(), "an empty ledger")
        self.assert_nothing_sent()
        window = self.open_merge_window(composer)
        window.press("start")
        self.finish()
        self.assertEqual(sorted(self.get_letters()), make_addresses(8))

    def test_neither_closing_nor_quitting_gets_past_an_open_window(self):
        composer = self.compose(bcc=make_addresses(8), subject="お知らせ", body="本文です")
        window = self.open_merge_window(composer)
        window.wait_for("start")
        composer.close()
        self.evolution.quit()
        self.wait(lambda: "terminate signal" in self.evolution.words, "the signal to quit")
        self.assertTrue(window.is_open)
        window.press("cancel")
        window.wait_until_gone()
        self.wait(lambda: not self.home.get_states(), "an empty ledger")
        self.assert_nothing_sent()
        self.assert_no_complaints()

    def test_stopping_in_the_countdown_sends_nothing(self):
        composer = self.compose(bcc=make_addresses(8), subject="お知らせ", body="本文です")
        window = self.open_merge_window(composer)
        window.press("start")
        progress = ProgressWindow(self.evolution)
        progress.press("cancel")
        self.finish()
        self.assertEqual(self.server.messages, [])
        self.assertNotIn("sent", self.home.get_states())


if __name__ == "__main__":
    scenario.main()
