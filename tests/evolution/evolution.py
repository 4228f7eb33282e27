# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Evolution, started once, and the window in which a message is composed."""

import re
import signal
import time
from urllib.parse import quote

from controls import LEAVES, Bus, Gone
from waiting import wait_for

# What GLib writes before a complaint, with the process and the time.
COMPLAINT = re.compile(
    r"(?:\*\* )?\((?P<program>[^:()]+):\d+\): (?P<kind>\S*(?:CRITICAL|WARNING|ERROR) \*\*: )[\d:.]+: "
)


class Evolution:
    def __init__(self, desktop, *arguments, **options):
        self.desktop = desktop
        self._log = desktop.folder / "evolution.log"
        self._said_before = len(self._log.read_bytes()) if self._log.exists() else 0
        self._process = desktop.start("evolution", *arguments, **options)
        self._bus = Bus()
        self.program = self.wait(
            lambda: self._bus.find_program("evolution"), "Evolution on the accessibility bus"
        )

    @property
    def pid(self):
        return self._process.pid

    @property
    def is_running(self):
        return self._process.poll() is None

    @property
    def status(self):
        return self._process.returncode

    # What it shows

    def find(self, id=None, role=None):
        return self.program.find(id, role)

    def wait(self, condition, what, seconds=30):
        """Waits for a condition, or for the end of Evolution, which is a failure."""
        def look():
            if not self.is_running:
                raise AssertionError(f"Evolution has ended with {self.status} before {what}")
            return condition()

        return wait_for(look, what, seconds)

    def wait_for(self, id=None, role=None, seconds=30):
        """Waits until a control can be used, and returns it."""
        def look():
            control = self.find(id, role)
            return control if control and control.is_sensitive else None

        return self.wait(look, f"{role or 'control'} {id or ''}", seconds)

    def wait_until_gone(self, id=None, role=None, seconds=30):
        self.wait(lambda: not self.find(id, role), f"the end of {role or ''} {id or ''}", seconds)

    def find_windows(self):
        try:
            return [child for child in self.program.children if child.is_showing]
        except Gone:
            return []

    # What it says

    @property
    def words(self):
        return self._log.read_bytes()[self._said_before:].decode("utf-8", "replace")

    @property
    def complaints(self):
        """What went to the standard error, without what changes from one run to the next."""
        return [
            COMPLAINT.sub(r"\g<program>: \g<kind>", line) for line in self.words.splitlines()
            if COMPLAINT.match(line)
        ]

    # How it is

    def measure_pause(self):
        """How long its main loop lets wait for the answer to a small question, in seconds."""
        start = time.monotonic()
        self.program.name
        return time.monotonic() - start

    def wait_for_end(self, seconds=30):
        """Evolution goes with its last window."""
        wait_for(lambda: not self.is_running, "the end of Evolution", seconds)
        return self.status

    def kill(self):
        """As a crash does."""
        self._process.kill()
        self._process.wait()

    def ask_to_quit(self):
        """As the menu does."""
        self.desktop.start("evolution", "--quit")

    def quit(self):
        self._process.send_signal(signal.SIGTERM)


class MainWindow:
    """The window with folders and messages; opened in an Evolution that is running."""

    def __init__(self, evolution):
        self._evolution = evolution
        evolution.desktop.start("evolution")
        self.window = evolution.wait(self._find_window, "the main window")

    def _find_window(self):
        return next(filter(is_main_window, self._evolution.find_windows()), None)

    def change_line(self):
        """Works offline, or online again: the last button without words, at the bottom left."""
        buttons = self.window.find_all(role="push button")
        [button for button in buttons if not button.name][-1].press()

    def open_lists(self):
        """Takes the item for the saved lists from the menus."""
        open_item(self._evolution, self.window, "atena-lists").press()


