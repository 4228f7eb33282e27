# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Atena's own windows, each known by the id of its own."""

import gettext
import os

from controls import Gone


class Window:
    mark = ""

    def __init__(self, evolution, seconds=30):
        self._evolution = evolution
        self.root = evolution.wait(self._look, self.mark, seconds)

    def _look(self):
        return next(filter(self._is_it, self._evolution.find_windows()), None)

    def _is_it(self, window):
        try:
            return window.id == self.mark
        except Gone:
            return False

    @property
    def is_open(self):
        return self._evolution.is_running and self._look() is not None

    def find(self, id):
        return self.root.find(id)

    def wait_for(self, id, seconds=30):
        """Waits until a control can be used, and returns it."""
        return self._evolution.wait(lambda: self._find_usable(id), f"{id} can be used", seconds)

    def wait_for_focus(self, id):
        what = f"the focus on {id}"
        self._evolution.wait(lambda: self.wait_for(id).is_focused, what)

    def _find_usable(self, id):
        control = self.find(id)
        return control if control and control.is_sensitive else None

    def is_usable(self, id):
        return self._find_usable(id) is not None

    def press(self, id, seconds=30):
        self.wait_for(id, seconds).press()

    def read(self, id):
        """The words of a label or of a field, none while it does not show."""
        control = self.find(id)
        return (control.text or control.name) if control else ""

    def wait_for_text(self, id, text, seconds=30):
        self._evolution.wait(lambda: text in self.read(id), f"{text!r} in {id}", seconds)

    def wait_until_gone(self):
        self._evolution.wait(lambda: not self.is_open, f"the end of {self.mark}")


class Question(Window):
    """About people who would see each other, or stand in Bcc."""

    mark = "AtenaGuardDialog"


class Obstacle(Window):
    """About what is in the way of individual letters: a message dialog, which has no id."""

    mark = "obstacle"

    def _is_it(self, window):
        return window.role == "alert" and window.find("back-to-editing") is not None


class MergeWindow(Window):
    mark = "AtenaMergeWindow"

    def look_at(self, who, address):
        """Goes to one of the letters: first, last, longest, next, previous."""
        self.press(who)
        self.wait_for_text("preview-to", address)

    def send_test(self, address):
        self.press("test")
        self.wait_for_text("test-result", address)


class ListDialog(Window):
    """Where a list is chosen."""

    mark = "AtenaListDialog"

    def choose_recent_file(self):
        """Takes the only file that was used lately from GTK's own dialog."""
        self.press("choose")
        chooser = self._evolution.wait(self._find_chooser, "the dialog of files")
        files = self._evolution.wait(lambda: self._find_files(chooser), "the files used lately")
        files.select_row(0)
        accept = chooser.find_all(role="push button")[-1]
        self._evolution.wait(lambda: accept.is_sensitive, "the file can be opened")
        accept.press()
        self._evolution.wait(lambda: not self._find_chooser(), "the end of the dialog of files")

    def _find_files(self, chooser):
        tables = chooser.find_all(role="table") + chooser.find_all(role="tree table")
        return next((table for table in tables if table.row_count == 1), None)

    def _find_chooser(self):
        windows = self._evolution.find_windows()
        return next((window for window in windows if window.role == "file chooser"), None)

    def choose_first_of(self, place, id):
        """Takes the first list of a place, counted from 0, which may be offered a moment later; id
        is that of the box."""
        def look():
            self.wait_for("kind").choose(place)
            return self._find_usable(id)

        self._evolution.wait(look, id).choose(0)

    def paste(self, table):
        """Takes a table as its text."""
        self.wait_for("kind").choose(1)
        self.wait_for("text").fill(table)

    def fetch(self, address):
        """Takes the list at an https address."""
        self.wait_for("kind").choose(2)
        self.wait_for("address").fill(address)
        self.press("fetch")

    def keep(self, name, purpose):
        """Has the list kept, too."""
        self.wait_for("use")
        self.press("keep")
        self.name(name, purpose)

    def name(self, name, purpose):
        """Keeps the list under a name."""
        self.wait_for("name").fill(name)
        self.wait_for("purpose").fill(purpose)
        self.press("use")
        self.wait_until_gone()


class ListsWindow(Window):
    """The saved lists."""

    mark = "AtenaListsWindow"


class ProgressWindow(Window):
    mark = "AtenaProgressWindow"

    def wait_for_state(self, text, seconds=30):
        """Waits until it says that; in English where the translations are not installed."""
        said = (text, translate(text))
        self._evolution.wait(lambda: self.read("state") in said, f"the state {said}", seconds)


class UnknownWindow(Window):
    """Asks what is to become of letters of which nobody knows whether they went."""

    mark = "AtenaUnknownDialog"

    def choose(self, row, offer):
        """Takes one of the offers, counted from 0, for a row, counted from 1."""
        self.wait_for(f"choice-{row}").choose(offer)


class QuitQuestion(Window):
    """What is to become of the letters under way: a message dialog, which has no id."""

    mark = "quit"

    def _is_it(self, window):
        return window.role == "alert" and window.find("wait") is not None


class LeftOver:
    """The bar in the main window about a campaign of an earlier time."""

    def __init__(self, evolution):
        self._evolution = evolution

    def look(self):
        self._evolution.wait_for("look", seconds=60).press()


def translate(text):
    """What Atena says for an English text: the same where the translations are not installed."""
    folder = os.environ.get("ATENA_LOCALEDIR")
    return gettext.translation("atena", folder, ["ja"], fallback=True).gettext(text)
