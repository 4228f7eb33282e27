#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Runs a program on a display and in a home of its own: with-display.py PROGRAM [ARGUMENT]…"""

import os
import subprocess
import sys
import tempfile

SCREEN = "1280x1024x24"


def start_display(write):
    return subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )


def main():
    read, write = os.pipe()
    display = start_display(write)
    os.close(write)
    try:
        with os.fdopen(read) as lines, tempfile.TemporaryDirectory() as home:
            number = lines.readline().strip()
            if not number:
                sys.exit("Xvfb does not start")
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
        display.terminate()
        display.wait()


if __name__ == "__main__":
    sys.exit(main())
