# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""A SOCKS 5 or HTTP proxy that brings everybody to one server and writes down where they wanted to
go."""

import socket
import threading

VERSION, NO_AUTH, CONNECT, DOMAIN = 5, 0, 1, 3
SOCKS_OK, SOCKS_REFUSED = 0, 2


class Proxy:
    """scheme is "socks5h" or "http"; with refuses nobody gets anywhere."""

    def __init__(self, scheme, port, refuses=False):
        self.scheme = scheme
        self.wanted = []  # (host, port) as asked for
        self.refuses = refuses
        self._target = ("127.0.0.1", port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def url(self):
        return f"{self.scheme}://127.0.0.1:{self.port}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=[client], daemon=True).start()

    def _serve(self, client):
        with client:
            ask = ask_socks if self.scheme == "socks5h" else ask_http
            wanted, yes, no = ask(client.makefile("rb", buffering=0), client)
            self.wanted.append(wanted)
            if self.refuses:
                client.sendall(no)
                return
            with socket.create_connection(self._target) as server:
                client.sendall(yes)
                back = threading.Thread(target=pump, args=[server, client], daemon=True)
                back.start()
                pump(client, server)
                back.join()


def ask_socks(stream, client):
    """Where to, and the two answers to that (RFC 1928)."""
    _, n_methods = stream.read(2)
    stream.read(n_methods)
    client.sendall(bytes([VERSION, NO_AUTH]))
    header = stream.read(4)
    assert header == bytes([VERSION, CONNECT, 0, DOMAIN]), header
    host = stream.read(stream.read(1)[0]).decode()
    port = int.from_bytes(stream.read(2), "big")
    rest = bytes([0, 1, 0, 0, 0, 0, 0, 0])
    return (host, port), bytes([VERSION, SOCKS_OK]) + rest, bytes([VERSION, SOCKS_REFUSED]) + rest


def ask_http(stream, _client):
    """Where to, and the two answers to that (RFC 9110 9.3.6)."""
    method, target, _ = stream.readline().decode().split(" ")
    assert method == "CONNECT", method
    while stream.readline() != b"\r\n":
        pass
    host, port = target.rsplit(":", 1)
    # A header that looks like SMTP must not be taken for it.
    yes = b"HTTP/1.1 200 Connected\r\nX-Note: 554 no\r\n\r\n"
    return (host, int(port)), yes, b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"


def pump(source, sink):
    try:
        while octets := source.recv(65536):
            sink.sendall(octets)
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass
