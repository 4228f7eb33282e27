# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Signing in to the account's server: with a password asked for, or kept in the keyring."""

import scenario
from certificates import get_certificates
from keyring import keep_password, open_keyring
from smtp_script import Rule
from trust import trust
from windows import MergeWindow, ProgressWindow

PEOPLE = ["p1@example.com", "p2@example.com", "p3@example.com"]
USER, PASSWORD, NEW = "yamada", "secret-7301", "secret-9216"
SECURITY = {"starttls": "starttls-on-standard-port", "implicit": "ssl-on-alternate-port"}


class Password(scenario.Scenario):
    def furnish_with_login(self, tls, remembers="false"):
        certificates = get_certificates()
        trust(certificates.ca)
        server = {
            "tls": tls, "certificate": certificates.good, "password": (USER, PASSWORD),
        }
        self.furnish(
            server=server, host="localhost", security=SECURITY[tls], method="PLAIN", user=USER,
            remembers=remembers,
        )

    def start(self):
        composer = self.compose(to=PEOPLE, subject="お知らせ", body="本文です")
        composer.send_separately()
        MergeWindow(self.evolution).press("start")

    def find_prompt(self):
        """Evolution's own question for the password."""
        for dialog in self.find_alerts():
            if field := dialog.find(role="password text"):
                return field
        return None

    def answer(self, password):
        field = self.wait(self.find_prompt, "the question for a password")
        field.fill(password)
        field.focus()
        self.wait(lambda: field.is_focused, "the focus on the password")
        self.desktop.press("Return")

    def has_signed_in(self):
        return any(connection.login for connection in self.server.connections)

    def check_letters(self):
        self.assertEqual(sorted(self.get_letters()), PEOPLE)
        for message in self.server.messages:
            self.assertTrue(message.connection.is_tls)
            self.assertEqual(message.connection.user, USER)
        secrets = [
            path for path in self.dir.rglob("*")
            if path.is_file()
            and any(password.encode() in path.read_bytes() for password in (PASSWORD, NEW))
        ]
        self.assertEqual(secrets, [])

    def test_a_password_is_asked_for_and_used(self):
        self.furnish_with_login("starttls")
        self.start()
        self.answer(PASSWORD)
        self.finish()
        self.check_letters()

    def test_a_wrong_password_is_asked_for_again(self):
        self.furnish_with_login("implicit")
        self.start()
        self.answer("wrong")
        self.wait(self.has_signed_in, "a sign-in")
        self.answer(PASSWORD)
        self.finish()
        self.check_letters()

    def test_a_password_that_changes_meanwhile_is_asked_for(self):
        self.furnish_with_login("starttls")
        self.start()
        self.answer(PASSWORD)
        ProgressWindow(self.evolution)
        self.server.setup.rules.append(
            Rule(at="mail", nth=2, reply=["421 4.7.0 Password changed"], then="hold")
        )
        self.server.wait(lambda: self.server.holding == 1, "the second letter")
        self.server.setup.password = (USER, NEW)
        self.server.release()
        self.answer(NEW)
        self.finish()
        self.check_letters()
        given = [message.connection.login for message in self.server.messages]
        self.assertEqual(given, [(USER, PASSWORD), (USER, NEW), (USER, NEW)])

    def test_a_password_in_the_keyring_is_used_silently(self):
        self.furnish_with_login("starttls", remembers="true")
        open_keyring(self.desktop)
        keep_password("transport", PASSWORD)
        self.start()
        asked = []
        progress = ProgressWindow(self.evolution)

        def has_finished():
            asked.extend(filter(None, [self.find_prompt()]))
            return progress.find("close")

        self.wait(has_finished, "the end of the sending")
        self.assertEqual(asked, [])
        self.finish()
        self.check_letters()


if __name__ == "__main__":
    scenario.main()
