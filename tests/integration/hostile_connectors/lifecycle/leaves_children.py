"""Starts a helper that outlives it, deaf to every polite request to end."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from stage import App, Message, Receive, Send, play

DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.pause()"


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    await app(scope, receive, send)


helper = subprocess.Popen([sys.executable, "-c", DEAF])
with Path(os.environ["HELPERS"]).open("a") as known:
    known.write(f"{helper.pid}\n")
play(tamper)
