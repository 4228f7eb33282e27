# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Letters that a person pauses, lets go on and stops, and letters that wait for a line."""

import scenario
from evolution import MainWindow
from scenario import make_addresses
from smtp_script import Rule
from windows import MergeWindow, ProgressWindow

PAUSED, STOPPED, WAITING = "Paused", "Stopped", "Waiting for a network connection"
STOPPING = "Finishing the letter under way…"


def hold_second():
    """The second letter is taken, and no answer is given."""
    return Rule(at="dot", nth=2, then="hold")


class Pauses(scenario.Scenario):
    def get_campaign(self):
        return self.home.ask_ledger("SELECT state, reason FROM campaign")

    def test_a_pause_and_a_stop_take_effect_before_the_next_letter(self):
        people = make_addresses(8)
        progress = self.start_sending(people, Rule(at="greeting", then="hold"))
        self.server.wait(lambda: self.server.holding == 1, "a connection")
        progress.press("pause")
        # Nobody waits for a server that does not even greet.
        progress.wait_for_state(PAUSED)
        self.assert_rows(*["pending"] * 8)
        self.server.release()

        self.wait_for_hold(hold_second(), act=lambda: progress.press("resume"))
        progress.press("pause")
        progress.wait_for_state(STOPPING)
        self.assertFalse(progress.is_usable("resume"))
        self.server.release()
        progress.wait_for_state(PAUSED)
        self.assert_rows(*["sent"] * 2, *["pending"] * 6)
        self.assertEqual(self.get_campaign(), [("paused", "")])
        self.assertFalse(progress.is_usable("close"))

        self.wait_for_hold(hold_second(), act=lambda: progress.press("resume"))
        progress.press("stop")
        progress.wait_for_state(STOPPING)
        self.server.release()
        progress.wait_for_state(STOPPED)
        self.assert_rows(*["sent"] * 4, *["excluded"] * 4)
        self.assertEqual(self.get_campaign(), [("finished", "")])
        self.finish()
        self.assertEqual(sorted(self.get_letters()), people[:4])
        self.assertEqual(len(self.home.get_copies()), 4)

    def test_letters_wait_while_evolution_works_offline(self):
        people = make_addresses(5)
        self.options = ["--force-online"]
        progress = self.start_sending(people, hold_second())
        window = MainWindow(self.evolution)
        self.wait_for_messages(2)
        window.change_line()
        progress.wait_for_state(STOPPING)
        self.server.release()
        progress.wait_for_state(WAITING)
        self.assert_rows(*["sent"] * 2, *["pending"] * 3)

        window.change_line()
        progress.press("close", 60)
        self.assert_rows(*["sent"] * 5)
        self.assertEqual(sorted(self.get_letters()), people)
        self.assertEqual(len(self.home.get_copies()), 5)
        self.assert_no_complaints()

    def test_letters_started_offline_wait_for_a_word_or_a_line(self):
        people = make_addresses(3)
        self.options = ["--force-online"]
        self.furnish(server={"rules": [hold_second()]})
        composer = self.compose(to=people, subject="お知らせ", body="本文です")
        composer.send_separately()
        merge = MergeWindow(self.evolution)
        window = MainWindow(self.evolution)
        window.change_line()
        merge.press("start")
        progress = ProgressWindow(self.evolution)
        progress.wait_for_state(WAITING)
        self.assert_rows(*["pending"] * 3)

        # A person may know better.
        progress.press("resume")
        self.wait_for_messages(2)
        progress.press("pause")
        self.server.release()
        progress.wait_for_state(PAUSED)
        progress.press("resume")
        progress.wait_for_state(WAITING)
        self.assert_rows(*["sent"] * 2, "pending")

        window.change_line()
        progress.press("close", 60)
        self.assert_rows(*["sent"] * 3)
        self.assertEqual(sorted(self.get_letters()), people)
        self.assertEqual(len(self.home.get_copies()), 3)
        self.assert_no_complaints()


if __name__ == "__main__":
    scenario.main()
