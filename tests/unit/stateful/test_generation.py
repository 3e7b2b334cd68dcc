"""What is drawn can be made, is told in phrases of the vocabulary, and is the same tomorrow."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from percipio_conformance.runner.session import START_TIME
from percipio_conformance.runner.step_checks import check_steps
from percipio_conformance.spec.feature_document import read_scenarios
from percipio_conformance.spec.profiles import load_profile
from percipio_conformance.stateful.action import ConnectorRestarts
from percipio_conformance.stateful.catalog import CatalogHalf
from percipio_conformance.stateful.catalog_actions import Files, Retires, SavesLanguages
from percipio_conformance.stateful.domain import Assumptions, Domain
from percipio_conformance.stateful.feature_export import feature
from percipio_conformance.stateful.generation import (
    LONGEST,
    SHORTEST,
    generate_sequence,
    is_possible,
)
from percipio_conformance.stateful.postcondition import Postcondition, Violation
from percipio_conformance.stateful.sequence import ActionSequence, AnyMove
from percipio_conformance.stateful.statistics import AnalyticsHalf
from percipio_conformance.stateful.statistics_actions import Does, Enrols, KeepsBack, Sends

HALVES: tuple[Domain, ...] = (CatalogHalf(), AnalyticsHalf())
EVERYTHING = frozenset({"courses", "statistics", "tags", "filters"})


def terms(
    profile: str = "article", capabilities: frozenset[str] = EVERYTHING, *, restart: bool = True
) -> Assumptions:
    return Assumptions(load_profile(profile), capabilities, restart)


def drawn(half: Domain, for_whom: Assumptions, count: int = 60) -> list[ActionSequence]:
    return [generate_sequence(half, for_whom, 3, number) for number in range(1, count + 1)]


@pytest.mark.parametrize("half", HALVES, ids=lambda half: half.name)
def test_a_seed_and_a_number_make_one_history(half: Domain) -> None:
    assert generate_sequence(half, terms(), 3, 7) == generate_sequence(half, terms(), 3, 7)
    assert (
        generate_sequence(half, terms(), 3, 7).moves != generate_sequence(half, terms(), 4, 7).moves
    )
    assert (
        generate_sequence(half, terms(), 3, 7).moves != generate_sequence(half, terms(), 3, 8).moves
    )


@pytest.mark.parametrize("profile", ["article", "paris", "strict"])
@pytest.mark.parametrize("half", HALVES, ids=lambda half: half.name)
def test_every_history_can_happen(half: Domain, profile: str) -> None:
    for history in drawn(half, terms(profile)):
        assert is_possible(half, terms(profile), history.moves)
        assert SHORTEST <= len(history.moves) <= LONGEST


def test_every_move_is_drawn_now_and_then() -> None:
    seen = {type(move) for half in HALVES for each in drawn(half, terms()) for move in each.moves}
    assert seen == set(get_args(AnyMove))


def test_only_what_a_connector_declares_is_asked_of_it() -> None:
    poor = terms(capabilities=frozenset({"courses", "statistics"}), restart=False)
    moves = [move for half in HALVES for each in drawn(half, poor) for move in each.moves]
    assert not any(move.capability for move in moves)
    assert not any(isinstance(move, ConnectorRestarts) for move in moves)


def test_what_readings_differ_about_is_left_out() -> None:
    profile = load_profile("article")
    other = {
        "A-STATUS": "leave-active",
        "A-TAGWHEN": "dropped-tags-stay",
        "A-UNARCHIVE": "stays-archived",
        "A-NOMATCH": "refused",
        "A-NEWATT": "later-start",
    }
    readings = {**profile.readings, **other}
    differing = Assumptions(type(profile)("x", "x", readings, profile.parameters), EVERYTHING, True)
    moves = [move for half in HALVES for each in drawn(half, differing) for move in each.moves]
    assert not any(isinstance(each, Files | Retires | SavesLanguages | Enrols) for each in moves)
    assert any(isinstance(each, Does) and each.deed == "restarts" for each in moves)


def test_a_restart_is_never_heard_of_before_what_it_restarts() -> None:
    half, course = HALVES[1], "Data Literacy"
    kept = (KeepsBack(), Does("Ada", "starts", course), Does("Ada", "restarts", course))
    assert not is_possible(half, terms(), (*kept, Sends(", the last one first", singly=True)))
    assert is_possible(half, terms(), (*kept, Sends("", singly=True)))


@pytest.mark.parametrize("half", HALVES, ids=lambda half: half.name)
def test_every_phrase_is_one_of_the_vocabulary(half: Domain, tmp_path: Path) -> None:
    wrong: set[str] = set()
    told: set[str] = set()
    for number, history in enumerate(drawn(half, terms(), 25)):
        model = half.model(terms(), START_TIME)
        for move in history.moves:
            model.take(move)
        promises = list(model.promises())
        promise = promises[number % len(promises)]
        told.add(promise.kind)
        path = tmp_path / f"{number}.feature"
        path.write_text(feature(half, history, _breach(promise), terms()), encoding="utf-8")
        (scenario,) = read_scenarios(path)
        wrong |= {str(each) for play in scenario.plays() for each in check_steps(play)}
    assert not wrong
    assert len(told) > 1


def _breach(promise: Postcondition) -> Violation:
    return Violation(promise.kind, ("C030",), promise.what, promise.then, "one", "another")
