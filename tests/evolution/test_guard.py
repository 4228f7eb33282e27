# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""What Atena asks before a message goes to many people, and what comes of each answer."""

import scenario
from scenario import make_addresses
from windows import MergeWindow, Question


class Guard(scenario.Scenario):
    def test_escape_leaves_the_composer_as_it_was(self):
        people = make_addresses(8)
        composer = self.compose(bcc=people, subject="お知らせ", body="本文です")
        composer.send()
        question = Question(self.evolution)
        question.wait_for_focus("send-separately")
        self.desktop.press("Escape")
        question.wait_until_gone()
        self.assertEqual(composer.get("bcc"), ", ".join(people))
        self.assertEqual(composer.get("subject"), "お知らせ")
        self.assertIn("本文です", composer.text)
        composer.fill("subject", "新しいお知らせ")
        composer.type_text("x")
        composer.wait_for_text("x")
        self.assert_nothing_sent()
        composer.send()
        Question(self.evolution).press("send-as-is")
        self.answer_evolution()
        message, = self.wait_for_messages(1)
        self.assertEqual(message.recipients, people)
        self.assertEqual(self.parse(message)["Subject"], "新しいお知らせ")
        self.assertIn("x", self.parse(message).get_content())
        self.assert_ends_well()

    def test_as_bcc_goes_on_to_evolutions_own_question(self):
        people = make_addresses(8)
        composer = self.compose(bcc=people, subject="お知らせ", body="本文です")
        composer.send()
        question = Question(self.evolution)
        self.assertEqual(self.find_alerts(), [])
        question.press("send-as-is")
        self.answer_evolution()
        message, = self.wait_for_messages(1)
        self.assertEqual(message.recipients, people)
        self.assertNotIn("Bcc", self.parse(message))
        self.assert_ends_well()

    def test_four_outsiders_in_to_are_asked_nothing(self):
        self.furnish(asks=False)
        composer = self.compose(to=make_addresses(4), subject="お知らせ", body="本文です")
        composer.send()
        message, = self.wait_for_messages(1)
        self.assertEqual(message.recipients, make_addresses(4))
        self.assert_ends_well()

    def test_five_outsiders_in_to_are_asked_about(self):
        self.furnish(asks=False)
        composer = self.compose(to=make_addresses(5), subject="お知らせ", body="本文です")
        composer.send()
        question = Question(self.evolution)
        question.wait_for_focus("back-to-editing")
        question.press("back-to-editing")
        question.wait_until_gone()
        self.assertTrue(composer.is_editable)
        self.assert_nothing_sent()

    def test_people_who_know_each_other_are_asked_about_once(self):
        self.furnish(asks=False)
        people = make_addresses(5)
        composer = self.compose(to=people, subject="お知らせ", body="本文です")
        composer.send()
        question = Question(self.evolution)
        question.press("acquainted")
        question.press("send-as-is")
        self.wait_for_messages(1)
        self.assert_ends_well()
        composer = self.compose(to=people[::-1], subject="またお知らせ", body="本文です")
        composer.send()
        messages = self.wait_for_messages(2)
        self.assertEqual(sorted(messages[1].recipients), people)
        self.assert_ends_well()

    def test_twelve_colleagues_are_asked_nothing(self):
        self.furnish(asks=False, address="yamada@kaisha.example")
        composer = self.compose(
            to=make_addresses(12, "kaisha.example"), subject="お知らせ", body="本文です"
        )
        composer.send()
        message, = self.wait_for_messages(1)
        self.assertEqual(len(message.recipients), 12)
        self.assert_ends_well()

    def test_fifty_people_in_to_must_be_counted(self):
        self.furnish(asks=False)
        people = make_addresses(50)
        composer = self.compose(to=people, subject="お知らせ", body="本文です")
        composer.send()
        question = Question(self.evolution)
        self.assertIsNone(question.find("acquainted"))
        self.assertFalse(question.find("send-as-is").is_sensitive)
        question.wait_for("typed-count").fill("49")
        self.assertFalse(question.find("send-as-is").is_sensitive)
        question.wait_for("typed-count").fill("５０")
        question.press("send-as-is")
        message, = self.wait_for_messages(1)
        self.assertEqual(message.recipients, people)
        self.assert_ends_well()

    def test_send_separately_opens_the_merge_window_before_evolution_asks(self):
        composer = self.compose(bcc=make_addresses(5), subject="お知らせ", body="本文です")
        composer.send()
        Question(self.evolution).press("send-separately")
        window = MergeWindow(self.evolution)
        self.assertEqual(self.find_alerts(), [])
        self.assertFalse(composer.is_editable)
        window.press("cancel")
        window.wait_until_gone()
        self.wait(lambda: composer.is_editable, "the composer can be used again")
        self.assert_nothing_sent()


if __name__ == "__main__":
    scenario.main()
