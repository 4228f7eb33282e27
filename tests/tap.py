# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Reports checks in the Test Anything Protocol."""

import sys


def report(tests):
    """Prints a line for each name of tests, and what is wrong with it; exits with 1 if anything is."""
    failed = 0
    print(f"1..{len(tests)}")
    for number, (name, problems) in enumerate(tests.items(), 1):
        problems = list(problems)
        failed += bool(problems)
        print(f"{'not ok' if problems else 'ok'} {number} - {name}")
        for problem in problems:
            print(f"# {problem}")
    sys.exit(1 if failed else 0)
