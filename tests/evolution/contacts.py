# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""The address book of the desktop that this process lives in."""

import gi

gi.require_version("EBook", "1.2")
gi.require_version("EBookContacts", "1.2")
gi.require_version("EDataServer", "1.2")
from gi.repository import EBook, EBookContacts, EDataServer  # noqa: E402

SECONDS = 30


def add_list(name, addresses):
    """Adds a contact list."""
    members = "".join(f"EMAIL;X-EVOLUTION-DEST-EMAIL={address}:{address}\r\n" for address in addresses)
    card = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nX-EVOLUTION-LIST:TRUE\r\n"
        f"X-EVOLUTION-LIST-SHOW_ADDRESSES:TRUE\r\nFN:{name}\r\nX-EVOLUTION-FILE-AS:{name}\r\n"
        f"{members}END:VCARD\r\n"
    )
    registry = EDataServer.SourceRegistry.new_sync(None)
    book = EBook.BookClient.connect_sync(registry.ref_builtin_address_book(), SECONDS, None)
    book.add_contact_sync(EBookContacts.Contact.new_from_vcard(card), 0, None)