class Composer:
    """The window of a message that is being written."""

    def __init__(self, evolution):
        self._evolution = evolution
        self.window = evolution.wait(self._find_window, "the composer")
        evolution.wait(lambda: self.body is not None, "the editor")

    def _find_window(self):
        return next(filter(is_composer, self._evolution.find_windows()), None)

    @property
    def is_open(self):
        return self._evolution.is_running and self._find_window() is not None

    # The header: Evolution builds it from the bottom to the top, and shows Bcc only when used.

    @property
    def _fields(self):
        fields = self.window.find_all(role="text")
        names = ["subject", "cc", "to"]
        if len(fields) > len(names):
            names.insert(1, "bcc")
        return dict(zip(names, fields))

    def get(self, field):
        return self._fields[field].text

    def fill(self, field, text):
        self._fields[field].fill(text)

    def type(self, field, text):
        """Types into a field as a person does."""
        self._fields[field].focus()
        self._evolution.wait(lambda: self._fields[field].is_focused, f"the focus in {field}")
        self._evolution.desktop.type(text)

    def focus(self, field):
        """Puts the cursor into a field."""
        self.activate()
        self._fields[field].focus()
        self._evolution.wait(lambda: self._fields[field].is_focused, f"the focus in {field}")

    def choose_completion(self, field, text):
        """Takes the first proposal for what was typed into a field."""
        self._evolution.wait(self._find_proposals, f"a proposal for {field}")
        self._evolution.desktop.press("Down")
        self._evolution.desktop.press("Return")
        self._evolution.wait(lambda: self.get(field).strip(", ") == text, f"{text} in {field}")

    def _find_proposals(self):
        return [window for window in self._evolution.find_windows() if window.role == "window"]

    # The text

    @property
    def body(self):
        """The web page in which the text is written."""
        return find_editor(self.window)

    @property
    def text(self):
        return self.body.text

    def type_text(self, text):
        self.body.focus()
        self.activate()
        self._evolution.desktop.type(text)

    def paste(self):
        self.body.focus()
        self.activate()
        self._evolution.desktop.press("ctrl+v")

    def wait_for_text(self, text):
        self._evolution.wait(lambda: text in self.text, f"the text {text!r}")

    @property
    def is_editable(self):
        """Whether the header can be changed."""
        return all(field.is_sensitive for field in self._fields.values())

    # What can be done

    def activate(self):
        """Waits until the keyboard belongs to this window."""
        self._evolution.wait(lambda: self.window.is_active, "the composer in front")

    def send(self):
        """Sends as a person does who has finished typing."""
        self.activate()
        self._evolution.desktop.press("ctrl+Return")

    def send_separately(self):
        """Presses Atena's button, on the keyboard: a dialog that is run from within the accessible
        action would keep Evolution from answering. The button's id is that of the box around it."""
        button = self._evolution.wait_for("atena-send-separately").find(role="push button")
        self.activate()
        button.focus()
        self._evolution.wait(lambda: button.is_focused, "the focus on Atena's button")
        self._evolution.desktop.press("space")

    def insert_field(self, number, way=None):
        """Takes an item of the menu of fields, counted from 0, or one of its ways of writing."""
        ways = [] if way is None else ["Right", *["Down"] * way]
        self._choose_in_fields(*["Down"] * number, *ways)

    def choose_list(self):
        """Opens the dialog of lists, which is the last item of the menu of fields."""
        self._choose_in_fields("Up")

    def _choose_in_fields(self, *keys):
        control = self._evolution.wait_for("atena-insert-field")
        button = control if control.role == "toggle button" else control.find(role="toggle button")
        self.activate()
        button.focus()
        self._evolution.wait(lambda: button.is_focused, "the focus on the button of fields")
        self._evolution.desktop.press("space")
        self._evolution.wait(lambda: button.is_checked, "the menu of fields")
        for key in (*keys, "Return"):
            self._evolution.desktop.press(key)

    def insert_field_by_menu(self, number):
        """Takes an item of the menu of fields in the menu bar, counted from 0."""
        item = open_item(self._evolution, self.window, "atena-insert-field")
        item.press()
        field = item.children[number]
        self._evolution.wait(lambda: field.is_showing, "the menu of fields")
        field.press()

    def send_separately_by_menu(self):
        open_item(self._evolution, self.window, "atena-send-separately").press()

    def read_button(self):
        return self._evolution.find("atena-send-separately").find(role="push button").name

    def close(self):
        """Presses the last of the three buttons of the title bar."""
        self.window.find_all(role="push button")[2].press()


def open_item(evolution, window, id):
    """Opens the menu of the menu bar that has an item with this id, and returns the item."""
    menus = window.find_all(role="menu bar")[0].children
    pairs = ((menu, item) for menu in menus for item in menu.children)
    menu, item = next(pair for pair in pairs if pair[1].id == id)
    menu.press()
    evolution.wait(lambda: item.is_showing, "the open menu")
    return item


def is_main_window(window):
    """Lists of folders and messages fill it."""
    return window.role == "frame" and len(window.find_all(role="tree table")) > 1


def is_composer(window):
    try:
        return (
            window.role == "frame" and find_editor(window) is not None
            and not is_main_window(window)
        )
    except Gone:
        return False


def find_editor(control):
    """The editor says of itself that it is not showing."""
    for child in control.children:
        if child.role == "document web":
            return child
        if child.role in (*LEAVES, "menu bar", "tool bar"):
            continue
        if found := find_editor(child):
            return found
    return None


def make_link(to=(), cc=(), bcc=(), subject="", body="", attach=()):
    """A mailto link (RFC 6068), which opens a composer; attach is Evolution's own."""
    fields = [("to", ",".join(to)), ("cc", ",".join(cc)), ("bcc", ",".join(bcc))]
    fields += [("subject", subject), ("body", body), *(("attach", str(path)) for path in attach)]
    return "mailto:?" + "&".join(f"{name}={quote(value)}" for name, value in fields if value)
