"""Export a failing sequence as a feature file, with the steps of all other features."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from percipio_conformance.core.printable import printable
from percipio_conformance.results.interpretations import profile_file
from percipio_conformance.runner.session import START_TIME
from percipio_conformance.spec.clauses import load_registry
from percipio_conformance.spec.profiles import Profile, profile_names
from percipio_conformance.stateful.actions.action import WAITS
from percipio_conformance.stateful.actions.sequence import ActionSequence
from percipio_conformance.stateful.checks.postcondition import ACTIVE_CLAUSES, Violation
from percipio_conformance.stateful.domain import Assumptions, Domain

FILE_NAME = "sequence.feature"
MORE_TIME = WAITS["minutes"][1]
"""The When step if no time passes after the last action."""


def feature(
    domain: Domain, sequence: ActionSequence, violation: Violation, assumptions: Assumptions
) -> str:
    """The text of a feature that fails while the connector violates this requirement.

    It is both printed and written, so that a person can copy it from either place. If it holds only
    under some interpretations, it has their tags and the level of a profile.
    """
    # A violation of the control protocol violates no clause; the last step names the protocol.
    clauses = violation.clauses or ACTIVE_CLAUSES
    sentence = load_registry().clause(clauses[0]).sentence
    name = violation.what[:1].upper() + violation.what[1:]
    lines = [
        *_how_to_run(assumptions.profile),
        f"Feature: A sequence of {domain.title}",
        "  Found by `percipio-conformance explore`. Keep it as a regression test.",
        "",
        "  Background:",
        *_indented("    ", _given(domain.background(assumptions))),
        "",
        *_tags("  ", clauses),
        f"  Rule: {sentence.rstrip('.')}",
        "",
        *_tags("    ", _readings(domain, sequence, violation, assumptions)),
        f"    Scenario: {name}",
        *_indented("      ", _steps(sequence, violation)),
    ]
    # A recorded sequence is a file from outside: a title with a line break must not add a line.
    return "".join(f"{printable(each)}\n" for each in lines)


def _how_to_run(profile: Profile) -> Iterator[str]:
    command = f"# percipio-conformance run {FILE_NAME} --connector URL --profile"
    if profile.name in profile_names():
        yield f"{command} {profile.name}"
        return
    # The tags of the scenario refer to this profile, which is in a file of the user.
    yield f"{command} FILE, where FILE contains"
    yield f"# {profile_file(profile, load_registry())}"


def _steps(sequence: ActionSequence, violation: Violation) -> list[str]:
    """The steps: every action in the past tense, the last wait, and the postcondition."""
    past: list[str] = []
    when = MORE_TIME
    for number, action in enumerate(sequence.actions, 1):
        past += action.phrases()
        if action.lasts == "nothing":
            continue
        has_passed, passes = WAITS[action.lasts]
        if number < len(sequence.actions):
            past.append(has_passed)
        else:
            when = passes
    return [*_given(past), f"When {when}", *_given(violation.then, "Then")]


def _given(lines: Iterable[str], word: str = "Given") -> Iterator[str]:
    for line in lines:
        yield line if line.startswith("|") else f"{word} {line}"
        word = "And"


def _indented(margin: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield f"{margin}{'  ' if line.startswith('|') else ''}{line}"


def _readings(
    domain: Domain, sequence: ActionSequence, violation: Violation, assumptions: Assumptions
) -> list[str]:
    """The tags of a scenario that holds under these interpretations."""
    model = domain.model(assumptions, START_TIME)
    for action in sequence.actions:
        model.apply(action)
    reading, relies_on = assumptions.profile.reading, model.relies_on(violation.kind)
    tags = [f"{each}.{reading(each)}" for each in sorted(relies_on)]
    level = "derived" if any(each.judged_at == "derived" for each in sequence.actions) else ""
    return [level or "profile", *tags] if tags or level else []


def _tags(margin: str, names: Iterable[str]) -> list[str]:
    line = " ".join(f"@{each}" for each in names)
    return [margin + line] if line else []
