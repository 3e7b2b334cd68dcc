"""``percipio-conformance clauses``: the register, and what verifies each clause."""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from percipio_conformance.cli.commands import moved
from percipio_conformance.cli.output import complain, say
from percipio_conformance.core.text import shortened_list
from percipio_conformance.spec.clauses import Clause, UnknownClause, load_registry
from percipio_conformance.spec.data import FEATURES
from percipio_conformance.spec.scenario_heads import builtin_heads
from percipio_conformance.spec.situations import Situation
from percipio_conformance.spec.tags import CLAUSE

USAGE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "List all clauses with the scenarios that verify them. With an id, print the "
        "page of that clause: its interpretations, its scenarios and common mistakes."
    )
    parser.add_argument("ids", nargs="*", metavar="ID", help="a clause, as C013")
    for option in ("--review", "--reviewed"):
        parser.add_argument(option, action=_Moved, nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("--format", choices=("text", "json"), default="text")
    parser.set_defaults(command=run)


class _Moved(argparse.Action):
    """A former option; it says what replaces it."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        parser.error(moved(f"clauses {self.option_strings[0]}", "python -m tools.reviews"))


def run(arguments: argparse.Namespace) -> int:
    """Print the register of clauses; the exit code."""
    registry = load_registry()
    try:
        asked = tuple(registry.clause(each) for each in arguments.ids)
    except UnknownClause as error:
        return _refuse(error)
    if asked and arguments.format == "text":
        # Imported here: pages need the text of the features, lists only their titles.
        from percipio_conformance.cli.clause_page import clause_page

        pages = (clause_page(each, registry) for each in asked)
        say("\n".join(pages).removesuffix("\n"))
        return 0
    verified = verifiers(FEATURES)
    if arguments.format == "json":
        listed = asked or registry.clauses
        # Imported here: the list as text does without the tags of all scenarios.
        from percipio_conformance.spec.situation_draw import situations_by_clause

        situations = situations_by_clause(registry)
        entries = [
            _entry(each, verified.get(each.id, []), situations.get(each.id, [])) for each in listed
        ]
        say(json.dumps({"clauses": entries, "counts": _counts(listed)}, indent=2))
        return 0
    for section, clauses in registry.sections().items():
        say(f"\n{section}")
        for each in clauses:
            say(f"  {each.id}  {each.level:<8} {each.side:<10} {each.sentence}")
            say(f"        {_standing(each, verified.get(each.id, []))}")
    counts = _counts(registry.clauses)
    say("\n" + ", ".join(f"{number} {what}" for what, number in counts.items()))
    return 0


def _refuse(error: UnknownClause) -> int:
    complain("clauses", error)
    return USAGE


def verifiers(folder: Path) -> dict[str, list[str]]:
    """Clause id to the scenarios that carry it, as ``features/path.feature: name``."""
    found: dict[str, list[str]] = defaultdict(list)
    for place, scenario in builtin_heads(folder):
        for tag in sorted(scenario.tags):
            if CLAUSE.fullmatch(tag):
                found[tag].append(f"{place}: {scenario.name}")
    return dict(found)


def _standing(clause: Clause, scenarios: list[str]) -> str:
    if clause.unobservable is not None:
        return f"not observable: {clause.unobservable}"
    if scenarios:
        return f"verified by {shortened_list(scenarios, 1)}"
    return "planned" if clause.planned else "verified by nothing"


def _entry(
    clause: Clause, scenarios: list[str], situations: Sequence[Situation]
) -> dict[str, object]:
    return {
        "id": clause.id,
        "section": clause.section,
        "side": clause.side,
        "level": clause.level,
        "sentence": clause.sentence,
        "ambiguities": list(clause.ambiguities),
        "capability": clause.capability,
        "planned": clause.planned,
        "unobservable": clause.unobservable,
        "follows_from": list(clause.follows_from),
        "because": clause.because,
        "counterpart": clause.counterpart,
        "by_default": None if clause.by_default is None else asdict(clause.by_default),
        "verified_by": scenarios,
        "situations": [each.id for each in situations],
    }


def _counts(clauses: tuple[Clause, ...]) -> dict[str, int]:
    levels = Counter(each.level for each in clauses)
    return {
        "clauses": len(clauses),
        **{level: levels[level] for level in ("must", "profile", "derived")},
        "planned": sum(each.planned for each in clauses),
        "not observable": sum(not each.observable for each in clauses),
    }
