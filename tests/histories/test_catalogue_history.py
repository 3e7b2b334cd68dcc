"""Generated histories: the reference keeps every promise, and a subtle fault is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from harness.histories.catalogue_machine import BrokenPromise, CatalogueHistory
from harness.profiles import load_profile
from harness.run import Asked
from harness.subject import InProcessReference, Subject
from harness.theatre import Theatre
from harness.world import World
from reference_impl.fate import Fate, Known, fate_of
from reference_impl.parts import REFERENCE

ASKED = Asked(
    seed=0,
    profile=load_profile("article"),
    transport="in-process",
    catalogue=None,
    report=None,
    clauses=(),
    narrowed=True,
)
QUICK = settings(
    max_examples=25,
    stateful_step_count=20,
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=False,
    suppress_health_check=list(HealthCheck),
    # Shrinking takes minutes and proves nothing more: a history of twenty moves can be read.
    phases=[Phase.generate],
)


@pytest.fixture
def play() -> Iterator[Callable[[Callable[[], Subject], settings], None]]:
    theatres: list[Theatre] = []

    def playing(make: Callable[[], Subject], how: settings) -> None:
        theatre = Theatre(ASKED, make, [])
        theatres.append(theatre)

        @contextmanager
        def stage() -> Iterator[World]:
            with theatre.world("history") as world:
                yield world

        class History(CatalogueHistory):
            pass

        History.stage = staticmethod(stage)
        run_state_machine_as_test(History, settings=how)

    yield playing
    for theatre in theatres:
        theatre.close()


def test_the_reference_keeps_every_promise(
    play: Callable[[Callable[[], Subject], settings], None],
) -> None:
    play(InProcessReference, QUICK)


def forgets_news_of_retired_items(
    known: Known | None,
    *,
    active: bool,
    wanted: bool,
    fingerprint: bytes,
    archive_retired: bool,
) -> Fate:
    """Restores a course as it was: what changed while it was retired is lost until it changes."""
    fate = fate_of(
        known,
        active=active,
        wanted=wanted,
        fingerprint=fingerprint,
        archive_retired=archive_retired,
    )
    return replace(fate, write=False) if fate.restore else fate


def test_a_fault_that_takes_a_sequence_is_found_and_told_as_a_scenario(
    play: Callable[[Callable[[], Subject], settings], None],
) -> None:
    broken = replace(REFERENCE, fate_of=forgets_news_of_retired_items)
    with pytest.raises(BrokenPromise) as caught:
        play(lambda: InProcessReference(broken), settings(QUICK, max_examples=200))
    story = str(caught.value)
    moves = [line for line in story.splitlines() if line.strip().startswith(("Given", "And"))]
    assert len(moves) >= 4
    assert "Scenario: A generated history of the catalogue" in story
    assert "When a day passes" in story
    assert 'Then the title of "Item 1" is' in story or 'Then the tags of "Item 1" is' in story
