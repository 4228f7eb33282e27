# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Accounts with tokens, with CRAM-MD5, behind a proxy, and senders that the account does not have."""

import json
import time

import scenario
from certificates import get_certificates
from keyring import keep_password, open_keyring
from proxies import Proxy
from smtp_script import Rule
from trust import trust
from windows import MergeWindow, Obstacle

PEOPLE = ["p1@example.com", "p2@example.com", "p3@example.com"]
USER, PASSWORD = "yamada", "secret-7301"
OLD, NEW = "ya29.old-token-7301", "ya29.new-token-9216"
ALIAS = "eigyo@example.jp"
STARTTLS = "starttls-on-standard-port"

# What the certificate "wrong_host" is for; nothing on this machine knows where that is.
ELSEWHERE = "mail.example.com"

PROXY = """[Data Source]
DisplayName=Test
Enabled=true
Parent=

[Proxy]
Method=manual
SocksHost=127.0.0.1
SocksPort={port}
"""


class Accounts(scenario.Scenario):
    def furnish_with_login(self, method, mechanism, secret, rules=(), host="localhost"):
        certificates = get_certificates()
        trust(certificates.ca)
        server = {
            "tls": "starttls", "password": (USER, secret), "mechanisms": [mechanism],
            "certificate": certificates.good if host == "localhost" else certificates.wrong_host,
            "rules": list(rules),
        }  # fmt: skip
        self.furnish(server=server, host=host, security=STARTTLS, method=method, user=USER)
        open_keyring(self.desktop)

    def keep_token(self, token):
        """Keeps what a sign-in at Google would have left, good for an hour."""
        content = {
            "access_token": token, "refresh_token": "none", "expires_after": str(int(time.time()) + 3600),
        }  # fmt: skip
        keep_password(f"OAuth2::Google[{USER}]", json.dumps(content))

    def start(self):
        composer = self.compose(to=PEOPLE, subject="お知らせ", body="本文です")
        composer.send_separately()
        MergeWindow(self.evolution).press("start")

    def check_letters(self):
        self.assertEqual(sorted(self.get_letters()), PEOPLE)
        self.assertEqual({message.connection.user for message in self.server.messages}, {USER})

    def test_a_password_is_proved_with_cram_md5(self):
        self.furnish_with_login("CRAM-MD5", "CRAM-MD5", PASSWORD)
        keep_password("transport", PASSWORD)
        self.start()
        self.finish()
        self.check_letters()

    def test_a_token_is_taken_from_evolution_for_each_connection(self):
        rule = Rule(at="mail", nth=2, reply=["421 4.7.0 Token expired"], then="hold")
        self.furnish_with_login("Google", "XOAUTH2", OLD, [rule])
        self.keep_token(OLD)
        self.start()
        self.server.wait(lambda: self.server.holding == 1, "the second letter")
        self.keep_token(NEW)
        self.server.setup.password = (USER, NEW)
        self.server.release()
        self.finish()
        self.check_letters()
        given = [message.connection.login for message in self.server.messages]
        self.assertEqual(given, [(USER, OLD), (USER, NEW), (USER, NEW)])

    def test_the_proxy_of_an_account_is_used(self):
        self.furnish_with_login("PLAIN", "PLAIN", PASSWORD, host=ELSEWHERE)
        keep_password("transport", PASSWORD)
        with Proxy("socks5h", self.server.port) as proxy:
            self.home.write(".config/evolution/sources/proxy.source", PROXY.format(port=proxy.port))
            transport = self.home.config / "evolution/sources/transport.source"
            text = transport.read_text().replace("ProxyUid=system-proxy", "ProxyUid=proxy")
            transport.write_text(text)
            self.start()
            self.finish()
        self.check_letters()
        self.assertEqual(set(proxy.wanted), {(ELSEWHERE, self.server.port)})

    def compose_with_sender(self, address):
        """Opens a message whose sender is typed; Evolution builds its field before all others."""
        self.furnish()
        identity = self.home.config / "evolution/sources/identity.source"
        text = identity.read_text()
        identity.write_text(text.replace("[Mail Identity]", f"[Mail Identity]\nAliases={ALIAS}"))
        keyfile = self.home.config / "glib-2.0/settings/keyfile"
        keyfile.write_text(keyfile.read_text() + "composer-show-from-override=true\n")
        composer = self.compose(to=PEOPLE, subject="お知らせ", body="本文です")
        field = composer.window.find(role="text")
        self.assertEqual(field.text, "yamada@example.jp")
        field.fill(address)
        self.wait(lambda: field.text == address, "the sender's address")
        composer.send_separately()
        return composer

    def test_a_sender_typed_by_hand_is_in_the_way(self):
        composer = self.compose_with_sender("shacho@example.jp")
        Obstacle(self.evolution).press("back-to-editing")
        self.wait(lambda: composer.is_editable, "the composer can be used again")
        self.assert_nothing_sent()

    def test_a_sender_typed_by_hand_may_be_one_of_the_account(self):
        self.compose_with_sender(ALIAS.upper())
        MergeWindow(self.evolution).press("start")
        self.finish()
        letters = self.get_letters()
        self.assertEqual(sorted(letters), PEOPLE)
        for letter in letters.values():
            self.assertIn(ALIAS.upper(), letter["From"])


if __name__ == "__main__":
    scenario.main()
