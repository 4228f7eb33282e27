# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""What a message can hold, and where its recipients can come from."""

import base64

import scenario
from contacts import add_list
from scenario import make_addresses, read_text
from windows import MergeWindow, Obstacle, Question

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CAB+GTG8HSALfKY52fTcuYAAAAAElFTkSuQmCC"
)
ATTACHMENT = bytes(range(256)) * 40


class Content(scenario.Scenario):
    def test_pictures_and_attachments_are_in_each_letter(self):
        self.furnish(mode="html")
        self.desktop.copy_picture(self.home.write("picture.png", PICTURE))
        composer = self.compose(
            to=["p1@example.com", "p2@example.com"], subject="写真", body="{{宛名|お客様}}、写真です",
            attach=[self.home.write("請求書①.pdf", ATTACHMENT)],
        )
        composer.paste()
        composer.wait_for_text("\ufffc")
        composer.send_separately()
        window = MergeWindow(self.evolution)
        window.wait_for_text("attachments", "請求書①.pdf")
        window.press("start")
        self.finish()
        letters = self.get_letters()
        self.assertEqual(sorted(letters), ["p1@example.com", "p2@example.com"])
        for letter in letters.values():
            attachment, = letter.iter_attachments()
            self.assertEqual(attachment.get_filename(), "請求書①.pdf")
            self.assertEqual(attachment.get_content(), ATTACHMENT)
            picture, = [part for part in letter.walk() if part.get_content_maintype() == "image"]
            self.assertTrue(picture.get_content().startswith(PICTURE[:8]))
            page = letter.get_body(("html",)).get_content()
            self.assertIn("cid:" + picture["Content-ID"].strip("<>"), page)
            self.assertIn("お客様、写真です", page)
            self.assertIn("お客様、写真です", read_text(letter))

    def test_a_contact_list_counts_as_its_members(self):
        self.furnish(asks=False)
        people = make_addresses(30)
        add_list("hogoshakai", people)
        composer = self.compose(subject="お知らせ", body="本文です")
        composer.type("cc", "hogosha")
        composer.choose_completion("cc", "hogoshakai")
        composer.send()
        question = Question(self.evolution)
        question.wait_for_text("primary", "30")
        question.press("send-separately")
        window = MergeWindow(self.evolution)
        window.wait_for_text("count", "30")
        window.press("cancel")
        window.wait_until_gone()
        self.assertIn("hogoshakai", composer.get("cc"))

    def test_a_signature_that_was_asked_for_is_given_up_knowingly(self):
        self.furnish(signs="true")
        composer = self.compose(
            to=["p1@example.com", "p2@example.com"], subject="署名", body="本文です"
        )
        composer.send_separately()
        obstacle = Obstacle(self.evolution)
        obstacle.wait_for_focus("back-to-editing")
        obstacle.press("back-to-editing")
        obstacle.wait_until_gone()
        self.assertTrue(composer.is_editable)
        self.assert_nothing_sent()
        composer.send_separately()
        Obstacle(self.evolution).press("send-separately")
        MergeWindow(self.evolution).press("start")
        self.finish()
        letters = self.get_letters()
        self.assertEqual(sorted(letters), ["p1@example.com", "p2@example.com"])
        for letter in letters.values():
            self.assertEqual(letter.get_content_type(), "text/plain")


if __name__ == "__main__":
    scenario.main()
