# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""What every end-to-end test needs: a private home, the command itself, lists and drafts.

The environment variable ATENA names the command to test, PYTHONPATH the folder of what the tests of
different kinds share.
"""

import csv
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import unittest
import zipfile
from email.header import Header
from email.message import EmailMessage
from email.policy import default as policy
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import runner
from waiting import wait_for

STATES = ("pending", "claimed", "sent", "deferred", "rejected", "uncertain", "excluded")

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

# None of these is ever shown; tabs and line breaks are not meant.
CONTROLS = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"

# A sanitizer that finds something must not look like one of the command's own exit statuses.
SANITIZERS = {
    "ASAN_OPTIONS": "exitcode=99",
    "LSAN_OPTIONS": "exitcode=99",
    "TSAN_OPTIONS": "exitcode=99",
    "UBSAN_OPTIONS": "exitcode=99:halt_on_error=1:print_stacktrace=1",
    "G_DEBUG": "fatal-warnings",
}


class Process:
    """The command while it runs."""

    def __init__(self, arguments, directory, env, **options):
        self._files = [Path(directory, name) for name in ("stdout", "stderr")]
        with open(self._files[0], "wb") as out, open(self._files[1], "wb") as err:
            self._process = subprocess.Popen(arguments, stdout=out, stderr=err, env=env, **options)
        self.pid = self._process.pid

    @property
    def stdout(self):
        return self._files[0].read_bytes().decode("utf-8", "backslashreplace")

    @property
    def stderr(self):
        return self._files[1].read_bytes().decode("utf-8", "backslashreplace")

    def is_running(self):
        return self._process.poll() is None

    def send_signal(self, number):
        self._process.send_signal(number)

    def wait(self, seconds=120):
        """The exit status; a process that takes too long is killed, and that is its status."""
        if self.is_running():
            handle = os.pidfd_open(self.pid)
            select.select([handle], [], [], seconds)
            os.close(handle)
        self.kill()
        return self._process.returncode

    def kill(self):
        if self.is_running():
            self._process.send_signal(signal.SIGKILL)
        self._process.wait()


class Test(unittest.TestCase):
    """A test with a directory of its own: home, ledger and files stand in self.dir."""

    longMessage = True
    maxDiff = 2000

    def setUp(self):
        self.dir = Path(tempfile.mkdtemp(prefix="atena-test-"))
        self.addCleanup(shutil.rmtree, self.dir, ignore_errors=True)
        self.ledger = self.dir / "ledger.db"
        self.home = self.dir / "home"
        self.home.mkdir()
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home),
            "LC_ALL": "C.UTF-8",
            "TZ": "Asia/Tokyo",
            "ATENA_LEDGER": str(self.ledger),
            **SANITIZERS,
        }

    # The command

    def start(self, *arguments, stdin=subprocess.DEVNULL, **options):
        """Starts the command and returns its Process."""
        directory = tempfile.mkdtemp(prefix="run-", dir=self.dir)
        arguments = [os.environ["ATENA"], *(str(argument) for argument in arguments)]
        process = Process(arguments, directory, self.env, stdin=stdin, **options)
        self.addCleanup(process.kill)
        return process

    def run_atena(self, *arguments, exit=0, stdin=None, seconds=120):
        """Runs the command to its end, expects the exit status, and returns its Process."""
        if stdin is None:
            process = self.start(*arguments)
        else:
            path = self.write("stdin", stdin)
            with open(path, "rb") as file:
                process = self.start(*arguments, stdin=file)
        self.check_exit(process, exit, seconds)
        return process

    def check_exit(self, process, exit, seconds=120):
        status = process.wait(seconds)
        said = f"\nstdout: {process.stdout[-2000:]}\nstderr: {process.stderr[-4000:]}"
        self.assertEqual(status, exit, said)
        for text in (process.stdout, process.stderr):
            self.assertNotIn("Sanitizer", text)
            self.assertNotRegex(text, CONTROLS)

    def get_campaign(self, process):
        """The number of the campaign that a running or finished send has announced."""
        wait_for(
            lambda: "Campaign " in process.stdout or not process.is_running(), "a campaign number"
        )
        self.assertIn("Campaign ", process.stdout, process.stderr)
        return int(process.stdout.split("Campaign ", 1)[1].split()[0])

    def get_status(self, campaign=None):
        number = [] if campaign is None else [campaign]
        status = json.loads(self.run_atena("status", *number, "--json").stdout)
        self.assertEqual({"campaign", "total", "state", "copies", *STATES}, set(status))
        self.assertEqual(status["total"], sum(status[state] for state in STATES), status)
        return status

    def get_report(self, campaign=1):
        return json.loads(self.run_atena("report", campaign, "--format", "json").stdout)

    def get_states(self, campaign=1):
        """The states of all rows, in the order of the list."""
        return [row["state"] for row in self.get_report(campaign)]

    # Files

    def write(self, name, content, mode=0o600):
        path = self.dir / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        path.chmod(mode)
        return path

    def write_list(self, rows, columns=("email", "name"), name="list.csv"):
        path = self.dir / name
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows(rows)
        return path

    def write_workbook(self, sheets, name="list.xlsx"):
        """A workbook of Excel: rows of text by the name of their sheet."""
        path = self.dir / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, content in make_workbook(sheets).items():
                archive.writestr(member, content)
        return path

    def write_people(self, count, name="list.csv"):
        """A list of p1@example.jp, p2@example.jp and so on, each with a word of its own."""
        rows = [(address(i), f"Person {i}", sentinel(i)) for i in range(1, count + 1)]
        return self.write_list(rows, ("email", "name", "word"), name)

    def write_draft(self, draft=None, name="letter.eml"):
        return self.write(name, (draft or make_draft()).as_bytes())

    def write_password(self, password="secret-7301", name="password", mode=0o600):
        return self.write(name, password + "\n", mode)

    def find_in_files(self, needle, *leave_out):
        """The files below self.dir that hold needle, an octet string."""
        paths = (path for path in self.dir.rglob("*") if path.is_file() and path not in leave_out)
        return [path for path in paths if needle in path.read_bytes()]

    # The usual

    def make_arguments(self, server=None, count=3, draft=None, people=None):
        """What send needs, for a number of people."""
        files = (
            "--letter", self.write_draft(draft), "--recipients", people or self.write_people(count),
        )
        return ("send", *files, *(("--smtp", server.url) if server else ()))

    def refuse(self, *arguments, words=(), stdin=None):
        """Runs the command, which must refuse and say why."""
        process = self.run_atena(*arguments, exit=2, stdin=stdin)
        self.assertNotEqual(process.stderr, "")
        for word in words:
            self.assertIn(word, process.stderr)
        self.assertNotIn("Campaign", process.stdout)
        return process

    def assert_nothing_kept(self):
        self.assertFalse(self.ledger.exists())
        self.assertEqual(list(self.home.rglob("*")), [])

    def assert_once_each(self, server, count):
        recipients = sorted(message.recipients[0] for message in server.messages)
        self.assertEqual(recipients, sorted(address(i + 1) for i in range(count)))


def address(number):
    return f"p{number}@example.jp"


def sentinel(number):
    """A word that shows which row a text comes from."""
    return f"Zq{number:06d}qZ"


def make_draft(
    subject="News for {{name}}",
    plain="Dear {{name}},\n\nyour word is {{word|none}}.\n",
    html=None,
    attachments=(),
    sender="Taro <taro@example.jp>",
):
    """A message as a mail client would write it; attachments are pairs of file name and octets."""
    # Python 3.11 loses spaces when it folds long encoded text: Subject is not left to it.
    draft = EmailMessage(policy.clone(refold_source="none"))
    draft["From"] = sender
    draft.set_raw("Subject", Header(subject, "utf-8").encode() if subject else "")
    draft["Message-ID"] = "<draft@example.jp>"
    if plain is not None:
        draft.set_content(plain, cte="base64")
    if html is not None and plain is not None:
        draft.add_alternative(html, subtype="html", cte="base64")
    elif html is not None:
        draft.set_content(html, subtype="html", cte="base64")
    for name, content in attachments:
        draft.add_attachment(content, "application", "octet-stream", filename=name)
    return draft


def make_workbook(sheets):
    """The members of a workbook, the fewest that Excel would open, with their content."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = 'xmlns="http://schemas.openxmlformats.org/package/2006/'
    members = {f"xl/worksheets/sheet{i}.xml": make_sheet(rows) for i, rows in enumerate(sheets.values(), 1)}
    ids = range(1, len(sheets) + 1)
    names = "".join(f'<sheet name={quoteattr(name)} sheetId="{i}" r:id="r{i}"/>' for i, name in zip(ids, sheets))

    def relate(kind, *targets):
        relations = "".join(
            f'<Relationship Id="r{i}" Type="{office}/{kind}" Target="{target}"/>'
            for i, target in enumerate(targets, 1)
        )
        return f'<Relationships {package}relationships">{relations}</Relationships>'

    return {
        "[Content_Types].xml": f'<Types {package}content-types"/>',
        "_rels/.rels": relate("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{office}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relate("worksheet", *(f"worksheets/sheet{i}.xml" for i in ids)),
        **members,
    }


def make_sheet(rows):
    def make_row(row):
        return "".join(f'<c t="inlineStr"><is><t>{escape(str(cell))}</t></is></c>' for cell in row)

    cells = "".join(f"<row>{make_row(row)}</row>" for row in rows)
    return f"<worksheet {MAIN}><sheetData>{cells}</sheetData></worksheet>"


def main():
    """Runs the tests of the calling file. Arguments choose tests by words in their names."""
    if not os.access(os.environ.get("ATENA", ""), os.X_OK):
        sys.exit("The environment variable ATENA must name the command to test")
    os.environ["ATENA"] = os.path.abspath(os.environ["ATENA"])
    runner.run()
