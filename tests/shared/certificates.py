# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""Certificates of the tests' own: a good one, and each way in which one can be bad."""

import functools
import subprocess
import tempfile
from pathlib import Path
from types import SimpleNamespace


class Authority:
    """A certificate authority of the tests' own."""

    def __init__(self, directory, name):
        self.dir = directory
        self.file = directory / f"{name}.pem"
        self._key = directory / f"{name}.key"
        make_key(self._key)
        openssl(
            "req", "-x509", "-new", "-key", self._key, "-days", 2, "-out", self.file,
            "-subj", f"/CN={name}", "-addext", "basicConstraints=critical,CA:TRUE",
        )

    def issue(self, name, hosts, days=2):
        """Makes a file with key and certificate; days may be negative."""
        key, request, names = (self.dir / f"{name}.{end}" for end in ("key", "csr", "ext"))
        certificate = self.dir / f"{name}.pem"
        make_key(key)
        openssl("req", "-new", "-key", key, "-subj", f"/CN={name}", "-out", request)
        names.write_text(f"subjectAltName={hosts}\n")
        openssl(
            "x509", "-req", "-in", request, "-CA", self.file, "-CAkey", self._key,
            "-days", days, "-extfile", names, "-out", certificate,
        )
        certificate.write_text(key.read_text() + certificate.read_text())
        return certificate


def openssl(*arguments):
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def make_key(path):
    openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", path)


@functools.cache
def get_certificates():
    """One good certificate, each way in which one can be bad, and the authority file to trust."""
    directory = tempfile.TemporaryDirectory(prefix="atena-ca-")
    ours = Authority(Path(directory.name), "authority")
    theirs = Authority(Path(directory.name), "stranger")
    here = "DNS:localhost,IP:127.0.0.1"
    return SimpleNamespace(
        directory=directory,
        ca=ours.file,
        good=ours.issue("good", here),
        wrong_host=ours.issue("wrong-host", "DNS:mail.example.com"),
        expired=ours.issue("expired", here, days=-1),
        other_authority=theirs.issue("other-authority", here),
    )
