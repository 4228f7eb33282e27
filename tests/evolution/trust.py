# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Lets this process and those it starts trust an authority, and nobody else on this machine."""

import ctypes
import os
from pathlib import Path

BUNDLE = "/etc/ssl/certs/ca-certificates.crt"

# unshare(2), mount(2)
CLONE_NEWNS, CLONE_NEWUSER = 0x00020000, 0x10000000
MS_BIND, MS_REC, MS_PRIVATE = 0x1000, 0x4000, 0x40000


def trust(authority):
    """Puts a file of certificates in the place of the system's; before any thread is started."""
    user, group = os.geteuid(), os.getegid()
    check(libc.unshare(CLONE_NEWNS | (CLONE_NEWUSER if user else 0)))
    if user:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    check(libc.mount(b"none", b"/", None, MS_REC | MS_PRIVATE, None))
    check(libc.mount(os.fsencode(authority), BUNDLE.encode(), None, MS_BIND, None))


def check(result):
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{os.strerror(number)}: a trusted authority of one's own")


libc = ctypes.CDLL(None, use_errno=True)
