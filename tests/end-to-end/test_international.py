# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Addresses with letters outside ASCII before the @: sent where the server speaks SMTPUTF8 (RFC
6531), and otherwise shown as what could not be sent, without holding up the others."""

import email
from email.policy import SMTPUTF8

import harness
from certificates import get_certificates
from harness import address
from postfix import start_postfix
from smtp_script import Server
from waiting import wait_for

YAMADA = "山田@例え.jp"
YAMADA_PATH = "山田@xn--r8jz45g.jp"
USER, PASSWORD = "taro", "secret-7301"
EXTENSIONS = ["SIZE 100000000", "8BITMIME"]


def parse(octets):
    # Read as octets, Python takes what is not ASCII in a header for damage.
    return email.message_from_string(octets.decode(), policy=SMTPUTF8)


class International(harness.Test):
    def write_people(self):
        rows = [(address(1), "Person 1", ""), (YAMADA, "山田 太郎", ""), (address(2), "Person 2", "")]
        return self.write_list(rows, ("email", "name", "word"))

    def send(self, server, exit, connections=1):
        arguments = self.make_arguments(server, people=self.write_people())
        self.run_atena(*arguments, "--connections", connections, "--yes", exit=exit)
        self.assertEqual(server.problems, [])

    def test_a_server_with_smtputf8_gets_the_address_as_it_is(self):
        with Server(extensions=[*EXTENSIONS, "SMTPUTF8"]) as server:
            self.send(server, 0)
        recipients = [message.recipients for message in server.messages]
        self.assertEqual(recipients, [[address(1)], [YAMADA_PATH], [address(2)]])
        for message in server.messages:
            header = message.data.partition(b"\r\n\r\n")[0]
            self.assertEqual(header.isascii(), message.recipients != [YAMADA_PATH])
            parsed = parse(message.data)
            self.assertEqual([parsed["To"].addresses[0].addr_spec], message.recipients)
            self.assertIn(b"\r\nSubject: ", message.data)

    def test_a_server_without_smtputf8_is_not_even_asked(self):
        for campaign, connections in ((1, 1), (2, 3)):
            with Server(extensions=EXTENSIONS) as server:
                self.send(server, 1, connections)
            self.assertEqual(
                sorted(message.recipients[0] for message in server.messages),
                [address(1), address(2)],
            )
            report = self.get_report(campaign)
            self.assertEqual([row["state"] for row in report], ["sent", "rejected", "sent"])
            self.assertIn("before the @", report[1]["reply"])
            self.assertEqual(report[1]["code"], 0)

    def test_who_writes_may_not_have_such_an_address(self):
        arguments = self.make_arguments(people=self.write_people())
        self.refuse(*arguments, "--smtp", "smtp://localhost:25", "--from", YAMADA, words=["--from"])
        draft = self.write("letter.eml", f"From: {YAMADA}\nSubject: x\n\nx\n")
        self.refuse(
            "preview", "--letter", draft, "--recipients", self.write_people(), words=["From"]
        )
        draft = self.write("letter.eml", f"From: a@b.jp\nReply-To: {YAMADA}\nSubject: x\n\nx\n")
        self.refuse(
            "preview", "--letter", draft, "--recipients", self.write_people(), words=["Reply-To"]
        )

    def test_postfix_delivers_it(self):
        mailboxes = [address(1), YAMADA_PATH, address(2)]
        server = start_postfix(self, (USER, PASSWORD), mailboxes)
        self.run_atena(
            "send", "--letter", self.write_draft(), "--recipients", self.write_people(),
            "--smtp", server.url, "--ca-file", get_certificates().ca, "--user", USER,
            "--password-file", self.write_password(PASSWORD), "--yes",
        )
        wait_for(lambda: server.count_letters() >= 3, "all letters delivered", 60)
        for mailbox in mailboxes:
            letter = server.get_letters(mailbox)
            self.assertEqual(len(letter), 1, mailbox)
            parsed = parse(letter[0].read_bytes())
            self.assertEqual(parsed["To"].addresses[0].addr_spec, mailbox)


if __name__ == "__main__":
    harness.main()
