# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""The sender is killed at random moments, as by a power cut, and resumed until it is done: nobody
gets two letters, and nobody goes without one unless the row says "uncertain".

ATENA_LONG=1 runs 100 campaigns in place of 20. ATENA_SEED repeats one that failed.
"""

import os
import random
import signal
import time
from collections import Counter

import harness
from harness import address
from smtp_script import Server
from waiting import wait_for

LETTERS = 3000
CONNECTIONS = 4
PHASES_OF_A_LETTER = 5  # MAIL, RCPT, DATA, body, dot
CAMPAIGNS = 100 if os.environ.get("ATENA_LONG") else 20
SEED = int(os.environ.get("ATENA_SEED", random.randrange(1_000_000)))


class Kill(harness.Test):
    def send_and_kill(self, seed):
        print(f"# ATENA_SEED={seed}")
        chance = random.Random(seed)
        started = time.monotonic()
        with Server() as server:
            arguments = (
                "send", "--letter", self.write_draft(), "--recipients", self.write_people(LETTERS),
                "--smtp", server.url, "--connections", CONNECTIONS, "--yes",
            )
            kills = 0
            for _ in range(chance.randint(2, 6)):
                kills += self.run_for_a_while(server, arguments, chance)
                self.check_rows(server, kills)
                arguments = ("resume", 1)
            uncertain = self.get_status()["uncertain"]
            self.run_atena("resume", 1, exit=1 if uncertain else 0)
            self.check_rows(server, kills)
            status = self.get_status()
            self.assertEqual(status["sent"] + status["uncertain"], LETTERS, status)
            self.assertEqual(status["state"], "finished")
            self.assertGreater(kills, 0)
            self.assertEqual(server.problems, [])
        seconds = time.monotonic() - started
        print(f"# {kills} kills, {status['uncertain']} uncertain, {seconds:.1f} s")

    def run_for_a_while(self, server, arguments, chance):
        """Runs the command and kills it after some commands, somewhere inside a letter."""
        first = server.events + CONNECTIONS * 2
        last = first + chance.randrange(LETTERS * PHASES_OF_A_LETTER // 4)
        process = self.start(*arguments)
        wait_for(
            lambda: server.events >= last or not process.is_running(), "some letters", 120
        )
        pause(chance.uniform(0, 0.003))
        was_running = process.is_running()
        process.kill()
        if not was_running:
            self.assertIn(process.wait(), (0, 1), process.stderr)
        return was_running

    def check_rows(self, server, kills):
        """Compares the ledger with the server, whose record is the truth."""
        self.wait_until_read(server)
        seen = Counter(message.recipients[0] for message in server.messages)
        accepted = {message.recipients[0] for message in server.accepted}
        self.assertEqual([who for who, times in seen.items() if times > 1], [], "sent twice")

        rows = self.get_report()
        self.assertEqual([row["address"] for row in rows], [address(i + 1) for i in range(LETTERS)])
        states = {row["address"]: row["state"] for row in rows}
        self.assertLessEqual(set(states.values()), {"sent", "pending", "uncertain"})
        sent = {who for who, state in states.items() if state == "sent"}
        uncertain = {who for who, state in states.items() if state == "uncertain"}
        self.assertEqual(sent - accepted, set(), "said to be sent, and the server has no letter")
        self.assertEqual(accepted - sent - uncertain, set(), "would be sent a second time")
        self.assertLessEqual(len(uncertain), CONNECTIONS * kills)

    def wait_until_read(self, server):
        """What a killed sender left in the sockets still reaches the server."""
        server.wait(lambda: server.is_idle, "the server to read the rest")

    def test_killed_while_it_reads_the_list_the_ledger_still_serves(self):
        people = self.write_people(LETTERS)
        draft = self.write_draft()
        chance = random.Random(SEED)
        with Server() as server:
            arguments = ("--letter", draft, "--recipients", people, "--smtp", server.url, "--yes")
            for _ in range(5):
                process = self.start("send", *arguments)
                pause(chance.uniform(0, 0.05))
                process.send_signal(signal.SIGKILL)
                process.wait()
            self.wait_until_read(server)
            before = len(server.messages)
            done = self.run_atena("send", *arguments)
            self.assertEqual(self.get_status(self.get_campaign(done))["sent"], LETTERS)
            last = Counter(message.recipients[0] for message in server.accepted[before:])
            self.assertEqual(set(last.values()), {1})
            self.assertEqual(len(last), LETTERS)


def pause(seconds):
    """Not to wait for anything: the moment of death is what is random."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


for campaign in range(CAMPAIGNS):
    setattr(
        Kill,
        f"test_campaign_{campaign + 1}_loses_and_doubles_no_letter",
        lambda self, seed=SEED + campaign: self.send_and_kill(seed),
    )

if __name__ == "__main__":
    harness.main()
