# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""What the address book knows of the people of a message."""

import scenario
from contacts import add_cards
from scenario import read_text
from windows import MergeWindow

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


if __name__ == "__main__":
    scenario.main()
