# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""A thousand letters, and how long Evolution does not answer meanwhile: said, not judged, because
that depends on what else the machine does. build-aux/bench runs this."""

import threading

import scenario
from contacts import add_list
from scenario import make_addresses
from windows import MergeWindow, ProgressWindow, Question

PEOPLE = 1000
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

    def test_a_thousand_letters_reach_everybody_once(self):
        people = make_addresses(PEOPLE)
        self.furnish()
        # A list: Evolution takes a minute to read a thousand addresses in a field.
        add_list("kaiin", people)
        composer = self.compose(subject="お知らせ", body="{{宛名|お客様}}\n本文です")
        composer.type("cc", "kaii")
        composer.choose_completion("cc", "kaiin")
        self.measure("asking", lambda: self.ask(composer))
        self.measure("opening", self.open)
        self.measure("looking and testing", lambda: self.look(people))
        self.measure("starting", self.start)
        self.measure("sending", self.send)
        self.measure("finishing", lambda: ProgressWindow(self.evolution).wait_for("close", 60))
        self.finish()
        self.assertEqual(sorted(self.get_letters()), [*people, "yamada@example.jp"])
        self.assertEqual(self.home.get_states(), ["sent"] * PEOPLE)

    def ask(self, composer):
        composer.send()
        Question(self.evolution)

    def open(self):
        Question(self.evolution).press("send-separately")
        self.wait(lambda: len(self.home.get_states()) == PEOPLE, "everybody in the ledger")
        MergeWindow(self.evolution).wait_for_text("count", "1000")

    def look(self, people):
        window = MergeWindow(self.evolution)
        window.look_at("last", people[-1])
        window.look_at("longest", "@")
        window.look_at("first", people[0])
        window.send_test("yamada@example.jp")

    def start(self):
        MergeWindow(self.evolution).press("start")
        ProgressWindow(self.evolution).wait_for("resume")

    def send(self):
        ProgressWindow(self.evolution).press("resume")
        self.wait_for_messages(PEOPLE + 1, 60)
        self.wait(lambda: self.home.get_states() == ["sent"] * PEOPLE, "the ledger")


if __name__ == "__main__":
    scenario.main()
