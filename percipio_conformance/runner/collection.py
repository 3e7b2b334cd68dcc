"""Collects feature files for pytest: ``pytest features`` needs no Python modules for them."""

from __future__ import annotations

import os
import types
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_bdd import scenarios
from pytest_bdd.scenario import scenario_wrapper_template_registry

from percipio_conformance.core.events import LEVELS, Level
from percipio_conformance.core.scenario_ids import under_situation
from percipio_conformance.core.text import join_and
from percipio_conformance.runner.feature_checks import check_file
from percipio_conformance.runner.recorded_arguments import shown_docstring, shown_table
from percipio_conformance.runner.recorder import PlannedStep, ScenarioInfo
from percipio_conformance.runner.situation_plan import SituationPlan
from percipio_conformance.runner.step_checks import uncollected_scenarios
from percipio_conformance.spec.applicability import needed_capabilities
from percipio_conformance.spec.clauses import ClauseRegistry, load_registry
from percipio_conformance.spec.data import FEATURES
from percipio_conformance.spec.feature_problem import Problem, listing
from percipio_conformance.spec.feature_text import example_texts
from percipio_conformance.spec.situations import Situation
from percipio_conformance.spec.tags import Tags, read_tags

if TYPE_CHECKING:
    from pytest_bdd.parser import ScenarioTemplate, Step

OUR_MARKERS: pytest.StashKey[set[str]] = pytest.StashKey()
"""The names of all tags that a feature may have."""

SITUATIONS: pytest.StashKey[SituationPlan] = pytest.StashKey()
"""The situations under which a scenario runs; None is a run without one."""

SITUATION: pytest.StashKey[Situation] = pytest.StashKey()
"""The situation of an item; one that runs without a situation has none."""


INFO: pytest.StashKey[ScenarioInfo] = pytest.StashKey()
"""The identity of an item. The collector of a generated sequence sets it; that of a scenario is
found in its feature."""


class ScenarioSource:
    """A collector whose items are scenarios, or generated sequences, of a run."""


class FeatureFile(pytest.Module, ScenarioSource):
    """One ``.feature`` file; its scenarios are the tests of a generated module."""

    def _getobj(self) -> types.ModuleType:
        module = types.ModuleType(f"feature_{self.path.stem}")
        module.__file__ = str(self.path)
        # pytest-bdd adds the tests to the module that calls it, which is ``module`` here.
        module.__dict__["bind"] = scenarios
        code = compile(f"bind({str(self.path)!r})\ndel bind", str(self.path), "exec")
        exec(code, module.__dict__)  # noqa: S102 - our own two lines
        return module

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """Collects the scenarios.

        Raises:
            CollectError: the file has problems that prevent scenarios from running.
        """
        problems = self.problems()
        if problems:
            raise self.CollectError(listing(str(self.path), problems))
        items = list(super().collect())
        names = [_template_of(each)[0].name for each in items if isinstance(each, pytest.Function)]
        lost = uncollected_scenarios(self.path, names)
        if lost:
            raise self.CollectError(f"{self.path}:\n  never collected: {', '.join(lost)}")
        return [play for each in items for play in self._plays(each)]

    def _plays(self, item: pytest.Item | pytest.Collector) -> Iterator[pytest.Item]:
        """Yields the scenario as often as it runs, each time under another situation or none."""
        assert isinstance(item, pytest.Function)
        plan = self.config.stash[SITUATIONS]
        for situation in plan(scenario_info(item, load_registry()), tags_of(item)):
            if situation is None:
                yield item
                continue
            # The node id is made from the original name in newer versions of pytest.
            original = under_situation(item.originalname, situation.id)
            again = pytest.Function.from_parent(
                self,
                name=original + item.name.removeprefix(item.originalname),
                callspec=getattr(item, "callspec", None),
                callobj=item.obj,
                fixtureinfo=item._fixtureinfo,
                originalname=original,
            )
            again.stash[SITUATION] = situation
            yield again

    def problems(self) -> list[Problem]:
        """Returns the problems that prevent the file from running."""
        name = feature_name(self.path, self.config)
        return check_file(self.path, name, load_registry(), own=not is_builtin(self.path))


def is_scenario(item: pytest.Item) -> bool:
    """Returns True for a scenario and for a generated sequence; False for any other test."""
    return isinstance(item.parent, ScenarioSource)


