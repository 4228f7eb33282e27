#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Checks that everything the program says is said in Japanese, too.

The argument is the top folder of the project. Speaks TAP.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tap import report

MARKED = re.compile(
    r"\b(N?C?_|Q_|ngettext)\s*\(\s*\"|\bg_dn?gettext\s*\(\s*GETTEXT_PACKAGE|translatable=\"yes\""
)
KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2", "g_dngettext:2,3")
# The house's word for it: a program says what it prevents, never that all is well.
PROMISE = "安全" + "です"


def run(*arguments):
    """What a tool of gettext prints, and what it complains of."""
    env = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
    done = subprocess.run(arguments, capture_output=True, encoding="utf-8", env=env)
    complaints = done.stderr.splitlines()
    if done.returncode and not complaints:
        complaints = [f"{arguments[0]} failed with {done.returncode}"]
    return done.stdout, complaints if done.returncode else []


def extract(top, sources, template):
    """Writes all messages of the sources into the file template."""
    keywords = [f"--keyword={keyword}" for keyword in KEYWORDS]
    common = ["xgettext", "--from-code=UTF-8", f"--directory={top}", f"--output={template}"]
    windows = [source for source in sources if source.endswith(".ui")]
    code = [source for source in sources if source not in windows]
    complaints = run(*common, "--language=C", "--keyword", *keywords, *code)[1]
    return complaints + (run(*common, "--join-existing", *windows)[1] if windows else [])


def find_unlisted(top):
    listed = (top / "po/POTFILES").read_text("utf-8").split()
    found = [
        str(path.relative_to(top))
        for folder in ("plugin", "ui")
        for pattern in ("*.[ch]", "*.ui")
        for path in (top / folder).rglob(pattern)
        if MARKED.search(path.read_text("utf-8"))
    ]
    yield from (f"{path} has messages, POTFILES lacks it" for path in set(found) - set(listed))
    yield from (f"{path} in POTFILES has no messages" for path in set(listed) - set(found))


def find_untranslated(po, template):
    return run("msgcmp", str(po), str(template))[1]


def find_wrong_formats(po, template):
    """The template knows which messages are formats, so it is merged in first; what then does not fit
    has become fuzzy."""
    with tempfile.NamedTemporaryFile(suffix=".po") as merged:
        run("msgmerge", "--quiet", "--no-fuzzy-matching", f"--output-file={merged.name}", po, template)
        check = run("msgfmt", "--check", "--output-file=/dev/null", merged.name)[1]
        return check + find_untranslated(merged.name, template)


def find_obsolete(po, template):
    """Translations of what the program no longer says."""
    complaints = run("msgcmp", "--use-untranslated", str(template), str(po))[1]
    return [line for line in complaints if "warning" not in line]


def find_promises(*paths):
    return [f"{path} says {PROMISE}" for path in paths if PROMISE in path.read_text("utf-8")]


HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def prove_checks(directory):
    """Faults made on purpose that a check does not see."""
    template, po = directory / "made.pot", directory / "made.po"

    def is_seen(find, source, translation):
        template.write_text(HEADER + source, "utf-8")
        po.write_text(HEADER + translation, "utf-8")
        return bool(find(po, template))

    one = '#, c-format\nmsgid "%d letters"\nmsgstr ""\n'
    good = 'msgid "%d letters"\nmsgstr "%d通"\n'
    cases = {
        "an untranslated message": is_seen(find_untranslated, one, one),
        "a fuzzy message": is_seen(find_untranslated, one, "#, fuzzy\n" + good),
        "a missing message": is_seen(find_untranslated, one, good.replace("letters", "rows")),
        "an obsolete message": is_seen(find_obsolete, one, good + good.replace("letters", "rows")),
        "a wrong format": is_seen(find_wrong_formats, one, good.replace("%d通", "%s通")),
        "a promise": is_seen(lambda po, _: find_promises(po), one, good.replace("通", PROMISE)),
        "a marked message": MARKED.search('g_print (_ ("x"))') is not None,
        "a marked label": MARKED.search('<property name="label" translatable="yes">') is not None,
    }
    yield from (f"{name} is not seen" for name, seen in cases.items() if not seen)
    for find in (find_untranslated, find_obsolete, find_wrong_formats):
        if is_seen(find, one, good):
            yield f"{find.__name__} complains of a good translation"


def main():
    top = Path(sys.argv[1]).resolve()
    po = top / "po/ja.po"
    with tempfile.TemporaryDirectory() as directory:
        template = Path(directory, "atena.pot")
        tests = {
            "the checks see faults": list(prove_checks(Path(directory))),
            "POTFILES is complete": sorted(find_unlisted(top)),
            "messages can be extracted": extract(top, (top / "po/POTFILES").read_text("utf-8").split(), template),
            "every message is translated": find_untranslated(po, template),
            "formats match": find_wrong_formats(po, template),
            "nothing obsolete is left": find_obsolete(po, template),
            "nothing is promised": find_promises(po, top / "README.md"),
        }
    report(tests)


if __name__ == "__main__":
    main()
