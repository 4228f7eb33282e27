# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""With a real mail server: login, STARTTLS, refusals, and what lies in the mailboxes in the end."""

import email
import re
from email.policy import default as policy

import harness
from certificates import get_certificates
from harness import address, sentinel
from postfix import start_postfix
from waiting import wait_for

LETTERS, REFUSED = 500, 3
USER, PASSWORD = "taro", "secret-7301"
CONNECTIONS = 4


class RealServer(harness.Test):
    def start_postfix(self):
        mailboxes = [address(number) for number in range(1, LETTERS + 1)]
        refused = {
            address(LETTERS + number): f"550 5.1.1 User {number} unknown here"
            for number in range(1, REFUSED + 1)
        }
        return start_postfix(self, (USER, PASSWORD), mailboxes, refused)

    def test_each_of_500_mailboxes_gets_its_own_letter_once(self):
        server = self.start_postfix()
        process = self.run_atena(
            "send", "--letter", self.write_draft(), "--recipients",
            self.write_people(LETTERS + REFUSED), "--smtp", server.url, "--ca-file",
            get_certificates().ca, "--user", USER, "--password-file",
            self.write_password(PASSWORD), "--connections", CONNECTIONS, "--yes", exit=1,
        )
        summary = f"sent {LETTERS}, failed {REFUSED}, uncertain 0, excluded 0"
        self.assertEqual(process.stdout.splitlines()[-1], summary)
        self.check_report()
        wait_for(lambda: server.count_letters() >= LETTERS, "all letters delivered", 60)
        self.check_mailboxes(server)
        self.check_log(server.log.read_text())

    def check_report(self):
        rows = self.get_report()
        states = [row["state"] for row in rows]
        self.assertEqual(states, ["sent"] * LETTERS + ["rejected"] * REFUSED)
        for number, row in enumerate(rows[LETTERS:], 1):
            self.assertEqual((row["code"], row["enhanced"]), (550, "5.1.1"))
            self.assertIn(f"User {number} unknown here", row["reply"])

    def check_mailboxes(self, server):
        self.assertEqual(server.count_letters(), LETTERS)
        for number in range(1, LETTERS + 1):
            letters = server.get_letters(address(number))
            self.assertEqual(len(letters), 1, address(number))
            message = email.message_from_bytes(letters[0].read_bytes(), policy=policy)
            self.assertEqual(message.get_all("To"), [f"Person {number} <{address(number)}>"])
            self.assertEqual(message.get_all("Delivered-To"), [address(number)])
            self.assertEqual(message["Subject"], f"News for Person {number}")
            text = message.get_content()
            self.assertEqual(text, f"Dear Person {number},\n\nyour word is {sentinel(number)}.\n")

    def check_log(self, log):
        """Postfix' own view: few connections, all encrypted and with a login."""
        connects = len(re.findall(r"smtpd\[\d+\]: connect from", log))
        self.assertLessEqual(connects, CONNECTIONS)
        self.assertEqual(len(re.findall(r"TLS connection established from", log)), connects)
        logins = re.findall(r"sasl_method=(\w+), sasl_username=(\w+)", log)
        self.assertEqual(len(logins), LETTERS)
        self.assertEqual({user for _, user in logins}, {USER})
        self.assertEqual(len(re.findall(r"NOQUEUE: reject: RCPT", log)), REFUSED)
        complaints = r"(?:warning|error|fatal|panic): .*|lost connection.*"
        self.assertEqual(re.findall(complaints, log), [])

    def test_a_password_is_proved_with_cram_md5(self):
        server = self.start_postfix()
        self.run_atena(
            "send", "--letter", self.write_draft(), "--recipients", self.write_people(3),
            "--smtp", server.url, "--ca-file", get_certificates().ca, "--user", USER,
            "--password-file", self.write_password(PASSWORD), "--auth", "cram-md5", "--yes",
        )
        wait_for(lambda: server.count_letters() >= 3, "all letters delivered", 60)
        logins = re.findall(r"sasl_method=([\w-]+), sasl_username=(\w+)", server.log.read_text())
        self.assertEqual(logins, [("CRAM-MD5", USER)] * 3)

    def test_a_wrong_password_sends_nothing(self):
        server = self.start_postfix()
        process = self.run_atena(
            "send", "--letter", self.write_draft(), "--recipients", self.write_people(3),
            "--smtp", server.url, "--ca-file", get_certificates().ca, "--user", USER,
            "--password-file", self.write_password("wrong"), "--connections", CONNECTIONS, "--yes",
            exit=3,
        )
        self.assertIn("5.7.8", process.stderr)
        self.assertEqual(self.get_states(), ["pending"] * 3)
        # A password that is tried too often locks an account.
        self.assertEqual(server.log.read_text().count("authentication failed"), 1)


if __name__ == "__main__":
    harness.main()
