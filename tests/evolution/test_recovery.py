# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Evolution killed or asked to quit while letters are under way, and what nobody knows afterwards."""

import scenario
from evolution import Evolution
from scenario import make_addresses
from smtp_script import Rule
from windows import LeftOver, ProgressWindow, QuitQuestion, UnknownWindow


class Recovery(scenario.Scenario):
    def start_over(self, people, stop_at):
        """Sends until the server leaves one letter without an answer."""
        self.start_sending(people, Rule(at="dot", nth=stop_at, then="hold"))
        self.wait_for_messages(stop_at)
        self.wait(lambda: self.home.get_states().count("sent") == stop_at - 1, "the ledger")

    def count_messages(self):
        recipients = [message.recipients[0] for message in self.server.messages]
        return {address: recipients.count(address) for address in recipients}

    def test_a_killed_evolution_goes_on_and_sends_nobody_twice(self):
        people = make_addresses(8)
        self.start_over(people, 4)
        self.evolution.kill()
        self.server.release()

        self.evolution = Evolution(self.desktop)
        LeftOver(self.evolution).look()
        progress = ProgressWindow(self.evolution)
        self.assertEqual(len(self.server.messages), 4)
        progress.press("resume")
        progress.press("close", 60)
        self.assertEqual(self.home.get_states(), ["sent"] * 3 + ["uncertain"] + ["sent"] * 4)
        self.assertEqual(self.count_messages(), dict.fromkeys(people, 1))
        self.assert_no_complaints()

    def test_unknown_letters_are_settled_in_three_ways(self):
        people = make_addresses(6)
        lost = people[1::2]
        rules = [Rule(at="dot", to=address, nth=1, then="drop") for address in lost]
        progress = self.start_sending(people, *rules)
        progress.press("resolve-unknown", 60)
        window = UnknownWindow(self.evolution)
        window.choose(2, 1)
        window.choose(3, 2)
        window.press("apply")
        window.wait_until_gone()
        self.wait(lambda: self.count_messages()[lost[2]] == 2, "the letter sent again")
        self.wait(lambda: self.home.get_states().count("sent") == 5, "the ledger")
        self.finish()
        self.assertEqual(
            self.home.get_states(), ["sent", "uncertain", "sent", "sent", "sent", "sent"]
        )
        self.assertEqual(self.count_messages(), {**dict.fromkeys(people, 1), lost[2]: 2})

    def test_quitting_can_wait_for_the_last_letter(self):
        people = make_addresses(5)
        self.start_over(people, 2)
        self.evolution.ask_to_quit()
        QuitQuestion(self.evolution).press("wait")
        self.server.release()
        self.assert_ends_well()
        self.assertEqual(self.home.get_states(), ["sent"] * 5)
        self.assertEqual(sorted(self.get_letters()), people)

    def test_quitting_can_pause(self):
        people = make_addresses(5)
        self.start_over(people, 2)
        self.evolution.ask_to_quit()
        QuitQuestion(self.evolution).press("cancel")
        self.evolution.ask_to_quit()
        progress = ProgressWindow(self.evolution)
        QuitQuestion(self.evolution).press("pause")
        self.wait(lambda: not progress.is_usable("pause"), "the pause")
        self.server.release()
        self.assert_ends_well()
        self.assertEqual(self.home.get_states(), ["sent"] * 2 + ["pending"] * 3)
        self.assertEqual(sorted(self.get_letters()), people[:2])


if __name__ == "__main__":
    scenario.main()
