# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""What every scenario inside Evolution needs, and a runner that gives each a process of its own.

The environment variable ATENA_MODULE names the module to test, PYTHONPATH the folder of what the
tests of different kinds share. What is known about a scenario that failed is kept in a folder below
ATENA_EVIDENCE, by default one for temporary files.
"""

import email
import faulthandler
import json
import locale
import os
import shutil
import signal
import sys
import tempfile
import unittest
from email.policy import default as policy
from pathlib import Path

import runner
from controls import Gone
from desktop import Desktop
from evolution import Composer, Evolution, make_link
from home import LOCALE, Account, Home
from smtp_script import Server
from waiting import wait_for
from windows import MergeWindow, ProgressWindow


class Scenario(unittest.TestCase):
    """A person at a desktop of their own, and a mail server that takes everything."""

    longMessage = True
    maxDiff = 2000

    has_module = True
    options = ()  # of Evolution's command line
    process_options = {}  # as for subprocess.Popen

    def setUp(self):
        self.dir = Path(tempfile.mkdtemp(prefix="atena-evolution-"))
        self.addCleanup(shutil.rmtree, self.dir, ignore_errors=True)
        self.desktop = self.evolution = None

    # Setting up

    def start_server(self, **setup):
        self.server = Server(record=self.make_folder("server"), **setup)
        self.addCleanup(self.server.close)

    def make_folder(self, name):
        folder = self.dir / name
        folder.mkdir()
        return folder

    def furnish(
        self, mode="plain-text", asks=True, has_header_bars=True, server=None, port=None, **account
    ):
        """Makes the server unless one is at a port, the home and the desktop; options are those of
        each."""
        if port is None:
            self.start_server(**server or {})
            port = self.server.port
        account = Account(port, **account)
        self.home = Home(self.make_folder("home"), account, mode, asks, has_header_bars)
        if self.has_module:
            self.home.install(os.environ["ATENA_MODULE"])
        self.desktop = Desktop(self.make_folder("logs"), self.home)
        self.addCleanup(self.desktop.close)

    def compose(self, **message):
        """Opens Evolution with a message, described as for make_link()."""
        if self.desktop is None:
            self.furnish()
        self.evolution = Evolution(
            self.desktop, *self.options, make_link(**message), **self.process_options
        )
        composer = Composer(self.evolution)
        if self.has_module:
            self.evolution.wait_for("atena-send-separately")
        if "body" in message:
            composer.wait_for_text(message["body"].split("\n")[0])
        return composer

    # Looking

    def parse(self, message):
        """A message as the server has got it."""
        return email.message_from_bytes(message.data, policy=policy)

    def find_alerts(self):
        """Evolution's own questions."""
        return [
            window for window in self.evolution.find_windows()
            if window.role == "dialog" and not window.id.startswith("Atena")
        ]

    def answer_evolution(self):
        """Says yes to a question of Evolution's own: the button in focus is the one that sends."""
        self.wait(self._find_answer, "a question of Evolution's").press()

    def _find_answer(self):
        try:
            for alert in self.find_alerts():
                for button in alert.find_all(role="push button"):
                    if button.is_focused:
                        return button
        except Gone:
            pass
        return None

    def wait(self, condition, what, seconds=30):
        return self.evolution.wait(condition, what, seconds)

    def wait_for_messages(self, count, seconds=30):
        """Waits until the server has taken so many messages."""
        self.server.wait(lambda: len(self.server.messages) >= count, f"{count} messages", seconds)
        return self.server.messages

    def assert_ends_well(self):
        self.assertEqual(self.evolution.wait_for_end(), 0)
        self.assert_no_complaints()

    def assert_no_complaints(self):
        """No critical of anybody's, and no warning of ours."""
        complaints = self.evolution.complaints
        wrong = [text for text in complaints if "CRITICAL" in text or "atena" in text.lower()]
        self.assertEqual(wrong, [])

    def assert_nothing_sent(self):
        self.assertEqual(self.server.messages, [])
        self.assertEqual(self.home.ask_ledger("SELECT id FROM campaign"), [])

    # Sending

    def start_sending(self, people, *rules):
        """Sends to these people over a server with these rules; returns the window about it."""
        if self.desktop is None:
            self.furnish(server={"rules": list(rules)})
        composer = self.compose(bcc=people, subject="お知らせ", body="本文です")
        composer.send_separately()
        MergeWindow(self.evolution).press("start")
        return ProgressWindow(self.evolution)

    def wait_for_hold(self, *rules, act):
        """Does something after which the server, which has these rules now, leaves a client
        without an answer."""
        self.server.close_gate()
        self.server.setup.rules = list(rules)
        before = self.server.holding
        act()
        self.server.wait(lambda: self.server.holding > before, "a client without an answer")

    def assert_rows(self, *states):
        """What the ledger says of the letters, and that it is what the server has got."""
        wait_for(lambda: self.home.get_states() == [*states], f"{states} in the ledger")
        self.assertEqual(len(self.get_letters()), states.count("sent"))

    def finish(self, seconds=60):
        """Waits for the end of the sending and closes what is left."""
        progress = ProgressWindow(self.evolution)
        progress.press("close", seconds)
        self.assert_ends_well()

    def get_letters(self):
        """What each person got, parsed, by address; nobody may get two."""
        self.assertEqual(self.server.problems, [])
        letters = {}
        for message in self.server.messages:
            address, = message.recipients
            self.assertNotIn(address, letters)
            letters[address] = self.parse(message)
        return letters

    # Failing

    def keep_evidence(self):
        """Saves what can be known now; says where."""
        if self.desktop is None:
            return "no desktop"
        base = os.environ.get("ATENA_EVIDENCE") or tempfile.gettempdir()
        os.makedirs(base, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f"atena-{self._testMethodName[5:45]}-", dir=base))
        self.desktop.take_picture(folder / "screen.png")
        if self.evolution is not None and self.evolution.is_running:
            (folder / "controls.txt").write_text(self.evolution.program.describe())
        for name in ("logs", "server"):
            if (self.dir / name).is_dir():
                shutil.copytree(self.dir / name, folder / name)
        if self.home.ledger.parent.is_dir():
            shutil.copytree(self.home.ledger.parent, folder / "ledger")
        return f"the screen, the controls, logs and messages are in {folder}"


