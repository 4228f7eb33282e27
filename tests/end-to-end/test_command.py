# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""The contract of the command: what it says, what it keeps, what it refuses, and how it exits."""

import base64
import csv
import io
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
from pathlib import Path

import harness
from certificates import get_certificates
from harness import address
from smtp_script import Rule, Server
from waiting import wait_for

USER, PASSWORD = "taro", "secret-7301"
COLUMNS = [
    "row", "address", "name", "state", "reason", "attempts", "time", "code", "enhanced", "reply",
    "message_id", "role", "decision",
]
NUMBERS = ("campaign", "total", "copies", *harness.STATES)
JAPANESE = re.compile("[ぁ-んァ-ン]")
TRANSLATIONS = Path(__file__).parents[2] / "po" / "ja.po"


class Usage(harness.Test):
    def check_options(self, *options, words=()):
        self.refuse(*self.make_arguments(), *options, words=words)
        self.refuse(*self.make_arguments(), *options, "--yes", words=words)
        self.assert_nothing_kept()

    def test_no_or_an_unknown_command_is_refused(self):
        self.refuse()
        self.refuse("sned")
        self.refuse("--nonsense")

    def test_help_lists_the_commands(self):
        said = self.run_atena("--help").stdout
        for command in ("preview", "send", "resume", "status", "report"):
            self.assertIn(command, said)
            self.assertIn("--ledger", self.run_atena(command, "--help").stdout)

    def test_send_without_a_server_is_refused(self):
        self.check_options(words=["--smtp"])

    def test_unknown_options_and_words_are_refused(self):
        self.check_options("--smtp", "smtp://localhost:25", "--nonsense")
        self.check_options("--smtp", "smtp://localhost:25", "nonsense")

    def test_send_without_letter_or_list_is_refused(self):
        draft, people = self.write_draft(), self.write_people(1)
        self.refuse("send", "--letter", draft, "--smtp", "smtp://localhost:25", "--yes")
        self.refuse("send", "--recipients", people, "--smtp", "smtp://localhost:25", "--yes")
        self.assert_nothing_kept()

    def test_an_address_of_a_server_that_is_none_is_refused(self):
        for url in (
            "localhost", "http://localhost:25", "smtp://", "smtp://:25", "smtp://localhost:0",
            "smtp://localhost:99999", "smtp://localhost:x", "smtp://localhost:25/x?y",
        ):
            self.check_options("--smtp", url)

    def test_a_user_or_password_in_the_address_of_the_server_is_refused(self):
        for login in (f"{USER}", f"{USER}:{PASSWORD}"):
            process = self.refuse(*self.make_arguments(), "--smtp", f"smtp://{login}@localhost:25")
            self.assertNotIn(PASSWORD, process.stderr)
        self.assert_nothing_kept()

    def test_insecure_with_a_user_is_refused(self):
        login = ("--user", USER, "--password-file", self.write_password())
        self.check_options("--smtp", "smtp://localhost:25", "--insecure", *login)

    def test_a_way_to_sign_in_that_is_unknown_or_has_no_user_is_refused(self):
        login = ("--user", USER, "--password-file", self.write_password())
        for method in ("", "ntlm", "plain,login", "GSSAPI"):
            with self.subTest(method=method):
                self.check_options(
                    "--smtp", "smtp://localhost:25", *login, "--auth", method, words=["--auth"]
                )
        self.check_options("--smtp", "smtp://localhost:25", "--auth", "plain", words=["--user"])

    def test_insecure_with_a_token_is_refused(self):
        login = ("--user", USER, "--password-file", self.write_password(), "--auth", "xoauth2")
        self.check_options("--smtp", "smtp://localhost:25", "--insecure", *login)

    def test_a_proxy_that_is_none_or_holds_a_password_is_refused(self):
        for url in (
            "localhost:1080", "ftp://localhost:1080", "socks5h://", "socks5h://localhost",
            "https://localhost:1080", "http://localhost:1080/path", "http://localhost:0",
            "socks5h://taro:secret@localhost:1080",
        ):  # fmt: skip
            with self.subTest(url=url):
                self.check_options(
                    "--smtp", "smtp://localhost:25", "--proxy", url, words=["proxy"]
                )

    def test_insecure_with_smtps_is_refused(self):
        self.check_options("--smtp", "smtps://localhost:465", "--insecure")

    def test_numbers_that_cannot_be_are_refused(self):
        for option in (
            ("--connections", "-1"), ("--connections", "1000"), ("--connections", "many"),
            ("--timeout", "-1"), ("--rate", "fast"), ("--rate", "0/min"), ("--rate", "10/week"),
        ):
            self.check_options("--smtp", "smtp://localhost:25", *option)
        files = self.make_arguments()[1:]
        self.refuse("preview", *files, "--limit", "-1")

    def test_the_pace_is_told_before_it_is_kept(self):
        for options, pace in (
            ((), ["10 a minute", "90 an hour", "360 a day"]),
            (("--rate", "7/day"), ["7 a day"]),
            (("--rate", "5/min,60/hour,70/day"), ["5 a minute", "60 an hour", "70 a day"]),
        ):
            said = self.run_atena(*self.make_arguments(), "--smtp", "smtp://mail.test:25", *options)
            self.assertEqual(re.findall(r"Pace: at most (.*)", said.stdout), pace)
        said = self.run_atena(*self.make_arguments(), "--smtp", "smtp://localhost:25")
        self.assertNotIn("Pace", said.stdout)

    def test_same_address_takes_all_alone(self):
        self.check_options("--smtp", "smtp://localhost:25", "--same-address", "some")

    def test_a_sender_that_is_no_address_is_refused(self):
        self.check_options("--smtp", "smtp://localhost:25", "--from", "taro")

    def test_a_certificate_file_that_is_missing_is_refused(self):
        missing = self.dir / "missing.pem"
        options = ("--smtp", "smtp://localhost:25", "--ca-file", missing)
        self.check_options(*options, words=[missing.name])

    def test_a_campaign_that_does_not_exist_is_refused(self):
        for command in ("status", "report", "resume"):
            self.refuse(command, "1")
        with Server() as server:
            self.run_atena(*self.make_arguments(server), "--yes")
            for command in ("status", "report", "resume"):
                for number in ("2", "0", "-1", "x", "1x"):
                    self.refuse(command, number)
        self.refuse("resume")
        self.refuse("report", "1", "--format", "xml")


