"""Describes homepages, paths, settings pages and Percipio's queue as people see them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from percipio_conformance.differences.picture import Facts, Place
from percipio_conformance.network.traffic_log import OK, Exchange
from percipio_conformance.world.lms.homepage import SECTIONS
from percipio_conformance.world.world import World

SETTINGS = ("learner_identification", "languages", "content_types", "tags_synchronization")
"""The settings that an administrator sees; 360Learning's staff sees ``globalization``."""


def homepages(world: World) -> Iterator[tuple[str, Facts]]:
    """Yields the homepage and the paths of each learner who has something there."""
    training, paths = world.lms.platform.training, world.lms.platform.paths
    for learner, user_id in world.personas.users.items():
        content = training.homepage(user_id)
        entries = {
            Place("homepage", section): ", ".join(
                sorted(f"{each.name} ({each.progress} %)" for each in of(content))
            )
            or "nothing"
            for section, of in SECTIONS.items()
        }
        if any(text != "nothing" for text in entries.values()):
            yield f"homepage of {learner}", entries
        states = {}
        for path, session, _ in paths.of_learner(user_id):
            state = training.path_state(path, session, user_id)
            locked = sum(each.locked for each in state.steps)
            done = sum(each.done for each in state.steps)
            states[Place("path", session.name)] = f"{done} steps done, {locked} locked"
        if states:
            yield f"paths of {learner}", states


def waiting_statements(world: World) -> Iterator[tuple[str, Facts]]:
    """Yields the number of statements that each customer's Percipio could not deliver yet."""
    for customer in world.percipio.site.organizations.values():
        waiting = {Place("statements that wait in Percipio"): str(customer.sender.queued)}
        yield f"Percipio of {customer.name}", waiting


class SettingsPainter:
    """Describes the settings pages as the connector last answered for them.

    It reads the answers in the traffic log and asks nothing: a question more could change what the
    connector does, and with it the verdict.
    """

    def __init__(self) -> None:
        self._read = 0
        self._shown: dict[str, dict[Place, str]] = {}
        self._credentials: dict[str, list[tuple[str, str]]] = {}

    def pages(self, exchanges: list[Exchange], own: str) -> Iterator[tuple[str, Facts]]:
        """Yields the page of each integration.

        Args:
            exchanges: all of the scenario so far.
            own: the id of the first integration, whose calls do not name it.
        """
        for each in exchanges[self._read :]:
            if each.side == "control" and each.status == OK:
                self._look_at(each, own)
        self._read = len(exchanges)
        for number, page in enumerate(self._shown.values(), 1):
            name = "settings page" if number == 1 else f"settings page {number}"
            yield name, dict(page)

    def _look_at(self, exchange: Exchange, own: str) -> None:
        path, _, query = exchange.path.partition("?")
        call = path.rpartition("/")[2]
        if call not in ("settings", "status", "webhook"):
            return
        integration = query.removeprefix("integration=") or own
        page = self._shown.setdefault(integration, {})
        answer = _json(exchange.response)
        if answer is None:
            # The traffic log cuts a long answer off. What it replaces is out of date.
            page.clear()
            return
        match call:
            case "settings":
                page.update(_settings(answer))
            case "status":
                reason = answer.get("reason") or {}
                page[Place("settings page: state")] = str(answer.get("state"))
                refused = Place("settings page: refused parameter")
                page[refused] = str(reason.get("parameter", "none"))
            case "webhook":
                seen = self._credentials.setdefault(integration, [])
                pair = (str(answer.get("client_id")), str(answer.get("client_secret")))
                if pair not in seen:
                    seen.append(pair)
                # Which credentials they are depends on the connector; whether they stay, does not.
                page[Place("webhook credentials")] = _identity(seen.index(pair))


def _settings(answer: dict[str, Any]) -> Iterator[tuple[Place, str]]:
    for name in (*SETTINGS, "globalization"):
        if name in answer:
            yield Place(f"settings page: {name.replace('_', ' ')}"), _text(answer[name])


def _identity(index: int) -> str:
    return "the first ones" if index == 0 else f"others, number {index + 1}"


def _text(value: Any) -> str:
    match value:
        case bool():
            return "on" if value else "off"
        case list():
            return _line(map(str, value))
        case _:
            return str(value)


def _line(texts: Iterable[str]) -> str:
    return ", ".join(sorted(texts)) or "nothing"


def _json(body: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None
