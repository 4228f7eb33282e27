# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Lists and letters that are wrong: one bad row is left out with its reason, and what makes the
whole list or letter doubtful stops everything before anything is sent."""

import base64
import re

import harness
from harness import address
from smtp_script import Server


class BadInput(harness.Test):
    def check_reasons(self, rows, columns, *options, draft=None):
        """Sends to rows, each with the reason that it must get at its end, "" for none."""
        people = self.write_list([row[:-1] for row in rows], columns)
        draft = draft or harness.make_draft(subject="News", plain="{{name|x}}\n")
        with Server() as server:
            arguments = self.make_arguments(server, draft=draft, people=people)
            said = self.run_atena(*arguments, *options, "--yes").stdout
        report = self.get_report()
        self.assertEqual([row["reason"] for row in report], [row[-1] for row in rows])
        for row, given in zip(report, rows):
            self.assertIn(row["address"], (fold(given[0]), fold(given[0]).strip(" 　")))
        wanted = ["excluded" if row[-1] else "sent" for row in rows]
        sent, excluded = wanted.count("sent"), wanted.count("excluded")
        self.assertEqual([row["state"] for row in report], wanted)
        self.assertEqual(len(server.messages), sent)
        self.assertEqual(server.problems, [])
        self.assertIn(f"sent {sent}, failed 0, uncertain 0, excluded {excluded}", said)
        return server

    def test_addresses_that_are_none_are_left_out(self):
        reasons = {
            address(1): "",
            "foo": "bad-address",
            "@example.jp": "bad-address",
            "foo..bar@example.jp": "bad-address",
            "<foo@example.jp": "bad-address",
            "": "no-address",
            "  　": "no-address",
            f"{address(2)}, {address(3)}": "two-addresses",
            f"{address(2)};{address(3)}": "two-addresses",
            f"{address(2)}、{address(3)}": "two-addresses",
            f"{address(2)} {address(3)}": "two-addresses",
            "a\x01b@example.jp": "control-character",
            "a@exam\tple.jp": "control-character",
            f"{address(2)}\r\nBcc: {address(3)}": "control-character",
            f"{address(2)}\u2028{address(3)}": "control-character",
            "foo①@example.jp": "non-ascii-address",
            "a@": "bad-domain",
            "a@-example.jp": "bad-domain",
            "a@exa_mple.jp": "bad-domain",
            "a@example..jp": "bad-domain",
            address(4): "",
        }
        rows = [(cell, "x", reason) for cell, reason in reasons.items()]
        self.check_reasons(rows, ("email", "name"))

    def test_the_same_letter_to_the_same_address_goes_once(self):
        server = self.check_reasons(
            [
                (address(1), "A", ""),
                (address(2), "B", ""),
                (address(1), "A", "duplicate: 2"),
                (address(1).upper(), "A", "duplicate: 2"),
                (address(2).replace("e", "ｅ"), "B", "duplicate: 3"),
            ],
            ("email", "name"),
        )
        self.assert_once_each(server, 2)

    def test_another_letter_to_the_same_address_is_left_out(self):
        reason = "another-letter: 2"
        rows = [(address(1), "A", ""), (address(1), "B", reason), (address(2), "C", "")]
        self.check_reasons(rows, ("email", "name"))

    def test_another_letter_to_the_same_address_goes_when_asked_for(self):
        rows = [(address(1), "A", ""), (address(1), "B", ""), (address(1), "A", "duplicate: 2")]
        server = self.check_reasons(rows, ("email", "name"), "--same-address", "all")
        self.assertEqual([message.recipients[0] for message in server.messages], [address(1)] * 2)

    def test_an_empty_field_without_a_default_leaves_its_row_out(self):
        draft = harness.make_draft(subject="{{会社名}}", plain="{{部署|ご担当}}\n")
        rows = [
            (address(1), "山田商店", "", ""),
            (address(2), "", "営業", "empty-field: 会社名"),
            (address(3), " 　", "営業", "empty-field: 会社名"),
        ]
        server = self.check_reasons(rows, ("email", "会社名", "部署"), draft=draft)
        self.assertIn(base64.b64encode("ご担当\r\n".encode()), server.messages[0].data)

    def test_a_default_of_nothing_is_a_default(self):
        draft = harness.make_draft(subject="News", plain="Dear {{name|}}!\n")
        self.check_reasons([(address(1), "", "")], ("email", "name"), draft=draft)

    def test_rows_are_counted_as_a_spreadsheet_does(self):
        text = 'email,note\r\na@example.jp,"two\r\nlines"\r\n\r\nbad,x\r\nb@example.jp,y\r\n'
        people = self.write("list.csv", text)
        draft = harness.make_draft(subject="News", plain="x\n")
        with Server() as server:
            self.run_atena(*self.make_arguments(server, draft=draft, people=people), "--yes")
        rows = [(row["row"], row["state"]) for row in self.get_report()]
        self.assertEqual(rows, [(2, "sent"), (4, "excluded"), (5, "sent")])

    def test_a_byte_order_mark_and_unix_line_breaks_are_read(self):
        people = self.write("list.csv", b"\xef\xbb\xbfemail,name\n" + address(1).encode() + b",A")
        draft = harness.make_draft(subject="News", plain="x\n")
        with Server() as server:
            self.run_atena(*self.make_arguments(server, draft=draft, people=people), "--yes")
        self.assert_once_each(server, 1)

    def refuse_list(self, content, *words):
        """A list that cannot be read: nothing of it is sent, not even the good rows."""
        people = self.write("people.csv", content)
        draft = harness.make_draft(subject="News", plain="x\n")
        with Server() as server:
            for yes in ((), ("--yes",)):
                arguments = self.make_arguments(server, draft=draft, people=people)
                self.refuse(*arguments, *yes, words=["people.csv", *words])
            self.assertEqual(server.connections, [])
        self.refuse("preview", *arguments[1:-2], words=["people.csv", *words])
        if self.ledger.exists():
            self.refuse("status")

    def test_a_row_with_too_few_cells_has_blanks_at_its_end(self):
        rows = [(address(1), "A", ""), (address(2), "empty-field: name")]
        draft = harness.make_draft(subject="News", plain="Dear {{name}}\n")
        self.check_reasons(rows, ("email", "name"), draft=draft)

    def test_a_row_with_too_many_cells_is_refused(self):
        self.refuse_list("email,name\na@example.jp,A\nb@example.jp,B,C\n", "row 3")

    def test_a_quotation_mark_that_never_closes_is_refused(self):
        self.refuse_list('email,name\na@example.jp,A\nb@example.jp,"B\nc@example.jp,C\n', "row 3")

    def test_a_list_in_an_encoding_of_excel_is_read(self):
        text = f"email,name\r\n{address(1)},髙橋\r\n"
        draft = harness.make_draft(subject="News", plain="{{name}}\n")
        for encoding in ("cp932", "utf-16"):
            people = self.write("list.csv", text.encode(encoding))
            with Server() as server:
                self.run_atena(*self.make_arguments(server, draft=draft, people=people), "--yes")
            self.assert_once_each(server, 1)

    def test_a_list_that_is_no_text_is_refused(self):
        self.refuse_list(b"email,name\na@example.jp,\x81\xff\x01\n", "CSV")

    def test_a_list_without_addresses_is_refused(self):
        self.refuse_list("番号,氏名\n1,A\n", "email", "氏名")

    def test_two_columns_of_one_name_are_refused(self):
        self.refuse_list("email,name,Name\na@example.jp,A,B\n", "Name")

    def test_an_empty_list_file_is_refused(self):
        self.refuse_list("", "empty")

    def test_a_list_that_is_missing_or_a_folder_is_refused(self):
        draft = self.write_draft()
        for path in (self.dir / "missing.csv", self.home):
            self.refuse("preview", "--letter", draft, "--recipients", path, words=[path.name])

    def refuse_letter(self, draft, *words):
        people = self.write_people(3)
        path = self.write("draft.eml", draft if isinstance(draft, bytes) else draft.as_bytes())
        arguments = ("--letter", path, "--recipients", people)
        with Server() as server:
            options = ("--smtp", server.url, "--yes")
            self.refuse("send", *arguments, *options, words=["draft.eml", *words])
            self.assertEqual(server.connections, [])
        self.refuse("preview", *arguments, words=["draft.eml", *words])

    def test_an_unknown_field_stops_everything_and_the_nearest_is_named(self):
        draft = harness.make_draft(subject="News", plain="Dear\n  {{nane}}\n")
        self.refuse_letter(draft, "line 2", "column 3", "nane", "name")
        self.refuse_letter(harness.make_draft(subject="News {{wrod}}"), "Subject", "wrod", "word")
        html = harness.make_draft(subject="News", html="<p>{{naem}}</p>")
        self.refuse_letter(html, "HTML", "line 1", "naem", "name")

    def test_a_field_that_never_ends_stops_everything(self):
        self.refuse_letter(harness.make_draft(plain="Dear {{name\n"), "line 1")

    def test_a_field_where_no_value_is_safe_stops_everything(self):
        for markup in ("<script>x='{{name}}'</script>", "<a href={{name}}>x</a>", "<{{name}}>"):
            self.refuse_letter(harness.make_draft(html=markup), "HTML")

    def test_a_letter_that_is_no_message_is_refused(self):
        self.refuse_letter(b"", "empty")
        self.refuse_letter(b"just text\n")
        self.refuse_letter(b"Subject: no sender\n\ntext\n", "From")
        self.refuse_letter(b"From: a@example.jp, b@example.jp\n\ntext\n", "From")
        self.refuse_letter(b"From: a@example.jp\nContent-Type: image/png\n\nx\n")

    def test_a_signed_or_encrypted_letter_is_refused(self):
        for kind in ("signed", "encrypted"):
            self.refuse_letter(
                b"From: a@example.jp\nMIME-Version: 1.0\nContent-Type: multipart/"
                + kind.encode()
                + b'; boundary=b; protocol="application/pgp-x"\n\n--b\n\ntext\n--b\n\nx\n--b--\n'
            )

    def test_names_that_slipped_are_looked_at_first(self):
        names = ["Tanaka", "Sato", "Suzuki", "Takahashi", "Ito", "Kato"]
        draft = harness.make_draft(subject="News", plain="{{name}}\n")

        def write_names(move):
            moved = names[move:] + names[:move]
            return self.write_list([(address(n), name) for n, name in enumerate(moved)])

        with Server() as server:
            arguments = self.make_arguments(server, draft=draft, people=write_names(0))
            self.assertNotIn("Please look", self.run_atena(*arguments).stdout)
            self.run_atena(*arguments, "--yes")
            self.assertNotIn("Please look", self.run_atena(*arguments).stdout)
            write_names(1)
            said = self.run_atena(*arguments).stdout
            self.assertIn("Last time it was “Tanaka”, now it is “Sato” (6 rows, the first is row 2)", said)
            self.assertIn("--accept-shift", said)
            refused = self.run_atena(*arguments, "--yes", exit=2)
            self.assertIn("Please look", refused.stdout)
            self.assertIn("--accept-shift", refused.stderr)
            self.assertEqual(len(server.messages), 6)
            self.run_atena("status", "2", exit=2)
            self.run_atena(*arguments, "--yes", "--accept-shift")
            self.assertEqual(len(server.messages), 12)

    def test_a_list_is_kept_refreshed_used_and_removed(self):
        people = self.write_list([(address(1), "Ann"), (address(2), "Bob"), ("bad", "Cid")])
        add = ("list", "add", "Club", "--recipients", people)
        self.refuse(*add, words=["--purpose"])
        self.run_atena("list", exit=2)
        self.assertIn("3 people", self.run_atena(*add, "--purpose", "Meetings").stdout)
        self.refuse(*add, "--purpose", "Meetings", words=["already", "Club"])
        self.assertRegex(self.run_atena("list").stdout, "^Club: 3 people, .*, for: Meetings\n$")
        self.assertIn("row 4  bad  Cid  The email address is not", self.run_atena("list", "show", "Club").stdout)

        self.write_list([(address(1), "Anna"), (address(3), "Dora")])
        refresh = ("list", "refresh", "Club", "--recipients", people)
        said = self.run_atena(*refresh).stdout
        self.assertIn("New: 1, gone: 2, changed: 1", said)
        self.assertIn(f"row 3  {address(3)}  new", said)
        self.assertIn("Ann\n", self.run_atena("list", "show", "Club").stdout.replace("  \n", "\n"))
        self.run_atena(*refresh, "--yes")
        self.assertIn("New: 0, gone: 0, changed: 0", self.run_atena(*refresh).stdout)

        with Server() as server:
            letter = self.write_draft(harness.make_draft(plain="{{name}}\n"))
            send = ("send", "--letter", letter, "--list", "Club", "--smtp", server.url)
            self.assertIn("Letters: 2, left out: 0", self.run_atena(*send).stdout)
            self.run_atena(*send, "--yes")
            self.assertEqual(len(server.messages), 2)
        shown = self.run_atena("preview", "--letter", letter, "--list", "Club").stdout
        self.assertIn("Anna", shown)
        self.refuse(*send, "--recipients", people, words=["either"])
        self.refuse(*send, "--column", "address=email", words=["when it was saved"])

        self.refuse("list", "remove", "Club", words=["--yes"])
        self.run_atena("list", "remove", "Club", "--yes")
        self.refuse("list", "show", "Club", words=["no list", "Club"])
        self.refuse("list", "show", words=["add, show"])
        self.refuse("list", "burn", "Club", words=["add, show"])
        self.refuse(*send, words=["no list"])


def fold(text):
    """Text on one line and in ASCII forms, as a report has it."""
    text = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    return re.sub("[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text)


if __name__ == "__main__":
    harness.main()
