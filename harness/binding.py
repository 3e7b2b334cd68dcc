"""Before anything runs: every scenario that was written is collected, and every step is bound."""

from __future__ import annotations

import inspect
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gherkin.parser import Parser

from harness.phrases import definitions, matches

if TYPE_CHECKING:
    from pytest_bdd.parser import Step


def written_scenarios(path: Path) -> list[str]:
    """The names of all scenarios of a file as written, one entry for each row of an outline.

    This reads the file with the Gherkin parser alone, so that it can be held against what
    pytest-bdd collected: that one drops the first of two scenarios of one name.
    """
    document: Any = Parser().parse(path.read_text(encoding="utf-8"))
    feature = document.get("feature")
    names: list[str] = []
    children: list[Any] = list(feature["children"]) if feature else []
    while children:
        child = children.pop(0)
        if "rule" in child:
            children = list(child["rule"]["children"]) + children
        elif "scenario" in child:
            scenario = child["scenario"]
            rows = [row for table in scenario["examples"] for row in table["tableBody"]]
            names += [scenario["name"]] * (len(rows) if scenario["examples"] else 1)
    return names


def lost_scenarios(path: Path, collected: Iterable[str]) -> list[str]:
    """Names written in the file more often than they were collected.

    pytest-bdd keeps only the last of two scenarios that share a name.
    """
    missing = Counter(written_scenarios(path)) - Counter(collected)
    return sorted(missing)


def unbound(steps: Iterable[Step]) -> list[str]:
    """What is wrong with the steps, one sentence each: no definition, or more than one."""
    wrong = []
    for step in steps:
        found = matches(step.type, step.name)
        if found != 1:
            many = "no step definition matches" if found == 0 else f"{found} definitions match"
            wrong.append(f"{many} {step.keyword} {step.name!r} (line {step.line_number})")
    return wrong


def asynchronous() -> list[str]:
    """Step definitions that are coroutines: pytest-bdd would pass them without running them."""
    return sorted(
        f"{each.step_func.__module__}: {each.parser.name!r}"
        for each in definitions()
        if inspect.iscoroutinefunction(each.step_func) or inspect.isasyncgenfunction(each.step_func)
    )