class Preview(harness.Test):
    def preview(self, *options, count=5):
        return self.run_atena("preview", *self.make_arguments(count=count)[1:], *options)

    def test_shows_the_first_letter(self):
        shown = self.preview().stdout
        self.assertEqual(shown.count("\nTo: "), 1)
        self.assertIn(address(1), shown)
        self.assert_nothing_kept()

    def test_writes_one_file_a_letter(self):
        self.preview("--out", self.dir / "out" / "letters")
        files = sorted((self.dir / "out" / "letters").iterdir())
        self.assertEqual([file.name for file in files], [f"{i:06d}.eml" for i in range(1, 6)])
        for number, file in enumerate(files, 1):
            self.assertIn(f"<{address(number)}>\r\n".encode(), file.read_bytes())
            self.assertEqual(file.stat().st_mode & 0o77, 0, "others can read it")
        self.assert_nothing_kept()

    def test_limit_ends_it_early(self):
        self.preview("--out", self.dir / "out", "--limit", 2)
        self.assertEqual(len(list((self.dir / "out").iterdir())), 2)

    def test_files_count_letters_and_not_rows(self):
        people = self.write_list([("bad", "A"), (address(1), "B"), ("", "C"), (address(2), "D")])
        arguments = self.make_arguments(draft=harness.make_draft(plain="x\n"), people=people)[1:]
        process = self.run_atena("preview", *arguments, "--out", self.dir / "out")
        self.assertEqual(len(list((self.dir / "out").iterdir())), 2)
        self.assertIn("bad", process.stderr)

    def test_anybody_can_be_found(self):
        people = self.write_list(
            [(address(1), "田中", "abc"), (address(2), "鈴木", "ＡＢＣ"), ("bad", "佐藤", "ABC")],
            ("email", "name", "word"),
        )
        files = self.make_arguments(people=people)[1:]
        found = self.run_atena("preview", *files, "--find", "鈴木").stdout
        self.assertIn(address(2), found)
        self.assertNotIn(address(1), found)
        self.run_atena("preview", *files, "--find", "Abc", "--out", self.dir / "out")
        self.assertEqual(len(list((self.dir / "out").iterdir())), 2)
        self.refuse("preview", *files, "--find", "佐藤", words=["佐藤"])
        self.refuse("preview", *files, "--find", b"\xff".decode("utf-8", "surrogateescape"))

    def test_another_sender_can_be_named(self):
        self.preview("--from", "hanako@example.jp", "--out", self.dir / "out")
        letter = (self.dir / "out" / "000001.eml").read_bytes()
        self.assertRegex(letter, rb"(?m)^From: <?hanako@example.jp>?\r$")
        self.assertNotIn(b"taro", letter)


