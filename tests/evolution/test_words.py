# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""The words that a person in Japan reads. The module finds its translations where they are installed;
the environment variable ATENA_LOCALEDIR names the place."""

import os
from pathlib import Path

import scenario
from scenario import make_addresses
from windows import MergeWindow, Question


class Words(scenario.Scenario):
    def test_the_words_are_japanese(self):
        catalogue = Path(os.environ["ATENA_LOCALEDIR"], "ja/LC_MESSAGES/atena.mo")
        self.assertTrue(catalogue.exists(), f"{catalogue}: meson install puts it there")
        composer = self.compose(bcc=make_addresses(8), subject="お知らせ", body="本文です")
        self.assertEqual(composer.read_button(), "個別に送信")
        composer.send()
        question = Question(self.evolution)
        self.assertEqual(question.read("primary"), "Bcc の8名に、1通ずつ個別に送信しますか?")
        self.assertEqual(question.find("cancel").name, "キャンセル")
        self.assertEqual(question.find("send-as-is").name, "Bcc のまま送信")
        question.press("send-separately")
        window = MergeWindow(self.evolution)
        self.assertEqual(window.root.name, "個別送信")
        self.assertEqual(window.wait_for("test").name, "自分あてにテスト送信")
        self.assertEqual(window.find("cancel").name, "キャンセル")


if __name__ == "__main__":
    scenario.main()
