#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Checks that the manual pages say what the command says, in each language.

The arguments are the command and the top folder of the project. Speaks TAP.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tap import report

OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
EXIT = re.compile(r"^\s+ATENA_EXIT_\w+ = (\d+),", re.MULTILINE)
COMMAND = re.compile(r"^  ([a-z-]+) ", re.MULTILINE)
ENV = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}


def ask(*command):
    return subprocess.run(command, capture_output=True, check=True, encoding="utf-8", env=ENV).stdout


def read_page(path):
    return path.read_text("utf-8").replace("\\-", "-")


def find_missing_commands(page, commands):
    return [f"{name} is missing" for name in commands if f".TP\n.B {name}\n" not in page]


def find_missing_options(page, options):
    described = set(re.findall(r"^\.TP\n\.(?:B|BI|BR) .*?(--[a-z-]+)", page, re.MULTILINE))
    yield from (f"{option} is missing" for option in sorted(options - described))
    yield from (f"{option} is none" for option in sorted(set(OPTION.findall(page)) - options))


def find_missing_statuses(page, statuses):
    return [f"exit status {status} is missing" for status in statuses if f".TP\n.B {status}\n" not in page]


def find_warnings(path):
    command = ["man", "--warnings", "--encoding=UTF-8", "--local-file", "-Tutf8", "--ditroff", path]
    env = {**ENV, "MANROFFSEQ": "", "MANWIDTH": "80"}
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=env)
    return done.stderr.splitlines() or ([f"man failed with {done.returncode}"] if done.returncode else [])


def prove_checks():
    """Faults made on purpose that a check does not see."""
    page = ".TP\n.B send\n.TP\n.B --yes\n.TP\n.B 0\n"
    seen = {
        "a missing command": find_missing_commands(page, ["send", "status"]),
        "a missing option": find_missing_options(page, {"--yes", "--no"}),
        "an option that is none": find_missing_options(page, set()),
        "a missing exit status": find_missing_statuses(page, ["0", "1"]),
    }
    yield from (f"{name} is not seen" for name, found in seen.items() if not list(found))
    with tempfile.NamedTemporaryFile("w", suffix=".1") as file:
        file.write(".TH X 1\n.SH NAME\nx\n.nonsense\n")
        file.flush()
        if not find_warnings(file.name):
            yield "a warning is not seen"


def main():
    atena, top = sys.argv[1], Path(sys.argv[2])
    commands = COMMAND.findall(ask(atena, "--help"))
    options = {"--version", *OPTION.findall(ask(atena, "--help"))}
    for command in commands:
        options.update(OPTION.findall(ask(atena, command, "--help")))
    statuses = EXIT.findall((top / "plugin/cli/atena-cli-private.h").read_text("utf-8"))
    tests = {
        "the checks see faults": prove_checks(),
        "the command says something": [] if commands and statuses and len(options) > 5 else ["no"],
    }
    for path in sorted((top / "plugin/cli").glob("*.1")):
        page = read_page(path)
        tests[f"{path.name} has each command"] = find_missing_commands(page, commands)
        tests[f"{path.name} has each option"] = find_missing_options(page, options)
        tests[f"{path.name} has each exit status"] = find_missing_statuses(page, statuses)
        tests[f"{path.name} has no mistakes"] = find_warnings(path)
    report(tests)


if __name__ == "__main__":
    main()
