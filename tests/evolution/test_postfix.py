# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""With a real mail server: what lies in the mailboxes in the end."""

import email
import re
from email.policy import default as policy

import scenario
from certificates import get_certificates
from keyring import keep_password, open_keyring
from postfix import start_postfix
from scenario import make_addresses, read_text
from trust import trust
from waiting import wait_for
from windows import MergeWindow, ProgressWindow, Question

PEOPLE = make_addresses(200)
OWN = "yamada@example.jp"
USER, PASSWORD = "yamada", "secret-7301"


class RealServer(scenario.Scenario):
    def furnish_with_postfix(self):
        self.postfix = start_postfix(self, (USER, PASSWORD), [*PEOPLE, OWN])
        trust(get_certificates().ca)
        self.furnish(
            port=self.postfix.port, host="localhost", security="starttls-on-standard-port",
            method="PLAIN", user=USER, address=OWN,
        )
        open_keyring(self.desktop)
        keep_password("transport", PASSWORD)

    def test_each_of_200_people_in_bcc_has_one_letter(self):
        self.furnish_with_postfix()
        composer = self.compose(bcc=PEOPLE, subject="お知らせ", body="{{宛名|お客様}}\n本文です")
        composer.send()
        question = Question(self.evolution)
        self.assertEqual(self.find_alerts(), [])
        question.press("send-separately")
        self.look_at_letters()
        self.wait(lambda: not composer.is_open, "the end of the composer")
        self.assertEqual(self.find_alerts(), [])

        progress = ProgressWindow(self.evolution)
        progress.wait_for("resume", 60)
        self.wait_for_letters(1 + 50)
        progress.press("resume")
        self.finish()

        self.wait_for_letters(1 + len(PEOPLE))
        for address in PEOPLE:
            self.check_mailbox(address)
        self.assertEqual(len(self.postfix.get_letters(OWN)), 1)
        self.assertEqual(self.home.get_states(), ["sent"] * len(PEOPLE))
        self.check_copy()
        self.check_log(self.postfix.log.read_text())

    def look_at_letters(self):
        window = MergeWindow(self.evolution)
        window.wait_for_text("count", "200")
        for button, address in (
            ("next", PEOPLE[1]), ("previous", PEOPLE[0]), ("last", PEOPLE[-1]), ("longest", "@"),
            ("first", PEOPLE[0]),
        ):
            window.look_at(button, address)
        window.wait_for_text("preview-text", "本文です")
        self.assertFalse(window.find("start").is_sensitive)
        window.send_test(OWN)
        window.press("start")
        window.wait_until_gone()

    def wait_for_letters(self, count):
        wait_for(lambda: self.postfix.count_letters() >= count, f"{count} letters delivered", 60)
        self.assertEqual(self.postfix.count_letters(), count)

    def check_mailbox(self, address):
        letter, = self.postfix.get_letters(address)
        message = email.message_from_bytes(letter.read_bytes(), policy=policy)
        self.assertEqual(message.get_all("To"), [address])
        self.assertEqual(message.get_all("Delivered-To"), [address])
        self.assertEqual([name for name in ("Cc", "Bcc") if message[name]], [])
        self.assertEqual(read_text(message), "お客様\n本文です")

    def check_copy(self):
        copy, = self.home.get_copies()
        self.assertEqual([name for name in ("Cc", "Bcc") if copy[name]], [])
        self.assertFalse(set(PEOPLE[1:]) & set(str(copy["To"]).split(", ")))

    def check_log(self, log):
        """Postfix' own view: every letter signed in for and encrypted, and nobody refused."""
        logins = re.findall(r"sasl_method=PLAIN, sasl_username=(\w+)", log)
        self.assertEqual(logins, [USER] * (1 + len(PEOPLE)))
        connects = len(re.findall(r"smtpd\[\d+\]: connect from", log))
        self.assertEqual(len(re.findall(r"TLS connection established from", log)), connects)
        complaints = r"(?:warning|error|fatal|panic): .*|lost connection.*|NOQUEUE.*"
        self.assertEqual(re.findall(complaints, log), [])


if __name__ == "__main__":
    scenario.main()
