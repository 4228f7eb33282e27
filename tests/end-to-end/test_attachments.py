# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Files that go to single people: each gets its own, nobody that of another, and no file that was
not there when the list was checked."""

import email
from email.policy import default as policy

import harness
from harness import address
from smtp_script import Rule, Server

COLUMNS = ("email", "name", "word", "請求書")


def get_files(message):
    parsed = email.message_from_bytes(message.data, policy=policy)
    return [(part.get_filename(), part.get_content()) for part in parsed.iter_attachments()]


class Attachments(harness.Test):
    def write_invoices(self, names, rows=()):
        """A file for each name, with a list of people who have them, in the order of the names."""
        folder = self.dir / "請求"
        folder.mkdir(exist_ok=True)
        for number, name in enumerate(names, 1):
            (folder / name).write_bytes(f"%PDF-1.4 {number}".encode())
        people = [(address(i), f"Person {i}", "", name) for i, name in enumerate(names, 1)]
        return self.write_list([*people, *rows], COLUMNS, "請求/list.csv")

    def send(self, server, people, *options, exit=0, column=("--attachment-column", "請求書")):
        arguments = self.make_arguments(server, people=people)
        process = self.run_atena(*arguments, *column, *options, exit=exit)
        if server:
            self.assertEqual(server.problems, [])
        return process.stdout

    def test_each_gets_the_file_of_the_row_alone(self):
        names = [f"請求書 髙橋{i}①.pdf" for i in range(1, 8)]
        people = self.write_invoices(names, [(address(8), "Person 8", "", "")])
        columns = [("--attachment-column", "請求書"), ("--column", "attachment=請求書")]
        for column in columns:
            with Server() as server:
                said = self.send(server, people, "--yes", column=column)
            self.assertIn("Files for single people: 7 (70 bytes in all, up to 10 bytes a letter)", said)
            self.assertIn("Letters without such a file: 1", said)
            for message in server.messages:
                number = int(message.recipients[0].split("@")[0][1:])
                content = f"%PDF-1.4 {number}".encode()
                files = [(names[number - 1], content)] if number < 8 else []
                self.assertEqual(get_files(message), files)
            self.assertEqual(len(server.messages), 8)

    def test_what_cannot_go_is_said_before_anything_goes(self):
        people = self.write_invoices(
            ["a.pdf", "b.pdf"],
            [
                (address(3), "x", "", "nothing.pdf"),
                (address(4), "x", "", "../list.csv"),
                (address(5), "x", "", "/etc/passwd"),
                (address(6), "x", "", "b.pdf"),
            ],
        )
        (self.dir / "list.csv").write_text("x")
        said = self.send(None, people, "--smtp", "smtp://localhost:25")
        self.assertIn("Letters: 1, left out: 5", said)
        for number, words in (
            (3, "“b.pdf” is meant for another person"), (4, "“nothing.pdf”, is not there"),
            (5, "“../list.csv” is not in the folder"), (6, "“/etc/passwd” is not in the folder"),
            (7, "“b.pdf” is meant for another person"),
        ):
            line = next(line for line in said.splitlines() if line.startswith(f"  row {number} "))
            self.assertIn(words, line)
        self.assert_nothing_kept()

    def test_one_file_goes_to_several_if_told(self):
        people = self.write_invoices(["a.pdf"], [(address(2), "x", "", "a.pdf | a.pdf")])
        with Server() as server:
            self.send(server, people, "--same-attachment=all", "--yes")
        self.assertEqual([len(get_files(message)) for message in server.messages], [1, 2])

    def test_a_file_changed_meanwhile_waits(self):
        people = self.write_invoices(["a.pdf", "b.pdf", "c.pdf"])
        invoice = self.dir / "請求" / "b.pdf"
        before = invoice.read_bytes()
        with Server(rules=[Rule(at="mail", nth=1, reply=["451 4.3.0 Later"])]) as server:
            self.send(server, people, "--yes", exit=3)
            invoice.write_bytes(b"%PDF-1.4 of somebody else")
            self.run_atena("resume", 1, exit=1)
            self.assertEqual(self.get_states(), ["sent", "deferred", "sent"])
            self.assertIn("b.pdf", self.get_report()[1]["reply"])
            invoice.write_bytes(before)
            self.run_atena("resume", 1)
        self.assertEqual(self.get_states(), ["sent"] * 3)
        self.assert_once_each(server, 3)
        contents = sorted(get_files(message)[0] for message in server.messages)
        self.assertEqual(contents[1], ("b.pdf", before))

    def test_a_folder_of_its_own_holds_them(self):
        people = self.write_invoices(["a.pdf"])
        other = self.write_list([(address(1), "x", "", "a.pdf")], COLUMNS)
        with Server() as server:
            self.send(server, other, "--attachment-folder", people.parent, "--yes")
        self.assertEqual(get_files(server.messages[0]), [("a.pdf", b"%PDF-1.4 1")])

    def test_a_preview_has_them(self):
        people = self.write_invoices(["a.pdf"])
        process = self.run_atena(
            "preview", "--letter", self.write_draft(), "--recipients", people,
            "--attachment-column", "請求書",
        )
        self.assertIn("filename=a.pdf", process.stdout)

    def test_options_that_cannot_be_are_refused(self):
        people = self.write_invoices(["a.pdf"])
        plain = self.write_people(1)
        several = self.write_list([(address(1), "", "")], ("email", "添付1", "添付2"), "several.csv")
        letter = self.write("plain.eml", "From: a@b.jp\nSubject: x\n\nx\n")
        for options in (
            (people, "--attachment-column", "領収書"),
            (people, "--attachment-column", "請求書", "--attachment-folder", self.dir / "none"),
            (people, "--attachment-column", "請求書", "--same-attachment", "some"),
            (plain, "--attachment-folder", self.dir),
            (plain, "--same-attachment", "all"),
            (several,),
        ):
            with self.subTest(options=options):
                self.refuse("preview", "--letter", letter, "--recipients", *options)
        self.assert_nothing_kept()


if __name__ == "__main__":
    harness.main()
