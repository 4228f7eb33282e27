# SPDX-FileCopyrightText: 2026 The Atena authors
# SPDX-License-Identifier: LGPL-2.1-or-later

"""A server of lists at https addresses."""

import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from certificates import get_certificates


class Handler(BaseHTTPRequestHandler):
    """Serves lists as Excel in Japan writes them."""

    def do_GET(self):
        status, text = self.server.answers.get(self.path, (404, ""))
        self.send_response(status)
        self.send_header("Content-Type", "text/csv")
        self.end_headers()
        self.wfile.write(text.encode("cp932"))

    def log_message(self, *arguments):
        pass


class ListServer(ThreadingHTTPServer):
    """Runs until it is closed. What it answers is a status and a text for each path with its
    query."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = {}
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(get_certificates().good)
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self._thread = threading.Thread(target=self.serve_forever)
        self._thread.start()

    @property
    def url(self):
        return f"https://localhost:{self.server_port}"

    def close(self):
        self.shutdown()
        self.server_close()
        self._thread.join()