class DryRun(harness.Test):
    def test_keeps_and_sends_nothing(self):
        with Server() as server:
            before = sorted(self.dir.rglob("*"))
            arguments = self.make_arguments(server)
            said = self.run_atena(*arguments).stdout
            self.assertEqual(server.connections, [])
        self.assertIn("3", said)
        self.assertIn("News for Person 1", said)
        self.assertNotIn("Campaign", said)
        self.assert_nothing_kept()
        made = {path.name for path in self.dir.rglob("*")} - {path.name for path in before}
        made = {name for name in made if not name.startswith("run-")}
        self.assertEqual(made, {"letter.eml", "list.csv", "stdout", "stderr"})

    def test_says_who_is_left_out_with_row_and_reason(self):
        people = self.write_list([(address(1), "A"), ("b,c@", "B"), (address(1), "A"), ("", "D")])
        draft = harness.make_draft(plain="{{name}}\n")
        arguments = self.make_arguments(draft=draft, people=people)
        said = self.run_atena(*arguments, "--smtp", "smtp://localhost:25").stdout
        self.assertRegex(said, r"(?m)^.*\b3\b.*b,c@.*\w")
        self.assertRegex(said, rf"(?m)^.*\b4\b.*{address(1)}.*\w")
        self.assertRegex(said, r"(?m)^.*\b5\b.*\w")

    def test_says_that_those_in_the_letter_itself_get_nothing(self):
        draft = harness.make_draft()
        draft["To"] = "boss@example.jp, Other <other@example.jp>"
        draft["Cc"] = "third@example.jp"
        with Server() as server:
            arguments = self.make_arguments(server, draft=draft)
            self.assertRegex(self.run_atena(*arguments).stdout, r"(?m)^3 .*To, Cc or Bcc")
            self.run_atena(*arguments, "--yes")
            self.assert_once_each(server, 3)


