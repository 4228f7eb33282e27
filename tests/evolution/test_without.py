# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Evolution without the module: what the other scenarios take for granted."""

import os

import scenario

# Headers that no two messages have in common.
UNIQUE = ("Date", "Message-ID")


class Without(scenario.Scenario):
    has_module = False

    def test_a_message_to_two_people_is_sent_at_once(self):
        composer = self.compose(
            to=["a@example.jp", "b@example.jp"], subject="お知らせ", body="こんにちは\n{{name}}"
        )
        composer.send()
        message, = self.wait_for_messages(1)
        self.assertEqual(message.recipients, ["a@example.jp", "b@example.jp"])
        self.assert_ends_well()
        copy, = self.home.get_copies()
        self.assertEqual(copy["Subject"], "お知らせ")
        self.assertEqual(copy.get_content().rstrip(), "こんにちは\n{{name}}")

    def test_the_module_adds_nothing_to_a_message_to_two_people(self):
        """No question, no complaint that is not there without it, and the same message."""
        self.furnish()
        complaints, messages = [], []
        for self.has_module in (False, True):
            if self.has_module:
                self.home.install(os.environ["ATENA_MODULE"])
            composer = self.compose(
                to=["a@example.jp", "b@example.jp"], subject="お知らせ", body="こんにちは\n{{name}}"
            )
            composer.send()
            messages.append(self.wait_for_messages(len(messages) + 1)[-1])
            self.assert_ends_well()
            complaints.append(set(self.evolution.complaints))
        self.assertEqual(complaints[1] - complaints[0], set())
        headers = [
            [(name, value) for name, value in self.parse(message).items() if name not in UNIQUE]
            for message in messages
        ]
        self.assertEqual(headers[0], headers[1])
        self.assertEqual(*(self.parse(message).get_content() for message in messages))


if __name__ == "__main__":
    scenario.main()
