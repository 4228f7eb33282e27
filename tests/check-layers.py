#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Checks that each layer includes only what it may use, and the house rules that can be counted.

The argument is the top folder of the project. Speaks TAP.
"""

import os
import re
import sys
from pathlib import Path

from tap import report

LIBC = (
    r"(assert|ctype|errno|fcntl|inttypes|limits|locale|math|pthread|signal|stdarg|stdbool|stddef"
    r"|stdint|stdio|stdlib|string|strings|time|unistd|wchar|linux/magic"
    r"|sys/(file|mman|resource|stat|statfs|statvfs|time|types|uio|vfs|wait))\.h"
)
GLIB = r"(glib|glib-object|glib-unix|glib/.*|gio/(gio|gunix(in|out)putstream))\.h"
SOCKETS = r"(sys/(socket|un|epoll|ioctl)|netinet/\w+|arpa/inet|netdb|poll)\.h"

EVOLUTION = (
    r"((composer|mail|shell)/[\w-]+|e-util/e-util|camel/camel|libebackend/libebackend"
    r"|libebook/libebook|libedataserver/libedataserver|libemail-engine/libemail-engine)\.h"
)

# What each layer may use: other layers, and headers of the system.
LAYERS = {
    "plugin/core": (
        [],
        [
            LIBC, GLIB, r"gmime/gmime\.h", r"sqlite3\.h", r"json-glib/json-glib\.h",
            r"archive(_entry)?\.h", r"libxml/parser\.h",
        ],
    ),
    "plugin/transport/smtp": (["plugin/core"], [LIBC, GLIB, SOCKETS, r"curl/curl\.h"]),
    "plugin/transport/http": (["plugin/core"], [LIBC, GLIB, r"libsoup/soup\.h"]),
    "plugin/cli": (
        ["plugin/core", "plugin/transport/http", "plugin/transport/smtp"],
        [LIBC, GLIB, r"json-glib/json-glib\.h"],
    ),
    "ui": (["plugin/core"], [LIBC, GLIB, r"gtk/gtk\.h"]),
    "plugin/evolution": (
        ["plugin/core", "plugin/transport/http", "plugin/transport/smtp", "ui"],
        [LIBC, GLIB, r"gtk/gtk\.h", r"json-glib/json-glib\.h", EVOLUTION],
    ),
}

# The rooms of the core: each may use those before it. The sender and the ledger share a few things,
# since what was sent is written down while it is sent.
ROOMS = ("", "list", "contact", "sheet", "file", "letter", "guard", "ledger", "sender")
SHARED = {
    ("ledger", "atena-feed.h"), ("ledger", "atena-pace.h"),
    ("sender", "atena-campaign-private.h"), ("sender", "atena-journal-private.h"),
}  # fmt: skip

TOP = {
    "plugin", "ui", "po", "tests", "build-aux",
    "meson.build", "meson_options.txt", "README.md", "COPYING",
}  # fmt: skip
SOURCE_NAMES = (".c", ".h", ".py", ".sh", "meson.build", "meson_options.txt")
LICENSE = ("SPDX-FileCopyrightText: ", "SPDX-License-Identifier: LGPL-2.1-or-later")
INCLUDE = r"^[ \t]*#[ \t]*include[ \t]*(\"[^\"]*\"|<[^>]*>|\S+)"
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME)\b")
MAX_FILE = 800
MAX_FUNCTION = 110


def get_layer(path):
    return next((layer for layer in LAYERS if path.startswith(layer + "/")), None)


def check_include(path, include, owners):
    """What is wrong with one #include of the file at path, or None. @owners: layers by header."""
    layer = get_layer(path)
    if layer is None:
        return "belongs to no layer: say in LAYERS what it may use"
    uses, system = LAYERS[layer]
    quoted = re.fullmatch(r'"([^"]+)"', include)
    if quoted is None:
        name = re.fullmatch(r"<([^>]+)>", include)
        allowed = name and any(re.fullmatch(pattern, name[1]) for pattern in system)
        return None if allowed else f"{layer} may not include {include}"
    owner = owners.get(quoted[1])
    if owner is None:
        return f"{include} is no header's plain name"
    if owner == layer:
        return None
    if owner not in uses:
        return f"{layer} may not use {owner}: {include}"
    return f"{include} is private to {owner}" if "-private.h" in include else None


