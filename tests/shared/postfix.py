# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""A private Postfix, with Dovecot for its logins, that lives in one folder and as long as the test.

Postfix must be started by root. So the servers are run by a process of their own, which is this
file run as a program, through sudo if need be. It stops them when its standard input ends, which it
does even when the test dies.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from certificates import get_certificates
from waiting import wait_for

MASTER = "/usr/lib/postfix/sbin/master"

# Only what this Postfix needs: name, type, private, unprivileged, chroot, wakeup, maxproc, command.
SERVICES = """
127.0.0.1:{port} inet n - n - - smtpd
postlog   unix-dgram n - n - 1 postlogd
cleanup   unix n - n - 0 cleanup
qmgr      unix n - n 300 1 qmgr
rewrite   unix - - n - - trivial-rewrite
bounce    unix - - n - 0 bounce
defer     unix - - n - 0 bounce
trace     unix - - n - 0 bounce
error     unix - - n - - error
retry     unix - - n - - error
discard   unix - - n - - discard
proxymap  unix - - n - - proxymap
anvil     unix - - n - 1 anvil
tlsmgr    unix - - n 1000 1 tlsmgr
virtual   unix - n n - - virtual
"""

SETTINGS = """
compatibility_level = 3.6
queue_directory = {folder}/queue
data_directory = {folder}/data
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
syslog_name = postfix
myhostname = localhost
mydestination =
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
local_recipient_maps =
local_transport = error:nobody is local
default_transport = error:nothing leaves this machine

virtual_mailbox_domains = {domains}
virtual_mailbox_base = {folder}/mail
virtual_mailbox_maps = texthash:{folder}/mailboxes
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
virtual_minimum_uid = 1
virtual_transport = virtual

smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = private/auth
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {certificate}
smtpd_tls_loglevel = 1
smtpd_recipient_restrictions =
  check_recipient_access texthash:{folder}/refused, permit_sasl_authenticated, reject
smtpd_relay_restrictions = permit_sasl_authenticated, reject
"""

# No mail: Dovecot only answers whether a password is right.
DOVECOT = """
protocols =
base_dir = {folder}/dovecot
state_dir = {folder}/dovecot
log_path = {folder}/dovecot.log
ssl = no
auth_mechanisms = plain login cram-md5
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
service auth {{
  unix_listener {folder}/queue/private/auth {{
    mode = 0600
    user = postfix
  }}
}}
"""


# In the test


def start_postfix(test, login, mailboxes, refused=None):
    """The servers, for as long as the test.

    login: user and password. mailboxes: addresses. refused: what is said instead of taking a letter,
    by address.
    """
    # Not among the test's own files, which are closed to the users that Postfix runs as. What is
    # root's in there the servers remove.
    folder = Path(tempfile.mkdtemp(prefix="atena-postfix-"))
    test.addCleanup(shutil.rmtree, folder, ignore_errors=True)
    user, password = login
    server = Postfix(
        folder, get_certificates().good, (user, "{PLAIN}" + password), mailboxes, refused or {}
    )
    test.addCleanup(server.close)
    return server


class Postfix:
    """The servers, from start to close ()."""

    def __init__(self, folder, certificate, login, mailboxes, refused):
        self.folder = folder
        self.log = folder / "mail.log"
        folder.chmod(0o755)
        (folder / "mailboxes").write_text("".join(f"{who} {who}/\n" for who in mailboxes))
        (folder / "refused").write_text("".join(f"{who} {why}\n" for who, why in refused.items()))
        (folder / "users").write_text(":".join(login) + "\n")
        domains = sorted({who.split("@")[1] for who in mailboxes})
        root = [] if os.geteuid() == 0 else ["sudo", "-n"]
        if root and not shutil.which("sudo"):
            raise AssertionError("Postfix needs root, and there is no sudo")
        self._process = subprocess.Popen(
            [*root, sys.executable, "-B", __file__, folder, certificate, *domains],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        self.port = self._process.stdout.readline().strip()
        if not self.port:
            _, said = self._process.communicate(timeout=60)
            raise AssertionError(f"Postfix needs root or sudo without a password: {said}")

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    def get_letters(self, mailbox):
        folder = self.folder / "mail" / mailbox / "new"
        return sorted(folder.iterdir()) if folder.is_dir() else []

    def count_letters(self):
        return sum(1 for _ in (self.folder / "mail").glob("*/new/*"))

    def close(self):
        """Stops the servers; says what went wrong with them."""
        _, said = self._process.communicate(timeout=60)
        if self._process.returncode != 0:
            raise AssertionError(f"the servers did not end well: {said}")


# As root


def find_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def make_folders(folder, owner):
    """What Postfix makes when it is installed (postfix-files(5))."""
    postfix = pwd.getpwnam("postfix")
    queue = folder / "queue"
    queue.mkdir()
    for name in ("active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming",
                 "maildrop", "private", "public", "saved", "trace"):
        (queue / name).mkdir(mode=0o700)
        os.chown(queue / name, postfix.pw_uid, 0)
    for name in ("public", "maildrop"):
        shutil.chown(queue / name, group="postdrop")
        (queue / name).chmod(0o710 if name == "public" else 0o730)
    (queue / "pid").mkdir(mode=0o755)
    (folder / "data").mkdir(mode=0o700)
    os.chown(folder / "data", postfix.pw_uid, 0)
    (folder / "mail").mkdir(mode=0o755)
    os.chown(folder / "mail", owner.pw_uid, owner.pw_gid)
    (folder / "dovecot").mkdir(mode=0o755)
    (folder / "mail.log").touch(0o644)


def write_settings(folder, certificate, domains, owner, port):
    (folder / "etc").mkdir()
    values = {
        "folder": folder, "certificate": certificate, "domains": " ".join(domains),
        "port": port,
        "uid": owner.pw_uid, "gid": owner.pw_gid,
    }
    for name, text in (
        ("etc/main.cf", SETTINGS), ("etc/master.cf", SERVICES), ("dovecot.conf", DOVECOT),
    ):
        (folder / name).write_text(text.format(**values))


def stop(process):
    """Ends a server with its children, which are in a session of their own."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def run_servers(folder, certificate, domains):
    # Root owns no mailbox here: virtual(8) would refuse to write into it.
    owner = pwd.getpwuid(int(os.environ.get("SUDO_UID", os.geteuid())) or 65534)
    port = find_port()
    make_folders(folder, owner)
    write_settings(folder, certificate, domains, owner, port)
    processes = []
    try:
        for command in (
            ["dovecot", "-F", "-c", folder / "dovecot.conf"], [MASTER, "-c", folder / "etc", "-d"],
        ):
            processes.append(
                subprocess.Popen(command, start_new_session=True, stdin=subprocess.DEVNULL,
                                 stdout=sys.stderr)
            )
        wait_for((folder / "queue" / "private" / "auth").is_socket, "Dovecot")
        log = folder / "mail.log"
        wait_for(lambda: "daemon started" in log.read_text(), "Postfix")
        print(port, flush=True)
        sys.stdin.read()
    finally:
        for process in reversed(processes):
            stop(process)
        shutil.rmtree(folder)


if __name__ == "__main__":
    run_servers(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