class Send(harness.Test):
    def test_says_its_campaign_first_and_the_sum_last(self):
        with Server(rules=[Rule(at="dot", nth=2, then="hold")]) as server:
            process = self.start(*self.make_arguments(server), "--yes")
            server.wait(lambda: server.holding, "the second letter")
            self.assertEqual(process.stdout.splitlines()[0], "Campaign 1")
            self.assertNotIn("excluded", process.stdout)
            status = self.get_status()
            self.assertEqual((status["state"], status["claimed"]), ("running", 1), status)
            server.release()
            self.check_exit(process, 0)
        summary = "sent 3, failed 0, uncertain 0, excluded 0"
        self.assertEqual(process.stdout.splitlines()[-1], summary)
        self.assertRegex(process.stderr, "3.*3", "progress")
        self.assert_once_each(server, 3)
        self.assertEqual(server.problems, [])

    def test_the_letters_are_those_of_the_preview(self):
        draft = harness.make_draft()
        draft.add_attachment(".\n..\n.dots\n", filename="dots.txt")
        with Server() as server:
            self.run_atena(*self.make_arguments(server, 5, draft), "--yes")
        files = self.make_arguments(count=5, draft=draft)[1:]
        self.run_atena("preview", *files, "--out", self.dir / "out")

        def strip(letter):
            return re.sub(rb"(?m)^(Date|Message-ID):.*\r\n|=_[0-9a-f]+", b"", letter)

        self.assertEqual(len(server.accepted), 5)
        for message in server.accepted:
            number = int(message.recipients[0][1:].split("@")[0])
            file = self.dir / "out" / f"{number:06d}.eml"
            self.assertEqual(strip(message.data), strip(file.read_bytes()))

    def test_an_empty_list_is_no_failure(self):
        with Server() as server:
            said = self.run_atena(*self.make_arguments(server, count=0), "--yes").stdout
        self.assertIn("sent 0, failed 0, uncertain 0, excluded 0", said)
        self.assertEqual(server.messages, [])

    def test_many_connections_share_the_letters(self):
        with Server() as server:
            self.run_atena(*self.make_arguments(server, 200), "--connections", 4, "--yes")
        self.assert_once_each(server, 200)
        self.assertEqual(len(server.connections), 4)
        self.assertEqual(server.problems, [])

    def test_a_pace_holds_letters_back(self):
        with Server() as server:
            process = self.start(*self.make_arguments(server), "--rate", "2/min", "--yes")
            server.wait(lambda: len(server.accepted) == 2, "two letters")
            wait_for(lambda: self.get_status()["sent"] == 2, "two letters in the ledger")
            self.assertEqual(self.get_status()["pending"], 1)
            self.assertTrue(process.is_running())
            process.send_signal(signal.SIGINT)
            self.check_exit(process, 3, 10)
        self.assertEqual(len(server.messages), 2)

    def test_the_envelope_sender_is_the_one_who_writes(self):
        with Server() as server:
            self.run_atena(*self.make_arguments(server), "--from", "hanako@example.jp", "--yes")
        self.assertEqual({message.sender for message in server.messages}, {"hanako@example.jp"})
        for message in server.messages:
            self.assertRegex(message.data, rb"(?m)^From: <?hanako@example.jp>?\r$")

    def test_numbers_of_campaigns_go_up_and_each_is_kept(self):
        with Server() as server:
            for number in (1, 2):
                process = self.run_atena(*self.make_arguments(server, number), "--yes")
                self.assertEqual(self.get_campaign(process), number)
        self.assertEqual([self.get_status(number)["total"] for number in (1, 2)], [1, 2])
        self.assertEqual(self.get_status()["campaign"], 2, "the newest is meant without a number")

    def test_two_campaigns_can_be_sent_at_the_same_time(self):
        with Server() as server:
            processes = [
                self.start(*self.make_arguments(server, 300), "--connections", 2, "--yes")
                for _ in range(2)
            ]
            for process in processes:
                self.check_exit(process, 0)
        self.assertEqual(len(server.accepted), 600)
        self.assertEqual([self.get_status(number)["sent"] for number in (1, 2)], [300, 300])

    def test_a_campaign_that_is_being_sent_is_busy_for_anybody_else(self):
        with Server(rules=[Rule(at="dot", nth=2, then="hold")]) as server:
            process = self.start(*self.make_arguments(server), "--yes")
            server.wait(lambda: server.holding, "the second letter")
            self.refuse("resume", 1, "--smtp", "smtp://127.0.0.1:1")
            process.send_signal(signal.SIGINT)
            wait_for(lambda: "top" in process.stderr, "a word about stopping")
            server.release()
            self.check_exit(process, 3)
            self.assertEqual(self.get_status()["sent"], 2)
            self.run_atena("resume", 1)  # still with the first server
            self.assert_once_each(server, 3)

    def test_the_ledger_is_private_and_stands_where_it_should(self):
        del self.env["ATENA_LEDGER"]
        with Server() as server:
            self.run_atena(*self.make_arguments(server), "--yes")
            own = self.home / ".local" / "share" / "atena" / "ledger.db"
            self.assertTrue(own.is_file())
            self.env["XDG_DATA_HOME"] = str(self.dir / "data")
            self.run_atena(*self.make_arguments(server), "--yes")
            self.assertTrue((self.dir / "data" / "atena" / "ledger.db").is_file())
            other = self.dir / "other" / "other.db"
            self.run_atena(*self.make_arguments(server), "--ledger", other, "--yes")
            self.run_atena("report", 1, "--ledger", other)
        for path in (own, other, *own.parent.iterdir()):
            self.assertEqual(path.stat().st_mode & 0o77, 0, path)
        self.assertEqual(own.parent.stat().st_mode & 0o77, 0)


