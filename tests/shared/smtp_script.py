# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""An SMTP server that misbehaves to order and writes down what it was given.

Without rules it is a strict, well-behaved server. A rule says what it does instead at one phase:

    Rule(at="rcpt", to="p2@example.jp", reply=["550 5.1.1 No such user"])
    Rule(at="dot", nth=3, then="drop")

faults.toml is a collection of such rules, and by hand one of them is played with
`smtp_script.py --play "name of the case"`.
"""

import argparse
import base64
import hmac
import json
import re
import select
import socket
import ssl
import struct
import sys
import threading
import tomllib
import traceback
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

PHASES = (
    "greeting", "ehlo", "starttls", "auth", "mail", "rcpt", "data", "body", "dot", "rset", "quit",
)
ENDINGS = ("go on", "drop", "reset", "stall", "hold", "die")

MAIL = re.compile(r"MAIL FROM:<([^<>]*)>((?: [A-Z0-9-]+(?:=[^ ]+)?)*)", re.IGNORECASE)
RCPT = re.compile(r"RCPT TO:<([^<>]+)>((?: [A-Z0-9-]+(?:=[^ ]+)?)*)", re.IGNORECASE)

# User and token: Google's XOAUTH2, and RFC 7628 3.1.
TOKEN_MECHANISMS = {
    "XOAUTH2": re.compile(r"user=([^\x01]+)\x01auth=Bearer ([^\x01]+)\x01\x01"),
    "OAUTHBEARER": re.compile(
        r"n,a=([^,\x01]+),\x01host=[^\x01]+\x01port=[0-9]+\x01auth=Bearer ([^\x01]+)\x01\x01"
    ),
}

# RFC 2920 3.1: these end a group of commands, so their reply is waited for.
NEVER_PIPELINED = ("EHLO", "HELO", "STARTTLS", "AUTH", "DATA", "QUIT")


@dataclass
class Rule:
    """What the server does at a phase: it says something, then something happens.

    at      a phase
    to      only for this recipient (rcpt, data, body, dot)
    nth     only the nth time, since: that time and all later ones; both count over all connections
    reply   lines, written with CRLF; raw: text written as it is; hex: octets written as they are
    repeat  how often that is written; 0 is for ever
    octets  how much of a body is read first (body)
    then    "go on"; "drop" the connection, or "reset" it (RST); "stall" until the client leaves;
            "die": drop the connection and refuse new ones; "hold": say nothing until the test
            calls Server.release()
    """

    at: str
    to: str = ""
    nth: int = 0
    since: int = 1
    reply: list = field(default_factory=list)
    raw: str = ""
    hex: str = ""
    repeat: int = 1
    octets: int = 0
    then: str = "go on"

    def __post_init__(self):
        self.seen = 0
        assert self.at in PHASES and self.then in ENDINGS, self
        says = bool(self.reply) + bool(self.raw) + bool(self.hex)
        assert says == 1 or (says == 0 and self.then != "go on"), self
        assert self.at == "body" or not self.octets, self

    def get_octets(self, usual):
        """What is said; usual is what would be without the rule."""
        own = bytes.fromhex(self.hex) or self.raw.encode() or encode(self.reply)
        return own or (usual if self.then == "hold" else b"")

    def matches(self, phase, recipients):
        """Whether this is the time; counts it."""
        if phase != self.at or (self.to and self.to not in recipients):
            return False
        self.seen += 1
        return self.seen == self.nth if self.nth else self.seen >= self.since


@dataclass
class Setup:
    """What kind of server it is; all but the rules can only be seen by new connections."""

    rules: list = field(default_factory=list)
    tls: str = "none"  # or "starttls" or "implicit"
    certificate: Path | None = None
    password: tuple | None = None  # (user, password or token): then MAIL needs AUTH
    mechanisms: list = field(default_factory=lambda: ["PLAIN", "LOGIN"])
    extensions: list = field(default_factory=lambda: ["SIZE 100000000", "8BITMIME"])
    drip: bool = False  # replies leave octet by octet


@dataclass
class Message:
    """A message whose last dot was read. code is the first digits of the answer, 0 for none."""

    connection: "Connection"
    sender: str
    recipients: list
    data: bytes
    code: int = 0

    @property
    def is_accepted(self):
        return 200 <= self.code < 300


@dataclass
class Connection:
    """What happened on one connection."""

    number: int
    commands: list = field(default_factory=list)  # verbs
    is_tls: bool = False
    mechanism: str = ""  # the last one tried
    login: tuple | None = None  # and what was given
    user: str = ""


class Gone(Exception):
    """The connection is over."""


class Server:
    def __init__(self, record=None, port=0, **setup):
        self.setup = Setup(**setup)
        self.connections = []
        self.messages = []
        self.problems = []  # whatever a client must not do
        self.events = 0  # how often any phase was reached
        self.changed = threading.Condition()
        self._record = record
        self._gate = threading.Event()
        self.holding = 0  # how many sessions wait for release ()
        self._numbers = count(1)
        self._sessions = set()
        self._threads = []
        self._listener = None
        self.port = port
        self.listen()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    @property
    def url(self):
        scheme = "smtps" if self.setup.tls == "implicit" else "smtp"
        return f"{scheme}://127.0.0.1:{self.port}"

    @property
    def accepted(self):
        return [message for message in self.messages if message.is_accepted]

    @property
    def is_idle(self):
        """Whether no connection is open."""
        return not self._sessions

    def listen(self):
        """Starts to take connections, on the same port as before if there was one."""
        self._listener = socket.socket()
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # A client that sends a large letter must notice when nobody reads it.
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        self._listener.bind(("127.0.0.1", self.port))
        self._listener.listen(64)
        self.port = self._listener.getsockname()[1]
        self._run(self._accept, self._listener)

    def refuse(self):
        """Takes no more connections."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def heal(self, **setup):
        """Becomes a well-behaved server on the same port, unless told otherwise."""
        if self._listener.fileno() < 0:
            self.listen()
        self.setup = Setup(**setup)
        self.release()

    def release(self):
        """Lets go of the sessions that hold, now and from now on."""
        self._gate.set()

    def close_gate(self):
        """Sessions hold again, from now on."""
        self._gate.clear()

    def wait(self, condition, what, seconds=30):
        """Waits until condition () is true; it is looked at whenever something happens."""
        with self.changed:
            if not self.changed.wait_for(condition, seconds):
                raise AssertionError(f"{what}: not within {seconds} s")

    def close(self):
        self.release()
        if self._listener.fileno() >= 0:
            self.refuse()
        with self.changed:
            for session in self._sessions:
                session.hang_up()
        for thread in self._threads:
            thread.join(10)

    # For sessions

    def pick(self, phase, recipients):
        """The rule for what has just been reached, if there is one."""
        with self.changed:
            self.events += 1
            matching = [rule for rule in self.setup.rules if rule.matches(phase, recipients)]
            self.changed.notify_all()
        return matching[0] if matching else None

    def add_message(self, message):
        with self.changed:
            self.messages.append(message)
            number = len(self.messages)
            self.changed.notify_all()
        if self._record:
            save(self._record, number, message)

    def add_problem(self, connection, text):
        with self.changed:
            self.problems.append(f"connection {connection.number}: {text}")

    def hold(self):
        with self.changed:
            self.holding += 1
            self.changed.notify_all()
        self._gate.wait()

    def _run(self, function, *arguments):
        thread = threading.Thread(target=function, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self, listener):
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            record = Connection(next(self._numbers))
            session = Session(self, connection, record)
            with self.changed:
                self.connections.append(record)
                self._sessions.add(session)
            self._run(self._serve, session)

    def _serve(self, session):
        try:
            session.run()
        except (Gone, OSError):
            pass
        except Exception:
            self.add_problem(session.record, traceback.format_exc())
        finally:
            with self.changed:
                self._sessions.discard(session)
                self.changed.notify_all()
            session.socket.close()


