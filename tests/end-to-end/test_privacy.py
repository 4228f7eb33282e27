# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Nobody sees anybody: of many random letters with hostile values each holds its own row and nothing
of another one.

Every value carries a mark that belongs to its row alone. What a letter should be is worked out here
from the same template and row, and the letter is read back with Python's own parser. ATENA_SEED
takes other random values.
"""

import base64
import email
import email.utils
import os
import random
import re
import urllib.parse
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from email.policy import default as policy

import harness
from harness import sentinel
from smtp_script import Server

SEED = int(os.environ.get("ATENA_SEED", 20260829))
DRAFTS, ROWS = 20, 500
STRANGER = sentinel(999_999)  # in headers of drafts; belongs to nobody

MARK = re.compile(rb"Zq[0-9]{6}qZ")
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
HEADERS = {
    "from", "to", "subject", "date", "message-id", "mime-version", "content-type",
    "content-transfer-encoding", "content-disposition", "content-language",
}

# Values as they come in real lists, and as somebody would write them who means harm; * is the mark.
VALUES = [
    "*",
    "山田 太郎 *",
    "①㈱髙﨑𠮷*",
    "*ﾔﾏﾀﾞ ﾀﾛｳ",
    "～ご案内～*―－",
    "👩‍👩‍👧‍👦*🇯🇵",
    'O\'Brien, "Bob" <*> & Co; (x)',
    "{{name}}*{{会社名|x}}{{",
    "*\r\nBcc: victim@example.com\r\n\r\nHello",
    "\nTo: *@example.com\n",
    "a\rb\r\nc\nd\u2028e\u2029f\x0b\x0c\x85*",
    "\x00*\x01\x1b[31m\x7f",
    "=?UTF-8?B?QmNjOiB4QGV4YW1wbGUuY29t?= *",
    "=?utf-8?q?*=0D=0ABcc:_x?=",
    "* <script>alert(1)</script><!-- ]]> &lt; &amp;",
    "javascript:alert('*')",
    "https://example.jp/?a=*&b=%41#x",
    ".\r\n..*\r\n.\r\nFrom me\r\n",
    "--=_*\r\nContent-Type: text/html\r\n\r\n<b>",
    "  * 　",
    "%s%n\\0 \\r\\n *",
    "*, *@example.com; *",
    "=1+1*",
    "e\u0301\ufe0f\u200d\u202e*",
    "あ" * 299 + "*",
    "x" * 299 + "*",
]
LONG_VALUES = ["*" + "長い" * 2500, "*" + "long " * 1000]  # rare, for they take long to check

ADDRESSES = [
    ("a.*@example.jp",) * 2,
    ("*+tag@mail.example.co.jp",) * 2,
    ("*..x@docomo.ne.jp", '"*..x"@docomo.ne.jp'),
    (".*.@ezweb.ne.jp", '".*."@ezweb.ne.jp'),
    ('"*..q"@docomo.ne.jp',) * 2,
    ("*＠ｅｘａｍｐｌｅ．jp", "*@example.jp"),
    ("*@例え.jp", "*@xn--r8jz45g.jp"),
    (" <*@example.jp>　", "*@example.jp"),
    ("-*--x_@example.jp",) * 2,
]


@dataclass
class Field:
    """A placeholder in a template."""

    name: str
    default: str | None = None
    place: str = "text"  # in HTML: or "attribute", "url"

    def __str__(self):
        return "{{" + self.name + ("" if self.default is None else "|" + self.default) + "}}"


@dataclass
class Row:
    number: int
    mark: str
    path: str  # the address on the wire
    cells: list

    def get(self, field):
        value = self.cells[COLUMNS.index(field.name)].replace("\0", "")
        return value if value.strip() or field.default is None else field.default


class Draft:
    """subject and texts (by content type) are pieces of templates."""

    def __init__(self, message, subject, texts):
        self.message = message
        self.subject = subject
        self.texts = texts
        self.leaves = [
            (describe(leaf), get_octets(leaf))
            for leaf in get_leaves(email.message_from_bytes(message.as_bytes()))
        ]


COLUMNS = ["email", "name", "会社名", "コード", "備考"]
WORDS = ["Dear ", "、平素は", "ご案内(1)~", "\n\n", ".\n", " 100% ", "--\n", "From here\n", "髙①～ "]
FIELDS = [Field("name"), Field("会社名", "貴社"), Field("コード"), Field("備考", "")]


# What goes in


def make_text(chance, kind):
    """The pieces of a template: strings and fields."""
    pieces = []
    for _ in range(chance.randint(2, 9)):
        pieces += [chance.choice(WORDS), chance.choice(FIELDS)]
    if kind == "text/html":
        tail = [Field("コード", None, "url"), '" title="', Field("備考", "", "attribute")]
        return ["<p>", *pieces, '<a href="https://example.jp/?c=', *tail, '">x</a></p>\n']
    if kind == "subject":
        return ["Re:", *(piece if isinstance(piece, Field) else fold(piece) for piece in pieces)]
    return [*pieces, "\n"]


def make_draft(chance):
    kinds = chance.choice([["text/plain"], ["text/html"], ["text/plain", "text/html"]])
    subject = make_text(chance, "subject")
    texts = {kind: make_text(chance, kind) for kind in kinds}
    plain, markup = ("".join(map(str, texts.get(kind, []))) for kind in ("text/plain", "text/html"))
    message = harness.make_draft(
        subject="".join(map(str, subject)), plain=plain or None, html=markup or None
    )
    for name in ("To", "Cc", "Bcc", "Resent-To", "X-Evolution-Account", "X-Mailer"):
        message[name] = f"{STRANGER}@example.jp"
    if markup and chance.random() < 0.5:
        part = message.get_body(("html",))
        part.add_related(chance.randbytes(3000), "image", "png", cid="<image@example.jp>")
    if chance.random() < 0.5:
        message.add_attachment(chance.randbytes(5000), "application", "pdf", filename="請求書①.pdf")
    if chance.random() < 0.5:
        message.add_attachment("{{name}} stays\n", filename="notes.txt")
    if chance.random() < 0.3:
        inner = harness.make_draft(subject="{{name}} stays", plain="{{name}} stays, too\n")
        inner["To"] = "other@example.jp"
        message.add_attachment(inner)
    return Draft(message, subject, texts)


def make_row(chance, number):
    mark = sentinel(number)
    typed, path = chance.choice(ADDRESSES)
    cells = [
        chance.choice(VALUES if chance.random() < 0.99 else LONG_VALUES) for _ in COLUMNS[1:]
    ]
    for index, field in enumerate(FIELDS):
        if field.default is not None and chance.random() < 0.2:
            cells[index] = chance.choice(["", " ", "　"])
    cells = [cell.replace("*", mark) for cell in [typed, *cells]]
    return Row(number, mark, path.replace("*", mark), cells)


# What should come out


def fold(text):
    return CONTROLS.sub(" ", text)


def escape(text):
    for sign, reference in (
        ("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;"),
    ):
        text = text.replace(sign, reference)
    return text


def write_value(value, kind, place):
    if kind == "subject":
        return fold(value)
    if kind == "text/plain":
        return re.sub("\r\n?", "\n", value)
    if place == "url":
        return urllib.parse.quote(value.strip(" \t\n\r\x0b\x0c"), safe="")
    if place == "attribute":
        return re.sub("\r\n?", "\n", escape(value))
    return re.sub("\r\n|[\r\n\u2028\u2029]", "<br>", escape(value))


def expand(pieces, kind, row):
    return "".join(
        write_value(row.get(piece), kind, piece.place) if isinstance(piece, Field) else piece
        for piece in pieces
    )


def get_leaves(part):
    """The parts that hold something; an attached message is one of them."""
    if part.get_content_maintype() != "multipart":
        return [part]
    return [leaf for child in part.get_payload() for leaf in get_leaves(child)]


def get_octets(leaf):
    if leaf.get_content_type() == "message/rfc822":
        return leaf.get_payload(0).as_bytes().replace(b"\r\n", b"\n")
    octets = leaf.get_payload(decode=True)
    return octets.replace(b"\r\n", b"\n") if leaf.get_content_maintype() == "text" else octets


def describe(leaf):
    return (leaf.get_content_type(), leaf.get_filename(), leaf["Content-ID"])


# Does it?


def check_letter(raw, draft, row):
    """Everything that is wrong with a letter."""
    header = BytesHeaderParser(policy=policy).parsebytes(raw).items()
    leaves = get_leaves(email.message_from_bytes(raw))
    return [
        *check_octets(raw),
        *check_header(raw, header, draft, row),
        *check_texts(leaves, draft, row),
        *check_marks(raw, header, leaves, row),
    ]


def compare(what, given, wanted):
    if given != wanted:
        start = max(0, len(os.path.commonprefix([given, wanted])) - 20)
        yield f"{what}: …{given[start:start + 90]!r}… is not …{wanted[start:start + 90]!r}…"


def check_octets(raw):
    if not raw.isascii() or b"\0" in raw:
        yield "not ASCII"
    if re.search(rb"(?<!\r)\n|\r(?!\n)", raw) or not raw.endswith(b"\r\n"):
        yield "a line break that is not CRLF"
    if max(map(len, raw.split(b"\r\n"))) > 998:
        yield "a line over 998 octets"


def check_header(raw, header, draft, row):
    names = [name.lower() for name, _ in header]
    lines = raw.split(b"\r\n\r\n", 1)[0].split(b"\r\n")
    fields = [line.split(b":")[0].decode().lower() for line in lines if line[:1] not in b" \t"]
    if fields != names:
        yield f"the header is read in two ways: {fields} and {names}"
    if not HEADERS.issuperset(names):
        yield f"a header that no letter has: {names}"
    for name in ("from", "to", "subject", "date", "message-id", "mime-version"):
        if names.count(name) != 1:
            yield f"not exactly one {name}"
            return
    values = dict(zip(names, (value for _, value in header)))
    to = values["to"].addresses
    local, domain = row.path.rsplit("@", 1)
    if [(box.username, box.domain) for box in to] != [(email.utils.unquote(local), domain)]:
        yield f"To is {to}"
        return
    name = fold(row.cells[1].replace("\0", "")).strip()
    yield from compare("name", get_name(raw, row.path).strip(), name)
    # Python keeps the space between two encoded words of a name, against RFC 2047 6.2.
    yield from compare("name", "".join(to[0].display_name.split()), "".join(name.split()))
    yield from compare("Subject", str(values["subject"]), expand(draft.subject, "subject", row))
    yield from compare("From", str(values["from"]), "Taro <taro@example.jp>")


def get_name(raw, path):
    """The display name in To, read without the parser that reads the rest."""
    field = re.search(rb"(?m)^To:(.*(?:\r\n[ \t].*)*)\r\n", raw)[1].replace(b"\r\n", b"").decode()
    phrase = field.strip().removesuffix(f"<{path}>" if field.endswith(">") else path).strip()
    if phrase.startswith('"'):
        return email.utils.unquote(phrase)
    return str(make_header(decode_header(phrase)))


def check_texts(leaves, draft, row):
    if [describe(leaf) for leaf in leaves] != [what for what, _ in draft.leaves]:
        yield f"the parts are {[describe(leaf) for leaf in leaves]}"
        return
    for leaf, (what, octets) in zip(leaves, draft.leaves):
        kind = leaf.get_content_type()
        if kind not in draft.texts or leaf.get_content_disposition() == "attachment":
            if get_octets(leaf) != octets:
                yield f"changed: {what}"
            continue
        text = get_octets(leaf).decode("utf-8", "replace")
        if kind == "text/html":
            text = text.replace("\r", "\n")  # as HTML reads it
        yield from compare(kind, text, expand(draft.texts[kind], kind, row))
        if leaf.get_content_charset() != "utf-8":
            yield f"the character set is {leaf.get_content_charset()}"


def check_marks(raw, header, leaves, row):
    texts = [raw, *(str(value).encode() for _, value in header), *map(get_octets, leaves)]
    marks = {mark.decode() for text in texts for mark in MARK.findall(text)}
    if marks != {row.mark}:
        yield f"marks of {sorted(marks)} in the letter of {row.mark}"


class Privacy(harness.Test):
    def make(self, chance, count, first=1):
        draft = make_draft(chance)
        rows = [make_row(chance, number) for number in range(first, first + count)]
        people = self.write_list([row.cells for row in rows], COLUMNS)
        letter = self.write_draft(draft.message)
        return draft, rows, ("--letter", letter, "--recipients", people)

    def test_no_letter_holds_anything_of_another_row(self):
        print(f"# ATENA_SEED={SEED}")
        chance = random.Random(SEED)
        ids = set()
        for number in range(DRAFTS):
            draft, rows, arguments = self.make(chance, ROWS, 1 + number * ROWS)
            folder = self.dir / f"letters-{number}"
            self.run_atena("preview", *arguments, "--out", folder)
            names = [f"{index:06d}.eml" for index in range(1, ROWS + 1)]
            self.assertEqual(sorted(path.name for path in folder.iterdir()), names)
            for name, row in zip(names, rows):
                raw = (folder / name).read_bytes()
                wrong = check_letter(raw, draft, row)
                self.assertEqual(wrong, [], f"draft {number}, {name}")
                ids.add(re.search(rb"(?mi)^Message-ID: *<(.*)>\r$", raw)[1])
        self.assertEqual(len(ids), DRAFTS * ROWS, "a Message-ID was used twice")

    def test_each_envelope_has_the_one_recipient_of_its_letter(self):
        chance = random.Random(SEED + 1)
        draft, rows, arguments = self.make(chance, 1000)
        with Server() as server:
            self.run_atena("send", *arguments, "--smtp", server.url, "--connections", 4, "--yes")
            commands = [verb for connection in server.connections for verb in connection.commands]
        self.assertEqual(server.problems, [])
        self.assertEqual([commands.count(verb) for verb in ("MAIL", "RCPT", "DATA")], [1000] * 3)
        letters = {message.recipients[0]: message for message in server.accepted}
        self.assertEqual(set(letters), {row.path for row in rows})
        for row in rows:
            message = letters[row.path]
            self.assertEqual(message.recipients, [row.path])
            self.assertEqual(message.sender, "taro@example.jp")
            self.assertEqual(check_letter(message.data, draft, row), [], row.path)

    def test_these_checks_notice_what_is_wrong(self):
        """A letter that is right, and then each damage."""
        row = Row(7, sentinel(7), "a@example.jp", ["a@example.jp", "Taro", "", sentinel(7), ""])
        pieces = ["x ", Field("コード"), "\n"]
        message = harness.make_draft(subject="{{コード}}", plain="x {{コード}}\n")
        draft = Draft(message, [Field("コード")], {"text/plain": pieces})
        body = base64.b64encode(f"x {row.mark}\r\n".encode())
        other = base64.b64encode(f"x {row.mark} {sentinel(8)}\r\n".encode())
        good = (
            b"From: Taro <taro@example.jp>\r\nTo: Taro <a@example.jp>\r\n"
            b"Subject: Zq000007qZ\r\nDate: Sat, 29 Aug 2026 09:00:00 +0900\r\n"
            b"Message-ID: <1@example.jp>\r\nMIME-Version: 1.0\r\n"
            b"Content-Type: text/plain; charset=utf-8\r\n"
            b"Content-Transfer-Encoding: base64\r\n\r\n" + body + b"\r\n"
        )
        self.assertEqual(check_letter(good, draft, row), [])
        damages = [
            (b"To: Taro <a@", b"To: Taro <b@"),
            (b"To: Taro <", b"To: Hanako <"),
            (b"To: Taro <a@example.jp>", b"To: Taro <a@example.jp>, b@example.jp"),
            (b"Date:", b"To: b@example.jp\r\nDate:"),
            (b"Date:", b"Cc: b@example.jp\r\nDate:"),
            (b"Date:", b"Bcc: b@example.jp\r\nDate:"),
            (b"Date:", b"Resent-To: b@example.jp\r\nDate:"),
            (b"Date:", b"X-Evolution-Account: b\r\nDate:"),
            (b"Date:", b"Date: Sat, 29 Aug 2026 09:00:00 +0900\r\nDate:"),
            (b"Zq000007qZ", b"Zq000008qZ"),
            (b"Zq000007qZ", b"Zq000007qZ =?utf-8?b?WnEwMDAwMDhxWg==?="),
            (b"From: Taro", b"From: Hanako"),
            (body, other),
            (body, b"x" * 999),
            (body, body.replace(b"D", b"\xe3")),
            (body, body + b"\n"),
            (body, body + b"\r\n\0"),
            (b"text/plain", b"text/html"),
        ]
        for before, after in damages:
            damaged = good.replace(before, after, 1)
            self.assertNotEqual(damaged, good, before)
            self.assertNotEqual(check_letter(damaged, draft, row), [], after)


if __name__ == "__main__":
    harness.main()
