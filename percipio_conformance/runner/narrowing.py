"""Selects the scenarios of a run: by clause, by id, or those that failed in another run.

A request for a scenario that does not exist is a usage error: a run of the others would silently
leave it untested.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from percipio_conformance.core.options import argv_for
from percipio_conformance.core.printable import printable
from percipio_conformance.core.text import did_you_mean, shortened_list
from percipio_conformance.results.clause_verdict import FAULTY
from percipio_conformance.results.reader import read_report
from percipio_conformance.runner.collection import (
    feature_name,
    is_builtin,
    is_scenario,
    scenario_info,
)
from percipio_conformance.runner.recorder import ScenarioInfo
from percipio_conformance.runner.run import Run
from percipio_conformance.spec.builtin_features import builtin_scenarios
from percipio_conformance.spec.data import FEATURES

REFUSAL = "conformance-refusal"
"""The key with which a worker of a parallel run sends the reason why it runs nothing."""
REQUESTED = "conformance-scenarios"
"""The key with which the controller sends the ids of the requested scenarios to a worker."""
_NAMED = 3
"""The number of missing scenarios that a message names."""


class NothingFailed(LookupError):
    """The other run has no failed scenario to run again."""


class Narrowing:
    """A pytest plugin that keeps only the selected scenarios, in every process of a run."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._choice = run.asked.choice

    def pytest_ignore_collect(self, collection_path: Path, config: pytest.Config) -> bool | None:
        """Ignores the features without a selected scenario; parsing them would take seconds."""
        path, choice = collection_path, self._choice
        if choice.everything or path.suffix != ".feature" or not is_builtin(path):
            return None
        return None if feature_name(path, config) in choice.files else True

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        found: dict[pytest.Item, ScenarioInfo] = {}
        for item in items:
            if is_scenario(item):
                found[item] = scenario_info(item, self._run.registry)
                # `-m must` selects all must scenarios, not only those with the tag @must.
                item.add_marker(found[item].level)
        if self._choice.everything:
            return
        chosen = [item for item, each in found.items() if self._choice.takes(each.id, each.clauses)]
        problem = self._missing(frozenset(each.id for each in found.values()))
        if problem is None and not chosen:
            problem = self._without_clause(config, list(found.values()))
        if problem is not None:
            self._reject(config, problem)
            chosen = []
        kept = frozenset(chosen)
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = chosen

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        # The report with the ids is removed before a worker could read it.
        chosen = self._choice.scenarios
        node.workerinput[REQUESTED] = None if chosen is None else sorted(chosen)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self._run.refusal = getattr(node, "workeroutput", {}).get(REFUSAL) or self._run.refusal

    def _missing(self, present: frozenset[str]) -> str | None:
        missing = sorted((self._choice.scenarios or frozenset()) - present)
        if not missing:
            return None
        named = "".join(f"\n  {printable(each)}" for each in missing[:_NAMED])
        more = f"\n  (and {len(missing) - _NAMED} more)" if len(missing) > _NAMED else ""
        shipped = (each.id for each in builtin_scenarios())
        near = did_you_mean(missing[0], {*present, *shipped}) if len(missing) == 1 else ""
        lists = "`percipio-conformance run --list` shows all ids; features of your own come first."
        return f"no scenario of this command has this id:{named}{more}\n{f'{near} {lists}'.strip()}"

    def _without_clause(self, config: pytest.Config, found: Sequence[ScenarioInfo]) -> str | None:
        """Explains why the requested clauses select no scenario of the named files."""
        places = _narrow_places(config)
        if not self._choice.clauses or not places or not found:
            return None
        present = dict.fromkeys(sorted(clause for each in found for clause in each.clauses))
        has, it = ("has", "it has") if len(places) == 1 else ("have", "they have")
        return (
            f"{', '.join(map(printable, places))} {has} no scenario of"
            f" {' or '.join(self._choice.clauses)}; {it} {shortened_list(list(present))}"
        )

    def _reject(self, config: pytest.Config, problem: str) -> None:
        if not hasattr(config, "workeroutput"):
            raise pytest.UsageError(problem)
        # An error in a worker would look like an internal error: the controller reports it.
        config.workeroutput[REFUSAL] = problem