def make_addresses(count, domain="example.com"):
    """Addresses of so many people, in the order in which a list sorts them."""
    return [f"p{number:04d}@{domain}" for number in range(1, count + 1)]


def read_text(message):
    """The plain text of a message, without the empty lines at its end."""
    text = message.get_body(("plain",)).get_content()
    return text.replace("\r\n", "\n").rstrip("\n")


class Result(unittest.TestResult):
    """Keeps the evidence while the desktop is still there."""

    evidence = ""

    def addError(self, test, error):
        self._keep(test)
        super().addError(test, error)

    def addFailure(self, test, error):
        self._keep(test)
        super().addFailure(test, error)

    def _keep(self, test):
        try:
            self.evidence = self.evidence or test.keep_evidence()
        except Exception as error:
            self.evidence = f"no evidence: {error!r}"


def run_here(test):
    result = Result()
    wrong = runner.run_test(test, result)
    return wrong + [result.evidence] if wrong else []


def run_apart(test):
    """Runs a scenario in a process of its own: a process can know only one accessibility bus."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended from outside"))
        faulthandler.register(signal.SIGUSR1)
        wrong = run_here(test)
        with open(writer, "w", encoding="utf-8") as file:
            json.dump(wrong, file)
        # Not at once: certificates and their like are removed at the end of a process.
        sys.exit()
    os.close(writer)
    ended = []

    def end(*_):
        ended.append(True)
        os.kill(child, signal.SIGTERM)

    signal.signal(signal.SIGTERM, end)
    with open(reader, encoding="utf-8") as file:
        said = file.read()
    _, status = os.waitpid(child, 0)
    if ended:
        sys.exit("ended from outside")
    return json.loads(said) if said else [f"the scenario died with status {status}"]


def main():
    if not os.path.isfile(os.environ.get("ATENA_MODULE", "")):
        sys.exit("The environment variable ATENA_MODULE must name the module to test")
    try:
        locale.setlocale(locale.LC_ALL, LOCALE)
    except locale.Error:
        sys.exit(f"There is no locale {LOCALE}; build-aux/test makes one in build/locales (LOCPATH)")
    runner.run(run_apart)
