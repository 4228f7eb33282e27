#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Runs a program on a display and in a home of its own: with-display.py PROGRAM [ARGUMENT]…"""

import os
import subprocess
import sys
import tempfile

from displays import SCREEN, start_screen, taking_turns


def start_display(displays):
    """Adds the process; returns its number as text, "" when there is none."""
    read, write = os.pipe()
    displays.append(
        subprocess.Popen([*SCREEN, str(write)], pass_fds=[write], stderr=subprocess.DEVNULL)
    )
    os.close(write)
    with os.fdopen(read) as lines:
        return lines.readline().strip()


def end_displays(displays):
    with taking_turns():
        for display in displays:
            display.terminate()
            display.wait()


def main():
    displays = []
    try:
        number = start_screen(lambda: start_display(displays))
        with tempfile.TemporaryDirectory() as home:
            env = {
                **os.environ,
                "DISPLAY": f":{number}",
                "GDK_BACKEND": "x11",
                "GSETTINGS_BACKEND": "memory",
                "GIO_USE_VFS": "local",
                "HOME": home,
                "XDG_CONFIG_HOME": f"{home}/config",
                "XDG_DATA_HOME": f"{home}/data",
                "XDG_RUNTIME_DIR": home,
            }
            # Assistive programs are another test's business.
            env.setdefault("NO_AT_BRIDGE", "1")
            return subprocess.run(sys.argv[1:], env=env).returncode
    finally:
        end_displays(displays)


if __name__ == "__main__":
    sys.exit(main())
