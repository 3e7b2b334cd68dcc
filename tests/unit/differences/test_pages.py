"""What the settings pages show, read from the answers in the traffic log."""

from __future__ import annotations

import json
from typing import Any

from percipio_conformance.differences.pages import SettingsPainter
from percipio_conformance.differences.picture import Facts, Place
from percipio_conformance.network.traffic_log import Exchange

OWN, SALES = "0" * 24, "1" * 24
STATE = Place("settings page: state")
CREDENTIALS = Place("webhook credentials")


def answer(call: str, body: Any, status: int = 200) -> Exchange:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    path = f"/control/{call}"
    return Exchange("When", "control", "GET", "host", path, {}, status=status, response=content)


def shown(*exchanges: Exchange) -> dict[str, Facts]:
    return dict(SettingsPainter().pages(list(exchanges), OWN))


def webhook(secret: str) -> Exchange:
    return answer("webhook", {"client_id": "a", "client_secret": secret})


def test_the_latest_answers_count() -> None:
    verifying, active = (
        answer("status", {"state": "verifying"}),
        answer("status", {"state": "active"}),
    )
    stored = answer("settings", {"languages": ["fr-FR", "en-US"], "globalization": True})
    page = shown(verifying, stored, active)["settings page"]
    assert page[STATE] == "active"
    assert page[Place("settings page: languages")] == "en-US, fr-FR"
    assert page[Place("settings page: globalization")] == "on"


def test_credentials_are_known_by_their_identity_alone() -> None:
    page = shown(webhook("one"), webhook("one"))["settings page"]
    assert page[CREDENTIALS] == "the first ones"
    changed = shown(webhook("one"), webhook("two"))
    assert changed["settings page"][CREDENTIALS] == "others, number 2"
    assert "two" not in str(changed)


def test_each_integration_has_its_page() -> None:
    sales = answer(f"status?integration={SALES}", {"state": "active"})
    pages = shown(answer("status", {"state": "enabled"}), sales)
    assert [page[STATE] for page in pages.values()] == ["enabled", "active"]


def test_an_answer_that_is_cut_off_or_an_error_shows_nothing() -> None:
    active = answer("status", {"state": "active"})
    assert shown(active, answer("status", b'{"state": "act'))["settings page"] == {}
    assert shown(answer("status", {"error": {}}, status=404)) == {}


def test_exchanges_are_read_once() -> None:
    painter = SettingsPainter()
    log = [answer("status", {"state": "enabled"})]
    list(painter.pages(log, OWN))
    log.append(answer("status", {"state": "active"}))
    ((_, page),) = painter.pages(log, OWN)
    assert page[STATE] == "active"
