# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Accounts that only Evolution itself can send from."""

import scenario
from scenario import make_addresses
from windows import MergeWindow, ProgressWindow, Question

# What is called with "-i -f sender -- recipient", and refuses one of them.
SENDMAIL = """#!/bin/sh
cat > "{folder}/$5"
printf '%s\\n' "$*" > "{folder}/$5.args"
test "$5" != p0003@example.com || exit 67
"""


class Camel(scenario.Scenario):
    def furnish_sendmail(self, script=SENDMAIL):
        self.sendmail = self.make_folder("sendmail")
        program = self.dir / "program"
        program.write_text(script.format(folder=self.sendmail))
        program.chmod(0o755)
        self.furnish(backend="sendmail", program=str(program))

    def send_separately(self, composer):
        composer.send()
        Question(self.evolution).press("send-separately")
        window = MergeWindow(self.evolution)
        window.press("start")
        return ProgressWindow(self.evolution)

    def test_a_program_gets_each_letter_as_it_is(self):
        self.furnish_sendmail()
        people = make_addresses(6)
        composer = self.compose(bcc=people, subject="お知らせ", body="{{宛名|お客様}}\n本文です")
        progress = self.send_separately(composer)
        progress.press("close", 60)
        self.assert_ends_well()
        for address in people:
            said = (self.sendmail / f"{address}.args").read_text()
            self.assertEqual(said, f"-i -f yamada@example.jp -- {address}\n")
        self.assertEqual(self.home.get_states(), ["sent"] * 2 + ["rejected"] + ["sent"] * 3)
        copies = sorted(path.read_bytes() for path in self.home.mail.glob(".Sent/*/*:*"))
        letters = [(self.sendmail / address).read_bytes() for address in people if "3" not in address]
        self.assertEqual(copies, sorted(letters))


if __name__ == "__main__":
    scenario.main()
