# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Accounts that only Evolution itself can send from."""

import hashlib
import ssl

import scenario
from certificates import get_certificates
from scenario import make_addresses
from smtp_script import Rule
from windows import MergeWindow, ProgressWindow, Question

# What is called with "-i -f sender -- recipient", and refuses one of them.
SENDMAIL = """#!/bin/sh
cat > "{folder}/$5"
printf '%s\\n' "$*" > "{folder}/$5.args"
test "$5" != p0003@example.com || exit 67
"""


# CamelCertTrust
TRUST_FULLY = 3


class Camel(scenario.Scenario):
    def furnish_sendmail(self, script=SENDMAIL):
        self.sendmail = self.make_folder("sendmail")
        program = self.dir / "program"
        program.write_text(script.format(folder=self.sendmail))
        program.chmod(0o755)
        self.furnish(backend="sendmail", program=str(program))

    def send_separately(self, composer):
        composer.send()
        Question(self.evolution).press("send-separately")
        window = MergeWindow(self.evolution)
        window.press("start")
        return ProgressWindow(self.evolution)

    def test_a_program_gets_each_letter_as_it_is(self):
        self.furnish_sendmail()
        people = make_addresses(6)
        composer = self.compose(bcc=people, subject="お知らせ", body="{{宛名|お客様}}\n本文です")
        progress = self.send_separately(composer)
        progress.press("close", 60)
        self.assert_ends_well()
        for address in people:
            said = (self.sendmail / f"{address}.args").read_text()
            self.assertEqual(said, f"-i -f yamada@example.jp -- {address}\n")
        self.assertEqual(self.home.get_states(), ["sent"] * 2 + ["rejected"] + ["sent"] * 3)
        copies = sorted(path.read_bytes() for path in self.home.mail.glob(".Sent/*/*:*"))
        letters = [(self.sendmail / address).read_bytes() for address in people if "3" not in address]
        self.assertEqual(copies, sorted(letters))

    def furnish_with_stranger(self, tls, security, **options):
        """A server whose certificate no authority on this machine has signed."""
        server = {"tls": tls, "certificate": get_certificates().good, **options.pop("server", {})}
        self.furnish(server=server, host="localhost", security=security, **options)

    def accept_certificate(self):
        """Leaves what Evolution writes when a person accepts a certificate for good."""
        pem = get_certificates().good.read_text()
        certificate = ssl.PEM_cert_to_DER_cert(pem[pem.index("-----BEGIN CERTIFICATE"):])
        digest = hashlib.md5(certificate).digest()
        fingerprint = "".join(f"{octet:02x}:" for octet in digest)
        self.home.write(f".local/share/camel_certs/{fingerprint}", certificate)
        words = [encode("")] * 2 + [encode("localhost"), encode(fingerprint)]
        self.home.write(
            ".local/share/evolution/camel-cert.db",
            b"\x02\x80" + b"\x81" + b"".join(words) + bytes([0x80 | TRUST_FULLY]),
        )

    def test_a_certificate_accepted_by_hand_is_good_for_letters_too(self):
        refusal = Rule(at="rcpt", to="p0003@example.com", reply=["550 5.1.1 No such user"])
        self.furnish_with_stranger(
            "starttls", "starttls-on-standard-port", server={"rules": [refusal]}
        )
        self.accept_certificate()
        people = make_addresses(6)
        composer = self.compose(bcc=people, subject="お知らせ", body="本文です")
        composer.fill("bcc", ", ".join([*people, "foo..bar@docomo.ne.jp"]))
        progress = self.send_separately(composer)
        progress.press("close", 60)
        self.assert_ends_well()
        letters = self.get_letters()
        self.assertEqual(sorted(letters), [*people[:2], *people[3:]])
        self.assertEqual(self.server.problems, [])
        self.assertTrue(all(message.connection.is_tls for message in self.server.messages))
        self.assertEqual(
            self.home.get_states(), ["sent"] * 2 + ["deferred"] + ["sent"] * 3 + ["excluded"]
        )
        copies = sorted(path.read_bytes() for path in self.home.mail.glob(".Sent/*/*:*"))
        sent = [message.data.replace(b"\r\n", b"\n") for message in self.server.messages]
        self.assertEqual(copies, sorted(sent))

    def test_a_certificate_that_nobody_accepts_sends_nothing(self):
        self.furnish_with_stranger("implicit", "ssl-on-alternate-port")
        composer = self.compose(bcc=make_addresses(5), subject="お知らせ", body="本文です")
        progress = self.send_separately(composer)
        progress.wait_for("resume", 60)
        self.assertEqual(self.server.messages, [])
        self.assertEqual(self.home.get_states(), ["pending"] * 5)


def encode(word):
    """As camel_file_util_encode_string() does a short one."""
    return bytes([0x80 | len(word) + 1]) + word.encode()


if __name__ == "__main__":
    scenario.main()
