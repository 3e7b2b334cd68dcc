"""Resources of one process: the event loop, the network and the connector under test.

They are opened with the first scenario and closed with the run. Each scenario gets its own world.
"""

from __future__ import annotations

import asyncio
import gc
import hashlib
import sys
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, TypeVar

from fake_percipio.catalog.catalog import EncodedItem, encode_items
from percipio_conformance.clock.scenario_timeout import ScenarioTimeout
from percipio_conformance.clock.time_patch import replace_time_functions
from percipio_conformance.connectors.availability import AvailabilityTracker
from percipio_conformance.connectors.description import expect_the_same
from percipio_conformance.connectors.output import Output
from percipio_conformance.connectors.under_test import ConnectorUnderTest
from percipio_conformance.core.outcomes import (
    ConnectorError,
    ConnectorNotIdle,
    ConnectorTimeout,
    Unreachable,
)
from percipio_conformance.core.printable import error_text, printable_lines
from percipio_conformance.core.redaction import redact_text
from percipio_conformance.core.timeouts import SCENARIO_TIMEOUT_FACTOR
from percipio_conformance.network.network import InProcessNetwork, Network, SocketNetwork
from percipio_conformance.network.traffic_log import TrafficLog
from percipio_conformance.processes import signals
from percipio_conformance.processes.garbage_collection import collect_less_often
from percipio_conformance.runner.run import RunOptions
from percipio_conformance.world.environment import Environment
from percipio_conformance.world.world import World

T = TypeVar("T")

START_TIME = datetime(2026, 1, 5, 11, 0, tzinfo=UTC)
"""The start time of every world: noon in Paris on a Monday in winter, hours from any daily run."""


