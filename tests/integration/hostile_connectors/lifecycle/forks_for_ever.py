"""Starts another child with every call it gets, and waits for none of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from stage import App, Message, Receive, Send, play

DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.pause()"
MOST = 40
"""Enough to be found out; the machine is used by others as well."""


def fork() -> None:
    known = Path(os.environ["HELPERS"])
    if len(known.read_text().splitlines()) < MOST:
        child = subprocess.Popen([sys.executable, "-c", DEAF])
        with known.open("a") as written:
            written.write(f"{child.pid}\n")


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    fork()
    await app(scope, receive, send)


Path(os.environ["HELPERS"]).touch()
play(tamper)
