# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""A desktop of a scenario's own: a screen, a window manager and a session bus. It can also be put on
the screen of whoever is sitting there, for them to look at.

The process that opens it moves in: its environment becomes that of the desktop. Whatever is started
from there on, by this process or by the bus, is a descendant of this process and ends with it.
"""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path

from displays import SCREEN, start_screen
from gi.repository import Gio
from waiting import wait_for

# prctl(2)
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36


class Desktop:
    def __init__(self, folder, home, borrows=False):
        """borrows: whether the screen is the one on which this process was started."""
        self.folder = folder
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
        borrowed = find_screen() if borrows else {}
        # WebKit's sandbox hides the text of a message from the accessibility bus, and does not
        # start in every container.
        os.environ.update(
            home.environment,
            LIBGL_ALWAYS_SOFTWARE="1",
            WEBKIT_DISABLE_COMPOSITING_MODE="1",
            WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS="1",
        )
        for name in (
            "ATENA_LEDGER", "AT_SPI_BUS_ADDRESS", "G_DEBUG", "GTK_IM_MODULE", "WAYLAND_DISPLAY",
            "XDG_CURRENT_DESKTOP",
        ):
            os.environ.pop(name, None)
        os.environ.update(borrowed)
        if not borrows:
            number = start_screen(lambda: self._start_telling(*SCREEN))
            os.environ.update(DISPLAY=f":{number}", GDK_BACKEND="x11")
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = self._start_telling(
            "dbus-daemon", "--session", "--nofork", "--print-address",
            env=get_unseen_environment() if borrows else None,
        )
        # The bus ends before this process does, which GLib would take for a reason to end, too.
        Gio.bus_get_sync(Gio.BusType.SESSION).set_exit_on_close(False)
        if not borrows:
            self.start("openbox")

    def start(self, *command, stdin=subprocess.DEVNULL, **options):
        """Starts a program whose words go to a file of its name; it dies with this process."""
        with open(self.folder / f"{Path(command[0]).name}.log", "ab") as log:
            return subprocess.Popen(
                command, stdin=stdin, stdout=log, stderr=log, preexec_fn=die_with_parent, **options
            )

    @contextlib.contextmanager
    def open_session(self):
        """What is started meanwhile is on another session bus, on the same screen."""
        name = "DBUS_SESSION_BUS_ADDRESS"
        usual = os.environ[name]
        os.environ[name] = self._start_telling(
            "dbus-daemon", "--session", "--nofork", "--print-address"
        )
        try:
            yield
        finally:
            os.environ[name] = usual

    def _start_telling(self, *command, **options):
        """Starts a program whose last argument is the descriptor to which it tells one line."""
        reader, writer = os.pipe()
        self.start(*command, str(writer), pass_fds=[writer], **options)
        os.close(writer)
        with open(reader, encoding="ascii") as file:
            line = file.readline().strip()
        if not line:
            raise AssertionError(f"{command[0]} does not start")
        return line

    def press(self, keys):
        """Presses keys as a person does, such as "ctrl+Return"; the active window gets them."""
        subprocess.run(["xdotool", "key", "--clearmodifiers", keys], check=True)

    def type(self, text):
        subprocess.run(["xdotool", "type", "--clearmodifiers", "--delay", "5", text], check=True)

    def copy_picture(self, path):
        """Puts a picture on the clipboard; what holds it lives as long as the desktop."""
        program = [sys.executable, "-B", Path(__file__).with_name("clipboard.py"), path]
        self._start_telling(*program)

    def park_pointer(self):
        """Puts the pointer where nothing tells about itself."""
        subprocess.run(["xdotool", "mousemove", "9999", "9999"], check=True)

    def take_picture(self, path):
        subprocess.run(["import", "-window", "root", path], check=False, capture_output=True)

    def close(self):
        """Ends all that was started here, and what that has started."""
        for process in find_descendants():
            send(process, signal.SIGKILL)
        wait_for(reap, "the end of all programs of this desktop")


def find_screen():
    """What a program needs that has another home and another session bus than its screen."""
    found = {"XAUTHORITY": os.environ.get("XAUTHORITY", str(Path.home() / ".Xauthority"))}
    if name := os.environ.get("WAYLAND_DISPLAY"):
        found["WAYLAND_DISPLAY"] = os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), name)
    else:
        found["GTK_IM_MODULE"] = "xim"
    return found


def get_unseen_environment():
    """The accessibility bus would make itself known to all programs on a screen."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY")
    return {name: value for name, value in os.environ.items() if name not in screens}


def die_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def find_descendants():
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            # After the name in brackets: state, parent (proc(5)).
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
    found = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {os.getpid()}


def send(process, number):
    try:
        os.kill(process, number)
    except ProcessLookupError:
        pass


def reap():
    """Collects the children that have ended; whether none is left."""
    try:
        while True:
            process, _ = os.waitpid(-1, os.WNOHANG)
            if process == 0:
                for orphan in find_descendants():
                    send(orphan, signal.SIGKILL)
                return False
    except ChildProcessError:
        return True
