# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""What goes wrong around the letters on their way: their account goes away, the disk is full."""

import resource

import gi
import scenario
from scenario import make_addresses
from smtp_script import Rule
from windows import translate

gi.require_version("EDataServer", "1.2")
from gi.repository import EDataServer, Gio  # noqa: E402

PAUSED = "Paused"
OFF = (
    "This account has been removed from Evolution or switched off, or can no longer send; once it is "
    "as it was, sending can go on"
)


class Trouble(scenario.Scenario):
    def start_and_pause(self, people):
        progress = self.start_sending(people, Rule(at="dot", nth=2, then="hold"))
        self.wait_for_messages(2)
        progress.press("pause")
        self.server.release()
        progress.wait_for_state(PAUSED)
        return progress

    def change_source(self, name, change):
        """Changes one of Evolution's own files on accounts as its preferences do."""
        source = EDataServer.SourceRegistry.new_sync(None).ref_source(name)
        change(source)
        source.write_sync(None)
        # What Evolution is told comes before what it is asked.
        Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
            "org.gnome.Evolution", "/", "org.freedesktop.DBus.Peer", "Ping", None, None,
            Gio.DBusCallFlags.NONE, -1,
        )

    def test_an_account_that_is_switched_off_is_waited_for(self):
        people = make_addresses(5)
        progress = self.start_and_pause(people)
        self.change_source("identity", lambda source: source.get_extension("Mail Identity").set_name("鈴木"))
        self.change_source("account", lambda source: source.set_enabled(False))
        progress.press("resume")
        self.wait(lambda: progress.read("why"), "a reason")
        self.assertIn(translate(OFF), (progress.read("why"), OFF))
        progress.wait_for_state(PAUSED)
        self.assert_rows(*["sent"] * 2, *["pending"] * 3)

        self.change_source("account", lambda source: source.set_enabled(True))
        progress.press("resume")
        self.finish()
        self.assert_rows(*["sent"] * 5)
        letters = self.get_letters()
        self.assertEqual(sorted(letters), people)
        self.assertEqual({letter["From"] for letter in letters.values()}, {"山田 太郎 <yamada@example.jp>"})

    def limit_files(self, size):
        """Files do not grow beyond a size from now on, as on a disk that is full."""
        _, most = resource.prlimit(self.evolution.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.evolution.pid, resource.RLIMIT_FSIZE, (size, most))

    def test_a_ledger_that_cannot_grow_stops_everything_until_it_can(self):
        # Python ignores the signal that comes with a file that cannot grow, which would be the end
        # of Evolution.
        self.process_options = {"restore_signals": False}
        people = make_addresses(5)
        progress = self.start_sending(people, Rule(at="dot", nth=2, then="hold"))
        self.wait_for_messages(2)
        self.limit_files(0)
        self.server.release()
        progress.wait_for_state(PAUSED)
        progress.wait_for_text("why", str(self.home.ledger))
        self.assertEqual(len(self.server.messages), 2)

        self.limit_files(resource.RLIM_INFINITY)
        progress.press("resume")
        progress.press("close", 60)
        self.assert_ends_well()
        # The answer to the second could not be written down.
        self.assertEqual(self.home.get_states(), ["sent", "uncertain", *["sent"] * 3])
        self.assertEqual(sorted(self.get_letters()), people)


if __name__ == "__main__":
    scenario.main()
