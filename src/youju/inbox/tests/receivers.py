"""Receivers on this machine: what a channel sends arrives here."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer


class _Web(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append(body.decode())
        self.server.headers.append(self.headers)
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        return None


class _Mail(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        say = lambda line: self.wfile.write(line + b"\r\n")  # noqa: E731
        say(b"220 sink")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                say(b"354 go on")
                lines = []
                while (part := self.rfile.readline()) != b".\r\n":
                    lines.append(part.decode())
                self.server.got.append("".join(lines))
            if word == b"QUIT":
                say(b"221 bye")
                return
            say(b"250 sink")


@contextmanager
def _serving(server: socketserver.TCPServer) -> Iterator[socketserver.TCPServer]:
    server.got, server.headers, server.answer = [], [], 200
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def web():
    """An HTTP receiver; `got` holds the bodies, `headers` theirs, `answer` is its status."""
    return _serving(HTTPServer(("127.0.0.1", 0), _Web))


def mail():
    """An SMTP receiver; `got` holds the messages."""
    return _serving(socketserver.TCPServer(("127.0.0.1", 0), _Mail))