def get_room(path):
    """The room of the core that a file is in, "" for none; None for a file elsewhere. What is in a
    folder of a room is in the room."""
    folder, _, name = path.removeprefix("plugin/core/").rpartition("/")
    return None if get_layer(path) != "plugin/core" or not name else folder.partition("/")[0]


def check_room(path, include, rooms):
    """What is wrong with one #include of a file in the core, or None. @rooms: by header."""
    room, name = get_room(path), include.strip('"')
    owner = rooms.get(name)
    if room is None or owner is None or owner == room or (room, name) in SHARED:
        return None
    if room not in ROOMS or owner not in ROOMS:
        return f"{room} or {owner} is no room of the core: say in ROOMS what it may use"
    if ROOMS.index(owner) > ROOMS.index(room):
        return f"{room or 'core'} may not use {owner}: {include}"
    return f"{include} is private to {owner or 'core'}" if "-private.h" in name else None


def find_bad_rooms(sources):
    rooms = {Path(path).name: get_room(path) for path in sources if path.endswith(".h")}
    for path, text in sources.items():
        for include in re.findall(INCLUDE, text, re.MULTILINE):
            problem = check_room(path, include, rooms)
            if problem:
                yield f"{path}: {problem}"


def find_bad_includes(sources, owners):
    for path, text in sources.items():
        if path.startswith(("plugin/", "ui/")) and path.endswith((".c", ".h")):
            for include in re.findall(INCLUDE, text, re.MULTILINE):
                problem = check_include(path, include, owners)
                if problem:
                    yield f"{path}: {problem}"


def get_owners(paths):
    return {Path(path).name: get_layer(path) for path in paths if path.endswith(".h")}


def find_double_headers(sources):
    headers = [Path(path).name for path in sources if path.endswith(".h")]
    return sorted(f"{name} exists twice" for name in set(headers) if headers.count(name) > 1)


def find_unlicensed(sources):
    for path, text in sources.items():
        if not all(line in "\n".join(text.splitlines()[:3]) for line in LICENSE):
            yield f"{path}: no SPDX lines at the top"


def find_long_files(sources):
    for path, text in sources.items():
        if len(text.splitlines()) > MAX_FILE:
            yield f"{path}: {len(text.splitlines())} lines, at most {MAX_FILE}"


def find_long_functions(sources):
    for path, text in sources.items():
        start = None
        for number, line in enumerate(text.splitlines(), 1):
            if path.endswith(".c") and line.startswith("{"):
                start = number
            elif line.startswith("}") and start is not None:
                if number - start - 1 > MAX_FUNCTION:
                    yield f"{path}:{start}: {number - start - 1} lines, at most {MAX_FUNCTION}"
                start = None


def find_unfinished(sources):
    for path, text in sources.items():
        for number, line in enumerate(text.splitlines(), 1):
            if UNFINISHED.search(line):
                yield f"{path}:{number}: {line.strip()}"


def find_strays(names):
    """What does not belong at the top; tools' own dotfiles and the folder of builds do."""
    return sorted(n for n in names if n not in TOP and n != "build" and not n.startswith("."))


def read_sources(top):
    """The text of every source file by its path below top: by name, or since it is a script."""
    sources = {}
    for folder, folders, names in os.walk(top):
        at_top = Path(folder) == top
        folders[:] = [
            name for name in folders
            if name not in (".git", "__pycache__") and not (at_top and name == "build")
        ]  # fmt: skip
        for name in names:
            path = Path(folder, name)
            content = path.read_bytes()
            if name.endswith(SOURCE_NAMES) or content.startswith(b"#!"):
                sources[str(path.relative_to(top))] = content.decode()
    return sources


