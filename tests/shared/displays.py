# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Screens that nobody sees."""

import contextlib
import fcntl
import os
import socket
import tempfile

SCREEN = ("Xvfb", "-screen", "0", "1280x1024x24", "-nolisten", "tcp", "-noreset", "-displayfd")


@contextlib.contextmanager
def taking_turns():
    """While an X server begins or ends: two at the same time may take, or take away, one number."""
    name = f"atena-displays-{os.getuid()}.lock"
    with open(os.path.join(tempfile.gettempdir(), name), "ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def is_reachable(number):
    path = f"/tmp/.X11-unix/X{number}"
    for address in (f"\0{path}", path):
        with socket.socket(socket.AF_UNIX) as connection, contextlib.suppress(OSError):
            connection.connect(address)
            return True
    return False


def start_screen(start):
    """Starts X servers with start(), which returns the number of one, until one can be reached."""
    for _ in range(3):
        with taking_turns():
            number = start()
        if number and is_reachable(number):
            return number
    raise AssertionError(f"{SCREEN[0]} does not start, or cannot be reached")