def scenario_info(item: pytest.Item, registry: ClauseRegistry) -> ScenarioInfo:
    """Returns the feature, Rule, name, row and tags of the scenario ``item``."""
    if INFO not in item.stash:
        item.stash[INFO] = _found_info(item, registry)
    return item.stash[INFO]


def _found_info(item: pytest.Item, registry: ClauseRegistry) -> ScenarioInfo:
    assert isinstance(item, pytest.Function)
    template, example = _template_of(item)
    tags = tags_of(item)
    situation = item.stash.get(SITUATION, None)
    # A scenario that verifies several clauses has the strictest of their levels.
    levels: list[Level] = [registry.clause(clause).level for clause in tags.clauses]
    strictest = min(levels, key=LEVELS.index, default=LEVELS[-1])
    return ScenarioInfo(
        feature=feature_name(item.path, item.config),
        feature_title=template.feature.name,
        rule=template.rule.name if template.rule is not None else template.feature.name,
        name=template.name,
        title=_title(template.name, example, situation),
        example=_example_text(template, example),
        clauses=tags.clauses,
        level=strictest if tags.level is None else tags.level,
        platform_only=tags.platform_only,
        readings=tuple(f"{ambiguity}.{reading}" for ambiguity, reading in tags.readings),
        capabilities=needed_capabilities(tags, registry),
        own=not is_builtin(item.path),
        situation=situation,
    )


def as_planned(step: Step) -> PlannedStep:
    """Converts a step to the form for reports, with its table and docstring."""
    return PlannedStep(
        keyword=step.keyword,
        text=step.name,
        line=step.line_number,
        table=shown_table(step.datatable.raw() if step.datatable is not None else None),
        docstring=shown_docstring(step.docstring),
    )


def tags_of(item: pytest.Item) -> Tags:
    """Returns the tags of the scenario, its Rule, its feature and its row."""
    ours = item.config.stash[OUR_MARKERS]
    return read_tags({marker.name for marker in item.iter_markers()} & ours)


def _template_of(item: pytest.Function) -> tuple[ScenarioTemplate, dict[str, str]]:
    template = scenario_wrapper_template_registry[item.obj]
    parameters = getattr(item, "callspec", None)
    return template, dict(parameters.params["_pytest_bdd_example"]) if parameters else {}


def _example_text(template: ScenarioTemplate, example: dict[str, str]) -> str:
    if not example:
        return ""
    rows = [tuple(row) for table in template.examples for row in table.examples]
    return example_texts(rows)[rows.index(tuple(example.values()))]


def _title(name: str, example: dict[str, str], situation: Situation | None) -> str:
    title = name
    for column, value in example.items():
        title = title.replace(f"<{column}>", value)
    missing = [value for column, value in example.items() if f"<{column}>" not in name]
    title = f"{title} [{', '.join(missing)}]" if missing else title
    return title if situation is None else under_situation(title, situation.id)


def is_builtin(path: Path) -> bool:
    """Returns True if the feature file belongs to the suite, False if a vendor wrote it."""
    return path.is_relative_to(FEATURES)


WITHOUT_IMPORTED_CATALOG = frozenset(
    {"homepage", "launch", "learners", "paths", "statistics", "webhook"}
)
"""The folders of features about people and their statements. The items that a user adds with
``--catalog`` would only cost time there: each world synchronizes all of them."""


WHERE_OFFERED = (
    "the items of --catalog are not offered in generated sequences, and in the features about"
    f" people and their statements: {join_and(sorted(WITHOUT_IMPORTED_CATALOG))}"
)
"""The note of a run with ``--catalog``: its verdict says nothing about these items there."""


def offers_imported_catalog(path: Path) -> bool:
    """Returns True if the worlds of this feature file offer the items of ``--catalog``."""
    return not is_builtin(path) or path.parent.name not in WITHOUT_IMPORTED_CATALOG


def feature_name(path: Path, config: pytest.Config) -> str:
    """Returns the name of the feature file in reports, which is equal on all machines.

    For a file of the user it is the path relative to the working directory, which is unique.
    """
    if is_builtin(path):
        return str(Path("features") / path.relative_to(FEATURES))
    return os.path.relpath(path, config.invocation_params.dir)
