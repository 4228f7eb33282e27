# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""What a program shows, as an assistive technology sees it.

Only what is showing counts. Atena's controls are found by their accessible ids, those of Evolution,
which have none, by roles; never by words. This speaks AT-SPI's own protocol: the library for it
keeps what it has seen, and may wait for ever when nothing is to be kept.
"""

import os

from gi.repository import Gio, GLib

ATSPI = "org.a11y.atspi"
ROOT = f"/{ATSPI.replace('.', '/')}/accessible/root"

# AtspiStateType
STATES = {"active": 1, "checked": 4, "focused": 12, "sensitive": 24, "showing": 25}

# AtspiRole: WebKit tells only the numbers.
ROLES = {95: "document web"}

# Nothing is looked for in these; a list of thousands would take long.
LEAVES = ("combo box", "menu", "table", "tree table")

MILLISECONDS = 30_000


class Gone(Exception):
    """The control is no longer there."""


class Bus:
    """The accessibility bus of the session that programs are started in at this moment."""

    def __init__(self):
        session = connect(os.environ["DBUS_SESSION_BUS_ADDRESS"])
        address, = session.call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
            Gio.DBusCallFlags.NONE, MILLISECONDS,
        )
        self._connection = connect(address)

    def call(self, owner, path, interface, method, arguments=None):
        try:
            return self._connection.call_sync(
                owner, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE,
                MILLISECONDS,
            ).unpack()
        except GLib.Error as error:
            raise Gone(f"{path} {method}: {error.message}") from None

    def find_program(self, name):
        """The control that stands for a program, or None."""
        for program in Control(self, f"{ATSPI}.Registry", ROOT).children:
            try:
                if program.name == name:
                    return program
            except Gone:
                continue
        return None


def connect(address):
    """To a bus, which need not be the one of this process."""
    flags = Gio.DBusConnectionFlags
    return Gio.DBusConnection.new_for_address_sync(
        address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION
    )


class Control:
    def __init__(self, bus, owner, path):
        self._bus = bus
        self._owner = owner
        self._path = path

    def __eq__(self, other):
        return (self._owner, self._path) == (other._owner, other._path)

    def _call(self, interface, method, arguments=None):
        name = f"{ATSPI}.{interface}"
        return self._bus.call(self._owner, self._path, name, method, arguments)

    def _get(self, name, of="Accessible"):
        arguments = GLib.Variant("(ss)", (f"{ATSPI}.{of}", name))
        interface = "org.freedesktop.DBus.Properties"
        return self._bus.call(self._owner, self._path, interface, "Get", arguments)[0]

    # What it is

    @property
    def id(self):
        return self._get("AccessibleId")

    @property
    def name(self):
        return self._get("Name")

    @property
    def role(self):
        if name := self._call("Accessible", "GetRoleName")[0]:
            return name
        number, = self._call("Accessible", "GetRole")
        return ROLES.get(number, f"role {number}")

    @property
    def states(self):
        """The names of those of its states that somebody here asks about."""
        (low, _), = self._call("Accessible", "GetState")
        return {name for name, bit in STATES.items() if low & 1 << bit}

    @property
    def is_sensitive(self):
        return "sensitive" in self.states

    @property
    def is_showing(self):
        return "showing" in self.states

    @property
    def is_focused(self):
        return "focused" in self.states

    @property
    def is_active(self):
        return "active" in self.states

    @property
    def is_checked(self):
        return "checked" in self.states

    @property
    def text(self):
        """What a field holds, or what a web page reads like."""
        own = self._get_own_text()
        if own.strip("\ufffc\n "):
            return own
        return "\n".join(filter(None, (child.text for child in self.children)))

    def _get_own_text(self):
        if f"{ATSPI}.Text" not in self._call("Accessible", "GetInterfaces")[0]:
            return ""
        return self._call("Text", "GetText", GLib.Variant("(ii)", (0, -1)))[0]

    @property
    def row_count(self):
        return self._get("NRows", of="Table")

    # What it holds

    @property
    def children(self):
        found, = self._call("Accessible", "GetChildren")
        # A web page lives in another process, and GTK names such a child only when asked for it.
        if not found and self._get("ChildCount") > 0:
            found = self._call("Accessible", "GetChildAtIndex", GLib.Variant("(i)", (0,)))
        return [Control(self._bus, *child) for child in found if not child[1].endswith("/null")]

    def walk(self, depth=0):
        """Itself and everything that shows below it, from top to bottom, as (control, depth)."""
        yield self, depth
        if depth and self.role in LEAVES:
            return
        for child in self.children:
            if child.is_showing:
                yield from child.walk(depth + 1)

    def find(self, id=None, role=None):
        return next(iter(self.find_all(id, role)), None)

    def find_all(self, id=None, role=None):
        """What goes away while it is being looked at is not there."""
        try:
            return [
                control for control, _ in self.walk()
                if (id is None or control.id == id) and (role is None or control.role == role)
            ]
        except Gone:
            return []

    def describe(self):
        """One line for each control, as far as can be seen."""
        lines = []
        try:
            for control, depth in self.walk():
                lines.append("  " * depth + str(control))
        except Gone as gone:
            lines.append(str(gone))
        return "\n".join(lines)

    def __str__(self):
        words = [self.role, f"#{self.id}" if self.id else "", repr(self.name), repr(self.text[:200])]
        return " ".join([*filter(None, words), *sorted(self.states - {"showing"})])

    # What can be done

    def choose(self, offer):
        """Takes one of a box's offers, counted from 0."""
        self._call("Selection", "SelectChild", GLib.Variant("(i)", (offer,)))

    def press(self):
        """Does what a click does."""
        assert self.is_sensitive, f"{self} cannot be pressed"
        self._call("Action", "DoAction", GLib.Variant("(i)", (0,)))

    def fill(self, text):
        self._call("EditableText", "SetTextContents", GLib.Variant("(s)", (text,)))

    def select_row(self, number):
        self._call("Table", "AddRowSelection", GLib.Variant("(i)", (number,)))

    def focus(self):
        self._call("Component", "GrabFocus")
