"""Text that would steer a terminal or forge a line, and a run that is full of it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import sample_events

from percipio_conformance import schemas
from percipio_conformance.core.events import Event
from percipio_conformance.results.digest import digest_of
from percipio_conformance.results.shards import plan_of

STEERING = (
    "\x00\x07\x08\x0b\x1b[2J\x1b]0;title\x07\x7f\x85\x9b31m\r"
    "\xad\u061c\u200b\u200d\u200e\u2028\u2029\u202a\u202e\u2060\u2066\u2069\ufeff\U000e0041"
)
FORGED = "\n::error::forged\n##[group]forged\n## Conformant: forged"
POISON = f"{STEERING}{FORGED}"
MARKUP = "`|` **b** _i_ [x](https://evil.example) ![](https://evil.example/x.png) <b>@octocat</b>"

_CLAUSE = re.compile(r"[CD]\d+")
_FIXED = ("digest", "started_at", "finished_at", "capabilities", "clock", "protocol")


def _words_of(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        yield from filter(None, [*part.get("enum", ()), part.get("const")])
    if isinstance(part, dict | list):
        for held in part.values() if isinstance(part, dict) else part:
            yield from _words_of(held)


_WORDS = {*_words_of(schemas.load("event"))}
"""The words of the schema: with another one there is no event at all."""


def steering(text: str) -> set[str]:
    """The characters in ``text`` that have no place in what a person reads."""
    return {
        each
        for each in text
        if each != "\n" and unicodedata.category(each) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    }


def forged(text: str) -> list[str]:
    """The lines of ``text`` that a connector or a report has written all by itself."""
    return [
        line
        for line in text.splitlines()
        if line.startswith(("## Conformant: forged", "forged"))
        # A CI server looks behind the margin.
        or line.lstrip().startswith(("::", "##["))
    ]


def poisoned(value: Any, key: str = "", ending: str = POISON) -> Any:
    """A JSON value with ``ending`` behind every text that is free."""
    match value:
        case str() if key == "replay":
            # A command with another ending is refused when it is read: it goes between the quotes.
            return value.removesuffix("'") + ending.replace("'", "") + "'"
        case str():
            kept = key in _FIXED or value in _WORDS or _CLAUSE.fullmatch(value)
            return value if kept else value + ending
        case list():
            return value if key in _FIXED else [poisoned(each, key, ending) for each in value]
        case dict() if key in ("counts", "readings", "parameters"):
            return value
        case dict():
            return {name: poisoned(held, name, ending) for name, held in value.items()}
        case _:
            return value


def hostile_run(ending: str = POISON) -> list[dict[str, Any]]:
    """The handmade run of ``tests/unit/sample_events.py``, every free text of it poisoned."""
    events = sample_events.events_of(
        tuple(each for each in sample_events.SCENARIOS if "\ud83d" not in each.name)
    )
    return [poisoned(msgspec.to_builtins(each), ending=ending) for each in events]


def hostile_part(number: int, of: int) -> list[dict[str, Any]]:
    """A shard of that run."""
    started, *others = hostile_run()
    scenarios = [each for each in others if each["event"] == "scenario_finished"]
    ids = [each["id"] for each in scenarios]
    started["shard"] = {
        "number": number, "of": of, "scenarios": len(ids), "plan": plan_of(ids).digest,
    }  # fmt: skip
    finished = others[-1] | {"verdict": "partial", "exit_code": 0, "counts": {}}
    return [started, *scenarios[number - 1 :: of], finished]


def write_run(folder: Path, lines: list[dict[str, Any]]) -> Path:
    """A report folder that holds these events alone, their digest right: the work of an expert."""
    lines[-1]["digest"] = digest_of(lines)
    folder.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in lines)
    (folder / "events.ndjson").write_text(text, encoding="utf-8", newline="")
    return folder


def as_events(lines: list[dict[str, Any]]) -> list[Event]:
    return [msgspec.convert(each, Event) for each in lines]
