# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""An unlocked keyring on the desktop that this process lives in."""

import subprocess

import gi
from waiting import wait_for

gi.require_version("Secret", "1")
from gi.repository import Gio, GLib, Secret  # noqa: E402

# As evolution-data-server looks for it.
SCHEMA = Secret.Schema.new(
    "org.gnome.Evolution.Data.Source", Secret.SchemaFlags.DONT_MATCH_NAME,
    {"e-source-uid": Secret.SchemaAttributeType.STRING},
)


def open_keyring(desktop):
    """Starts a keyring of which the person has typed the password when signing in."""
    daemon = desktop.start(
        "gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets",
        stdin=subprocess.PIPE,
    )
    daemon.stdin.write(b"keyring")
    daemon.stdin.close()
    wait_for(has_owner, "the keyring")


def has_owner():
    answer = Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "NameHasOwner",
        GLib.Variant("(s)", ("org.freedesktop.secrets",)), None, Gio.DBusCallFlags.NONE, -1,
    )
    return answer[0]


def keep_password(source, password):
    """Keeps the password of an account's source, by its uid."""
    Secret.password_store_sync(
        SCHEMA, {"e-source-uid": source}, Secret.COLLECTION_DEFAULT, "Test", password, None
    )
