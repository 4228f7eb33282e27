# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Lists as they are in this world: what their columns mean is understood and said, and may be told."""

import email
from email.policy import default as policy
from pathlib import Path

import harness
from harness import address
from smtp_script import Server

BLOCK = harness.make_draft(subject="{{宛名|お客様}}へ", plain="{{宛名|お客様}}\n")

MEMBER = harness.make_draft(subject="News", plain="{{氏名}}様 {{会社}} {{日付}} {{番号}} {{計}}\n")

LISTS = Path(__file__).resolve().parent.parent / "core" / "lists"

PARENTS = ("生徒氏名", "保護者1氏名", "保護者1メール", "保護者2氏名", "保護者2メール")


class Lists(harness.Test):
    def send(self, people, *options, draft=BLOCK, yes=("--yes",)):
        """Sends to people; what the command said and the letters by recipient."""
        with Server() as server:
            arguments = self.make_arguments(server, draft=draft, people=people)
            said = self.run_atena(*arguments, *options, *yes).stdout
        self.assertEqual(server.problems, [])
        letters = {
            message.recipients[0]: email.message_from_bytes(message.data, policy=policy)
            for message in server.messages
        }
        self.assertEqual(len(letters), len(server.messages))
        return said, letters

    def get_text(self, letter):
        return letter.get_content().rstrip("\r\n").replace("\r\n", "\n")

    def test_a_japanese_list_is_understood(self):
        columns = ("会員番号", "会社名", "部署", "役職", "姓", "名", "敬称", "メールアドレス")
        rows = [
            (1, "高砂商店", "営業部", "部長", "髙橋", "美咲", "", address(1)),
            (2, "", "", "", "佐藤", "花子", "先生", address(2)),
            (3, "高砂商店", "", "", "", "", "", address(3)),
            (4, "", "", "", "", "", "", address(4)),
        ]
        said, letters = self.send(self.write_list(rows, columns))
        self.assertIn(
            "Columns: company=会社名, unit=部署, title=役職, family-name=姓, given-name=名, "
            "honorific=敬称, address=メールアドレス\n",
            said,
        )
        self.assertNotIn("each address in a row", said)
        texts = [self.get_text(letters[address(i)]) for i in range(1, 5)]
        self.assertEqual(
            texts, ["高砂商店\n営業部\n部長 髙橋 美咲様", "佐藤 花子先生", "高砂商店 御中", "お客様"]
        )
        self.assertEqual(letters[address(1)]["Subject"], "高砂商店 営業部 部長 髙橋 美咲様へ")
        self.assertEqual(letters[address(1)]["To"].addresses[0].display_name, "髙橋 美咲")

    def test_a_list_may_have_titles_and_no_header(self):
        people = self.write("list.csv", f"会員名簿\n\n山田,{address(1)}\n佐藤,{address(2)}\n")
        draft = harness.make_draft(subject="News", plain="{{A}} {{name|?}}\n")
        said, letters = self.send(people, "--column", "name=A", draft=draft)
        self.assertIn("Columns: name=A, address=B\n", said)
        self.assertEqual(self.get_text(letters[address(2)]), "佐藤 佐藤")
        self.assertEqual([row["row"] for row in self.get_report()], [3, 4])

    def test_each_parent_gets_a_letter(self):
        rows = [
            ("山田 一郎", "山田 太郎", address(1), "山田 花子", address(2)),
            ("佐藤 次郎", "佐藤 誠", "", "佐藤 恵", address(3)),
            ("鈴木 三郎", "", "", "", ""),
        ]
        said, letters = self.send(self.write_list(rows, PARENTS))
        self.assertIn("One letter to each address in a row", said)
        texts = [self.get_text(letters[address(i)]) for i in range(1, 4)]
        self.assertEqual(texts, ["山田 太郎様", "山田 花子様", "佐藤 恵様"])
        report = [(row["row"], row["state"], row["address"]) for row in self.get_report()]
        self.assertEqual(
            report,
            [
                (2, "sent", address(1)),
                (2, "sent", address(2)),
                (3, "sent", address(3)),
                (4, "excluded", ""),
            ],
        )

    def test_the_first_good_address_of_a_row_may_be_enough(self):
        rows = [
            ("山田 一郎", "山田 太郎", address(1), "山田 花子", address(2)),
            ("佐藤 次郎", "佐藤 誠", "nobody", "佐藤 恵", address(3)),
        ]
        said, letters = self.send(self.write_list(rows, PARENTS), "--addresses", "first")
        self.assertIn("One letter a row", said)
        self.assertEqual(set(letters), {address(1), address(3)})
        self.assertEqual(self.get_text(letters[address(3)]), "佐藤 恵様")

    def test_columns_may_be_told(self):
        rows = [("Person 1", "山田", "nobody", address(1), "Ltd")]
        columns = ("Who", "氏名", "メール", "Ｃｏｎｔａｃｔ", "会社名")
        people = self.write_list(rows, columns)
        options = ("address=contact", "name=Who", "none=会社名")
        options = [word for option in options for word in ("--column", option)]
        said, letters = self.send(people, *options)
        self.assertIn("Columns: name=Who, address=Ｃｏｎｔａｃｔ\n", said)
        self.assertEqual(self.get_text(letters[address(1)]), "Person 1様")

    def test_two_columns_may_be_told_for_one_meaning(self):
        people = self.write_list([(address(1), address(2))], ("Home", "Work"))
        options = ("--column", "address=Home", "--column", "address=Work")
        said, letters = self.send(people, *options)
        self.assertEqual(set(letters), {address(1), address(2)})

    def test_a_supervisor_in_the_list_gets_nothing(self):
        rows = [(address(1), "A", address(2))]
        _, letters = self.send(self.write_list(rows, ("email", "name", "supervisor email")))
        self.assertEqual(set(letters), {address(1)})

    def test_two_honorifics_for_one_name_are_shown(self):
        rows = [(address(1), "山田"), (address(2), "佐藤先生"), (address(3), "鈴木")]
        draft = harness.make_draft(subject="News", plain="{{name}}様\n")
        said, _ = self.send(self.write_list(rows), draft=draft, yes=())
        seen = f"Two honorifics for one name; please look at:\n  row 3  {address(2)}  先生様\n"
        self.assertIn(seen, said)
        draft = harness.make_draft(subject="{{宛名}}様へ", plain="x\n")
        said, _ = self.send(self.write_list(rows), draft=draft, yes=())
        self.assertEqual(said.count("  様様\n"), 2)

    def test_options_about_columns_that_make_no_sense_are_refused(self):
        cases = [
            (("--column", "address"), ["address=Contact"]),
            (("--column", "adress=email"), ["family-name"]),
            (("--column", "address=mail"), ["“mail”", "“email”, “name”"]),
            (("--column", "address="), ["“”"]),
            (("--column", "address=\udcff"), ["--column"]),
            (("--addresses", "each"), ["--addresses", "first"]),
            (("--column", "none=email"), ["“email”"]),
        ]
        people = self.write_list([("", "A")])
        with Server() as server:
            for options, words in cases:
                arguments = self.make_arguments(server, draft=BLOCK, people=people)
                self.refuse(*arguments, *options, "--yes", words=words)
            self.assertEqual(server.connections, [])
        self.assert_nothing_kept()

    def read(self, people, *options):
        """The text of the first letter to a list that is read with options, without sending it."""
        arguments = self.make_arguments(draft=BLOCK, people=people)[1:]
        shown = self.run_atena("preview", *arguments, *options).stdout
        letter = email.message_from_bytes(shown.encode(), policy=policy)
        return self.get_text(letter)

    def refuse_options(self, people, *options, words):
        arguments = self.make_arguments(draft=BLOCK, people=people)[1:]
        self.refuse("preview", *arguments, *options, words=words)

    def test_a_sheet_of_a_workbook_may_be_told(self):
        header = ("メール", "氏名")
        sheets = {"旧": [header, (address(1), "山田")], "新 & 次": [header, (address(2), "佐藤")]}
        people = self.write_workbook(sheets)
        self.assertEqual(self.read(people), "山田様")
        self.assertEqual(self.read(people, "--sheet", "新 & 次"), "佐藤様")
        self.refuse_options(people, "--sheet", "新", words=["“新”", "“旧”, “新 & 次”"])
        self.refuse_options(people, "--encoding", "CP932", words=["list.xlsx", "--encoding"])
        self.refuse_options(people, "--delimiter", "tab", words=["list.xlsx", "--delimiter"])

    def test_contacts_are_a_list_whatever_their_file_is_called(self):
        card = (
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:髙橋;美咲;;;\r\nFN:髙橋 美咲\r\n"
            "ORG:高砂商店;営業部\r\nEMAIL:{}\r\nEND:VCARD\r\n"
        )
        for name in ("people.vcf", "people"):
            people = self.write(name, card.format(address(1)))
            self.assertEqual(self.read(people), "高砂商店\n営業部\n髙橋 美咲様", name)
        self.refuse_options(people, "--delimiter", "tab", words=["people", "--delimiter"])
        people = self.write("people.vcf", card.replace("END", "X"))
        self.refuse_options(people, words=["people.vcf, contact 1", "no end"])

    def test_workbooks_of_each_program_are_the_same_list(self):
        for kind in ("xlsx", "xls", "ods"):
            people = LISTS / f"members.{kind}"
            arguments = ("--letter", self.write_draft(MEMBER), "--recipients", people)
            out = self.dir / kind
            self.run_atena("preview", *arguments, "--out", out, "--sheet", "会員")
            files = [path.read_bytes() for path in sorted(out.iterdir())]
            letters = [email.message_from_bytes(octets, policy=policy) for octets in files]
            self.assertEqual(
                [self.get_text(letter) for letter in letters],
                ["𠮷野 太郎様 ①㈱～－ 2026/11/24 00007 14", "﨑 ﾊﾅｺ様 1行目\n2行目 2026/11/24 00123 246"],
                kind,
            )
            self.assertEqual([str(letter["To"]).split("<")[1] for letter in letters], ["a@example.jp>", "b@example.jp>"])
            self.refuse("preview", *arguments, "--sheet", "一覧", words=["“空”, “会員”"])

    def test_encoding_and_delimiter_may_be_told(self):
        # In EUC-JP these octets are other characters, and there are as many commas as semicolons.
        text = f"メール;氏名;備考\n{address(1)};髙橋①;a,b\n{address(2)};﨑;c,d\n"
        people = self.write("list.csv", text.encode("cp932"))
        self.assertEqual(self.read(people, "--encoding", "Shift_JIS", "--delimiter", "semicolon"), "髙橋①様")
        self.assertEqual(self.read(people, "--encoding", "cp932", "--delimiter", ";"), "髙橋①様")
        for delimiter, name in (("\t", "tab"), ("|", "|"), (",", "comma")):
            people = self.write("list.csv", text.replace(";", delimiter).replace("a,b", "a;b").replace("c,d", ""))
            self.assertEqual(self.read(people, "--delimiter", name), "髙橋①様", name)
        self.refuse_options(people, "--encoding", "klingon", words=["KLINGON", "UTF-8, CP932"])
        self.refuse_options(people, "--encoding", "EUC-JP", words=["list.csv, row 1, column 1", "EUC-JP"])
        self.refuse_options(people, "--sheet", "一", words=["list.csv", "--sheet"])
        for delimiter in ("", "ab", "a", '"', "\n", "、"):
            self.refuse_options(people, "--delimiter", delimiter, words=["comma, semicolon, tab"])

    def test_a_saved_list_is_read_again_as_it_was(self):
        header = ("連絡先", "呼び名", "敬称")
        yamada = (address(1), "山田", "先生")
        before = {"旧": [("x",)], "会員": [header, yamada, (address(2), "佐藤", "")]}
        people = self.write_workbook(before)
        add = ("list", "add", "会", "--recipients", people, "--purpose", "連絡", "--sheet", "会員")
        self.run_atena(*add, "--column", "address=連絡先", "--column", "name=呼び名")
        draft = self.write_draft(BLOCK)
        send = ("preview", "--letter", draft, "--list", "会")
        self.refuse(*send, "--sheet", "会員", words=["when it was saved"])

        self.write_workbook({**before, "会員": [header, yamada, (address(3), "鈴木", "")]})
        said = self.run_atena("list", "refresh", "会", "--yes").stdout
        self.assertIn("Columns: address=連絡先, name=呼び名, honorific=敬称\nNew: 1, gone: 1, changed: 0\n", said)
        self.assertIn("山田先生", self.get_text(email.message_from_string(self.run_atena(*send).stdout, policy=policy)))

        self.write_workbook({**before, "会員": [header[:2], (address(1), "山田")]})
        said = self.run_atena("list", "refresh", "会").stdout
        self.assertIn("The column “敬称” is missing", said)
        self.assertIn("Nothing has been changed", said)

        shown = self.run_atena("list", "show", "会").stdout
        self.assertIn("\nRead with --sheet=会員\n", shown)
        self.write_workbook({**before, "会員": [("メール", "呼び名", "敬称"), (address(1), "山田", "")]})
        refresh = ("list", "refresh", "会", "--yes")
        self.refuse(*refresh, words=["“会”", "“連絡先”", "“メール”, “呼び名”, “敬称”"])
        self.write_workbook({"旧": [("x",)]})
        self.refuse(*refresh, words=["“会員”", "“旧”"])
        self.assertEqual(self.run_atena("list", "show", "会").stdout, shown)

    def test_a_saved_list_may_be_read_otherwise_from_now_on(self):
        people = self.write("list.csv", f"メール|氏名|x,y\n{address(1)}|山田|a,b,c\n")
        self.run_atena("list", "add", "会", "--recipients", people, "--purpose", "連絡", "--delimiter", "|",
                       "--addresses", "first")  # fmt: skip
        workbook = self.write_workbook({"旧": [("x",)], "会員": [("連絡先",), (address(2),)]})
        refresh = ("list", "refresh", "会", "--yes")
        told = ("--recipients", workbook, "--sheet", "会員", "--column", "address=連絡先")
        self.run_atena(*refresh, *told)
        workbook = self.write_workbook({"旧": [("x",)], "会員": [("連絡先",), (address(3),)]})
        self.assertIn("New: 1, gone: 1", self.run_atena(*refresh).stdout)
        shown = self.run_atena("list", "show", "会").stdout
        self.assertIn(address(3), shown)
        self.assertIn("\nRead with --sheet=会員 --delimiter=|\n", shown)
        self.refuse(*refresh, "--recipients", people, words=["“連絡先”"])


if __name__ == "__main__":
    harness.main()
