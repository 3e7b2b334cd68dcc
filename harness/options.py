"""What can be asked of a run: one table for pytest, for the command line and for replay lines."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Option:
    """One option that ``pytest`` and ``percipio-conformance run`` both understand.

    ``about`` says what it belongs to: ``choice`` picks scenarios, ``world`` shapes what they see
    and therefore stands in the line that replays one, ``output`` is about the report alone.
    """

    name: str
    about: Literal["choice", "world", "output"]
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def attribute(self) -> str:
        return self.name.removeprefix("--").replace("-", "_")

    @property
    def default(self) -> Any:
        return self.details.get("default")

    def words(self, value: Any) -> list[str]:
        """The words that ask for ``value``; none where it is the default."""
        match value:
            case _ if value == self.default:
                return []
            case bool():
                return [self.name] if value else []
            case list():
                return [word for each in value for word in (self.name, str(each))]
            case _:
                return [self.name, str(value)]


OPTIONS = (
    Option(
        "--clause",
        "choice",
        {
            "action": "append",
            "default": [],
            "metavar": "ID",
            "help": "only scenarios of this clause, e.g. C013; repeatable",
        },
    ),
    Option(
        "--scenario",
        "choice",
        {"metavar": "ID", "help": "only this scenario, by its id in a report"},
    ),
    Option(
        "--seed",
        "world",
        {"type": int, "default": 0, "metavar": "N", "help": "seed of everything drawn (0)"},
    ),
    Option(
        "--profile",
        "world",
        {"default": "article", "metavar": "P", "help": "readings to judge by: name or file"},
    ),
    Option(
        "--catalog",
        "world",
        {"type": Path, "metavar": "FILE", "help": "add a real site's items, a JSON array"},
    ),
    Option(
        "--sockets",
        "world",
        {
            "action": "store_true",
            "default": False,
            "help": "real sockets, the connector in a process of its own",
        },
    ),
    Option(
        "--subject",
        "world",
        {"metavar": "MODULE:FACTORY", "help": "what makes the connector under test"},
    ),
    Option("--report", "output", {"type": Path, "metavar": "DIR", "help": "where to write"}),
)


def add_options(add: Callable[..., Any], **overrides: Mapping[str, Any]) -> None:
    """Declare every option with ``add``, which takes what ``argparse`` takes.

    ``overrides`` change the details of one, by its attribute.
    """
    for option in OPTIONS:
        add(option.name, **{**option.details, **overrides.get(option.attribute, {})})


def words_for(given: argparse.Namespace, *about: str) -> list[str]:
    """The command-line words that ask again for what ``given`` holds, of these kinds alone."""
    return [
        word
        for option in OPTIONS
        if not about or option.about in about
        for word in option.words(getattr(given, option.attribute))
    ]
