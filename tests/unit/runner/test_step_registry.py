"""Saying one phrase of the vocabulary inside another."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from pytest_bdd import when

from percipio_conformance import steps
from percipio_conformance.core.outcomes import HarnessError
from percipio_conformance.runner.step_registry import matches, run_step, split_prefixes, suggest

for module in steps.MODULES:
    import_module(module)


def test_a_placed_phrase_is_bound_when_what_it_says_is() -> None:
    assert matches("given", "in Sales, the integration is active") == 1
    assert matches("given", "in Sales, the integration is asleep") == 0
    # The past and the stimulus are told apart inside as well.
    assert matches("then", "in Sales, statistics are sent to 360Learning") == 0


def test_a_phrase_after_a_wait_is_bound_when_what_it_says_is() -> None:
    assert matches("then", "within minutes, the integration is active") == 1
    assert matches("then", "after 2 daily runs, in Sales, the integration is active") == 1
    assert matches("then", "within minutes, the integration is asleep") == 0
    # Only what is looked at may be waited for.
    assert matches("given", "within minutes, the integration is active") == 0


def test_prefixes_are_parted_from_the_phrase() -> None:
    assert split_prefixes("after a day, in Sales, 360Learning has no path") == (
        "after a day, in Sales, ",
        "360Learning has no path",
    )
    assert split_prefixes("it is noon") == ("", "it is noon")


def test_definitions_that_are_loaded_later_are_found() -> None:
    text = "the tide comes in"
    assert matches("when", text) == 0
    assert not any(text in each for each in suggest("when", text))
    when(text)(lambda: None)
    assert matches("when", text) == 1
    assert suggest("when", text)[0] == f"When {text}"


def test_what_is_said_is_done_to_the_world_given() -> None:
    done: list[Any] = []
    learners = SimpleNamespace(act=lambda *said, **details: done.append((*said, details)))
    world = SimpleNamespace(percipio=SimpleNamespace(learners=learners))
    run_step("given", 'Ada starts "Six Sigma Basics" in Percipio', world, None)
    assert done == [("Ada", "starts", "Six Sigma Basics", {"score": None, "seconds": None})]


def test_words_are_converted_as_in_a_scenario() -> None:
    offered: list[int] = []
    catalog = SimpleNamespace(offer_numbered=offered.append)
    world = SimpleNamespace(percipio=SimpleNamespace(catalog=catalog))
    run_step("given", "Percipio offers 2 courses", world, None)
    assert offered == [2]


def test_a_table_is_handed_on() -> None:
    offered: list[tuple[str, str]] = []
    catalog = SimpleNamespace(offer=lambda title, kind: offered.append((title, kind)))
    world = SimpleNamespace(percipio=SimpleNamespace(catalog=catalog))
    table = [["kind", "title"], ["book", "The Lean Startup"]]
    run_step("given", "Percipio offers:", world, table)
    assert offered == [("The Lean Startup", "book")]


def test_a_phrase_nobody_knows_is_our_fault() -> None:
    with pytest.raises(HarnessError, match="0 step definitions match 'the moon is full'"):
        run_step("given", "the moon is full", SimpleNamespace(), None)
