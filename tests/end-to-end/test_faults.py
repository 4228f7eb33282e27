# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Whatever a server does wrong, each row ends in the state that is true, and resuming with a server
that is well again gives everybody exactly one letter. faults.toml holds the cases."""

from collections import Counter

import harness
from certificates import get_certificates
from harness import address
from smtp_script import Rule, Server, load_cases

USER, PASSWORD = "taro", "secret-7301"
KEYS = {
    "name", "server", "setup", "scheme", "size", "options", "rows", "exit", "campaign", "stderr",
    "code", "enhanced", "reply", "never", "always", "connections", "mechanism", "login",
    "heal", "resume",
}


class Faults(harness.Test):
    def check(self, case):
        self.assertLessEqual(set(case), KEYS)
        states = case.get("rows", "sent sent sent").split()
        setup = make_setup(case.get("setup", {}))
        rules = [Rule(**rule) for rule in case["server"]]
        with Server(rules=rules, **setup) as server:
            self.send(case, server, states)
            self.check_rows(case, server, states)
            self.check_server(case, server)
            mechanism = case.get("mechanism", "PLAIN")
            healthy = {"certificate": "good", "mechanisms": [mechanism], **case.get("heal", {})}
            server.heal(**make_setup(case.get("setup", {}) | healthy))
            self.resume(case, server, states)
            self.assertEqual(server.problems, [])

    def send(self, case, server, states):
        attachments = [("large.bin", bytes(case["size"]))] if "size" in case else []
        draft = self.write_draft(harness.make_draft(attachments=attachments))
        people = self.write_people(len(states))
        url = server.url.replace("smtp:", case["scheme"] + ":") if "scheme" in case else server.url
        options = self.fill_in(case.get("options", []), server)
        process = self.run_atena(
            "send", "--letter", draft, "--recipients", people, "--smtp", url, *options, "--yes",
            exit=case.get("exit", 0),
        )
        for words in case.get("stderr", []):
            self.assertIn(words, process.stderr)
        if case.get("campaign") == "paused":
            self.assertIn(f"atena resume {self.get_campaign(process)}", process.stderr)
        self.check_summary(process, states)

    def check_summary(self, process, states):
        n = Counter(states)
        failed = n["rejected"] + n["deferred"]
        summary = f"sent {n['sent']}, failed {failed}, uncertain {n['uncertain']}, excluded 0"
        self.assertEqual(process.stdout.splitlines()[-1], summary)

    def check_rows(self, case, server, states):
        report = self.get_report()
        self.assertEqual([row["state"] for row in report], states)
        status = self.get_status()
        self.assertEqual(status["state"], case.get("campaign", "finished"))
        for state in harness.STATES:
            self.assertEqual(status[state], states.count(state), state)
        for row in report:
            if row["state"] in ("deferred", "rejected"):
                self.assertEqual(row["code"], case.get("code", row["code"]))
                self.assertEqual(row["enhanced"], case.get("enhanced", row["enhanced"]))
                self.assertIn(case.get("reply", ""), row["reply"])
                self.assertNotRegex(row["reply"], harness.CONTROLS)
        self.check_delivered(server, states)

    def check_delivered(self, server, states):
        """What the rows say is what the server has seen."""
        accepted = Counter(message.recipients[0] for message in server.accepted)
        seen = Counter(message.recipients[0] for message in server.messages)
        for number, state in enumerate(states, 1):
            who = address(number)
            self.assertEqual(accepted[who], state == "sent", who)
            if state == "uncertain":
                self.assertLessEqual(seen[who], 1, who)
        self.assertLessEqual(set(seen), {address(number) for number in range(1, len(states) + 1)})

    def check_server(self, case, server):
        for connection in server.connections:
            for verb in case.get("never", []):
                self.assertNotIn(verb, connection.commands)
            for verb in case.get("always", []):
                self.assertIn(verb, connection.commands)
        if "mechanism" in case:
            used = {connection.mechanism for connection in server.connections}
            self.assertEqual(used, {case["mechanism"]})
        signs_in = case.get("setup", {}).get("password") and case.get("login", True)
        if signs_in and server.accepted:
            self.assertEqual({connection.user for connection in server.connections}, {USER})
        if "connections" in case:
            self.assertEqual(len(server.connections), case["connections"])

    def resume(self, case, server, states):
        final = ["sent" if state in ("pending", "deferred") else state for state in states]
        options = self.fill_in(case.get("resume", []), server)
        process = self.run_atena("resume", 1, *options, exit=0 if set(final) == {"sent"} else 1)
        self.check_summary(process, final)
        self.assertEqual(self.get_states(), final)
        self.assertEqual(self.get_status()["state"], "finished")
        self.check_delivered(server, final)

    def fill_in(self, options, server):
        """Options with names of files in place of {…}."""
        files = {
            "{url}": server.url,
            "{ca}": get_certificates().ca,
            "{password}": self.write_password(PASSWORD),
            "{wrong-password}": self.write_password("wrong", "wrong-password"),
        }
        return [files.get(option, option) for option in options]


def make_setup(table):
    """The arguments for a Server that a case gives as words."""
    setup = dict(table)
    if "certificate" in setup:
        setup["certificate"] = getattr(get_certificates(), setup["certificate"])
    if "password" in setup:
        setup["password"] = (USER, PASSWORD)
    return setup


for given in load_cases():
    assert not hasattr(Faults, "test_" + given["name"]), given["name"]
    setattr(Faults, "test_" + given["name"], lambda self, case=given: self.check(case))

if __name__ == "__main__":
    harness.main()
