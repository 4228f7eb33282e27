# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Lists that go with a message."""

import os

import scenario
from certificates import get_certificates
from evolution import Composer, Evolution, MainWindow
from list_server import ListServer
from scenario import read_text
from trust import trust
from windows import ListDialog, ListsWindow, MergeWindow, ProgressWindow

NAMES = ("田中 太郎", "佐藤 花子", "鈴木 一郎", "高橋 二郎", "伊藤 三郎")
ADDRESSES = [f"p{number}@example.com" for number in range(1, 6)]


def make_table(names):
    rows = (
        f"{name}\t{address}\t第{number}商会\n"
        for number, (name, address) in enumerate(zip(names, ADDRESSES), 1)
    )
    return "氏名\tメールアドレス\t会社名\n" + "".join(rows)


PEOPLE = range(1, 31)
LONG = 17


def make_address(number):
    return f"p{number:02d}@example.com"


def make_company(number):
    return f"第{number}商会" * (20 if number == LONG else 1)


def make_file(number):
    return f"請求書{number}.pdf", b"%PDF-1.4 sentinel-" + str(number).encode() + b"-end\n%%EOF\n"


class Lists(scenario.Scenario):
    def write_list(self):
        """A list as Excel saves it, with a file beside it for each person."""
        lines = ["氏名,メールアドレス,会社名,敬称,添付ファイル,フリガナ"]
        for number in PEOPLE:
            name, content = make_file(number)
            self.home.write(f"list/{name}", content)
            values = (
                f"山田 {number}", make_address(number), make_company(number), "先生", name,
                f"ヤマダ{number}",
            )
            lines.append(",".join(values))
        return self.home.write("list/list.csv", "\r\n".join([*lines, ""]).encode("cp932"))

    def test_each_gets_their_own_values_and_file(self):
        self.furnish()
        self.home.note_use(self.write_list())
        people = [make_address(number) for number in PEOPLE]
        composer = self.compose(bcc=people, subject="{{フリガナ}}", body="本文です")
        composer.body.focus()
        composer.insert_field(0)
        composer.wait_for_text("{{宛名|お客様}}")
        composer.choose_list()
        dialog = ListDialog(self.evolution)
        dialog.choose_recent_file()
        dialog.press("use")
        dialog.wait_until_gone()
        composer.send_separately()
        window = MergeWindow(self.evolution)
        window.wait_for_text("preview-text", "山田 1先生")
        window.look_at("last", people[-1])
        window.look_at("longest", make_address(LONG))
        window.look_at("first", people[0])
        window.send_test("yamada@example.jp")
        self.server.messages.clear()
        window.press("start")
        self.finish()
        letters = self.get_letters()
        self.assertEqual(sorted(letters), people)
        for number in PEOPLE:
            self.assert_own(letters[make_address(number)], number)

    def assert_own(self, letter, number):
        self.assertEqual(letter["Subject"], f"ヤマダ{number}")
        text = letter.get_body(("plain",)).get_content()
        self.assertIn(f"{make_company(number)}\n山田 {number}先生", text.replace("\r\n", "\n"))
        files = [
            (part.get_filename(), part.get_payload(decode=True))
            for part in letter.iter_attachments()
        ]
        self.assertEqual(files, [make_file(number)])

    def open_merge_window(self, table):
        """Nobody stands in the message; the list is all there is."""
        composer = self.compose(subject="{{会社名}}", body="{{宛名|お客様}}")
        composer.choose_list()
        dialog = ListDialog(self.evolution)
        dialog.paste(table)
        dialog.press("use")
        dialog.wait_until_gone()
        composer.send_separately()
        return MergeWindow(self.evolution)

    def test_a_list_alone_is_sent_to_and_held_when_it_slipped(self):
        window = self.open_merge_window(make_table(NAMES))
        window.wait_for_text("preview-text", "田中 太郎様")
        window.press("start")
        self.finish()
        letters = self.get_letters()
        self.assertEqual(sorted(letters), ADDRESSES)
        for number, (name, address) in enumerate(zip(NAMES, ADDRESSES), 1):
            self.assertEqual(letters[address]["Subject"], f"第{number}商会")
            self.assertTrue(read_text(letters[address]).endswith(f"{name}様"))

        # The first name was deleted, and those below moved up.
        window = self.open_merge_window(make_table([*NAMES[1:], ""]))
        window.wait_for_text("shift-examples", "田中 太郎 → 佐藤 花子")
        self.assertFalse(window.is_usable("start"))
        window.press("accept-shift")
        window.wait_for("start")
        window.press("cancel")

    def test_a_list_is_kept_and_written_to_from_the_main_window(self):
        self.furnish()
        self.evolution = Evolution(self.desktop)
        MainWindow(self.evolution).open_lists()
        lists = ListsWindow(self.evolution)
        lists.press("add")
        dialog = ListDialog(self.evolution)
        dialog.paste(make_table(NAMES))
        dialog.name("会員", "会報の送付")
        lists.wait_for_text("about", "会報の送付")
        self.assertEqual(lists.wait_for("people").row_count, len(NAMES))

        lists.press("write")
        composer = Composer(self.evolution)
        self.evolution.wait_for("atena-send-separately")
        composer.fill("subject", "{{会社名}}")
        composer.type_text("{{name}}")
        composer.send_separately()
        window = MergeWindow(self.evolution)
        window.wait_for_text("preview-text", "田中 太郎")
        window.press("start")
        ProgressWindow(self.evolution).wait_for_state("Finished")
        self.assertEqual(sorted(self.get_letters()), ADDRESSES)
        self.assert_no_complaints()

    def test_a_list_at_an_address_is_sent_to_kept_and_refreshed(self):
        trust(get_certificates().ca)
        web = ListServer()
        self.addCleanup(web.close)
        path = "/members.csv?key=7301"
        web.answers[path] = 200, make_table(NAMES[:3])
        self.furnish()
        os.environ["GIO_USE_PROXY_RESOLVER"] = "dummy"
        composer = self.compose(subject="{{会社名}}", body="{{宛名|お客様}}")
        composer.choose_list()
        dialog = ListDialog(self.evolution)
        dialog.fetch(web.url + path)
        dialog.keep("会員", "会報の送付")
        composer.send_separately()
        window = MergeWindow(self.evolution)
        window.wait_for_text("preview-text", "田中 太郎様")
        window.press("start")
        ProgressWindow(self.evolution).wait_for_state("Finished")
        letters = self.get_letters()
        self.assertEqual(sorted(letters), ADDRESSES[:3])
        self.assertEqual(letters[ADDRESSES[2]]["Subject"], "第3商会")

        # Nobody has to look for the address again.
        web.answers[path] = 200, make_table(NAMES)
        MainWindow(self.evolution).open_lists()
        lists = ListsWindow(self.evolution)
        self.wait(lambda: lists.wait_for("people").row_count == 3, "the people of the saved list")
        lists.press("refresh")
        dialog = ListDialog(self.evolution)
        dialog.press("use")
        dialog.wait_until_gone()
        self.evolution.wait_for("adopt").press()
        self.wait(lambda: lists.wait_for("people").row_count == len(NAMES), "the people of today")

        # What cannot be had leaves the list as it is.
        web.answers.clear()
        lists.press("refresh")
        dialog = ListDialog(self.evolution)
        dialog.wait_for_text("problem", web.url)
        self.assertNotIn("7301", dialog.read("problem"))
        self.assertFalse(dialog.is_usable("use"))
        dialog.press("cancel")
        dialog.wait_until_gone()
        self.assertEqual(lists.wait_for("people").row_count, len(NAMES))
        self.assert_no_complaints()


if __name__ == "__main__":
    scenario.main()
