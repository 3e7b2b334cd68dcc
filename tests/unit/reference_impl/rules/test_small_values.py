"""Instants, durations, retries, readings, settings, filters, identifiers: one table each."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from reference_impl.rules.durations import read_seconds
from reference_impl.rules.filters import lets_through
from reference_impl.rules.identification import identifier_of
from reference_impl.rules.interpretations import Interpretations, UnknownReadingError
from reference_impl.rules.languages import LMS_LANGUAGES, language_of
from reference_impl.rules.retry import pause_before, read_retry_after
from reference_impl.rules.run_record import MOST_SKIPPED, RunRecord
from reference_impl.rules.settings import Settings
from reference_impl.rules.timestamps import format_timestamp, parse_timestamp, write_milliseconds

NOON = datetime(2026, 1, 12, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "exact", "milliseconds"),
    [
        ("2026-01-12T12:00:00Z", "2026-01-12T12:00:00Z", "2026-01-12T12:00:00.000Z"),
        ("2026-01-12T13:00+01:00", "2026-01-12T12:00:00Z", "2026-01-12T12:00:00.000Z"),
        ("2026-01-12T12:00:00.1234567", "2026-01-12T12:00:00.123456Z", "2026-01-12T12:00:00.123Z"),
        ("2026-01-12", "2026-01-12T00:00:00Z", "2026-01-12T00:00:00.000Z"),
    ],
)
def test_instants(text: str, exact: str, milliseconds: str) -> None:
    at = parse_timestamp(text)
    assert (format_timestamp(at), write_milliseconds(at)) == (exact, milliseconds)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has one time zone only")
def test_instants_are_in_utc_whatever_the_zone_of_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        at = parse_timestamp("2026-01-12T13:00:00+01:00")
        assert at.tzinfo is UTC
        assert parse_timestamp("2026-01-12T12:00:00") == at
        assert format_timestamp(at) == "2026-01-12T12:00:00Z"
        assert write_milliseconds(at) == "2026-01-12T12:00:00.000Z"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("PT52M30S", 3_150),
        ("PT1H13M12.5S", Decimal("4392.5")),
        ("PT0,5S", Decimal("0.5")),
        ("P1DT1H", 90_000),
        ("P2W", 1_209_600),
        ("PT0S", 0),
        ("P", None),
        ("PT", None),
        ("P1Y", None),
        ("625", None),
        ("", None),
    ],
)
def test_durations(text: str, seconds: Any) -> None:
    assert read_seconds(text) == seconds


def test_pauses_double_and_a_server_may_ask_for_longer_ones() -> None:
    assert [pause_before(attempt) for attempt in range(5)] == [1, 2, 4, 8, 16]
    assert pause_before(0, 30) == 30
    assert pause_before(5, 30) == 32
    assert pause_before(40) == 900


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        (None, None),
        ("20", 20),
        ("Mon, 12 Jan 2026 12:00:30 GMT", 30),
        ("Mon, 12 Jan 2026 11:00:00 GMT", 0),
        ("soon", None),
    ],
)
def test_retry_after(header: str | None, seconds: float | None) -> None:
    assert read_retry_after(header, NOON) == seconds


def test_readings_take_what_is_ours_from_a_profile() -> None:
    readings = Interpretations.from_profile(
        {"A-DST": "paris-wall-clock", "A-STATUS": "leave-active", "A-ROLE": "unspecified"}
    )
    assert (readings.schedule, readings.archive_retired) == ("paris-wall-clock", False)
    assert Interpretations.from_profile({}) == Interpretations()
    with pytest.raises(UnknownReadingError, match="fixed-utc-plus-1"):
        Interpretations.from_profile({"A-DST": "noon"})


def test_settings_change_one_by_one() -> None:
    settings = Settings().changed({"languages": ["fr-FR"]}).changed({"globalization": True})
    assert settings.as_message() == {
        "learner_identification": "email",
        "languages": ["fr-FR"],
        "content_types": [],
        "tags_synchronization": False,
        "globalization": True,
    }
    assert not settings.same_filter(Settings())
    assert settings.same_filter(settings.changed({"tags_synchronization": True}))
    assert settings.changed({"languages": []}) == Settings(globalization=True)


@pytest.mark.parametrize(
    ("languages", "types", "passes"),
    [
        ((), (), True),
        (("fr-FR",), (), True),
        (("fr-FR", "de-DE"), (), True),
        (("de-DE",), (), False),
        ((), ("book",), False),
        ((), ("book", "course"), True),
        (("fr-FR",), ("book",), False),
        (("de-DE",), ("course",), False),
        (("en-US",), ("course",), True),
    ],
)
def test_filters(languages: tuple[str, ...], types: tuple[str, ...], passes: bool) -> None:
    settings = Settings(languages=languages, content_types=types)
    assert lets_through(settings, "course", ["en-US", "fr-FR"]) is passes


@pytest.mark.parametrize(
    ("actor", "method", "identifier"),
    [
        ({"mbox": "mailto:a@x.y"}, "email", "a@x.y"),
        ({"mbox": "MAILTO:A@x.y"}, "email", "A@x.y"),
        ({"mbox": "mailto:a@x.y"}, "username", None),
        ({"mbox": "somebody@x.y"}, "email", None),
        ({"account": {"homePage": "h", "name": "a@x.y"}}, "email", None),
        ({"account": {"homePage": "h", "name": "a"}}, "username", "a"),
        ({"account": {"homePage": "h", "name": "a"}}, "external_id", "a"),
        ({"objectType": "Group", "mbox": "mailto:a@x.y"}, "email", None),
        ({"openid": "https://a.b"}, "email", None),
    ],
)
def test_identifiers(actor: Any, method: Any, identifier: str | None) -> None:
    assert identifier_of(actor, method) == identifier


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("fr-FR", "fr"),
        ("en-US", "en"),
        ("en-GB", "en_GB"),
        ("pt-BR", "pt_BR"),
        ("pt-PT", "pt"),
        ("zh-CN", "zh"),
        ("zh-TW", "zh_tw"),
        ("zh-Hant-TW", "zh_HANT"),
        ("es", "es"),
        ("es-419", "es"),
        ("es-MX", "es_MX"),
        ("nb-NO", "no"),
        ("he", "he_IL"),
        ("tlh", None),
        ("", None),
    ],
)
def test_languages(locale: str, language: str | None) -> None:
    assert language_of(locale) == language
    assert language is None or language in LMS_LANGUAGES


def test_a_record_names_many_skipped_items_and_counts_the_rest() -> None:
    record = RunRecord(started=NOON)
    for number in range(MOST_SKIPPED + 3):
        record.skip(str(number), "why not")
    skipped = record.as_message()["skipped"]
    assert len(skipped) == MOST_SKIPPED + 1
    assert skipped[-1] == {"id": "", "reason": "and 3 more items"}
    assert record.outcome == "running"
