"""The programs that the benchmarks of statements start, and the messages to them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx
import orjson

# The world begins at noon; the first run is due at six in the morning, Central European Time.
NOON = "2026-01-12T12:00:00Z"
THREE_MINUTES_LATER = "2026-01-12T12:03:00Z"
AFTER_THE_FIRST_RUN = "2026-01-13T06:00:00Z"


class Program:
    """A child process that says things line by line; it ends with the ``with`` block."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own programs
            [sys.executable, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.kill()
        self.process.communicate()

    def hear(self) -> str:
        """The next line.

        Raises:
            RuntimeError: the program has ended.
        """
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("a program ended early; what it said stands above")
        return line.strip()

    def ask(self, question: str) -> Any:
        """Say a line and hear the answer, which is JSON."""
        assert self.process.stdin is not None
        self.process.stdin.write(question + "\n")
        self.process.stdin.flush()
        return orjson.loads(self.hear())


class World(Program):
    """Percipio and 360Learning; see ``benchmarks/statement_world.py``."""

    def __init__(self, *, learners: int, courses: int) -> None:
        module = "benchmarks.statement_world"
        counts = ["--learners", str(learners), "--courses", str(courses)]
        super().__init__(["-m", module, *counts])
        self.known: dict[str, Any] = orjson.loads(self.hear())


class Connector(Program):
    """A connector with the control protocol; by default the reference connector."""

    def __init__(self, database: Path, program: Sequence[str] = ("-m", "reference_impl")) -> None:
        super().__init__([*program, "--control", "--port", "0", "--database", str(database)])
        self.url = httpx.URL(self.hear().split()[-1])
        # One connection a call: the process may be killed between two calls.
        self._http = httpx.Client(
            base_url=self.url, trust_env=False, timeout=60, headers={"connection": "close"}
        )

    def call(self, method: str, path: str, **content: Any) -> Any:
        """A call of the control protocol or of the webhook, which must succeed."""
        answer = self._http.request(method, path, **content)
        if not answer.is_success:
            raise RuntimeError(f"{method} {path} was answered {answer.status_code}: {answer.text}")
        return answer.json() if answer.content else None

    def prepare(self, known: dict[str, Any]) -> None:
        """Bring the courses in: set up at noon, and let the next morning's run pass."""
        self.call("POST", "/control/reset", json=known["reset"] | {"now": NOON})
        self.call("POST", "/control/setup", json=known["setup"])
        for instant in (THREE_MINUTES_LATER, AFTER_THE_FIRST_RUN):
            self.advance_to(instant)
        run = self.call("GET", "/control/status")["last_run"]
        if run is None or run["created"] != len(known["activities"]):
            raise RuntimeError(f"the first run did not bring all courses in: {run}")

    def advance_to(self, target: str) -> None:
        """Move the clock to ``target`` and let everything due until then be done."""
        while True:
            due = self.run_until_idle()["next_due"]
            if due is None or due > target:
                break
            self.call("PUT", "/control/clock", json={"now": due})
        self.call("PUT", "/control/clock", json={"now": target})
        self.run_until_idle()

    def run_until_idle(self) -> Any:
        """Poll until the connector is idle; return its last answer."""
        while (answer := self.call("GET", "/control/clock"))["state"] != "ready":
            pass
        return answer

    def token(self) -> str:
        """An access token for the webhook."""
        webhook = self.call("GET", "/control/webhook")
        form = {"client_id": webhook["client_id"], "client_secret": webhook["client_secret"]}
        issued = self.call("POST", "/api/skillsoft/oauth2/token", data=form)
        return str(issued["access_token"])
