# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Evolution without the module: what the other scenarios take for granted."""

import scenario


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


if __name__ == "__main__":
    scenario.main()