class Session:
    """One connection."""

    def __init__(self, server, connection, record):
        self.server = server
        self.setup = server.setup
        self.socket = connection
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.record = record
        self.buffer = b""
        self.welcome = False
        self.greeted = False
        self.forget()

    def run(self):
        if self.setup.tls == "implicit":
            self.start_tls()
        self.welcome = self.answer("greeting", "220 localhost ESMTP") == 220
        while self.serve(self.read_line()):
            pass

    def hang_up(self):
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    # Octets

    def read_more(self):
        octets = self.socket.recv(262144)
        if not octets:
            raise Gone
        self.buffer += octets

    def read_line(self):
        while b"\n" not in self.buffer:
            if len(self.buffer) > 100_000:
                self.complain("an endless command")
                raise Gone
            self.read_more()
        line, self.buffer = self.buffer.split(b"\n", 1)
        if not line.endswith(b"\r"):
            self.complain(f"a command that ends without CR: {line!r}")
        line = line.removesuffix(b"\r")
        if not (line.isascii() or self.utf8) or re.search(rb"[\x00-\x1f\x7f]", line):
            self.complain(f"a command that is not printable ASCII: {line!r}")
        return line.decode("utf-8" if self.utf8 else "ascii", "backslashreplace")

    def write(self, octets):
        if self.setup.drip:
            for octet in octets:
                self.socket.sendall(bytes([octet]))
        else:
            self.socket.sendall(octets)

    def wait_until_gone(self):
        """Reads nothing, says nothing, until the client leaves."""
        poll = select.poll()
        poll.register(self.socket, select.POLLRDHUP)
        poll.poll()
        raise Gone

    def complain(self, text):
        self.server.add_problem(self.record, text)

    # Phases

    def answer(self, phase, *lines):
        """Says what a rule or, without one, lines say. Returns the reply code, 0 if it has none."""
        rule, octets = self.choose(phase, lines)
        self.say(rule, octets)
        return get_code(octets)

    def choose(self, phase, lines):
        rule = self.server.pick(phase, self.recipients)
        usual = encode(lines)
        return rule, rule.get_octets(usual) if rule else usual

    def say(self, rule, octets):
        if rule is None:
            self.write(octets)
            return
        if rule.then == "hold":
            self.server.hold()
        for _ in range(rule.repeat) if rule.repeat else count():
            self.write(octets)
        if rule.then == "die":
            self.server.refuse()
        if rule.then == "reset":
            linger = struct.pack("ii", 1, 0)
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        if rule.then in ("drop", "reset", "die"):
            raise Gone
        if rule.then == "stall":
            self.wait_until_gone()

    def serve(self, line):
        """Serves one command. Returns False after the last one."""
        verb = line.split(" ", 1)[0].upper()
        self.record.commands.append(verb)
        if len(line) > 510 and verb != "AUTH":
            self.complain(f"a command of {len(line)} octets")
        if self.buffer and ("PIPELINING" not in self.setup.extensions or verb in NEVER_PIPELINED):
            self.complain(f"speaks on before the reply to {verb}: {self.buffer[:100]!r}")
        if not self.welcome and verb != "QUIT":
            self.complain(f"{verb} without a greeting")
        elif not self.greeted and verb not in ("EHLO", "HELO", "QUIT"):
            self.complain(f"{verb} before EHLO")
        serve = getattr(self, f"serve_{verb.lower()}", None)
        if serve is None:
            self.complain(f"an unknown command: {line!r}")
            self.write(b"500 5.5.1 What?\r\n")
            return True
        return serve(line) is not False

    def serve_ehlo(self, line):
        if not re.fullmatch(r"(?i:EHLO|HELO) [^ ]+", line):
            self.complain(f"not RFC 5321: {line!r}")
        extensions = ["localhost", *self.setup.extensions]
        if self.setup.tls == "starttls" and not self.record.is_tls:
            extensions.append("STARTTLS")
        elif self.setup.password:
            extensions.append("AUTH " + " ".join(self.setup.mechanisms))
        lines = [f"250-{text}" for text in extensions[:-1]] + [f"250 {extensions[-1]}"]
        self.greeted = self.answer("ehlo", *lines) == 250
        self.forget()

    serve_helo = serve_ehlo

    def serve_starttls(self, _line):
        if self.answer("starttls", "220 2.0.0 Go ahead") == 220:
            self.start_tls()

    def serve_auth(self, line):
        _, mechanism, *rest = line.split(" ")
        self.record.mechanism = mechanism
        if self.setup.tls != "none" and not self.record.is_tls:
            self.complain("AUTH in clear although STARTTLS is offered")
        if not self.setup.password or mechanism not in self.setup.mechanisms:
            self.complain(f"a mechanism that is not offered: {mechanism}")
        wrong = "535 5.7.8 Authentication credentials invalid"
        given = self.record.login = self.read_login(mechanism, rest)
        right = given is not None and given == self.server.setup.password
        if mechanism in TOKEN_MECHANISMS and not right:
            # Why it is wrong, and the client's word that it has understood (RFC 7628 3.2.3).
            self.read_secret(b'{"status":"invalid_token"}', [])
        code = self.answer("auth", "235 2.7.0 Welcome" if right else wrong)
        if right and code == 235:
            self.record.user = given[0]

    def read_login(self, mechanism, rest):
        """The (user, password) that a client gives, or None."""
        if mechanism == "PLAIN":
            octets = self.read_secret(b"", rest).split(b"\0")
            return tuple(part.decode() for part in octets[1:])
        if mechanism == "LOGIN":
            user = self.read_secret(b"Username:", rest)
            return user.decode(), self.read_secret(b"Password:", []).decode()
        if mechanism == "CRAM-MD5":
            return self.read_digest()
        if mechanism in TOKEN_MECHANISMS:
            match = TOKEN_MECHANISMS[mechanism].fullmatch(self.read_secret(b"", rest).decode())
            if not match:
                self.complain(f"not how {mechanism} gives a token")
            return match and match.groups()
        return None

    def read_digest(self):
        """The user and, if what is proved is to know it, the password (RFC 2195)."""
        challenge = f"<{self.record.number}.1@localhost>".encode()
        user, digest = self.read_secret(challenge, []).decode().split(" ")
        password = self.server.setup.password[1]
        right = hmac.new(password.encode(), challenge, "md5").hexdigest()
        return user, password if hmac.compare_digest(digest, right) else None

    def read_secret(self, question, rest):
        if not rest:
            self.write(b"334 " + base64.b64encode(question) + b"\r\n")
            rest = [self.read_line()]
        return base64.b64decode(rest[0])

    def serve_mail(self, line):
        match = MAIL.fullmatch(line)
        if not match:
            self.complain(f"not RFC 5321: {line!r}")
        elif self.sender is not None:
            self.complain("MAIL inside a transaction")
        else:
            self.check_parameters(match[2])
        if self.setup.password and not self.record.user:
            self.answer("mail", "530 5.7.0 Authentication required")
        elif self.answer("mail", "250 2.1.0 Ok") == 250:
            self.sender = match[1] if match else ""

    def check_parameters(self, text):
        """Parameters of MAIL and RCPT belong to extensions (RFC 5321 4.1.1.11)."""
        offered = {line.split(" ")[0] for line in self.setup.extensions}
        wanted = {"SIZE": "SIZE", "BODY": "8BITMIME", "SMTPUTF8": "SMTPUTF8"}
        for parameter in text.split():
            name = parameter.split("=")[0].upper()
            if wanted.get(name, "DSN") not in offered:
                self.complain(f"parameter {parameter} was never offered")
            self.utf8 = self.utf8 or name == "SMTPUTF8"

    def serve_rcpt(self, line):
        match = RCPT.fullmatch(line)
        if not match:
            self.complain(f"not RFC 5321: {line!r}")
        else:
            self.check_parameters(match[2])
        if self.sender is None:
            self.complain_unless_pipelined("RCPT without MAIL")
            self.answer("rcpt", "503 5.5.1 MAIL first")
            return
        if self.recipients:
            self.complain("two recipients in one transaction")
        self.recipients.append(match[1] if match else line)
        if not 250 <= self.answer("rcpt", "250 2.1.5 Ok") <= 252:
            self.recipients.pop()

    def serve_data(self, _line):
        if not self.recipients:
            self.complain_unless_pipelined("DATA without an accepted recipient")
            self.answer("data", "503 5.5.1 RCPT first")
            return
        if self.answer("data", "354 Go ahead") != 354:
            return
        body = self.read_body()
        self.check_body(body)
        rule, octets = self.choose("dot", ["250 2.0.0 Queued"])
        # On record before the reply leaves: who has seen the reply finds the message.
        self.server.add_message(
            Message(self.record, self.sender, self.recipients, body, get_code(octets))
        )
        self.say(rule, octets)
        self.forget()

    def complain_unless_pipelined(self, text):
        if "PIPELINING" not in self.setup.extensions:
            self.complain(text)

    def read_body(self):
        rule = self.server.pick("body", self.recipients)
        if rule:
            while len(self.buffer) < rule.octets:
                self.read_more()
            self.say(rule, rule.get_octets(b""))
        body = bytearray(self.buffer)
        # An empty body is a lone dot.
        while not body.startswith(b".\r\n") and (end := body.find(b"\r\n.\r\n", -300_000)) < 0:
            self.buffer = b""
            self.read_more()
            body += self.buffer
        if body.startswith(b".\r\n"):
            end = -2
        self.buffer = bytes(body[end + 5 :])
        return re.sub(rb"(?m)^\.", b"", bytes(body[: end + 2]))

    def check_body(self, body):
        if re.search(rb"(?<!\r)\n|\r(?!\n)", body):
            self.complain("a line break that is not CRLF")
        header, _, text = body.partition(b"\r\n\r\n")
        if not (header.isascii() or self.utf8) or not text.isascii() or b"\0" in body:
            self.complain("a letter that is not ASCII")
        if re.search(rb"[^\n]{999}\r\n", body):
            self.complain("a line over 998 octets")

    def serve_rset(self, _line):
        self.answer("rset", "250 2.0.0 Ok")
        self.forget()

    def serve_quit(self, _line):
        self.answer("quit", "221 2.0.0 Bye")
        return False

    def forget(self):
        self.sender = None
        self.recipients = []
        self.utf8 = False  # this transaction (RFC 6531)

    def start_tls(self):
        self.buffer = b""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.setup.certificate)
        self.socket = context.wrap_socket(
            self.socket, server_side=True, do_handshake_on_connect=False
        )
        self.socket.do_handshake()
        self.record.is_tls = True
        self.greeted = False
        self.forget()


