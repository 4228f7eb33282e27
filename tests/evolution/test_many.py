# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""A thousand letters, and how long Evolution does not answer meanwhile."""

import threading

import scenario
from contacts import add_list
from scenario import make_addresses
from windows import MergeWindow, ProgressWindow, Question

PEOPLE = 1000
# What a person notices begins at half of this; the rest is for a busy machine.
LONGEST = 1.0
INTERVAL = 0.02


class Probe:
    """Asks the program something every few milliseconds and keeps the longest wait."""

    def __init__(self, evolution):
        self._evolution = evolution
        self._stopped = threading.Event()
        self.pauses = []
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stopped.set()
        self._thread.join()

    def _run(self):
        while not self._stopped.wait(INTERVAL):
            self.pauses.append(self._evolution.measure_pause())


class Many(scenario.Scenario):
    def measure(self, what, act):
        with Probe(self.evolution) as probe:
            act()
        print(f"# {what}: longest pause {max(probe.pauses) * 1000:.0f} ms", flush=True)
        self.assertLess(max(probe.pauses), LONGEST, what)

    def test_a_thousand_letters_never_stop_evolution(self):
        people = make_addresses(PEOPLE)
        self.furnish()
        # A list: Evolution takes a minute to read a thousand addresses in a field.
        add_list("kaiin", people)
        composer = self.compose(subject="お知らせ", body="{{宛名|お客様}}\n本文です")
        composer.type("cc", "kaii")
        composer.choose_completion("cc", "kaiin")
        composer.send()
        question = Question(self.evolution)
        self.measure("opening", lambda: self.open(question))
        window = MergeWindow(self.evolution)
        window.look_at("last", people[-1])
        window.look_at("longest", "@")
        window.look_at("first", people[0])
        window.send_test("yamada@example.jp")
        window.press("start")
        progress = ProgressWindow(self.evolution)
        progress.wait_for("resume")
        self.measure("sending", lambda: self.send(progress))
        self.finish()
        self.assertEqual(sorted(self.get_letters()), [*people, "yamada@example.jp"])
        self.assertEqual(self.home.get_states(), ["sent"] * PEOPLE)

    def open(self, question):
        question.press("send-separately")
        self.wait(lambda: len(self.home.get_states()) == PEOPLE, "everybody in the ledger")
        MergeWindow(self.evolution).wait_for_text("count", "1000")

    def send(self, progress):
        progress.press("resume")
        self.wait_for_messages(PEOPLE + 1, 60)
        self.wait(lambda: self.home.get_states() == ["sent"] * PEOPLE, "the ledger")


if __name__ == "__main__":
    scenario.main()
