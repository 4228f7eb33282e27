# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""The home of a person who uses Evolution: settings, one account, folders, and what Atena keeps."""

import datetime
import email
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from email.policy import default as policy
from pathlib import Path

LOCALE = "ja_JP.UTF-8"
MODULES = "evolution/modules/lib/evolution/modules"

RECENT = """<?xml version="1.0" encoding="UTF-8"?>
<xbel version="1.0" xmlns:bookmark="http://www.freedesktop.org/standards/desktop-bookmarks"
  xmlns:mime="http://www.freedesktop.org/standards/shared-mime-info">
<bookmark href="{uri}" added="{now}" modified="{now}" visited="{now}"><info>
<metadata owner="http://freedesktop.org"><mime:mime-type type="text/csv"/><bookmark:applications>
<bookmark:application name="calc" exec="&apos;calc %u&apos;" modified="{now}" count="1"/>
</bookmark:applications></metadata></info></bookmark></xbel>
"""

# Evolution's own questions that have nothing to do with recipients.
SETTINGS = """
[org/gnome/desktop/interface]
toolkit-accessibility=true

[org/gnome/evolution/shell]
skip-warning-dialog=true
use-header-bar={bars}

[org/gnome/evolution/mail]
composer-inline-spelling=false
composer-mode='{mode}'
prompt-check-if-default-mailer=false
prompt-on-accel-send=false
prompt-on-many-to-cc-recips={asks}
prompt-on-only-bcc={asks}
"""

SOURCES = {
    "account": """
[Data Source]
DisplayName=Test
Enabled=true
Parent=

[Mail Account]
BackendName=none
IdentityUid=identity
NeedsInitialSetup=false

[Refresh]
Enabled=false
""",
    "identity": """
[Data Source]
DisplayName=Test
Enabled=true
Parent=account

[Mail Composition]
DraftsFolder=folder://local/Drafts
TemplatesFolder=folder://local/Templates

[Mail Identity]
Address={address}
Name={name}
SignatureUid=none

[Pretty Good Privacy (OpenPGP)]
KeyId=0123456789ABCDEF
SignByDefault={signs}

[Mail Submission]
SentFolder=folder://local/Sent
TransportUid=transport
RepliesToOriginFolder=false
""",
    "transport": """
[Data Source]
DisplayName=Test
Enabled=true
Parent=account

[Authentication]
Host={host}
Method={method}
Port={port}
ProxyUid=system-proxy
RememberPassword={remembers}
User={user}

[Mail Transport]
BackendName={backend}

[Sendmail Backend]
CustomBinary={program}
UseCustomBinary=true

[Security]
Method={security}
""",
}


@dataclass
class Account:
    """How mail is sent, in the words of Evolution's own files."""

    port: int
    host: str = "127.0.0.1"
    security: str = "none"  # or "starttls-on-standard-port", "ssl-on-alternate-port"
    method: str = "none"  # or "PLAIN", "LOGIN"
    user: str = ""
    remembers: str = "true"  # whether the keyring is used
    signs: str = "false"  # whether the composer begins with a signature asked for
    name: str = "山田 太郎"
    address: str = "yamada@example.jp"
    backend: str = "smtp"  # or "sendmail"
    program: str = ""  # that sendmail is


class Home:
    def __init__(self, folder, account, mode="plain-text", asks=True, has_header_bars=True):
        """mode: the composer's. asks: whether Evolution asks about many recipients, too.
        has_header_bars: whether its windows have no menu bar of their own."""
        self.folder = folder
        self.config = folder / ".config"
        self.data = folder / ".local/share"
        self.mail = self.data / "evolution/mail/local"
        self.ledger = self.data / "atena/ledger.db"
        self._write(self.config / "glib-2.0/settings/keyfile", SETTINGS.format(
            mode=mode, asks=str(asks).lower(), bars=str(has_header_bars).lower()
        ))
        for name, text in SOURCES.items():
            path = self.config / f"evolution/sources/{name}.source"
            self._write(path, text.lstrip().format(**vars(account)))
        # Evolution says so when one of these is missing.
        for name in ("webkit-editor-plugins", "preview-plugins"):
            (self.data / "evolution" / name).mkdir(parents=True)
        (folder / "run").mkdir(mode=0o700)

    @property
    def environment(self):
        return {
            "HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.config),
            "XDG_DATA_HOME": str(self.data),
            "XDG_CACHE_HOME": str(self.folder / ".cache"),
            "XDG_STATE_HOME": str(self.folder / ".local/state"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "GSETTINGS_BACKEND": "keyfile",
            "LANG": LOCALE,
            "LC_ALL": LOCALE,
            "LANGUAGE": "",
            "TZ": "Asia/Tokyo",
        }

    def install(self, module):
        """Puts a module where Evolution looks for those of one person."""
        folder = self.data / MODULES
        folder.mkdir(parents=True)
        (folder / os.path.basename(module)).symlink_to(os.path.abspath(module))

    def note_use(self, path):
        """Lets a file be among those that were used lately."""
        now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000000Z")
        text = RECENT.format(uri=Path(path).as_uri(), now=now)
        self._write(self.data / "recently-used.xbel", text)

    def write(self, name, content):
        return self._write(self.folder / name, content)

    def _write(self, path, content):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def get_copies(self, folder="Sent"):
        """The messages in one of the folders of this machine."""
        paths = [path for name in ("new", "cur") for path in (self.mail / f".{folder}/{name}").glob("*")]
        paths.sort(key=lambda path: path.name)
        return [email.message_from_bytes(path.read_bytes(), policy=policy) for path in paths]

    def ask_ledger(self, query):
        """The rows that a query to the ledger gives; none while there is no ledger, or one that is
        only being made."""
        if not self.ledger.exists():
            return []
        with closing(sqlite3.connect(f"file:{self.ledger}?mode=ro", uri=True)) as ledger:
            version, = ledger.execute("PRAGMA user_version").fetchone()
            return ledger.execute(query).fetchall() if version else []

    def get_states(self, kind="merge"):
        """The states of all rows, in the order of the list."""
        query = f"""
            SELECT row.state FROM row JOIN campaign ON campaign.id = row.campaign
            WHERE kind = '{kind}' ORDER BY row.campaign, row.number
        """
        return [state for state, in self.ask_ledger(query)]

    def remove(self):
        shutil.rmtree(self.folder, ignore_errors=True)