def encode(lines):
    return b"".join(line.encode() + b"\r\n" for line in lines)


def get_code(octets):
    """The code of the first reply in octets, 0 unless all its lines have the same one."""
    codes = set()
    for line in octets.split(b"\r\n")[:-1]:
        codes.add(line[:3])
        if line[3:4] != b"-":
            break
    else:
        return 0
    code = codes.pop() if len(codes) == 1 else b""
    return int(code) if re.fullmatch(rb"[2-5][0-9][0-9]", code) else 0


def save(directory, number, message):
    """Writes a message as NUMBER.eml and its envelope as NUMBER.json."""
    stem = Path(directory, f"{number:06d}")
    envelope = {"sender": message.sender, "recipients": message.recipients, "code": message.code}
    stem.with_suffix(".eml").write_bytes(message.data)
    stem.with_suffix(".json").write_text(json.dumps(envelope))


def load_cases():
    with open(Path(__file__).with_name("faults.toml"), "rb") as file:
        return tomllib.load(file)["case"]


def main():
    parser = argparse.ArgumentParser(description="Plays a scripted SMTP server.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--play", default="", help="name of a case of faults.toml")
    parser.add_argument("--record", help="folder for the messages")
    arguments = parser.parse_args()
    cases = [case for case in load_cases() if case["name"] == arguments.play]
    if arguments.play and not cases:
        sys.exit("There is no such case")
    rules = [Rule(**rule) for case in cases for rule in case["server"]]
    with Server(port=arguments.port, record=arguments.record, rules=rules) as server:
        print(server.url, flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
