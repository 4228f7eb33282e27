#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Checks that the pages of the help hang together and call things what the windows call them.

The argument is the top folder of the project. Speaks TAP.
"""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from tap import report

HELP = Path("ui/help")
LANGUAGES = {"C": "en", "ja": "ja"}
# The house's word for it: a program says what it prevents, never that all is well.
PROMISE = "安全" + "です"
ATTACHED = re.compile(r"atena_help_(?:attach|show) \([^;]*?\"([a-z-]+)\"\);", re.DOTALL)
ENTRY = re.compile(r'^msg(id|str)(?:_plural|\[\d\])? "(.*)"$', re.MULTILINE)


def read_pages(folder):
    """The pages below a folder, by language and name; a page that is no XML raises ParseError."""
    return {
        (path.parent.name, path.stem): ElementTree.parse(path).getroot()
        for path in sorted(folder.glob("*/*.html"))
    }


def find_missing(pages):
    names = {name for _, name in pages}
    return [f"{lang}/{name} is missing" for name in names for lang in LANGUAGES if (lang, name) not in pages]


def find_wrong_languages(pages):
    return [f"{lang}/{name}" for (lang, name), page in pages.items() if page.get("lang") != LANGUAGES[lang]]


def find_dead_links(pages, folder):
    for (lang, name), page in pages.items():
        for element in page.iter():
            target = element.get("href")
            if target and not (folder / lang / target.partition("#")[0]).is_file():
                yield f"{lang}/{name}: {target}"


def find_unlinked(pages):
    for lang in LANGUAGES:
        linked = {element.get("href") for element in pages[lang, "index"].iter("a")}
        names = {name for language, name in pages if language == lang} - {"index"}
        yield from (f"{lang}/{name}" for name in names if f"{name}.html" not in linked)


def read_words(po):
    """What windows say, by language, without the marks of keys."""
    printed = subprocess.run(["msgcat", "--no-wrap", po], capture_output=True, check=True, encoding="utf-8")
    words = {"id": set(), "str": set()}
    for kind, text in ENTRY.findall(printed.stdout):
        words[kind].add(re.sub(r"\(_\w\)|_", "", text.replace('\\"', '"')))
    return {"C": words["id"], "ja": words["str"]}


def find_unknown_words(pages, words):
    for (lang, name), page in pages.items():
        for element in page.iter("b"):
            text = " ".join("".join(element.itertext()).split())
            if text not in words[lang]:
                yield f"{lang}/{name}: “{text}” stands in no window"


def find_promises(pages):
    return [f"{lang}/{name}" for (lang, name), page in pages.items() if PROMISE in "".join(page.itertext())]


def find_unwritten(sources, pages):
    for path, text in sources.items():
        yield from (f"{path}: {page}" for page in ATTACHED.findall(text) if ("C", page) not in pages)


def prove_checks(folder):
    """Faults made on purpose that a check does not see."""
    page = ElementTree.fromstring(f'<html lang="xx"><a href="none.html"/><b>Nothing</b>{PROMISE}</html>')
    index = ElementTree.fromstring('<html lang="en"/>')
    both = {("C", "index"): index, ("ja", "index"): index, ("C", "x"): page}
    seen = {
        "a missing page": find_missing(both),
        "a wrong language": find_wrong_languages(both),
        "a dead link": find_dead_links(both, folder),
        "a page nobody finds": find_unlinked(both),
        "an unknown word": find_unknown_words(both, {"C": {"Something"}, "ja": set()}),
        "a promise": find_promises(both),
        "a page not written": find_unwritten({"x.c": 'atena_help_attach (a,\n b, "none");'}, both),
    }
    yield from (f"{name} is not seen" for name, found in seen.items() if not list(found))


def main():
    top = Path(sys.argv[1])
    pages = read_pages(top / HELP)
    sources = {str(path): path.read_text("utf-8") for path in [*top.glob("ui/*.c"), *top.glob("plugin/evolution/*.c")]}
    report(
        {
            "the checks see faults": prove_checks(top / HELP),
            "there are pages": [] if pages else ["none found"],
            "each page is there in each language": find_missing(pages),
            "pages say their language": find_wrong_languages(pages),
            "links lead somewhere": find_dead_links(pages, top / HELP),
            "the index has each page": find_unlinked(pages),
            "windows are called what they are": find_unknown_words(pages, read_words(top / "po/ja.po")),
            "nothing is promised": find_promises(pages),
            "the windows' pages are there": find_unwritten(sources, pages),
        }
    )


if __name__ == "__main__":
    main()