class Session:
    """Starts event loop, network and connector on first use; closes them at the end of the run.

    Args:
        asked: the options of the run.
        subject: creates the connector under test.
        catalog: items that a world can offer in addition to its own. They are encoded once, and
            all worlds share them.
    """

    def __init__(
        self,
        asked: RunOptions,
        subject: Callable[[], ConnectorUnderTest],
        catalog: Iterable[dict[str, Any]],
    ) -> None:
        self._asked = asked
        self._make_subject = subject
        self._runner: asyncio.Runner | None = None
        self._network: Network | None = None
        self._subject: ConnectorUnderTest | None = None
        self._items = catalog
        self._encoded: tuple[EncodedItem, ...] | None = None
        self._availability = AvailabilityTracker(asked.timeout_option)
        self._was_broken_off = False
        self._restore: list[Callable[[], None]] = []
        """Functions that undo what this session changed in the process."""
        self._restore_collection: Callable[[], None] | None = None
        self.description: dict[str, Any] | None = None
        """The first description that the connector gave of itself."""

    @contextmanager
    def world(
        self,
        scenario: str,
        traffic_log: TrafficLog | None = None,
        admit: Callable[[dict[str, Any]], None] = lambda described: None,
        *,
        offers_catalog: bool = True,
    ) -> Iterator[World]:
        """Opens a world for ``scenario``; its random values depend only on seed and scenario.

        Args:
            traffic_log: records all exchanges in this world.
            admit: receives the description that the connector gives in this world; it may raise.
            offers_catalog: whether the world offers the items that were given to this session.

        Raises:
            Unreachable: the connector has never been available.
            ConnectorError: the connector violated the protocol or ended while the world opened.
            NotTestable: the connector ended before.
        """
        self._availability.ensure_available()
        if self._was_broken_off:
            # An error and the world in its frames refer to each other, with a lot of data.
            gc.collect()
            self._was_broken_off = False
        traffic_log = traffic_log if traffic_log is not None else TrafficLog()
        network, subject = self._open()
        scenario_timeout = ScenarioTimeout(SCENARIO_TIMEOUT_FACTOR * self._asked.patience_seconds)
        world = World(
            Environment(
                run=lambda work: self._run(work, scenario_timeout, traffic_log),
                network=network,
                subject=subject,
                profile=self._asked.profile,
                start=START_TIME,
                seed=_scenario_seed(self._asked.seed, scenario),
                traffic_log=traffic_log,
            ),
            catalog=self._encoded_catalog() if offers_catalog else (),
        )
        with world.clock.frozen():
            try:
                self._begin(world, admit)
                yield world
            finally:
                scenario_timeout.close()
                world.close()

    def _encoded_catalog(self) -> tuple[EncodedItem, ...]:
        # Not before: the process that only distributes scenarios to workers has no world.
        if self._encoded is None:
            self._encoded, self._items = tuple(encode_items(self._items)), ()
        return self._encoded

    def listen(self) -> Output | None:
        """Returns the output of the connector's process; None if it cannot be captured."""
        _, subject = self._open()
        return subject.output

    def record_violation(self, error: ConnectorError | ConnectorNotIdle) -> None:
        """Records a failed exchange with the connector; the next scenario restarts it."""
        assert self._subject is not None
        self._subject.require_restart()
        self._was_broken_off = True
        self._availability.broke_off(silent=isinstance(error, ConnectorTimeout | ConnectorNotIdle))

    def _begin(self, world: World, admit: Callable[[dict[str, Any]], None]) -> None:
        def check_description(described: dict[str, Any]) -> None:
            self._availability.met()
            if self.description is None:
                self.description = described
            expect_the_same(self.description, described)
            admit(described)

        try:
            world.open(check_description)
        except Unreachable as error:
            raise self._availability.missed(error) from error
        except ConnectorError as error:
            self.record_violation(error)
            raise

    def close(self, *, keeps_collection: bool = False) -> None:
        """Closes network and connector, and undoes what this session changed in the process.

        Args:
            keeps_collection: leaves the settings of the garbage collector as they are; the caller
                calls :meth:`restore_collection` later.
        """
        while self._restore:
            self._restore.pop()()
        if not keeps_collection:
            self.restore_collection()
        if self._runner is None:
            return
        try:
            if self._subject is not None:
                self._close_subject(self._subject)
            if self._network is not None:
                self._do(self._network.close())
        finally:
            self._runner.close()
            self._runner = None

    def restore_collection(self) -> None:
        """Undoes the settings of the garbage collector.

        Until then, a full collection visits the objects of the scenarios alone.
        """
        if self._restore_collection is not None:
            self._restore_collection()
            self._restore_collection = None

    def _close_subject(self, subject: ConnectorUnderTest) -> None:
        """Closes the connector; a failure to close does not affect the results."""
        patience = self._asked.patience_seconds
        try:
            self._do(asyncio.wait_for(subject.close(), patience))
        except TimeoutError:
            reason = f"it took longer than {patience:g} seconds"
        except (asyncio.CancelledError, KeyboardInterrupt):
            reason = "a signal interrupted it"
        except Exception as error:  # noqa: BLE001 - a vendor's own code
            reason = error_text(error)
        else:
            return
        message = f"percipio-conformance: the connector could not be closed: {reason}"
        print(printable_lines(redact_text(message)), file=sys.stderr)

    def _run(
        self,
        work: Coroutine[Any, Any, T],
        scenario_timeout: ScenarioTimeout,
        traffic_log: TrafficLog,
    ) -> T:
        result = self._do(scenario_timeout.bound(work))
        if scenario_timeout.is_open:
            traffic_log.expect_calm()
        return result

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        assert self._runner is not None
        return signals.run(self._runner, work)

    def _open(self) -> tuple[Network, ConnectorUnderTest]:
        if self._runner is None:
            self._runner = asyncio.Runner()
            self._network = self._make_network()
            self._do(self._network.open())
        if self._subject is None:
            self._subject = self._make_subject()
        if self._asked.scenarios_only and not self._restore:
            # Not before: the code that creates a connector is not ours.
            self._restore_collection = collect_less_often()
            self._restore.append(replace_time_functions())
        assert self._network is not None
        return self._network, self._subject

    def _make_network(self) -> Network:
        asked = self._asked
        if asked.transport == "in-process":
            return InProcessNetwork(patience_seconds=asked.patience_seconds)
        return SocketNetwork(asked.host, tls=asked.tls, patience_seconds=asked.patience_seconds)


def _scenario_seed(seed: int, scenario: str) -> int:
    digest = hashlib.blake2b(f"{seed}:{scenario}".encode(), digest_size=4).digest()
    return int.from_bytes(digest)
