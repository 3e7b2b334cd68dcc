"""Sends malformed requests to an application in process, and keeps count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import httpx

from benchmarks.fuzz.requests import MalformedRequest
from percipio_conformance.network.bodies import App

SAMPLES = 20
"""Number of memory measurements, evenly over the run."""

EXAMPLES = 5
"""Number of requests kept as examples; more would look like growth of memory."""


@dataclass
class FuzzResult:
    """The result of a run."""

    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    """Number of answers by kind of request and status."""
    not_refused: int = 0
    """How many requests were not answered 4xx with a body that says what is wrong."""
    examples: list[tuple[MalformedRequest, int]] = field(default_factory=list)
    """The first ``EXAMPLES`` of these, with the status of the answer."""
    memory: list[int] = field(default_factory=list)
    """Bytes in use, ``SAMPLES`` times."""

    def note(self, request: MalformedRequest, answer: httpx.Response) -> None:
        """Count one answer."""
        self.statuses[request.how, answer.status_code] += 1
        if not 400 <= answer.status_code < 500 or not answer.content:
            self.not_refused += 1
            if len(self.examples) < EXAMPLES:
                self.examples.append((request, answer.status_code))

    @property
    def growth(self) -> int:
        """Growth of memory in bytes: the maximum of the second 50% minus that of the first 50%.

        The first 50% fill caches; an application that keeps data of every request grows in
        the second 50% as well.
        """
        middle = len(self.memory) // 2
        return max(self.memory[middle:]) - max(self.memory[:middle])


async def send_malformed(
    app: App,
    url: str,
    token: str,
    requests: Iterable[MalformedRequest],
    count: int,
    memory: Callable[[], int],
) -> FuzzResult:
    """Post the ``count`` requests to ``url``, which ``app`` serves, with a valid bearer token."""
    outcome = FuzzResult()
    every = max(count // SAMPLES, 1)
    # A crash of the application is an answer 500 here, as it is behind a server.
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport) as http:
        for number, request in enumerate(requests, start=1):
            headers = {"authorization": f"Bearer {token}", **request.headers}
            answer = await http.post(url, content=request.body, headers=headers)
            outcome.note(request, answer)
            # Neither of them may count as memory that the application holds on to.
            del request, answer
            if number % every == 0:
                outcome.memory.append(memory())
    return outcome