class Stop(harness.Test):
    def stop(self, number):
        """One letter is under way when the signal comes."""
        with Server(rules=[Rule(at="dot", nth=5, then="hold")]) as server:
            process = self.start(*self.make_arguments(server, 20), "--yes")
            server.wait(lambda: server.holding, "the fifth letter")
            before = process.stderr
            process.send_signal(number)
            wait_for(lambda: process.stderr != before, "a word about stopping")
            self.assertTrue(process.is_running(), "the letter under way is left alone")
            server.release()
            self.check_exit(process, 3)
            self.assertIn("atena resume 1", process.stderr)
            self.assertEqual(len(server.messages), 5)
            status = self.get_status()
            self.assertEqual((status["state"], status["sent"]), ("paused", 5), status)
            self.assertEqual((status["pending"], status["uncertain"]), (15, 0), status)

            self.run_atena("resume", 1)
            self.assert_once_each(server, 20)
            self.assertEqual(server.problems, [])

    def test_an_interrupt_lets_the_letter_under_way_finish(self):
        self.stop(signal.SIGINT)

    def test_a_polite_kill_does_the_same(self):
        self.stop(signal.SIGTERM)

    def test_a_hard_kill_leaves_the_letter_under_way_uncertain(self):
        with Server(rules=[Rule(at="dot", nth=5, then="hold")]) as server:
            process = self.start(*self.make_arguments(server, 20), "--yes")
            server.wait(lambda: server.holding, "the fifth letter")
            process.kill()
            status = self.get_status()
            self.assertEqual((status["state"], status["sent"]), ("paused", 4), status)
            self.assertEqual((status["claimed"], status["uncertain"]), (0, 1), status)
            row = self.get_report()[4]
            self.assertEqual((row["state"], row["reason"]), ("uncertain", "interrupted"))
            server.release()
            self.run_atena("resume", 1, exit=1)
            self.assertEqual(len(server.messages), 20)
            self.assertEqual(self.get_states().count("uncertain"), 1)

    def test_resuming_what_is_finished_sends_nothing(self):
        with Server() as server:
            self.run_atena(*self.make_arguments(server), "--yes")
            self.run_atena("resume", 1)
            self.assert_once_each(server, 3)


