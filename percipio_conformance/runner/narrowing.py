"""Select the scenarios of a run: by clause, by id, or those that failed in another run.

Requesting a scenario that does not exist is a usage error. Running only the others would silently
leave it untested.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from percipio_conformance.core.options import words_for
from percipio_conformance.core.printable import printable
from percipio_conformance.core.text import did_you_mean, shortened_list
from percipio_conformance.results.clause_verdict import FAULTY
from percipio_conformance.results.reader import read_report
from percipio_conformance.runner.collection import (
    FeatureFile,
    feature_name,
    is_builtin,
    scenario_info,
)
from percipio_conformance.runner.recorder import ScenarioInfo
from percipio_conformance.runner.run import Run
from percipio_conformance.spec.builtin_features import builtin_scenarios
from percipio_conformance.spec.data import FEATURES

REFUSAL = "conformance-refusal"
"""The key under which a worker of a parallel run sends why it runs nothing."""
ASKED_FOR = "conformance-scenarios"
"""The name under which a worker is sent the ids of the scenarios asked for."""
_NAMED = 3
"""So many missing scenarios are named."""


class NothingFailed(LookupError):
    """The other run has no failed scenario to run again."""


class Narrowing:
    """A pytest plugin: keeps what was asked for, in every process of a run."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._choice = run.asked.choice

    def pytest_ignore_collect(self, collection_path: Path, config: pytest.Config) -> bool | None:
        """Reading the features without a chosen scenario costs seconds."""
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
            if isinstance(item, pytest.Function) and isinstance(item.parent, FeatureFile):
                found[item] = scenario_info(item, self._run.registry)
                # So that `-m must` means every such scenario, not those alone that say so.
                item.add_marker(found[item].level)
        if self._choice.everything:
            return
        chosen = [item for item, each in found.items() if self._choice.takes(each.id, each.clauses)]
        problem = self._missing(frozenset(each.id for each in found.values()))
        if problem is None and not chosen:
            problem = self._without_clause(config, list(found.values()))
        if problem is not None:
            self._refuse(config, problem)
            chosen = []
        kept = frozenset(chosen)
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = chosen

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        # The report they come from is gone by the time a worker would read it.
        chosen = self._choice.scenarios
        node.workerinput[ASKED_FOR] = None if chosen is None else sorted(chosen)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        self._run.refusal = getattr(node, "workeroutput", {}).get(REFUSAL) or self._run.refusal

    def _missing(self, there: frozenset[str]) -> str | None:
        missing = sorted((self._choice.scenarios or frozenset()) - there)
        if not missing:
            return None
        named = "".join(f"\n  {printable(each)}" for each in missing[:_NAMED])
        more = f"\n  (and {len(missing) - _NAMED} more)" if len(missing) > _NAMED else ""
        shipped = (each.id for each in builtin_scenarios())
        near = did_you_mean(missing[0], {*there, *shipped}) if len(missing) == 1 else ""
        lists = "`percipio-conformance run --list` shows all ids; features of your own come first."
        return f"no scenario of this command has this id:{named}{more}\n{f'{near} {lists}'.strip()}"

    def _without_clause(self, config: pytest.Config, found: Sequence[ScenarioInfo]) -> str | None:
        """Why the clauses asked for choose nothing of the files that were named."""
        places = _narrow_places(config)
        if not self._choice.clauses or not places or not found:
            return None
        there = dict.fromkeys(sorted(clause for each in found for clause in each.clauses))
        has, it = ("has", "it has") if len(places) == 1 else ("have", "they have")
        return (
            f"{', '.join(map(printable, places))} {has} no scenario of"
            f" {' or '.join(self._choice.clauses)}; {it} {shortened_list(list(there))}"
        )

    def _refuse(self, config: pytest.Config, problem: str) -> None:
        if not hasattr(config, "workeroutput"):
            raise pytest.UsageError(problem)
        # An error in a worker would look like an internal error: the controller reports it.
        config.workeroutput[REFUSAL] = problem


def asked_for(config: pytest.Config) -> frozenset[str] | None:
    """As :func:`scenarios_of`; a worker of a parallel run was sent them."""
    if not hasattr(config, "workerinput"):
        return scenarios_of(config.option)
    sent: list[str] | None = config.workerinput[ASKED_FOR]
    return None if sent is None else frozenset(sent)


def scenarios_of(option: argparse.Namespace) -> frozenset[str] | None:
    """The ids that were asked for by ``--scenario`` and ``--failed-in``; None means all.

    Raises:
        StreamError: there is no such report.
        NothingFailed: no scenario failed in it.
    """
    named = frozenset(option.scenario) if option.scenario else None
    if option.failed_in is None:
        return named
    failed = failed_in(option.failed_in)
    return failed if named is None else failed & named


def failed_in(place: Path) -> frozenset[str]:
    """The ids of all scenarios that failed, warned or broke in the run whose report this is.

    Raises:
        StreamError: there is no such report.
        NothingFailed: there are none; the message says how the run ended.
    """
    report = read_report(place)
    clauses: list[dict[str, Any]] = report["clauses"]
    played = [each for clause in clauses for each in clause["scenarios"]] + report[
        "scenarios_without_clause"
    ]
    failed = frozenset(str(each["id"]) for each in played if each["verdict"] in FAULTY)
    if not failed:
        raise NothingFailed(
            f"no scenario failed in the run of {place}, so there is none to play again. It ended:"
            f" {report['summary']} Run without this option to run everything."
        )
    return failed


def is_narrowed(config: pytest.Config) -> bool:
    """True if an option excludes scenarios."""
    option = config.option
    return bool(
        words_for(option, "choice") or option.keyword or option.markexpr or _narrow_places(config)
    )


def _narrow_places(config: pytest.Config) -> list[str]:
    """Paths that limit the search for scenarios, in a form that is the same on every machine."""
    everything = [str(each) for each in (FEATURES, *FEATURES.parents)]
    places = list(map(str, _places(config)))
    # A folder of the user's own may hold the installed suite, which is not run then.
    if not _own(config) and all(each in everything for each in places):
        return []
    shown = [from_here(Path(each), config) for each in places]
    return sorted({each.removeprefix(f"{FEATURES.parent}/") for each in shown})


def plays_own_features(config: pytest.Config) -> bool:
    """True if the run includes features that do not belong to the suite."""
    return bool(_own(config)) or any(
        not each.is_relative_to(FEATURES) and each not in FEATURES.parents
        for each in _places(config)
    )


def _own(config: pytest.Config) -> list[str]:
    """The places that the command was given for features of the user's own."""
    own: list[str] = config.getoption("own_feature", [])
    return own


def _places(config: pytest.Config) -> list[Path]:
    """Paths to search for scenarios: the user's own features, or pytest's arguments."""
    named = _own(config) or config.args
    return [(config.invocation_params.dir / each).resolve() for each in named]


def selection_words(config: pytest.Config) -> tuple[str, ...]:
    """The words that chose scenarios."""
    option = config.option
    words = words_for(option, "choice")
    words += ["-k", option.keyword] if option.keyword else []
    words += ["-m", option.markexpr] if option.markexpr else []
    return (*words, *_narrow_places(config))


def from_here(path: Path, config: pytest.Config) -> str:
    """The path as the user of this command may write it."""
    here = config.invocation_params.dir
    words = str(path.relative_to(here) if path.is_relative_to(here) else path)
    return f"./{words}" if words.startswith("-") else words
