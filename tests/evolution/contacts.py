# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""The address book of the desktop that this process lives in."""

import gi

gi.require_version("EBook", "1.2")
gi.require_version("EBookContacts", "1.2")
gi.require_version("EDataServer", "1.2")
from gi.repository import EBook, EBookContacts, EDataServer  # noqa: E402

# Without a main loop the book is not heard to say that it is connected.
NO_WAIT = 2**32 - 1


def add_list(name, addresses):
    """Adds a contact list."""
    members = "".join(f"EMAIL;X-EVOLUTION-DEST-EMAIL={address}:{address}\r\n" for address in addresses)
    add_cards([
        f"X-EVOLUTION-LIST:TRUE\r\nX-EVOLUTION-LIST-SHOW_ADDRESSES:TRUE\r\nFN:{name}\r\n"
        f"X-EVOLUTION-FILE-AS:{name}\r\n{members}"
    ])


def add_people(people):
    """Adds people as (name, address); the family name comes first."""
    add_cards([
        f"FN:{name}\r\nN:{name.replace(' ', ';')}\r\nX-EVOLUTION-FILE-AS:{name or address}\r\n"
        f"EMAIL:{address}\r\n"
        for name, address in people
    ])


def add_cards(cards):
    registry = EDataServer.SourceRegistry.new_sync(None)
    book = EBook.BookClient.connect_sync(registry.ref_builtin_address_book(), NO_WAIT, None)
    contacts = [
        EBookContacts.Contact.new_from_vcard(f"BEGIN:VCARD\r\nVERSION:3.0\r\n{card}END:VCARD\r\n")
        for card in cards
    ]
    book.add_contacts_sync(contacts, 0, None)
