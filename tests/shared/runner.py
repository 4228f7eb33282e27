# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Runs the tests of a file and reports them in the Test Anything Protocol."""

import sys
import traceback
import unittest


def get_tests(module, words):
    """All tests of a module in the order of its source, or those whose names hold one of words."""
    for case in vars(module).values():
        if not (isinstance(case, type) and issubclass(case, unittest.TestCase)):
            continue
        for method in vars(case):
            name = method.removeprefix("test_").replace("_", " ")
            if method.startswith("test_") and (not words or any(word in name for word in words)):
                yield name, case(method)


def run_test(test, result=None):
    """What went wrong, or nothing. A test that is skipped has shown nothing, so it has failed."""
    result = result or unittest.TestResult()
    try:
        test.run(result)
    except Exception:
        return [traceback.format_exc()]
    wrong = [text for _, text in result.failures + result.errors]
    wrong += [f"skipped: {reason}" for _, reason in result.skipped]
    return wrong if result.testsRun == 1 else wrong + ["the test did not run"]


def run(run_one=run_test):
    """Runs the tests of the program's file. Arguments choose tests by words in their names."""
    tests = list(get_tests(sys.modules["__main__"], sys.argv[1:]))
    if not tests:
        sys.exit("There is no such test")

    failed = 0
    print(f"1..{len(tests)}", flush=True)
    for number, (name, test) in enumerate(tests, 1):
        wrong = run_one(test)
        failed += bool(wrong)
        print(f"{'not ok' if wrong else 'ok'} {number} - {name}")
        for line in "\n".join(wrong).splitlines():
            print("# " + line.encode("ascii", "backslashreplace").decode())
        sys.stdout.flush()
    sys.exit(1 if failed else 0)
