"""Broken connectors: the three parameters, the minutes of verification, the first run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from percipio_conformance.core.addresses import IN_PROCESS
from percipio_conformance.network.network import Venue
from reference_impl.app import control, integration
from reference_impl.app.integration import Integration
from reference_impl.percipio import verify_setup
from reference_impl.rules.setup_state import SetupState
from reference_impl.rules.setup_verification import Refusal

Twist = Callable[[httpx.Request], None]


class _Twisted(httpx.AsyncBaseTransport):
    def __init__(self, inner: httpx.AsyncBaseTransport, twist: Twist) -> None:
        self._inner = inner
        self._twist = twist

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        if "/content-discovery/" in request.url.path:
            self._twist(request)
        return await self._inner.handle_async_request(request)


class _Twisting(InProcessReference):
    """Everything it asks of Percipio's catalogue goes through ``twist``."""

    def __init__(self, twist: Twist) -> None:
        super().__init__()
        self._twist = twist

    def wire(self, venue: Venue) -> httpx.AsyncClient:
        inner = venue.client()
        return httpx.AsyncClient(
            transport=_Twisted(inner._transport, self._twist), trust_env=False, timeout=60.0
        )


def adds_to_the_organization() -> Subject:
    """An organization ID that a well-meant normalization turns into capitals."""

    def shout(request: httpx.Request) -> None:
        *head, organization, tail = request.url.path.split("/")
        request.url = request.url.copy_with(path="/".join([*head, organization.upper(), tail]))

    return _Twisting(shout)


def shows_its_token_once() -> Subject:
    """A session that is believed to be logged in after the first page."""

    def forget(request: httpx.Request) -> None:
        if "offset" in request.url.params:
            del request.headers["authorization"]

    return _Twisting(forget)


def lives_in_america() -> Subject:
    """The host of the first customer, written into the code."""

    def emigrate(request: httpx.Request) -> None:
        host = httpx.URL(IN_PROCESS.percipio).host
        request.url = request.url.copy_with(host=host)
        request.headers["host"] = host

    return _Twisting(emigrate)


def takes_blanks_for_values() -> Subject:
    """A form that checks nothing; the verification will tell, somehow."""
    control._REQUIRED = ()  # type: ignore[assignment]
    read = control.read_json

    async def lenient(request: Any) -> dict[str, Any]:
        message = await read(request)
        if request.url.path.endswith("/setup"):
            for name in ("organization_id", "bearer_token", "tenant_url"):
                message.setdefault(name, "")
        return message

    control.read_json = lenient
    return InProcessReference()


def never_comes_back_from_verification() -> Subject:
    """A verification queued behind the nightly jobs."""
    verify_setup.STARTS_AFTER = timedelta(hours=10)
    verify_setup.ENDS_AFTER = timedelta(hours=11)
    return InProcessReference()


def believes_what_it_is_told() -> Subject:
    """Setup that says yes and leaves the finding out to the first run."""

    async def nod(*arguments: Any) -> Refusal | None:
        await verify_setup.verify(*arguments)
        return None

    integration.verify = nod
    return InProcessReference()


def cannot_wait_for_the_morning() -> Subject:
    """A first run as soon as the credentials are verified, to please the administrator."""
    begin = Integration._begin_schedule

    def begin_and_run(self: Integration) -> None:
        begin(self)
        if self.last_run() is None:
            self._work.run(self._clock.now())

    Integration._begin_schedule = begin_and_run  # type: ignore[method-assign]
    return InProcessReference()


def calls_itself_active() -> Subject:
    """A state that knows enabled and disabled only."""
    answer = control.answer

    def rosy(message: dict[str, Any], *more: Any) -> Any:
        if message.get("state") == "enabled":
            message = message | {"state": "active"}
        return answer(message, *more)

    control.answer = rosy
    return InProcessReference()


def believes_its_customers() -> Subject:
    """Verification for newcomers; whoever is active knows what they type."""
    verify = Integration._verify

    async def verify_newcomers(self: Integration) -> None:
        if self._setup.active_since is None:
            await verify(self)
            return
        self._keep(self._setup.accept(self._setup.active_since))
        self._begin_schedule()

    Integration._verify = verify_newcomers  # type: ignore[method-assign]
    return InProcessReference()


def stops_at_a_slip_of_the_pen() -> Subject:
    """One state for the setup and for the schedule, so that a refusal ends both."""
    refuse = SetupState.refuse
    SetupState.refuse = lambda self, refusal, **_: refuse(  # type: ignore[method-assign]
        self, refusal, keeps_old=False
    )
    return InProcessReference()


def goes_on_regardless() -> Subject:
    """A schedule that was started once and that nothing stops."""
    refuse = SetupState.refuse
    SetupState.refuse = lambda self, refusal, **_: refuse(  # type: ignore[method-assign]
        self, refusal, keeps_old=True
    )
    return InProcessReference()


FAULTS = named(
    Fault(
        adds_to_the_organization,
        fails=clauses("C076"),
    ),
    Fault(
        shows_its_token_once,
        fails=clauses("C077"),
        spares=clauses("C076 C087 C094"),
        condition="past the first page",
    ),
    Fault(lives_in_america, fails=clauses("C078"), spares=clauses("C076 C077 C087 C094")),
    Fault(takes_blanks_for_values, fails=clauses("C087"), spares=clauses("C076 C094 C096")),
    Fault(
        never_comes_back_from_verification,
        fails=clauses("C094"),
    ),
    Fault(believes_what_it_is_told, fails=clauses("C095"), spares=clauses("C087 C094 C096")),
    Fault(believes_its_customers, fails=clauses("C095"), spares=clauses("C087 C094 C096")),
    Fault(stops_at_a_slip_of_the_pen, warns=clauses("C095"), spares=clauses("C094 C096")),
    Fault(
        goes_on_regardless,
        warns=clauses("C095"),
        spares=clauses("C094 C096"),
        readings={"A-RESETUP": "integration-stops"},
    ),
    Fault(cannot_wait_for_the_morning, fails=clauses("C096"), spares=clauses("C087 C094")),
    Fault(calls_itself_active, fails=clauses("C097 C098"), spares=clauses("C096")),
)
