"""Worlds of one session: what the connector may ask for, and the items of a real site."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sample_run import a_run

from fake_percipio.catalog.items import item
from percipio_conformance.connectors.under_test import InProcessReference
from percipio_conformance.core import limits
from percipio_conformance.core.outcomes import ConnectorError
from percipio_conformance.processes.garbage_collection import THRESHOLDS
from percipio_conformance.runner.collection import (
    WHERE_OFFERED,
    WITHOUT_IMPORTED_CATALOG,
    offers_imported_catalog,
)
from percipio_conformance.runner.session import Session
from percipio_conformance.spec.data import FEATURES
from percipio_conformance.steps.integration_setup import active


@pytest.mark.parametrize("of_a_day", [limits.MOST_REQUESTS_OF_A_DAY, 0])
def test_the_daily_looks_of_years_are_no_flood(
    monkeypatch: pytest.MonkeyPatch, of_a_day: int
) -> None:
    monkeypatch.setattr(limits, "MOST_REQUESTS", 100)
    monkeypatch.setattr(limits, "MOST_REQUESTS_OF_A_DAY", of_a_day)
    session = Session(a_run().asked, InProcessReference, [])
    try:
        with session.world("years") as world:
            active(world)
            if of_a_day:
                world.advance_by(timedelta(days=150))
                assert len(world.traffic_log.of("percipio")) > 100
            else:
                with pytest.raises(ConnectorError, match="the most is 100 requests"):
                    world.advance_by(timedelta(days=150))
    finally:
        session.close()


def test_a_session_restores_the_garbage_collector_at_once_or_later() -> None:
    thresholds = gc.get_threshold()
    asked = replace(a_run().asked, scenarios_only=True)
    for keeps in (False, True):
        session = Session(asked, InProcessReference, [])
        try:
            session.listen()
            assert gc.get_threshold() == THRESHOLDS
            session.close(keeps_collection=keeps)
            assert gc.get_threshold() == (THRESHOLDS if keeps else thresholds)
        finally:
            session.restore_collection()
        assert gc.get_threshold() == thresholds


def test_worlds_share_the_items_of_a_real_site() -> None:
    items = [item("Six Sigma"), item("Data Literacy")]
    session = Session(a_run().asked, InProcessReference, items)
    try:
        stored = []
        for scenario in ("one", "two"):
            with session.world(scenario) as world:
                catalog = world.personas.acme.catalog
                assert catalog.ids() == [each["id"] for each in items]
                assert world.percipio.catalog.imported == {each["id"] for each in items}
                stored.append(catalog.snapshot().items)
        assert all(one is two for one, two in zip(*stored, strict=True))
        with session.world("three", offers_catalog=False) as world:
            assert len(world.personas.acme.catalog) == 0
    finally:
        session.close()


def test_features_about_people_do_without_the_items_of_a_real_site(tmp_path: Path) -> None:
    assert {each.name for each in FEATURES.iterdir() if each.is_dir()} > WITHOUT_IMPORTED_CATALOG
    assert offers_imported_catalog(FEATURES / "content/arrival.feature")
    assert not offers_imported_catalog(FEATURES / "statistics/scores.feature")
    assert offers_imported_catalog(tmp_path / "statistics/own.feature")


def test_a_run_with_a_catalog_says_where_its_items_are_not_offered() -> None:
    assert all(each in WHERE_OFFERED for each in WITHOUT_IMPORTED_CATALOG)
