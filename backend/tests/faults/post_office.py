"""A mail server that keeps what it accepts, and takes its time when it is told to."""

import socketserver
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from email import message_from_bytes


class PostOffice:
    """`arrived` are the Message-IDs of all letters without their domain, in order.

    `seconds` is how long it thinks over a letter. `accepted` is called when a letter is kept and
    its sender has not been told yet.
    """

    def __init__(self) -> None:
        self.arrived: list[str] = []
        self.seconds = 0.0
        self.accepted: Callable[[], None] | None = None
        self._server = _Server(("127.0.0.1", 0), _Visit)
        self._server.office = self
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def settings(self) -> dict[str, str]:
        """What those are told who send here."""
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self._server.server_address[1]),
            "EMAIL_TIMEOUT_SECONDS": "2",
        }

    def take(self, letter: bytes) -> None:
        begun = time.monotonic()
        while time.monotonic() < begun + self.seconds:
            time.sleep(0.02)
        name = str(message_from_bytes(letter)["Message-ID"])
        self.arrived.append(name.strip("<> ").partition("@")[0])
        if self.accepted is not None:
            self.accepted()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    office: PostOffice


class _Visit(socketserver.StreamRequestHandler):
    server: _Server

    def handle(self) -> None:
        with suppress(OSError):
            self._say("220 here")
            while line := self.rfile.readline():
                verb = line[:4].strip().upper()
                if verb == b"DATA":
                    self._letter()
                elif verb == b"QUIT":
                    self._say("221 bye")
                    return
                else:
                    self._say("250 fine")

    def _letter(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.server.office.take(b"".join(lines))
        self._say("250 kept")

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")
