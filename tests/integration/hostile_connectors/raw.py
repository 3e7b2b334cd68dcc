"""The reference connector behind a door that can say bytes no HTTP server would say."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from percipio_conformance.network.server import free_port

Speak = Callable[[socket.socket], None]
HOST = "127.0.0.1"


def play(call: bytes, speak: Speak) -> NoReturn:
    """Serve the reference until it is stopped; ``call``, as in ``PUT settings``, gets ``speak``."""
    inner = free_port()
    at = sys.argv.index("--port") + 1
    outer = int(sys.argv[at])
    words = [*sys.argv[1:at], str(inner), *sys.argv[at + 1 :]]
    environment = os.environ | {"CONTROL_PORT": str(inner)}
    subprocess.Popen([sys.executable, "-m", "reference_impl", *words], env=environment)
    method, _, name = call.partition(b" ")
    wanted = method + b" /control/" + name + b" "
    with socket.create_server((HOST, outer)) as door:
        while True:
            visitor, _ = door.accept()
            threading.Thread(target=_serve, args=(visitor, inner, wanted, speak)).start()


def _serve(visitor: socket.socket, inner: int, wanted: bytes, speak: Speak) -> None:
    with visitor, suppress(OSError):
        head = visitor.recv(65_536)
        if head.startswith(wanted):
            speak(visitor)
            # To close with bytes of the request unread would reset the connection instead.
            visitor.shutdown(socket.SHUT_WR)
            while visitor.recv(65_536):
                pass
            return
        with socket.create_connection((HOST, inner)) as behind:
            # One request for each connection, so that each is seen.
            behind.sendall(head.replace(b"keep-alive", b"close"))
            threading.Thread(target=_copy, args=(visitor, behind)).start()
            _copy(behind, visitor)


def _copy(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while chunk := source.recv(65_536):
            target.sendall(chunk)
