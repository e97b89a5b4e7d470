"""What stands between the clients and the API: nothing, a wire that gets cut, or nginx."""

import os
import random
import select
import socket
import socketserver
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import edge
import services

from .processes import Program, until
from .stack import Stack


@dataclass
class Door:
    """Where people come in. `addresses` is where they come from, in turn."""

    port: int
    live_port: int
    addresses: tuple[str, ...] = ("127.0.0.1",)
    nginx: services.Service | None = None
    wire: "Wire | None" = None


@contextmanager
def front_door(stack: Stack) -> Iterator[Door]:
    yield Door(stack.port, stack.live_port)


# --- a wire that gets cut -------------------------------------------------------------------


class Wire(socketserver.ThreadingTCPServer):
    """Passes everything on, but some answers to what changes something never arrive.

    By then the work is committed. `cut` counts the lost answers by their status.
    """

    daemon_threads = True

    def __init__(self, target: int, seed: int) -> None:
        super().__init__(("127.0.0.1", 0), _Call)
        self.target, self.random = target, random.Random(seed)
        self.share = 0.0
        self.cut: Counter[str] = Counter()


class _Call(socketserver.BaseRequestHandler):
    server: Wire

    def handle(self) -> None:
        with socket.create_connection(("127.0.0.1", self.server.target)) as api, suppress(OSError):
            self._pass_on(self.request, api)

    def _pass_on(self, client: socket.socket, api: socket.socket) -> None:
        is_writing, is_first = False, False
        while True:
            ready, _, _ = select.select([client, api], [], [])
            for end in ready:
                text = end.recv(65536)
                if not text:
                    return
                if end is client:
                    is_writing = is_writing if text[:1] == b"{" else not text.startswith(b"GET")
                    is_first = True
                    api.sendall(text)
                    continue
                if is_first and is_writing and self.server.random.random() < self.server.share:
                    self.server.cut[text.split(b" ", 2)[1].decode()] += 1
                    return
                is_first = False
                client.sendall(text)


@contextmanager
def wire(stack: Stack) -> Iterator[Door]:
    made = Wire(stack.port, seed=1)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    try:
        yield Door(made.server_address[1], stack.live_port, wire=made)
    finally:
        made.shutdown()
        made.server_close()


# --- nginx ----------------------------------------------------------------------------------


@contextmanager
def nginx(stack: Stack) -> Iterator[Door]:
    """The whole edge of the containers, but for the pages."""
    behind = edge.Behind(stack.port, stack.live_port, web=stack.port)
    with edge.started(behind) as (port, service):
        # It counts by address, and each of the crowd is somebody else.
        yield Door(port, port, tuple(f"127.0.0.{each}" for each in range(2, 12)), nginx=service)


def kill_nginx(door: Door) -> None:
    """All of it, as a container that is gone, and started anew as the engine does."""
    assert door.nginx is not None
    made = Program(**vars(door.nginx))
    made.kill()
    made.start(os.environ)
    door.nginx.process = made.process
    until(made.answers, "nginx answers")
