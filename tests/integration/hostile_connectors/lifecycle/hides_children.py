"""Starts daemons: forked twice, in sessions of their own, deaf to every polite request to end.

One of them has cleared its environment.
"""

from __future__ import annotations

import os
import sys

from reached import say_it_is_reached
from stage import App, Message, Receive, Send, play

DEAF = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); signal.pause()"


async def tamper(app: App, scope: Message, receive: Receive, send: Send) -> None:
    await app(scope, receive, send)


def daemon(environment: dict[str, str]) -> int:
    """The process id of a daemon that does nothing."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(writing, str(os.getpid()).encode())
            os.execve(sys.executable, [sys.executable, "-c", DEAF], environment)  # noqa: S606
        os._exit(0)
    os.wait()
    os.close(writing)
    with os.fdopen(reading) as pipe:
        return int(pipe.read())


say_it_is_reached(daemon(dict(os.environ)), daemon({}))
play(tamper)
