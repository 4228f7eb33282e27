# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Letters that the command, or another Evolution, sends while this one shows them.

The environment variable ATENA names the command.
"""

import os
import subprocess

import scenario
from evolution import Evolution
from scenario import make_addresses
from smtp_script import Rule
from windows import LeftOver, ProgressWindow

PAUSED, FINISHED = "Paused", "Finished"
ELSEWHERE = "Another program is sending these letters"

HOLD = Rule(at="dot", nth=1, then="hold")
DONE, REFUSED = 0, 2


class Elsewhere(scenario.Scenario):
    def start_command(self, *arguments):
        self.addCleanup(lambda: self.command.wait(30))
        self.command = subprocess.Popen(
            [os.environ["ATENA"], *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def resume_with_command(self):
        server = f"smtp://127.0.0.1:{self.server.port}"
        self.start_command("resume", "--smtp", server, "1")

    def end_command(self):
        said, _ = self.command.communicate(timeout=30)
        return self.command.returncode, said.decode()

    def hold_and_pause(self, progress):
        self.wait_for_messages(1)
        progress.press("pause")
        self.server.release()
        progress.wait_for_state(PAUSED)

    def assert_elsewhere(self, progress):
        progress.wait_for_state(ELSEWHERE)
        for id in ("resume", "stop", "pause", "close"):
            self.assertFalse(progress.is_usable(id), id)

    def test_the_command_and_evolution_make_way_for_each_other(self):
        people = make_addresses(6)
        progress = self.start_sending(people, HOLD)
        self.wait_for_messages(1)
        self.resume_with_command()
        status, said = self.end_command()
        self.assertEqual(status, REFUSED, said)
        self.assertIn("1", said)
        self.hold_and_pause(progress)

        self.wait_for_hold(Rule(at="dot", nth=2, then="hold"), act=self.resume_with_command)
        progress.press("resume")
        self.assert_elsewhere(progress)
        progress.press("look-again")
        self.assert_elsewhere(progress)
        self.server.release()
        status, said = self.end_command()
        self.assertEqual(status, DONE, said)
        progress.press("look-again")
        progress.wait_for_state(FINISHED)
        self.assert_rows(*["sent"] * 6)
        self.assertEqual(sorted(self.get_letters()), people)
        self.finish()

    def test_two_evolutions_make_way_for_each_other(self):
        people = make_addresses(5)
        first = self.start_sending(people, HOLD)
        self.hold_and_pause(first)

        with self.desktop.open_session():
            other = Evolution(self.desktop)
        LeftOver(other).look()
        second = ProgressWindow(other)
        self.wait_for_hold(Rule(at="dot", nth=2, then="hold"), act=lambda: second.press("resume"))
        first.press("resume")
        self.assert_elsewhere(first)
        self.server.release()
        second.press("close", 60)
        first.press("look-again")
        first.wait_for_state(FINISHED)
        self.assert_rows(*["sent"] * 5)
        self.assertEqual(sorted(self.get_letters()), people)
        self.finish()


if __name__ == "__main__":
    scenario.main()