def requested_scenarios(config: pytest.Config) -> frozenset[str] | None:
    """Returns the ids of :func:`scenarios_of`, in a worker those that the controller sent."""
    if not hasattr(config, "workerinput"):
        return scenarios_of(config.option)
    sent: list[str] | None = config.workerinput[REQUESTED]
    return None if sent is None else frozenset(sent)


def scenarios_of(option: argparse.Namespace) -> frozenset[str] | None:
    """Returns the ids requested by ``--scenario`` and ``--failed-in``; None means all.

    Raises:
        StreamError: the report of ``--failed-in`` cannot be read.
        NothingFailed: no scenario failed in the run of that report.
    """
    named = frozenset(option.scenario) if option.scenario else None
    if option.failed_in is None:
        return named
    failed = failed_in(option.failed_in)
    return failed if named is None else failed & named


def failed_in(place: Path) -> frozenset[str]:
    """Returns the ids of all scenarios in a report that failed, warned or could not be judged.

    Raises:
        StreamError: the report cannot be read.
        NothingFailed: there are no such scenarios; the message contains the verdict on the run.
    """
    report = read_report(place)
    clauses: list[dict[str, Any]] = report["clauses"]
    ran = [each for clause in clauses for each in clause["scenarios"]] + report[
        "scenarios_without_clause"
    ]
    failed = frozenset(str(each["id"]) for each in ran if each["verdict"] in FAULTY)
    if not failed:
        raise NothingFailed(
            f"no scenario failed in the run of {place}, so there is none to run again. The verdict"
            f" was: {report['summary']} Run without this option to run all scenarios."
        )
    return failed


def is_narrowed(config: pytest.Config) -> bool:
    """Returns True if an option excludes scenarios."""
    option = config.option
    return bool(
        argv_for(option, "choice") or option.keyword or option.markexpr or _narrow_places(config)
    )


def _narrow_places(config: pytest.Config) -> list[str]:
    """Returns the paths that limit the search for scenarios, in a form equal on all machines."""
    everything = [str(each) for each in (FEATURES, *FEATURES.parents)]
    places = list(map(str, _places(config)))
    # A folder of the user may contain the installed suite, which does not run then.
    if not _own(config) and all(each in everything for each in places):
        return []
    shown = [from_here(Path(each), config) for each in places]
    return sorted({each.removeprefix(f"{FEATURES.parent}/") for each in shown})


def has_own_features(config: pytest.Config) -> bool:
    """Returns True if the run includes features that do not belong to the suite."""
    # A folder of the user may contain the installed suite, which does not run then.
    around = () if _own(config) else FEATURES.parents
    return any(not each.is_relative_to(FEATURES) and each not in around for each in _places(config))


def _own(config: pytest.Config) -> list[str]:
    """Returns the given paths of the user's own features."""
    own: list[str] = config.getoption("own_feature", [])
    return own


def _places(config: pytest.Config) -> list[Path]:
    """Returns the paths to search for scenarios: the user's own features, or pytest's arguments."""
    named = _own(config) or config.args
    return [(config.invocation_params.dir / each).resolve() for each in named]


def selection_argv(config: pytest.Config) -> tuple[str, ...]:
    """Returns the command-line arguments that select scenarios."""
    option = config.option
    arguments = argv_for(option, "choice")
    arguments += ["-k", option.keyword] if option.keyword else []
    arguments += ["-m", option.markexpr] if option.markexpr else []
    return (*arguments, *_narrow_places(config))


def from_here(path: Path, config: pytest.Config) -> str:
    """Returns the path in a form for the command line, relative to the working directory."""
    here = config.invocation_params.dir
    text = str(path.relative_to(here) if path.is_relative_to(here) else path)
    return f"./{text}" if text.startswith("-") else text