class Report(harness.Test):
    NAMES = ["=1+1", "+1", "-1", "@x", 'say "hi", all', "山田\n太郎", ""]

    def setUp(self):
        super().setUp()
        rows = [(address(i), name) for i, name in enumerate(self.NAMES, 1)]
        rows += [("-x@example.jp", "Person"), ("=bad", "Person")]
        people = self.write_list(rows)
        rules = [Rule(at="rcpt", to=address(1), reply=["550-5.1.1 No", "550 5.1.1 such user"])]
        draft = harness.make_draft(subject="News", plain="x\n")
        with Server(rules=rules) as server:
            arguments = self.make_arguments(server, draft=draft, people=people)
            self.run_atena(*arguments, "--yes", exit=1)
        self.ids = {
            message.recipients[0]: re.search(rb"\nMessage-ID: *<(.*)>", message.data)[1].decode()
            for message in server.accepted
        }

    def test_json_has_one_object_a_row(self):
        rows = self.get_report()
        self.assertEqual([list(row) for row in rows], [COLUMNS] * 9)
        self.assertEqual([row["row"] for row in rows], list(range(2, 11)))
        self.assertEqual([row["address"] for row in rows[-2:]], ["-x@example.jp", "=bad"])
        self.assertEqual([row["name"] for row in rows[:5]], self.NAMES[:5])
        self.assertEqual([row["state"] for row in rows], ["rejected", *["sent"] * 7, "excluded"])
        self.assertEqual([row["reason"] for row in rows[1:]], [*[""] * 7, "bad-address"])
        self.assertEqual([row["attempts"] for row in rows], [1] * 8 + [0])
        self.assertEqual([row["code"] for row in rows], [550, *[250] * 7, 0])
        self.assertEqual([row["enhanced"] for row in rows], ["5.1.1", *["2.0.0"] * 7, ""])
        self.assertIn("such user", rows[0]["reply"])
        for row in rows[:8]:
            self.assertRegex(row["time"], r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d")
        for row in rows[1:8]:
            self.assertEqual(row["message_id"], self.ids[row["address"]])

    def test_csv_is_made_for_spreadsheets(self):
        text = self.run_atena("report", 1).stdout
        self.assertEqual(text[0], "\ufeff")
        self.assertEqual(text.count("\n"), text.count("\r\n"), "a line break that is not CRLF")
        rows = list(csv.reader(io.StringIO(text[1:], newline="")))
        self.assertEqual(rows[0], COLUMNS)
        self.assertEqual(len(rows), 10)
        names = [row[2] for row in rows[1:]]
        self.assertEqual(names[:5], ["'=1+1", "'+1", "'-1", "'@x", 'say "hi", all'])
        self.assertEqual([row[1] for row in rows[-2:]], ["'-x@example.jp", "'=bad"])
        for row in rows[1:]:
            for cell in row:
                self.assertNotIn(cell[:1], tuple("=+-@"), row)

    def test_csv_and_json_say_the_same(self):
        text = self.run_atena("report", 1, "--format", "csv").stdout
        rows = list(csv.DictReader(io.StringIO(text[1:], newline="")))
        for row, other in zip(rows, self.get_report(), strict=True):
            for column in COLUMNS[3:]:
                # A row that was never tried has empty cells.
                self.assertEqual(row[column], str(other[column] or ""), column)

    def test_status_has_numbers_and_a_state(self):
        status = self.get_status(1)
        for name in NUMBERS:
            self.assertIs(type(status[name]), int, name)
        wanted = {"total": 9, "sent": 7, "rejected": 1, "excluded": 1, "state": "finished"}
        self.assertEqual({name: status[name] for name in wanted}, wanted)
        self.assertIn("7", self.run_atena("status", 1).stdout)

    def test_a_copy_and_who_was_left_out_are_told(self):
        """What only a window makes is told by the command, too."""
        self.assertNotIn("copies", self.run_atena("status", 1).stdout)
        with sqlite3.connect(self.ledger) as database:
            database.execute("UPDATE row SET role = 'copy' WHERE number = 3")
            for number, reason in ((4, "own-address"), (5, "unticked"), (6, "stopped")):
                database.execute(
                    "UPDATE row SET state = 'excluded', reason = ? WHERE number = ?",
                    (reason, number),
                )
        rows = self.get_report()
        self.assertEqual([row["role"] for row in rows], ["letter", "copy", *["letter"] * 7])
        self.assertEqual(
            [row["reason"] for row in rows[2:5]], ["own-address", "unticked", "stopped"]
        )
        self.assertEqual(self.get_status(1)["copies"], 1)
        self.assertRegex(self.run_atena("status", 1).stdout, r"(?m)^ +1  .*copies")


class Secrets(harness.Test):
    def setUp(self):
        super().setUp()
        self.password = self.write_password(PASSWORD)
        self.certificates = get_certificates()

    def make_server(self, **setup):
        return Server(
            tls="starttls", certificate=self.certificates.good, password=(USER, PASSWORD), **setup
        )

    def make_login(self, password_file=None):
        file = password_file or self.password
        return ("--user", USER, "--password-file", file, "--ca-file", self.certificates.ca)

    def test_the_password_is_kept_and_shown_nowhere(self):
        with self.make_server(rules=[Rule(at="dot", nth=2, then="hold")]) as server:
            process = self.start(*self.make_arguments(server), *self.make_login(), "--yes")
            server.wait(lambda: server.holding, "the second letter")
            for name in ("cmdline", "environ"):
                shown = Path(f"/proc/{process.pid}/{name}").read_bytes()
                self.assertNotIn(PASSWORD.encode(), shown)
            secrets = [PASSWORD, f"\0{USER}\0{PASSWORD}", f"{USER}\0{PASSWORD}"]
            secrets = [secret.encode() for secret in secrets]
            secrets += [base64.b64encode(secret) for secret in secrets]
            for _ in range(2):
                for secret in secrets:
                    self.assertEqual(self.find_in_files(secret, self.password), [], secret)
                server.release()
                self.check_exit(process, 0)
        self.assertEqual({connection.user for connection in server.connections}, {USER})

    def test_a_password_that_others_can_read_is_refused(self):
        for mode in (0o644, 0o640, 0o604, 0o660):
            self.password.chmod(mode)
            with self.make_server() as server:
                arguments = self.make_arguments(server)
                self.refuse(*arguments, *self.make_login(), "--yes", words=["password"])
                self.assertEqual(server.connections, [])
        self.assert_nothing_kept()

    def test_a_password_comes_from_standard_input(self):
        rules = [Rule(at="rcpt", nth=2, reply=["450 4.7.28 slow down"])]
        with self.make_server(rules=rules) as server:
            arguments = (*self.make_arguments(server), *self.make_login("-"), "--yes")
            self.run_atena(*arguments, stdin=PASSWORD + "\n", exit=3)
            self.refuse("resume", 1, stdin="")
            self.run_atena("resume", 1, "--password-file", "-", stdin=PASSWORD + "\n")
            self.assert_once_each(server, 3)

    def test_a_password_comes_from_a_pipe_that_can_be_read_once(self):
        with self.make_server() as server:
            reading, writing = os.pipe()
            os.write(writing, PASSWORD.encode() + b"\n")
            os.close(writing)
            process = self.start(
                *self.make_arguments(server), *self.make_login(f"/dev/fd/{reading}"), "--yes",
                "--connections", 2, pass_fds=[reading],
            )
            os.close(reading)
            self.check_exit(process, 0)
            self.assert_once_each(server, 3)

    def test_no_password_is_no_login(self):
        with self.make_server() as server:
            arguments = self.make_arguments(server)
            self.refuse(*arguments, "--user", USER, "--yes")
            self.refuse(*arguments, *self.make_login("-"), "--yes", stdin="")
            self.refuse(*arguments, *self.make_login("-"), "--yes", stdin="\n")
            missing = self.make_login(self.dir / "missing")
            self.refuse(*arguments, *missing, "--yes", words=["missing"])
            self.assertEqual(server.connections, [])


class Ledger(harness.Test):
    def refuse_ledger(self, *words):
        """No command touches a ledger that it cannot trust."""
        before = self.ledger.read_bytes() if self.ledger.is_file() else None
        with Server() as server:
            for arguments in (
                (*self.make_arguments(server), "--yes"), ("resume", 1, "--smtp", server.url),
                ("status",), ("report", 1),
            ):
                self.refuse(*arguments, words=[self.ledger.name, *words])
            self.assertEqual(server.connections, [])
        if before is not None:
            self.assertEqual(self.ledger.read_bytes(), before)

    def make_ledger(self):
        with Server() as server:
            self.run_atena(*self.make_arguments(server, 300), "--yes")

    def test_one_of_a_newer_version_is_left_alone(self):
        self.make_ledger()
        with sqlite3.connect(self.ledger) as database:
            database.execute("PRAGMA user_version = 9999")
        database.execute("PRAGMA wal_checkpoint (TRUNCATE)")
        database.close()
        self.refuse_ledger("newer")

    def test_a_damaged_one_is_left_alone(self):
        self.make_ledger()
        octets = bytearray(self.ledger.read_bytes())
        self.assertGreater(len(octets), 20_000)
        octets[4096:] = os.urandom(len(octets) - 4096)
        self.ledger.write_bytes(octets)
        self.refuse_ledger()

    def test_one_that_is_cut_off_is_left_alone(self):
        self.make_ledger()
        self.ledger.write_bytes(self.ledger.read_bytes()[:20_000])
        self.refuse_ledger()

    def test_what_is_no_ledger_is_left_alone(self):
        self.ledger.write_bytes(b"Dear diary,\n" * 1000)
        self.refuse_ledger()

    def test_a_database_of_another_program_is_left_alone(self):
        with sqlite3.connect(self.ledger) as database:
            database.execute("CREATE TABLE diary (text)")
        database.close()
        self.refuse_ledger()

    def test_a_folder_in_its_place_is_refused(self):
        self.ledger.mkdir()
        self.refuse_ledger()

    def test_reading_makes_none(self):
        for command in ("status", "report"):
            self.refuse(command, 1, words=[self.ledger.name])
        self.assert_nothing_kept()


class SmallDisk:
    """A disk that can be full: a small file system, or a limit on files where none can be made."""

    def __init__(self, test, kilobytes):
        self.folder = test.dir / "disk"
        self.folder.mkdir()
        self.kilobytes = kilobytes
        mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k,mode=0700", "tmpfs", self.folder]
        self.is_mounted = subprocess.run(mount, capture_output=True).returncode == 0
        if self.is_mounted:
            test.addCleanup(subprocess.run, ["umount", "-l", self.folder], check=True)

    def prepare(self):
        """In the process that will write there, before it starts."""
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        if not self.is_mounted:
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.kilobytes * 1024,) * 2)

    def fill(self, pid):
        if not self.is_mounted:
            sizes = [path.stat().st_size for path in self.folder.iterdir()]
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (max(sizes),) * 2)
            return
        with open(self.folder / "filler", "wb", buffering=0) as filler:
            for size in (4096, 1):
                try:
                    while filler.write(bytes(size)):
                        pass
                except OSError:
                    pass

    def free(self):
        (self.folder / "filler").unlink(missing_ok=True)


