"""The tags of feature files.

``@C013``, ``@D04``
    the clause that a Rule promises;
``@must``, ``@profile``, ``@derived``
    how binding one scenario is, where that differs from its clause;
``@A-DST.paris-wall-clock``
    the scenario holds under this reading of this ambiguity only;
``@cap-several-integrations``
    the scenario needs this capability in addition to those of its clauses;
``@platform``
    the outcome depends on 360Learning or Percipio alone, not on the connector;
``@wire``
    the scenario speaks of the wire and may use technical words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from percipio_conformance import schemas

if TYPE_CHECKING:
    from percipio_conformance.core.events import Level
    from percipio_conformance.spec.clauses import ClauseRegistry

CLAUSE = re.compile(r"[CD]\d{2,3}")
LEVEL_TAGS: tuple[Level, ...] = ("must", "profile", "derived")
CAPABILITY = "cap-"
PLATFORM = "platform"
WIRE = "wire"


class UnknownTag(ValueError):
    """A feature carries a tag that means nothing."""


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of one scenario, its Rule and its feature, sorted by meaning."""

    clauses: tuple[str, ...]
    level: Level | None
    readings: tuple[tuple[str, str], ...]
    platform_only: bool
    capabilities: tuple[str, ...] = ()


def read_tags(tags: Iterable[str]) -> Tags:
    """Sort out the tags of one scenario.

    Raises:
        UnknownTag: one of them is of no known kind.
    """
    clauses: list[str] = []
    levels: list[Level] = []
    capabilities: list[str] = []
    readings: list[tuple[str, str]] = []
    platform_only = False
    for tag in sorted(tags):
        ambiguity, dot, reading = tag.partition(".")
        if CLAUSE.fullmatch(tag):
            clauses.append(tag)
        elif tag in LEVEL_TAGS:
            levels.append(LEVEL_TAGS[LEVEL_TAGS.index(tag)])
        elif tag in (f"{CAPABILITY}{each}" for each in known_capabilities()):
            capabilities.append(tag.removeprefix(CAPABILITY))
        elif dot:
            readings.append((ambiguity, reading))
        elif tag == PLATFORM:
            platform_only = True
        elif tag != WIRE:
            raise UnknownTag(
                f"the tag @{tag} is unknown; percipio_conformance/spec/tags.py lists the known"
                " kinds"
            )
    return Tags(
        tuple(clauses),
        levels[0] if levels else None,
        tuple(readings),
        platform_only,
        tuple(capabilities),
    )


def known_capabilities() -> tuple[str, ...]:
    """Capabilities that a connector can declare, as the control protocol lists them."""
    declared = schemas.load("control/describe")["properties"]["capabilities"]
    return tuple(declared["items"]["enum"])


def markers(registry: ClauseRegistry) -> Iterable[str]:
    """Every tag a feature may carry, as pytest wants its markers declared."""
    for clause in registry.clauses:
        yield f"{clause.id}: {clause.sentence}"
    for level in LEVEL_TAGS:
        yield f"{level}: judged at the level {level}, whatever the level of its clause"
    for capability in known_capabilities():
        yield f"{CAPABILITY}{capability}: needs a connector that declares {capability}"
    yield f"{PLATFORM}: depends on 360Learning or Percipio alone"
    yield f"{WIRE}: speaks of the wire"
    for ambiguity in registry.ambiguities:
        for reading, sentence in ambiguity.readings.items():
            yield f"{ambiguity.id}.{reading}: {sentence}"
