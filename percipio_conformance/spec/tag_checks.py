"""Checks the tags of a user's feature: the suite's tags must be right, other tags are allowed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from percipio_conformance.core.text import join_or
from percipio_conformance.spec.clauses import ClauseRegistry, UnknownClause
from percipio_conformance.spec.feature_document import Tag, WrittenScenario
from percipio_conformance.spec.feature_problem import Problem
from percipio_conformance.spec.tags import CAPABILITY, CLAUSE, markers

_LIKE_A_CLAUSE = re.compile(r"[CD][-_ ]?(\d{1,4})", re.IGNORECASE)
_LIKE_A_SWITCH = re.compile(r"[AX]-[A-Z0-9]+(\..*)?", re.IGNORECASE)
_OF_PYTEST = frozenset(
    {"skip", "skipif", "xfail", "parametrize", "usefixtures", "filterwarnings", "timeout"}
    | {"anyio", "asyncio", "xdist_group", "flaky", "benchmark", "random_order"}
)
"""Tags become marks of pytest; with one of these, a scenario would be skipped, for example."""

_NEAR = 0.75


def check_tags(
    scenario: WrittenScenario, registry: ClauseRegistry, *, own: bool, known: set[str]
) -> Iterator[Problem]:
    """Unknown tags, and a scenario without a clause."""
    tags = [*scenario.tags, *scenario.inherited, *(t for e in scenario.examples for t in e.tags)]
    for tag in tags:
        yield from _check(tag, scenario, registry, own=own, known=known)
    if not own:
        return
    for instance in scenario.instances():
        clauses = [each.name for each in instance.tags if CLAUSE.fullmatch(each.name)]
        if not clauses:
            yield Problem(
                scenario.line,
                f"the scenario {scenario.name!r} belongs to no clause, so that its failure would"
                " say nothing: tag it with the clause that it shows, such as @C029",
            )
            return


def _check(
    tag: Tag, scenario: WrittenScenario, registry: ClauseRegistry, *, own: bool, known: set[str]
) -> Iterator[Problem]:
    if tag.name in known:
        found = [each for each in registry.clauses if each.id == tag.name]
        if own and found and found[0].unobservable is not None:
            yield Problem(
                tag.line,
                f"@{tag.name} cannot be checked by a machine: {found[0].unobservable} Tag"
                f" {scenario.name!r} with another clause",
            )
        return
    what = f"the tag @{tag.name} of {scenario.name!r}"
    if not own:
        yield Problem(
            tag.line, f"{what} is unknown; percipio_conformance/spec/tags.py lists the tags"
        )
    elif tag.name in _OF_PYTEST or tag.name.startswith("_"):
        yield Problem(tag.line, f"{what} would be taken by pytest: give it another name")
    elif (meant := _meant(tag.name, known)) is not None:
        near = f" Did you mean {join_or(meant)}?" if meant else _no_such_clause(tag.name, registry)
        yield Problem(
            tag.line,
            f"{what} is unknown.{near} Correct it, or choose a name that does not resemble a tag"
            " of the suite",
        )


def _no_such_clause(name: str, registry: ClauseRegistry) -> str:
    """A hint about ``run --clause``, with a leading blank; empty for another tag."""
    if _LIKE_A_CLAUSE.fullmatch(name) is None:
        return ""
    try:
        registry.clause(name)
    except UnknownClause as error:
        return f" {error}"
    return ""


def _meant(name: str, known: set[str]) -> list[str] | None:
    """The tags of ours that it may be a misspelling of; None where it is the user's own."""
    if (clause := _LIKE_A_CLAUSE.fullmatch(name)) is not None:
        number = int(clause[1])
        wanted = {f"{name[0].upper()}{number:0{width}}" for width in (2, 3)}
        return [f"@{each}" for each in sorted(wanted & known)]
    near = get_close_matches(name.lower(), _lowered(known), n=3, cutoff=_NEAR)
    similar = [f"@{each}" for each in sorted(known) if each.lower() in near]
    if similar or name.startswith(CAPABILITY) or _LIKE_A_SWITCH.fullmatch(name):
        return similar
    return None


def _lowered(known: set[str]) -> Sequence[str]:
    return sorted({each.lower() for each in known if not CLAUSE.fullmatch(each)})


def known_tags(registry: ClauseRegistry) -> set[str]:
    """Every tag that means something to the suite."""
    return {line.partition(": ")[0] for line in markers(registry)}
