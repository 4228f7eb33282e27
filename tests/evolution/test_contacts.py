# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""What the address book knows of the people of a message."""

import socket

import scenario
from contacts import add_cards, add_list
from scenario import read_text
from windows import ListDialog, MergeWindow

DIRECTORY = """
[Data Source]
DisplayName=Directory
Enabled=true
Parent=ldap-stub

[Address Book]
BackendName=ldap

[Authentication]
Host=127.0.0.1
Port={port}
Method=none

[LDAP Backend]
RootDn=dc=example,dc=jp
Scope=subtree
"""

LETTER = "{{宛名}}\n{{会社名}}と{{company}}の件、{{フリガナ}}、{{誕生日|不明}}"


def make_card(name, address, company, *lines):
    return "\r\n".join([
        f"FN:{name}", f"X-EVOLUTION-FILE-AS:{name}", f"EMAIL:other-{address}", f"EMAIL:{address}",
        f"ORG:{company};営業部", *lines, "",
    ])


class Contacts(scenario.Scenario):
    def test_fields_come_from_the_address_book(self):
        self.furnish()
        add_cards([
            make_card(
                "山田 太郎", "p1@example.com", "株式会社一", "X-PHONETIC-LAST-NAME:ヤマダ",
                "X-PHONETIC-FIRST-NAME:タロウ", "BDAY:1980-01-05",
            ),
            make_card("佐藤 花子", "p2@example.com", "㈱髙橋①", "X-PHONETIC-LAST-NAME:サトウ"),
        ])
        composer = self.compose(
            to=["P1@example.com", "花子 <p2@example.com>", "p3@example.com"], subject="{{会社名}}",
            body=LETTER,
        )
        composer.send_separately()
        window = MergeWindow(self.evolution)
        window.wait_for_text("preview-text", "株式会社一")
        window.press("start")
        self.finish()
        letters = self.get_letters()
        self.assertEqual(sorted(letters), ["P1@example.com", "p2@example.com"])
        first, second = letters["P1@example.com"], letters["p2@example.com"]
        self.assertEqual(first["Subject"], "株式会社一")
        self.assertEqual(
            read_text(first),
            "株式会社一\n営業部\n山田 太郎様\n株式会社一と株式会社一の件、ヤマダ タロウ、1980-01-05",
        )
        self.assertEqual(read_text(second), "花子様\n㈱髙橋①と㈱髙橋①の件、サトウ、不明")
        self.assertEqual(self.home.get_states().count("excluded"), 1)

    def add_silent_directory(self):
        """An address book whose server takes connections and says nothing."""
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)
        source = DIRECTORY.lstrip().format(port=listener.getsockname()[1])
        self.home.write(".config/evolution/sources/directory.source", source)

    def test_a_silent_address_book_holds_nothing_up(self):
        self.furnish()
        self.add_silent_directory()
        add_cards([make_card("山田 太郎", "p1@example.com", "株式会社一")])
        composer = self.compose(to=["p1@example.com", "p2@example.com"], subject="x",
                                body="{{company|御社}}")
        composer.send_separately()
        window = MergeWindow(self.evolution)
        window.wait_for_text("preview-text", "株式会社一")
        self.assertTrue(window.read("late"))
        window.press("start")
        self.finish()
        letters = {address: read_text(letter) for address, letter in self.get_letters().items()}
        self.assertEqual(letters, {"p1@example.com": "株式会社一", "p2@example.com": "御社"})

    def send_to(self, place, id):
        """Writes to the first list of a place of lists, counted from 0."""
        self.server.messages.clear()
        composer = self.compose(subject="x", body="{{宛名|会員様}}")
        composer.choose_list()
        dialog = ListDialog(self.evolution)
        dialog.choose_first_of(place, id)
        dialog.press("use")
        dialog.wait_until_gone()
        composer.send_separately()
        MergeWindow(self.evolution).press("start")
        self.finish()
        return {address: read_text(letter) for address, letter in self.get_letters().items()}

    def test_categories_and_contact_lists_are_lists(self):
        self.furnish()
        add_cards([
            make_card("山田 太郎", "p1@example.com", "株式会社一", "CATEGORIES:得意先"),
            make_card("佐藤 花子", "p2@example.com", "株式会社二"),
        ])
        add_list("会員", ["p2@example.com", "p3@example.com"])
        self.assertEqual(self.send_to(3, "category"), {
            "other-p1@example.com": "株式会社一\n営業部\n山田 太郎様",
        })
        self.assertEqual(self.send_to(4, "group"), {
            "p2@example.com": "株式会社二\n営業部\n佐藤 花子様", "p3@example.com": "会員様",
        })


if __name__ == "__main__":
    scenario.main()