class DiskFull(harness.Test):
    def test_a_campaign_that_does_not_fit_is_not_begun(self):
        disk = SmallDisk(self, 512)
        self.env["ATENA_LEDGER"] = str(disk.folder / "ledger.db")
        large = harness.make_draft(attachments=[("large.bin", bytes(1_000_000))])
        with Server() as server:
            arguments = (*self.make_arguments(server, draft=large), "--yes")
            process = self.start(*arguments, preexec_fn=disk.prepare)
            self.check_exit(process, 2)
            self.assertIn("ledger.db", process.stderr)
            self.assertEqual(server.connections, [])
            process = self.start(*self.make_arguments(server), "--yes", preexec_fn=disk.prepare)
            self.check_exit(process, 0)
            self.assert_once_each(server, 3)

    def test_a_disk_that_fills_up_stops_the_sending_and_doubles_nothing(self):
        disk = SmallDisk(self, 16384)
        self.env["ATENA_LEDGER"] = str(disk.folder / "ledger.db")
        count = 400
        with Server(rules=[Rule(at="dot", nth=20, then="hold")]) as server:
            arguments = (*self.make_arguments(server, count), "--yes")
            process = self.start(*arguments, preexec_fn=disk.prepare)
            server.wait(lambda: server.holding, "the twentieth letter")
            disk.fill(process.pid)
            server.release()
            self.check_exit(process, 3)
            self.assertIn("ledger.db", process.stderr)
            self.assertLess(len(server.messages), count)
            disk.free()

            status = self.get_status()
            self.assertEqual(status["state"], "paused")
            self.assertLessEqual(status["uncertain"], 1)
            self.assertEqual(status["sent"] + status["uncertain"], len(server.messages))
            self.run_atena("resume", 1, exit=1 if status["uncertain"] else 0)
            self.assert_once_each(server, count)


