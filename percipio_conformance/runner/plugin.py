"""The suite as a pytest plugin; the command line is a front end to it.

``pytest features -m C013``, ``-k tags`` and ``-n 2`` work as in every pytest project.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from percipio_conformance.connectors.factory import (
    ConnectorFactory,
    connector_factory,
    other_connector,
)
from percipio_conformance.connectors.loading import ConnectorOptionError
from percipio_conformance.core.events import ScenarioFinished, encode
from percipio_conformance.core.options import add_options, argv_for, option_argv, typed_name
from percipio_conformance.core.outcomes import (
    ConnectorError,
    ConnectorNotIdle,
    NotApplicable,
    NotTestable,
    Unreachable,
)
from percipio_conformance.core.printable import printable, printable_lines
from percipio_conformance.core.renamed_options import deprecations
from percipio_conformance.core.scenario_ids import is_sequence
from percipio_conformance.core.timeouts import TIMEOUT_OPTION
from percipio_conformance.network.traffic_log import TrafficLog
from percipio_conformance.processes import signals
from percipio_conformance.processes.pipes import Outputs
from percipio_conformance.processes.unexpected_errors import CHECKS_ARE_LEFT_OUT
from percipio_conformance.reporting.labels import details_command, explanation, labeled
from percipio_conformance.reporting.writer import ReportError, ensure_writable
from percipio_conformance.results.baseline import BaselineError, load_baseline
from percipio_conformance.results.catalog_file import CatalogFileError, read_catalog
from percipio_conformance.results.recorded_profile import load_run_profile
from percipio_conformance.results.run_result import StreamError
from percipio_conformance.results.shards import ShardError, read_shard
from percipio_conformance.runner import hooks, step_lookup
from percipio_conformance.runner.collection import (
    OUR_MARKERS,
    SITUATIONS,
    WHERE_OFFERED,
    FeatureFile,
    as_planned,
    is_builtin,
    is_scenario,
    offers_imported_catalog,
    scenario_info,
    tags_of,
)
from percipio_conformance.runner.comparison_plugin import ComparisonPlugin
from percipio_conformance.runner.early_stop import Closing, Stops
from percipio_conformance.runner.event_publisher import (
    ABSENT,
    COMPARISON,
    CONNECTOR,
    OTHER,
    SCENARIO,
    EventPublisher,
)
from percipio_conformance.runner.expressions import WrongExpression, check_expressions
from percipio_conformance.runner.finished_items import FinishedItems
from percipio_conformance.runner.narrowing import (
    Narrowing,
    NothingFailed,
    from_here,
    has_own_features,
    is_narrowed,
    requested_scenarios,
    selection_argv,
)
from percipio_conformance.runner.own_features import invalid_features
from percipio_conformance.runner.participation import Participation
from percipio_conformance.runner.recorder import ScenarioRecorder
from percipio_conformance.runner.run import Run, RunOptions
from percipio_conformance.runner.selection import choose_scenarios
from percipio_conformance.runner.session import Session
from percipio_conformance.runner.shard_plugin import ShardPlugin
from percipio_conformance.runner.situation_plan import (
    SeveralSituations,
    SituationPlan,
    requested_situations,
)
from percipio_conformance.runner.situation_plugin import SituationPlugin
from percipio_conformance.spec.applicability import (
    require_capabilities,
    require_interpretation,
    require_situation,
)
from percipio_conformance.spec.clauses import UnknownClause, load_registry
from percipio_conformance.spec.profiles import ProfileError
from percipio_conformance.spec.situations import UnknownSituation, find_situation
from percipio_conformance.spec.tags import markers
from percipio_conformance.world.world import World

if TYPE_CHECKING:
    from pytest_bdd.parser import Feature, Scenario, Step

RUN: pytest.StashKey[Run] = pytest.StashKey()
SESSION: pytest.StashKey[Session] = pytest.StashKey()
RECORDING: pytest.StashKey[ScenarioRecorder] = pytest.StashKey()
COMPARING = "conformance-comparison"
"""The name of the plugin that compares the connector with another one."""


def pytest_addoption(parser: pytest.Parser) -> None:
    # pytest has its own placeholders in the help, and does not accept those of argparse.
    group = parser.getgroup("percipio-conformance")
    add_options(group.addoption, plugin=True)
    group.addoption("--settings-used", help=argparse.SUPPRESS)


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    pluginmanager.add_hookspecs(hooks)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None]:
    # This must precede pytest's capturing, so that `pytest features | head` runs to its end.
    Outputs()
    return (yield)


def pytest_configure(config: pytest.Config) -> None:
    if sys.flags.optimize:
        raise pytest.UsageError(CHECKS_ARE_LEFT_OUT)
    registry = load_registry()
    ours = list(markers(registry))
    for line in ours:
        config.addinivalue_line("markers", line)
    config.stash[OUR_MARKERS] = {line.partition(": ")[0] for line in ours}
    option = config.option
    if not hasattr(config, "workerinput"):
        notes = [*deprecations(option), *([WHERE_OFFERED] if option.catalog else [])]
        for note in notes:
            print(f"percipio-conformance: {note}", file=sys.stderr)
    try:
        profile = load_run_profile(option.profile)
        clauses = tuple(dict.fromkeys(registry.clause(each).id for each in option.clause))
        check_expressions(option.keyword, option.markexpr, registry)
        chosen = connector_factory(option, workers=_workers(config))
        other = (
            other_connector(option, workers=_workers(config))
            if option.compare_with is not None
            else None
        )
        items, catalog = read_catalog(option.catalog) if option.catalog else ([], None)
        baseline = load_baseline(option.baseline) if option.baseline is not None else None
        shard = read_shard(option.shard) if option.shard is not None else None
        which = requested_situations(option)
        situation = find_situation(option.situation) if which == "one" else None
        choice = choose_scenarios(clauses, requested_scenarios(config), registry, option.situation)
        plan = SituationPlan(
            which,
            seed=option.seed,
            profile=profile,
            registry=registry,
            only=situation,
            requested=choice.scenarios or (),
        )
        if option.report is not None and not hasattr(config, "workerinput"):
            ensure_writable(option.report)
    except (
        ProfileError,
        UnknownClause,
        ConnectorOptionError,
        CatalogFileError,
        BaselineError,
        ShardError,
        ReportError,
        StreamError,
        NothingFailed,
        WrongExpression,
        UnknownSituation,
        SeveralSituations,
    ) as error:
        raise pytest.UsageError(printable_lines(error)) from error
    asked = RunOptions(
        seed=option.seed,
        profile=profile,
        transport=chosen.transport,
        host=option.host,
        tls=option.tls,
        patience_seconds=option.connector_timeout,
        timeout_option=typed_name(TIMEOUT_OPTION, option),
        catalog=catalog,
        report=option.report,
        choice=choice,
        narrowed=is_narrowed(config),
        selection=selection_argv(config),
        options=tuple(argv_for(option, "world", "situations")),
        shard=shard,
        baseline=baseline,
        scenarios_only=option.as_command,
        own_features=has_own_features(config),
        fail_on=option.fail_on,
        invalid_features=invalid_features(config),
        settings=option.settings_used,
        situations=which,
        situation=situation,
        compare_with=option.compare_with,
    )
    config.stash[RUN] = Run(asked, registry)
    config.pluginmanager.register(Narrowing(config.stash[RUN]), "conformance-narrowing")
    # Workers of a parallel run only run scenarios; the main process publishes the events.
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(
            EventPublisher(config.stash[RUN], config.hook), "conformance-publisher"
        )
        config.pluginmanager.register(Stops(config.stash[RUN]), "conformance-stops")
    if shard is not None:
        config.pluginmanager.register(ShardPlugin(config.stash[RUN], shard), "conformance-shard")
    config.stash[SITUATIONS] = plan
    config.pluginmanager.register(SituationPlugin(RECORDING), "conformance-situation")
    worker = _worker(config)
    config.pluginmanager.register(Closing(), "conformance-closing")
    config.pluginmanager.register(
        FinishedItems(SCENARIO, CONNECTOR, COMPARISON, OTHER), "conformance-finished-items"
    )
    config.pluginmanager.register(Participation(RECORDING), "conformance-participation")
    step_lookup.install()
    signals.watch()
    config.stash[SESSION] = Session(asked, lambda: chosen.make(worker), items)
    if other is not None:
        config.pluginmanager.register(_comparison(config, other, worker, items), COMPARING)
    # After the two full collections that pytest requests at the end of a run.
    config.add_cleanup(config.stash[SESSION].restore_collection)


def _comparison(
    config: pytest.Config, other: ConnectorFactory, worker: int, items: list[dict[str, Any]]
) -> ComparisonPlugin:
    """Returns the plugin that runs the scenarios with the other connector as well."""
    # Only the session with the connector under test changes this process.
    asked = replace(config.stash[RUN].asked, transport=other.transport, scenarios_only=False)
    return ComparisonPlugin(RECORDING, SESSION, Session(asked, lambda: other.make(worker), items))


def _repeats(config: pytest.Config) -> bool:
    """Whether the scenario runs with the connector that the one under test is compared with."""
    comparison: ComparisonPlugin | None = config.pluginmanager.get_plugin(COMPARING)
    return comparison is not None and comparison.repeats


def pytest_unconfigure(config: pytest.Config) -> None:
    if SESSION in config.stash:
        config.stash[SESSION].close(keeps_collection=True)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> FeatureFile | None:
    if file_path.suffix == ".feature":
        return FeatureFile.from_parent(parent, path=file_path)
    return None


def pytest_collection_finish(session: pytest.Session) -> None:
    session.config.stash[RUN].collected |= {
        item.nodeid for item in session.items if is_scenario(item)
    }


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(node: Any, ids: list[str]) -> None:
    node.config.stash[RUN].collected |= {
        each for each in ids if ".feature::" in each or is_sequence(each)
    }


@pytest.fixture
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """The simulated world of this scenario; scenarios share no state."""
    recording = request.node.stash[RECORDING]
    connectors = request.config.stash[SESSION]
    recording.traffic_log = TrafficLog()
    recording.listen(connectors.listen())
    registry, tags = request.config.stash[RUN].registry, tags_of(request.node)

    def admit(described: dict[str, Any]) -> None:
        require_capabilities(tags, registry, described)

    with connectors.world(
        # The same world with a situation and without: only the situation differs.
        recording.identity.plain_id,
        recording.traffic_log,
        admit,
        offers_catalog=offers_imported_catalog(request.node.path),
    ) as world:
        recording.involved_the_connector = lambda: world.involved_the_connector
        yield world
        recording.was_set_up = world.lms.setup.was_submitted
        if isinstance(recording.error, ConnectorError | ConnectorNotIdle):
            # The status of a connector that violated the protocol is not requested.
            connectors.record_violation(recording.error)
        elif signals.received() is None:
            recording.facts |= world.facts()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if is_scenario(item):
        item.stash[RECORDING] = ScenarioRecorder(
            scenario_info(item, item.config.stash[RUN].registry)
        )


def pytest_bdd_before_scenario(
    request: pytest.FixtureRequest, feature: Feature, scenario: Scenario
) -> None:
    if not is_scenario(request.node):
        # A scenario of the user's own tests, in the same session.
        return
    recording = request.node.stash[RECORDING]
    recording.plan([as_planned(step) for step in scenario.steps])
    asked = request.config.stash[RUN].asked
    require_interpretation(tags_of(request.node), asked.profile)
    identity = recording.identity
    if identity.situation is not None:
        require_situation(identity.plain_id, identity.capabilities, identity.situation)
    request.getfixturevalue("world")


def pytest_bdd_before_step(request: pytest.FixtureRequest, step: Step) -> None:
    if is_scenario(request.node):
        request.node.stash[RECORDING].step_begins(as_planned(step))


def pytest_bdd_after_step(request: pytest.FixtureRequest) -> None:
    if is_scenario(request.node):
        request.node.stash[RECORDING].step_ends()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if not is_scenario(item) or RECORDING not in item.stash:
        return report
    recording = item.stash[RECORDING]
    if call.excinfo is not None:
        recording.raised(call.excinfo.value)
        if isinstance(call.excinfo.value, Unreachable) and not _repeats(item.config):
            # The reason is the same for every scenario; report it once.
            item.session.shouldstop = printable(call.excinfo.value)
        if isinstance(call.excinfo.value, NotApplicable | NotTestable):
            report.outcome = "skipped"
            report.longrepr = (str(item.path), 0, printable(call.excinfo.value))
    if call.when == "teardown":
        event = _event(item, recording)
        report.user_properties.append((SCENARIO, encode(event).decode()))
        if isinstance(recording.error, Unreachable):
            report.user_properties.append((ABSENT, str(recording.error)))
        connector = item.config.stash[SESSION].description
        if connector is not None:
            report.user_properties.append((CONNECTOR, connector))
        # pytest keeps every item until the end of the run, and the recorder refers to its world.
        del item.stash[RECORDING]
    elif report.failed:
        event = _event(item, recording)
        # For pytest a warning is an expected failure, which it shows without failing the run.
        warns = event.verdict == "warn" and item.config.option.fail_on != "warning"
        if event.known_failure is not None or warns:
            known = event.known_failure and f"known failure: {event.known_failure.reason}"
            report.outcome, report.wasxfail = (
                "skipped",
                printable(known or f"warning: {event.reason}"),
            )
        if event.failure is not None:
            lines = explanation(event)
            if event.clauses:
                lines.append(("details", details_command(event.clauses)))
            report.longrepr = labeled(lines, width=12)
    return report


def _workers(config: pytest.Config) -> int:
    """Returns the number of worker processes; 0 if this process runs the scenarios itself."""
    if hasattr(config, "workerinput"):
        return int(config.workerinput["workercount"])
    return len(config.getoption("tx", []))


def _worker(config: pytest.Config) -> int:
    """Returns the number of this worker, from 0; the replacement of a crashed one has a new one."""
    name: str = getattr(config, "workerinput", {"workerid": "gw0"})["workerid"]
    return int(name.removeprefix("gw"))


def _event(item: pytest.Item, recording: ScenarioRecorder) -> ScenarioFinished:
    event = recording.finish(_replay(item, recording.identity.id))
    return item.config.stash[RUN].marked(event)


def _replay(item: pytest.Item, identifier: str) -> list[str]:
    again = argv_for(item.config.option, "world")
    place = [] if is_builtin(item.path) else [from_here(item.path, item.config)]
    # The command contains all options that affect the scenario, so it ignores the settings file.
    return [
        *("percipio-conformance", "run", *place, *option_argv("--scenario", identifier)),
        *(*again, "--no-config"),
    ]
