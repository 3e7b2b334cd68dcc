"""The page of one clause: its requirement, its scenarios and common mistakes of connectors.

``percipio-conformance clauses C013`` prints it, and the documentation site has it as a page. It is
made from the register, the features and the list of common mistakes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from percipio_conformance.clock.clock_requirements import clock_need
from percipio_conformance.core.text import plural
from percipio_conformance.reporting.labels import LEVEL_LABELS
from percipio_conformance.spec.clauses import Ambiguity, Clause, ClauseRegistry
from percipio_conformance.spec.common_mistakes import Mistake, load_common_mistakes
from percipio_conformance.spec.rules import RuleText, builtin_rules_of
from percipio_conformance.spec.situation_draw import situations_by_clause
from percipio_conformance.spec.situations import Situation

if TYPE_CHECKING:
    from percipio_conformance.core.events import Side

WIDTH = 96

SIDES: dict[Side, str] = {
    "connector": "behavior of the connector",
    "platform": "behavior of 360Learning",
    "percipio": "behavior of Percipio",
    "screen": "content of a page",
}


def clause_page(clause: Clause, registry: ClauseRegistry) -> str:
    """The page of one clause of the suite, as Markdown."""
    rules = builtin_rules_of(clause.id)
    mistakes = [each for each in load_common_mistakes() if clause.id in each.clauses]
    situations = situations_by_clause(registry).get(clause.id, [])
    return render(clause, registry, rules, mistakes, situations)


def render(
    clause: Clause,
    registry: ClauseRegistry,
    rules: Sequence[RuleText],
    mistakes: Sequence[Mistake],
    situations: Sequence[Situation] = (),
) -> str:
    """The page as Markdown, from the Rules of this clause and the mistakes that break it.

    Args:
        situations: those under which its scenarios run once more.
    """
    parts = [
        f"# {clause.id}",
        _folded(clause.sentence),
        "\n".join(_facts(clause, rules)),
        *_unchecked(clause),
        *(part for each in clause.ambiguities for part in _ambiguity(registry.ambiguity(each))),
        *_checks(clause, rules),
        *_situations(situations),
        *_mistakes(clause, mistakes),
    ]
    return "\n\n".join(parts) + "\n"


def _facts(clause: Clause, rules: Sequence[RuleText]) -> Iterator[str]:
    yield f"- **Level**: {clause.level}, {LEVEL_LABELS[clause.level]}"
    if clause.follows_from:
        yield _item(f"**Follows from**: {', '.join(clause.follows_from)}. {clause.because}")
    if clause.counterpart is not None:
        yield _item(
            f"**Counterpart**: {clause.counterpart}. A connector that does nothing would pass this"
            f" clause, so it counts only if {clause.counterpart} passes in the same run"
        )
    if clause.by_default is not None:
        yield _item(f"**Needs no code of its own**: {clause.by_default.because}")
        broken_by = clause.by_default.broken_by or "Nothing that a connector can do."
        yield _item(f"**Broken by a connector**: {broken_by}")
    yield f"- **Section**: {clause.section}"
    yield f"- **Side**: {SIDES[clause.side]}"
    if clause.capability is not None:
        yield f"- **Capability**: applies to connectors that declare `{clause.capability}`"
    needed = {tag.removeprefix("cap-") for each in rules for tag in each.tags if "cap-" in tag}
    if needed:
        words = ", ".join(f"`{each}`" for each in sorted(needed))
        yield f"- **Other capabilities**: some of its scenarios need {words}"
    if rules:
        yield f"- **Clock**: {clock_need(rules)}"


def _unchecked(clause: Clause) -> Iterator[str]:
    if clause.unobservable is not None:
        yield "## Reason for a manual check"
        yield _folded(clause.unobservable)
    elif clause.planned:
        yield "## How it is checked"
        yield "Its scenarios are planned: the clause is not verified yet."


def _ambiguity(ambiguity: Ambiguity) -> Iterator[str]:
    yield f"## Interpretation {ambiguity.id}"
    yield _folded(ambiguity.question)
    if ambiguity.parameter is not None:
        figure = ambiguity.parameter
        yield _folded(
            f"A profile sets `{figure.name}`: {figure.default:g} {figure.unit} by default,"
            f" {figure.most:g} at most. {figure.meaning}"
        )
    if ambiguity.readings:
        yield "\n".join(
            _item(f"`{reading}`{' (default)' if reading == ambiguity.pick else ''}: {meaning}")
            for reading, meaning in ambiguity.readings.items()
        )
    yield _folded(f"Why: {ambiguity.why}")
    yield _folded(f"Under every interpretation: {ambiguity.hard}")


def _checks(clause: Clause, rules: Sequence[RuleText]) -> Iterator[str]:
    if not rules:
        return
    yield "## How it is checked"
    written = sum(len(each.scenarios) for each in rules)
    cases = sum(len(each.cases) for each in rules)
    rows = f", {cases} with every row of their tables" if cases > written else ""
    checked = f"{plural(written, 'scenario')} {'checks' if written == 1 else 'check'}"
    yield f"{checked} this clause{rows}. To run only these scenarios:"
    yield f"```console\n$ percipio-conformance run --clause {clause.id}\n```"
    before = ""
    for each in rules:
        yield _folded(f"From `{each.feature}`, {each.feature_title}:")
        # Two Rules of one feature begin alike.
        background = "" if each.feature == before else f"{each.background}\n\n"
        yield f"```gherkin\n{(background + each.rule).strip()}\n```"
        before = each.feature


def _situations(situations: Sequence[Situation]) -> Iterator[str]:
    if situations:
        yield "## Situations"
        yield (
            "Its scenarios run once more while something else happens around their steps: each\n"
            "under some of these situations, with `--thorough` under all of them."
        )
        yield "\n".join(_item(f"`{each.id}`: {each.phrase}") for each in situations)


def _mistakes(clause: Clause, mistakes: Sequence[Mistake]) -> Iterator[str]:
    if not mistakes:
        return
    yield "## Common mistakes"
    yield "\n".join(_item(f"{each.text} (`{each.name}`)") for each in mistakes)
    yield _folded(
        "Each is a connector in `tests/mutants/connectors` of the source code. To run the suite"
        " against them, in a checkout:"
    )
    yield f"```console\n$ python -m tools.mutants --clause {clause.id}\n```"


def _item(words: str) -> str:
    return _folded(f"- {words}", margin="  ")


def _folded(words: str, margin: str = "") -> str:
    return textwrap.fill(
        words, WIDTH, subsequent_indent=margin, break_long_words=False, break_on_hyphens=False
    )
