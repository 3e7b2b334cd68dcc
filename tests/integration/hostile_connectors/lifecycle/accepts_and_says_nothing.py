"""Takes every connection and never answers: a proxy with nothing behind it."""

from __future__ import annotations

import os
import socket

listener = socket.create_server(("127.0.0.1", int(os.environ["CONTROL_PORT"])))
taken = []
while True:
    taken.append(listener.accept())
