# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Lists from an https address."""

import harness
from certificates import get_certificates
from harness import address
from list_server import ListServer
from smtp_script import Server


class Web(harness.Test):
    def setUp(self):
        super().setUp()
        self.env["GIO_USE_PROXY_RESOLVER"] = "dummy"
        self.web = ListServer()
        self.addCleanup(self.web.close)
        self.url = f"{self.web.url}/list.csv"

    def make_arguments(self, server, query="?key=7301"):
        arguments = super().make_arguments(server, people=self.url + query)
        return (*arguments, "--ca-file", get_certificates().ca)

    def test_a_list_at_an_address_is_sent_to(self):
        rows = "".join(f"{address(i + 1)},髙橋{i},x\n" for i in range(3))
        self.web.answers["/list.csv?key=7301"] = 200, f"メール,氏名,word\n{rows}"
        with Server() as server:
            self.run_atena(*self.make_arguments(server), "--yes")
        self.assert_once_each(server, 3)
        self.assertEqual(self.find_in_files(b"7301", *self.dir.glob("run-*/*")), [])

    def test_contacts_at_an_address_are_sent_to(self):
        card = "BEGIN:VCARD\r\nVERSION:2.1\r\nFN:髙橋{0}\r\nEMAIL:p{0}@example.jp\r\nEND:VCARD\r\n"
        self.web.answers["/list.csv?key=7301"] = 200, card.format(1) + card.format(2)
        with Server() as server:
            arguments = self.make_arguments(server)
            self.write_draft(harness.make_draft(plain="{{氏名}}\n"))
            self.run_atena(*arguments, "--yes")
        self.assert_once_each(server, 2)

    def test_what_is_wrong_is_said_with_the_address(self):
        self.web.answers["/list.csv?key=7301"] = 200, 'email,name\n"a@example.jp\n'
        with Server() as server:
            arguments = self.make_arguments(server)
            process = self.refuse(*arguments, "--yes", words=[f"{self.url}, row 2, column 1"])
            self.assertNotIn("7301", process.stderr)
            self.web.answers.clear()
            self.refuse(*arguments, "--yes", words=[f"{self.url}: There is no list"])
            self.refuse(*arguments[:-2], "--yes", words=["certificate"])
        self.assertFalse(self.ledger.exists())
        self.assertEqual(server.messages, [])
        self.assertEqual(list(self.home.rglob("atena/*")), [])

    def test_a_saved_list_is_fetched_again(self):
        path = "/list.csv?key=7301"
        self.web.answers[path] = 200, f"メール;氏名;備考\n{address(1)};髙橋;a,b\n{address(2)};佐藤;c,d\n"
        options = ("--ca-file", get_certificates().ca)
        add = ("list", "add", "会", "--recipients", self.url + "?key=7301", "--purpose", "連絡")
        self.run_atena(*add, "--delimiter", "semicolon", *options)
        self.web.answers[path] = 200, f"メール;氏名;備考\n{address(1)};髙橋;a,b,c\n{address(3)};鈴木;\n"
        said = self.run_atena("list", "refresh", "会", "--yes", *options).stdout
        self.assertIn("New: 1, gone: 1, changed: 1\n", said)
        self.web.answers.clear()
        self.refuse("list", "refresh", "会", "--yes", *options, words=[f"{self.url}: There is no list"])

    def test_files_to_attach_need_a_folder_here(self):
        self.web.answers["/list.csv?key=7301"] = 200, f"email,name,word,file\n{address(1)},x,,a.pdf\n"
        (self.dir / "a.pdf").write_bytes(b"%PDF-1.4")
        with Server() as server:
            arguments = (*self.make_arguments(server), "--attachment-column", "file", "--yes")
            self.refuse(*arguments, words=["--attachment-folder"])
            self.run_atena(*arguments, "--attachment-folder", self.dir)
        self.assertIn(b"filename=a.pdf", server.messages[0].data)


if __name__ == "__main__":
    harness.main()
