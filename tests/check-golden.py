#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Checks that Python's email package reads in each golden letter what its reader is to find there.

The argument is the top folder of the project. Speaks TAP.
"""

import email
import sys
from email.headerregistry import Address
from email.policy import default as policy
from pathlib import Path

from tap import report


def read_letter(octets):
    """Everything that tests/core/test-golden.c writes beside a letter, and all files in it."""
    letter = email.message_from_bytes(octets, policy=policy)
    (to,) = letter["To"].addresses
    text = letter.get_body(("plain",))
    files = [(part.get_filename(), part.get_payload(decode=True)) for part in letter.walk()
             if part.is_attachment()]
    return to, letter["Subject"], text.get_content() if text else None, files


def read_expected(text):
    header, _, body = text.partition("\n\n")
    fields = [line.split(": ", 1) for line in header.split("\n")]
    (path,), (name,), (subject,) = (
        [value for key, value in fields if key == wanted] for wanted in ("To", "Name", "Subject")
    )
    return path, name, subject, [value for key, value in fields if key == "File"], body


def is_same_name(to, name):
    # Python puts a space between the encoded words of a name.
    return to.display_name == name or (len(name) > 40 and to.display_name.replace(" ", "") == name)


def find_differences(octets, expected, folder):
    to, subject, text, files = read_letter(octets)
    path, name, wanted_subject, names, body = read_expected(expected)
    if f"{to.username}@{to.domain}" != path.replace('"', "") or not is_same_name(to, name):
        yield f"To is {to!r}, should be {Address(display_name=name, addr_spec=path)!r}"
    if subject != wanted_subject:
        yield f"Subject is {subject!r}, should be {wanted_subject!r}"
    if text is not None and text.replace("\r\n", "\n").rstrip("\n") != body.rstrip("\n"):
        yield f"the text is {text!r}, should be {body!r}"
    own = files[len(files) - len(names):]
    wanted = [(name, (folder / name).read_bytes()) for name in names if (folder / name).exists()]
    if own != wanted:
        yield f"the files are {own!r}, should be {wanted!r}"


def prove_checks(folder):
    """Faults made on purpose that a check does not see."""
    letter = (folder / "000001.eml").read_bytes()
    expected = (folder / "000001.txt").read_text("utf-8")
    for what in ("To: ", "Name: ", "Subject: ", "File: ", "\n\n"):
        if not list(find_differences(letter, expected.replace(what, what + "x", 1), folder)):
            yield f"a difference behind {what!r} is not seen"


def main():
    golden = Path(sys.argv[1]) / "tests" / "core" / "golden"
    cases = sorted(path for path in golden.iterdir() if path.is_dir())
    tests = {
        "there are cases": [] if len(cases) > 5 else ["none"],
        "the checks see faults": prove_checks(golden / "invoices"),
    }
    for case in cases:
        tests[f"{case.name} reads as it should"] = [
            f"{letter.name}: {difference}"
            for letter in sorted(case.glob("[0-9]*.eml"))
            for difference in find_differences(
                letter.read_bytes(), letter.with_suffix(".txt").read_bytes().decode(), case
            )
        ]
    report(tests)


if __name__ == "__main__":
    main()
