"""Every word of the command line, read from its parser: commands, options, and their values."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from percipio_conformance.cli.parser import CommandParser
from percipio_conformance.spec.clauses import load_registry
from percipio_conformance.spec.profiles import profile_names
from percipio_conformance.spec.situations import load_situations


@dataclass(frozen=True, slots=True)
class Flagged:
    """One option: how it is written, and the values it may have, where those are known."""

    flags: tuple[str, ...]
    takes_value: bool
    values: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Level:
    """What may follow the commands ``path``: other commands, words of a list, and options."""

    path: str
    commands: tuple[str, ...]
    described: tuple[tuple[str, str], ...]
    options: tuple[Flagged, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """The words that are not options."""
        return tuple(word for word, _ in self.described)

    @property
    def flags(self) -> tuple[str, ...]:
        return tuple(flag for option in self.options for flag in option.flags)


def levels_of(parser: argparse.ArgumentParser, path: str = "") -> list[Level]:
    """The program, and each of its commands."""
    commands: dict[str, argparse.ArgumentParser] = {}
    described: list[tuple[str, str]] = []
    options: list[Flagged] = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                if isinstance(each, CommandParser):
                    each.declare()
            commands |= action.choices
            helps = {each.dest: each.help or "" for each in action._choices_actions}
            described += [(name, _plain(helps.get(name, ""))) for name in action.choices]
        elif action.help == argparse.SUPPRESS:
            continue
        elif action.option_strings:
            options.append(_option(action))
        else:
            described += [(value, "") for value in _values(action)]
    here = Level(path, tuple(commands), tuple(described), tuple(options))
    below = (
        level
        for name, each in commands.items()
        for level in levels_of(each, f"{path} {name}".strip())
    )
    return [here, *below]


def _option(action: argparse.Action) -> Flagged:
    return Flagged(
        flags=tuple(action.option_strings),
        takes_value=action.nargs != 0,
        values=tuple(_values(action)),
        description=_plain(action.help or ""),
    )


def _values(action: argparse.Action) -> Iterator[str]:
    if action.choices is not None:
        yield from map(str, action.choices)
    elif action.dest in ("clause", "ids"):
        yield from (each.id for each in load_registry().clauses)
    elif action.dest == "profile":
        yield from profile_names()
    elif action.dest == "situation":
        yield from load_situations()


def _plain(text: str) -> str:
    return text.replace("%%", "%").replace("%(prog)s", "the program")