class Language(harness.Test):
    def setUp(self):
        """Installs the command with its translation, as `ninja install` would."""
        super().setUp()
        prefix = self.dir / "prefix"
        messages = prefix / "share" / "locale" / "ja" / "LC_MESSAGES"
        messages.mkdir(parents=True)
        (prefix / "bin").mkdir()
        self.command = shutil.copy(os.environ["ATENA"], prefix / "bin" / "atena")
        subprocess.run(["msgfmt", "-o", messages / "atena.mo", TRANSLATIONS], check=True)

    def speak(self, *arguments):
        command = [self.command, *arguments]
        return subprocess.run(command, env=self.env, capture_output=True, text=True)

    def test_english_is_spoken_in_the_c_locale(self):
        self.assertRegex(self.speak("--help").stdout, "^Usage")

    def test_japanese_is_spoken_when_the_language_asks_for_it(self):
        self.env["LANGUAGE"] = "ja"
        self.check_japanese()

    def test_japanese_is_spoken_in_a_japanese_locale(self):
        name = self.dir / "locales" / "ja_JP.UTF-8"
        name.parent.mkdir()
        subprocess.run(["localedef", "-i", "ja_JP", "-f", "UTF-8", name], check=True)
        self.env |= {"LOCPATH": str(name.parent), "LC_ALL": name.name}
        # glibc never frees what it makes of LOCPATH.
        self.env["ASAN_OPTIONS"] += ":detect_leaks=0"
        self.check_japanese()

    def check_japanese(self):
        self.assertRegex(self.speak("--help").stdout, JAPANESE)
        people = self.write("list.csv", "email,name\na@example.jp\n")
        files = ("--letter", self.write_draft(), "--recipients", people)
        refused = self.speak("preview", *files)
        self.assertEqual(refused.returncode, 2)
        self.assertRegex(refused.stderr, JAPANESE)

        people = self.write_people(1)
        letter = self.speak("preview", *files).stdout
        self.assertRegex(letter, r"\nDate: [A-Z][a-z]{2}, \d+ [A-Z][a-z]{2} 20\d\d ")
        with Server() as server:
            self.speak("send", *files, "--smtp", server.url, "--yes")
        self.assertEqual(self.get_status()["sent"], 1)
        self.assertRegex(self.speak("report", "1").stdout, "^\ufeffrow,address,name,state,")


if __name__ == "__main__":
    harness.main()
