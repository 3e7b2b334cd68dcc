"""The discrete-event simulation over stand-ins that fit on a page."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from percipio_conformance.clock.clock import SimulatedClock
from percipio_conformance.clock.clock_support import ClockSupport
from percipio_conformance.clock.daily_run import next_daily_run
from percipio_conformance.clock.pace import Pace
from percipio_conformance.connectors.control_client import ClockAnswer, Message, SetupRejected
from percipio_conformance.core.outcomes import (
    ConnectorError,
    ConnectorNotIdle,
    HarnessError,
    NotTestable,
)
from percipio_conformance.core.protocol_violation import ProtocolViolation
from percipio_conformance.world.simulation import NOT_SERVED, QUIET_POLLS, Simulation

NOON = datetime(2026, 1, 12, 11, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Percipio:
    """Things are due at given instants; each is done once."""

    def __init__(self, clock: SimulatedClock, due: list[datetime]) -> None:
        self.clock = clock
        self.due = due
        self.done: list[datetime] = []
        self.held = 0

    def next_due(self) -> datetime | None:
        return min(self.due, default=None)

    async def run_due(self) -> None:
        for each in [each for each in self.due if each <= self.clock.now()]:
            self.due.remove(each)
            self.done.append(self.clock.now())


class Platform:
    busy = False
    held = 0

    def next_due(self) -> datetime | None:
        return None

    def release_due(self) -> None:
        """Release nothing."""


class Driver:
    """A connector that has something to do at given instants and needs some polls to do it."""

    def __init__(self, clock: SimulatedClock, due: list[datetime], polls: int = 3) -> None:
        self.clock_ = clock
        self.due = due
        self.polls = self.left = polls
        self.stops: list[datetime] = []
        self.slow_by = timedelta(0)
        self.refuses: ProtocolViolation | None = None

    async def move_clock(self, now: datetime) -> ClockAnswer:
        self.stops.append(now)
        if now in self.due:
            self.due.remove(now)
            self.left = self.polls
        return self._answer(now - self.slow_by)

    async def clock(self) -> ClockAnswer:
        if self.refuses is not None:
            raise self.refuses
        self.left = max(0, self.left - 1)
        return self._answer(self.clock_.now())

    def _answer(self, now: datetime) -> ClockAnswer:
        return ClockAnswer(now, self.left == 0, self.left, min(self.due, default=None))

    async def describe(self) -> Message:
        raise AssertionError

    async def reset(self, message: Message) -> None:
        raise AssertionError

    async def announce(self, message: Message) -> None:
        raise AssertionError

    async def setup(self, message: Message, integration: str | None = None) -> SetupRejected | None:
        raise AssertionError

    async def status(self, integration: str | None = None) -> Message:
        raise AssertionError

    async def settings(self, integration: str | None = None) -> Message:
        raise AssertionError

    async def change_settings(self, message: Message, integration: str | None = None) -> Message:
        raise AssertionError

    async def webhook(self, integration: str | None = None) -> Message:
        raise AssertionError


def play(
    target: datetime, *, percipio: list[datetime], connector: list[datetime], polls: int = 3
) -> tuple[Percipio, Driver, SimulatedClock]:
    clock = SimulatedClock(NOON)
    fake, driver = Percipio(clock, percipio), Driver(clock, connector, polls)
    simulation = Simulation(clock, fake, Platform(), driver, [], timeout_seconds=0.2)
    asyncio.run(simulation.advance_to(target))
    return fake, driver, clock


def test_it_stops_wherever_something_is_due_and_ends_at_the_target() -> None:
    fake, driver, clock = play(
        NOON + 10 * MINUTE,
        percipio=[NOON + 3 * MINUTE],
        connector=[NOON + 5 * MINUTE],
    )
    assert fake.done == [NOON + 3 * MINUTE]
    assert driver.stops == [NOON + 3 * MINUTE, NOON + 5 * MINUTE, NOON + 10 * MINUTE]
    assert clock.now() == NOON + 10 * MINUTE


def test_what_is_due_at_the_target_itself_is_done() -> None:
    fake, driver, _ = play(NOON + MINUTE, percipio=[NOON + MINUTE], connector=[NOON + MINUTE])
    assert fake.done == [NOON + MINUTE]
    assert driver.left == 0


def test_a_connector_that_says_it_has_work_gets_time_before_it_is_asked() -> None:
    clock = SimulatedClock(NOON)
    turns: list[int] = []

    class Busy(Driver):
        async def move_clock(self, now: datetime) -> ClockAnswer:
            answer = await super().move_clock(now)
            self.work = asyncio.create_task(self._do_work())
            return answer

        async def _do_work(self) -> None:
            await asyncio.sleep(0)
            self.left = 0

        async def clock(self) -> ClockAnswer:
            turns.append(self.left)
            return self._answer(self.clock_.now())

    driver = Busy(clock, [NOON + MINUTE])
    driver.left = 0
    simulation = Simulation(clock, Percipio(clock, []), Platform(), driver, [], timeout_seconds=0.2)
    asyncio.run(simulation.advance_to(NOON + MINUTE))
    assert driver.stops == [NOON + MINUTE]
    # One look before the move, and one after the work.
    assert turns == [0, 0]


def test_what_is_due_later_is_left_alone() -> None:
    fake, _, _ = play(NOON + MINUTE, percipio=[NOON + 2 * MINUTE], connector=[])
    assert fake.done == []


def test_a_connector_that_never_rests_is_found_out_and_named() -> None:
    with pytest.raises(ConnectorError, match="did not become idle at 12 January 2026, 12:00"):
        play(NOON + MINUTE, percipio=[], connector=[], polls=10**9)


def test_a_connector_whose_clock_does_not_follow_is_found_out() -> None:
    clock = SimulatedClock(NOON)
    driver = Driver(clock, [])
    driver.slow_by = MINUTE
    simulation = Simulation(clock, Percipio(clock, []), Platform(), driver, [])
    with pytest.raises(ConnectorError, match="PUT clock set"):
        asyncio.run(simulation.advance_to(NOON + MINUTE))


def test_a_clock_of_another_world_does_not_count_as_rest() -> None:
    clock = SimulatedClock(NOON)
    driver = Driver(SimulatedClock(NOON - MINUTE), [], polls=1)
    simulation = Simulation(clock, Percipio(clock, []), Platform(), driver, [])
    with pytest.raises(ConnectorError, match=r"GET clock answers .* 11:59:00 .* it is .* 12:00:00"):
        asyncio.run(simulation.run_until_idle())


def test_ready_and_overdue_at_once_is_a_contradiction() -> None:
    with pytest.raises(ConnectorError, match="answers 'ready'"):
        play(NOON + MINUTE, percipio=[], connector=[NOON - MINUTE])


def test_the_world_goes_on_without_a_connector_that_is_down() -> None:
    clock = SimulatedClock(NOON)
    fake, driver = Percipio(clock, [NOON + MINUTE]), Driver(clock, [], polls=10**9)
    simulation = Simulation(clock, fake, Platform(), driver, [])
    simulation.connector_is_up = False
    asyncio.run(simulation.advance_to(NOON + 2 * MINUTE))
    assert fake.done == [NOON + MINUTE]
    assert driver.stops == []


MORNING = datetime(2026, 1, 13, 5, 0, tzinfo=UTC)


def lesser(
    clock_support: ClockSupport, driver: Driver, percipio: list[datetime], pace: Pace | None = None
) -> Simulation:
    """A simulation around a connector with this clock support; a daily run is due next morning."""
    return Simulation(
        driver.clock_,
        Percipio(driver.clock_, percipio),
        Platform(),
        driver,
        [],
        timeout_seconds=0.2,
        clock_support=clock_support,
        next_run=lambda now: next_daily_run(now, "fixed-utc-plus-1"),
        pace=pace,
    )


class TestAConnectorThatIsTriggered:
    def test_is_told_the_instants_of_the_daily_run_and_of_its_neighbors(self) -> None:
        driver = Driver(SimulatedClock(NOON), [])
        simulation = lesser("trigger", driver, [NOON + MINUTE])
        asyncio.run(simulation.advance_to(MORNING + 2 * MINUTE))
        assert driver.stops == [NOON + MINUTE, MORNING, MORNING + 2 * MINUTE]

    def test_is_not_asked_what_it_waits_for(self) -> None:
        driver = Driver(SimulatedClock(NOON), [NOON + MINUTE])
        asyncio.run(lesser("trigger", driver, []).advance_to(NOON + 2 * MINUTE))
        assert driver.stops == [NOON + 2 * MINUTE]

    def test_may_be_overdue_in_its_own_words(self) -> None:
        driver = Driver(SimulatedClock(NOON), [NOON - MINUTE])
        asyncio.run(lesser("trigger", driver, []).advance_to(NOON + MINUTE))
        assert driver.stops == [NOON + MINUTE]

    def test_is_not_blamed_for_stops_that_it_did_not_ask_for(self) -> None:
        driver = Driver(SimulatedClock(NOON), [])
        pace = Pace(done=lambda: 0, idle_seconds=-1.0)
        asyncio.run(lesser("trigger", driver, [], pace).advance_to(MORNING + MINUTE))
        assert driver.stops == [MORNING, MORNING + MINUTE]

    def test_has_to_repeat_what_it_is_told(self) -> None:
        driver = Driver(SimulatedClock(NOON), [])
        driver.slow_by = MINUTE
        with pytest.raises(ConnectorError, match="PUT clock set"):
            asyncio.run(lesser("trigger", driver, []).advance_to(NOON + MINUTE))

    def test_is_not_blamed_for_waiting_in_its_own_time(self) -> None:
        driver = Driver(SimulatedClock(NOON), [], polls=10**9)
        with pytest.raises(ConnectorNotIdle, match=r"^clock: .* its clock support is trigger"):
            asyncio.run(lesser("trigger", driver, []).advance_to(NOON + MINUTE))


class TestAConnectorThatKeepsItsOwnTime:
    def test_cannot_be_moved(self) -> None:
        driver = Driver(SimulatedClock(NOON), [])
        with pytest.raises(NotTestable, match=r"^clock: time has to pass in this scenario"):
            asyncio.run(lesser("none", driver, []).advance_to(NOON + MINUTE))
        assert driver.stops == []
        assert driver.clock_.now() == NOON

    def test_is_left_to_come_to_rest(self) -> None:
        driver = Driver(SimulatedClock(NOON), [])
        asyncio.run(lesser("none", driver, []).run_until_idle())
        assert driver.left == 0

    def test_is_never_told_the_time(self) -> None:
        driver = Driver(SimulatedClock(NOON), [])
        asyncio.run(lesser("none", driver, []).send_time())
        assert driver.stops == []

    @pytest.mark.parametrize("status", NOT_SERVED)
    def test_need_not_serve_the_clock(self, status: int) -> None:
        driver = Driver(SimulatedClock(NOON), [])
        driver.refuses = ProtocolViolation(
            "GET clock was answered so", came="an error", status=status
        )
        with pytest.raises(NotTestable, match=r"^clock: GET clock is not served"):
            asyncio.run(lesser("none", driver, []).run_until_idle())

    def test_may_not_crash(self) -> None:
        driver = Driver(SimulatedClock(NOON), [])
        driver.refuses = ProtocolViolation("GET clock was answered 500", came="500", status=500)
        with pytest.raises(ConnectorError, match="500"):
            asyncio.run(lesser("none", driver, []).run_until_idle())


def test_who_follows_the_clock_has_to_serve_it() -> None:
    driver = Driver(SimulatedClock(NOON), [])
    driver.refuses = ProtocolViolation("GET clock was answered 404", came="404", status=404)
    with pytest.raises(ConnectorError, match="404"):
        asyncio.run(lesser("trigger", driver, []).run_until_idle())


@pytest.mark.parametrize(
    ("percipio", "connector", "blamed"),
    [(1, 60, HarnessError), (60, 1, ConnectorError)],
    ids=["the fake", "the connector"],
)
def test_who_is_due_for_ever_is_blamed_for_it(
    percipio: int, connector: int, blamed: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one looks every second, the other every minute."""
    monkeypatch.setattr("percipio_conformance.world.simulation.MAX_STOPS", 500)
    seconds = [NOON + timedelta(seconds=each) for each in range(1, 3600)]
    with pytest.raises(blamed, match="due"):
        play(
            NOON + timedelta(days=1),
            percipio=seconds[::percipio],
            connector=seconds[::connector],
            polls=1,
        )


@pytest.mark.parametrize("is_busy", [True, False])
def test_a_delayed_response_is_waited_for_alone_only_while_nothing_else_happens(
    is_busy: bool,
) -> None:
    """Exchanges between two polls count as activity, as well as those during a poll."""
    clock = SimulatedClock(NOON)
    percipio, driver = Percipio(clock, []), Driver(clock, [], polls=2 * QUIET_POLLS)
    percipio.held = 1
    exchanges: list[str] = []
    simulation = Simulation(clock, percipio, Platform(), driver, exchanges)

    async def work() -> None:
        while is_busy:
            exchanges.append("request of the connector")
            await asyncio.sleep(0)

    async def until_idle() -> ClockAnswer:
        busy = asyncio.create_task(work())
        try:
            return await simulation.run_until_idle()
        finally:
            busy.cancel()

    assert asyncio.run(until_idle()).ready == is_busy