def prove_checks():
    """Faults made on purpose that a check does not see."""
    owners = get_owners(
        [
            "plugin/core/a.h", "plugin/core/a-private.h", "plugin/transport/smtp/s.h",
            "plugin/transport/http/h.h", "plugin/cli/c.h", "ui/u.h",
        ]
    )  # fmt: skip
    core, smtp, cli = "plugin/core/list/x.c", "plugin/transport/smtp/x.c", "plugin/cli/x.h"
    http, ui = "plugin/transport/http/x.c", "ui/x.c"
    wrong = [
        (core, "<curl/curl.h>"), (core, "<gtk/gtk.h>"), (core, "<sys/socket.h>"), (core, '"s.h"'),
        (core, '"c.h"'), (core, '"../a.h"'), (core, '"missing.h"'), (core, "MACRO"),
        (core, "<gio/gnetworking.h>"), (smtp, "<gtk/gtk.h>"), (smtp, "<sqlite3.h>"),
        (smtp, '"a-private.h"'), (smtp, '"c.h"'), (smtp, '"../../core/a.h"'),
        (smtp, "<libsoup/soup.h>"), (smtp, '"h.h"'), (http, '"s.h"'), (http, "<curl/curl.h>"),
        (http, "<sys/socket.h>"), (core, '"h.h"'), (ui, '"h.h"'), (cli, "<libsoup/soup.h>"),
        (cli, "<curl/curl.h>"), (cli, "<sys/socket.h>"), (cli, '"a-private.h"'),
        (core, '"u.h"'), (smtp, '"u.h"'), (cli, '"u.h"'), (cli, "<gtk/gtk.h>"), (ui, '"s.h"'),
        (ui, '"c.h"'), (ui, '"a-private.h"'), (ui, "<curl/curl.h>"), (ui, "<sqlite3.h>"),
        (ui, "<sys/socket.h>"), ("plugin/new/x.c", "<glib.h>"),
    ]  # fmt: skip
    right = [
        (core, "<glib.h>"), (core, "<sqlite3.h>"), (core, '"a.h"'), (core, '"a-private.h"'),
        (smtp, "<curl/curl.h>"), (smtp, "<sys/socket.h>"), (smtp, '"a.h"'),
        (http, "<libsoup/soup.h>"), (http, '"a.h"'), (cli, '"h.h"'),
        (cli, '"a.h"'), (cli, '"s.h"'), (cli, '"c.h"'),
        (ui, '"a.h"'), (ui, '"u.h"'), (ui, "<gtk/gtk.h>"), (ui, "<glib/gi18n-lib.h>"),
    ]  # fmt: skip
    for path, include in wrong:
        if not list(find_bad_includes({path: f"\n#  include {include}\n"}, owners)):
            yield f"{path} may include {include}"
    for path, include in right:
        yield from find_bad_includes({path: f"#include {include}\n"}, owners)

    headers = {f"plugin/core/{name}": "" for name in ("a.h", "list/l.h", "file/f.h", "file/f-private.h")}
    for room, include in (("list", "f.h"), ("", "l.h"), ("ledger", "f-private.h"), ("new", "l.h")):
        if not list(find_bad_rooms({**headers, f"plugin/core/{room}/x.c": f'#include "{include}"\n'})):
            yield f"{room} may include {include}"
    for room, include in (("list", "a.h"), ("ledger", "f.h"), ("file", "f-private.h"), ("", "a.h")):
        yield from find_bad_rooms({**headers, f"plugin/core/{room}/x.c": f'#include "{include}"\n'})

    lines = "int\nf (void)\n{\n" + "  ;\n" * (MAX_FUNCTION + 1) + "}\n"
    checks = {
        "a long function": find_long_functions({"x.c": lines}),
        "a long file": find_long_files({"x.c": "\n" * (MAX_FILE + 1)}),
        "an unfinished place": find_unfinished({"x.c": "// TO" + "DO later\n"}),
        "a missing license": find_unlicensed({"x.c": "int x;\n"}),
        "a doubled header": find_double_headers({"a/x.h": "", "b/x.h": ""}),
        "a stray": find_strays(["plugin", "notes.txt"]),
    }
    for name, found in checks.items():
        if not list(found):
            yield f"{name} is not seen"


def main():
    top = Path(sys.argv[1]).resolve()
    sources = read_sources(top)
    tests = {
        "the checks see faults": prove_checks(),
        "there are sources": [] if any(map(get_layer, sources)) else ["none found"],
        "layers use what stands below them": find_bad_includes(sources, get_owners(sources)),
        "rooms use what stands above them": find_bad_rooms(sources),
        "headers have names of their own": find_double_headers(sources),
        "sources have SPDX lines": find_unlicensed(sources),
        "files are not long": find_long_files(sources),
        "functions are not long": find_long_functions(sources),
        "nothing is left unfinished": find_unfinished(sources),
        "the top holds what it should": find_strays(os.listdir(top)),
    }
    report(tests)


if __name__ == "__main__":
    main()
