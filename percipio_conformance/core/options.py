"""The options of a run: one table for pytest, the command line and the replay command."""

from __future__ import annotations

import argparse
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from percipio_conformance.core.addresses import LOOPBACK
from percipio_conformance.core.renamed_options import StoreRenamed
from percipio_conformance.core.timeouts import DEFAULT_TIMEOUT, MIN_TIMEOUT, TIMEOUT_OPTION


@dataclass(frozen=True, slots=True)
class Option:
    """One option of both ``pytest`` and ``percipio-conformance run``.

    ``about`` is its kind: ``choice`` selects scenarios; ``world`` affects the scenarios, so the
    replay command includes it; ``situations`` selects the situations, which are a part of the ids
    of scenarios; ``part`` selects the shard; ``verdict`` affects the verdict; ``output`` affects
    the report only.

    ``old_name`` works like ``name`` until the next release. ``plugin_name`` is the name under
    ``pytest`` if another plugin has an option called ``name``.
    """

    name: str
    about: Literal["choice", "world", "situations", "part", "verdict", "output"]
    details: Mapping[str, Any] = field(default_factory=dict)
    old_name: str | None = None
    plugin_name: str | None = None

    @property
    def attribute(self) -> str:
        """The name in the namespace of parsed arguments, the same for every parser."""
        return (self.plugin_name or self.name).removeprefix("--").replace("-", "_")

    @property
    def default(self) -> Any:
        return self.details.get("default")

    def name_for(self, *, plugin: bool) -> str:
        """The name under ``pytest`` or on the command line."""
        return self.plugin_name or self.name if plugin else self.name

    def declare(self, add: Callable[..., Any], *, plugin: bool = False, **changes: Any) -> None:
        """Declare the option under all its names; the help lists the new name only.

        Args:
            add: has the signature of ``argparse.ArgumentParser.add_argument``.
            plugin: use the name under ``pytest``.
            changes: details that replace those of the option.
        """
        name = self.name_for(plugin=plugin)
        details = {**self.details, **changes, "dest": self.attribute}
        if self.old_name is not None:
            names = {"old_name": self.old_name, "new_name": name}
            details = {**details, "action": StoreRenamed, **names}
            add(self.old_name, **{**details, "help": argparse.SUPPRESS})
        add(name, **details)

    def to_argv(self, value: Any, *, plugin: bool = False) -> list[str]:
        """Returns the arguments that set the option to ``value``; empty for the default."""
        name = self.name_for(plugin=plugin)
        match value:
            case _ if value == self.default:
                return []
            case bool():
                return [name] if value else []
            case list():
                return [argument for each in value for argument in option_argv(name, each)]
            case _:
                return option_argv(name, value)


def option_argv(name: str, value: object) -> list[str]:
    """Returns ``[name, value]``, or ``[name=value]`` if the value begins with a dash."""
    text = str(value)
    return [f"{name}={text}"] if text.startswith("-") else [name, text]


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not MIN_TIMEOUT <= number < math.inf:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a number of seconds from {MIN_TIMEOUT:g} on, such as 30:"
            " with less, a slow machine would look like a fault of the connector"
        )
    return number


def some_text(text: str) -> str:
    """Rejects an empty option value, such as that of an unset variable in a script.

    Raises:
        argparse.ArgumentTypeError: the value is empty.
    """
    if not text.strip():
        raise argparse.ArgumentTypeError("it is empty; give it a value, or leave the option out")
    return text


def some_path(text: str) -> Path:
    """Converts a value to a path; rejects an empty one like :func:`some_text`."""
    return Path(some_text(text))


def drawn_from(text: str) -> int:
    """Parses a random seed: a whole number of at most 15 digits, which every JSON reader can hold.

    Raises:
        argparse.ArgumentTypeError: the text is not such a number.
    """
    if not re.fullmatch(r"-?\d{1,15}", text, re.ASCII):
        raise argparse.ArgumentTypeError(
            f"{text[:40]!r} is not a whole number of at most 15 digits, such as 7"
        )
    return int(text)


OPTIONS = (
    Option(
        "--clause",
        "choice",
        {
            "type": some_text,
            "action": "append",
            "default": [],
            "metavar": "ID",
            "help": "only scenarios of this clause, e.g. C013; repeatable",
        },
    ),
    Option(
        "--scenario",
        "choice",
        {
            "type": some_text,
            "action": "append",
            "default": [],
            "metavar": "ID",
            "help": "only this scenario, by its id in a report or in a list; repeatable",
        },
    ),
    Option(
        "--failed-in",
        "choice",
        {
            "type": some_path,
            "metavar": "DIR",
            "help": "only scenarios that failed, warned or broke in the run of this report",
        },
    ),
    Option(
        "--seed",
        "world",
        {
            "type": drawn_from,
            "default": 0,
            "metavar": "N",
            "help": "seed for random data (0)",
        },
    ),
    Option(
        "--profile",
        "world",
        {
            "type": some_text,
            "default": "article",
            "metavar": "P",
            "help": "readings to judge by: name or file (article)",
        },
    ),
    Option(
        "--quick",
        "situations",
        {
            "action": "store_true",
            "default": False,
            "help": "run each scenario once; without this option, once more under a situation",
        },
    ),
    Option(
        "--thorough",
        "situations",
        {
            "action": "store_true",
            "default": False,
            "help": "run each scenario once more under every situation",
        },
    ),
    Option(
        "--situation",
        "situations",
        {
            "type": some_text,
            "metavar": "ID",
            "help": "run the scenarios under this situation only, for example restart-before",
        },
    ),
    Option(
        "--catalog",
        "world",
        {"type": some_path, "metavar": "FILE", "help": "add a real site's items, a JSON array"},
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
        "--connector",
        "world",
        {
            "type": some_text,
            "action": "append",
            "default": [],
            "metavar": "URL",
            "help": "a connector that is running: where it serves the control protocol",
        },
    ),
    Option(
        "--connector-command",
        "world",
        {
            "type": some_text,
            "metavar": "CMD",
            "help": "start the connector with this command; {port}, {state} and {ca_file} in it"
            " are filled in",
        },
    ),
    Option(
        "--connector-class",
        "world",
        {
            "type": some_text,
            "metavar": "MODULE:CLASS",
            "help": "Python class that implements the calls of the control protocol",
        },
        old_name="--driver",
    ),
    Option(
        "--connector-factory",
        "world",
        {
            "type": some_text,
            "metavar": "MODULE:FACTORY",
            "help": "Python factory that creates the connector under test",
        },
        old_name="--subject",
    ),
    Option(
        "--tls",
        "world",
        {
            "action": "store_true",
            "default": False,
            "help": "https for the world's addresses, with a temporary CA",
        },
    ),
    Option(
        "--host",
        "world",
        {
            "type": some_text,
            "default": LOOPBACK,
            "metavar": "HOST",
            "help": f"address or name at which the connector reaches the world ({LOOPBACK})",
        },
    ),
    Option(
        TIMEOUT_OPTION,
        "world",
        {
            "type": _seconds,
            "default": DEFAULT_TIMEOUT,
            "metavar": "SECONDS",
            "help": "wall-clock limit for each response, for becoming idle and for starting"
            f" (default: {DEFAULT_TIMEOUT:g})",
        },
        old_name="--patience",
        # pytest-timeout has an option --timeout, for a whole test.
        plugin_name="--connector-timeout",
    ),
    Option(
        "--shard",
        "part",
        {
            "type": some_text,
            "metavar": "N/M",
            "help": "only part N of M of the scenarios, to be merged afterwards",
        },
    ),
    Option(
        "--baseline",
        "verdict",
        {"type": some_path, "metavar": "FILE", "help": "known failures, which do not fail the run"},
    ),
    Option(
        "--fail-on",
        "verdict",
        {
            "choices": ("failure", "warning"),
            "default": "failure",
            "help": "what makes the run not conformant: a must clause that fails, or any warning"
            " as well (failure)",
        },
    ),
    Option(
        "--compare-with",
        "output",
        {
            "type": some_text,
            "metavar": "CONNECTOR",
            "help": "show where another connector differs in an equal world, which affects no"
            " verdict: reference, command:CMD, class:MODULE:CLASS, factory:MODULE:FACTORY, or"
            " url:URL",
        },
    ),
    Option("--report", "output", {"type": some_path, "metavar": "DIR", "help": "where to write"}),
)


AS_COMMAND = "--as-command"
"""Under ``pytest``: the user typed a command of ours, with its names of the options."""

_ONE_FOR_EACH_WORKER = (
    "a connector that is running: where it serves the control protocol; with -n one for each"
    " worker, as several of these or with {worker}"
)


def add_options(
    add: Callable[..., Any], *, plugin: bool = False, **overrides: Mapping[str, Any]
) -> None:
    """Declare every option with ``add``, for a command that has ``-n``.

    Args:
        add: has the signature of ``argparse.ArgumentParser.add_argument``.
        plugin: use the names under ``pytest``.
        overrides: changed details of one option, by its attribute.
    """
    overrides = {"connector": {"help": _ONE_FOR_EACH_WORKER}, **overrides}
    for option in OPTIONS:
        option.declare(add, plugin=plugin, **overrides.get(option.attribute, {}))
    if plugin:
        add(AS_COMMAND, action="store_true", default=False, help=argparse.SUPPRESS)


def typed_name(name: str, given: argparse.Namespace) -> str:
    """The option ``name`` of the command line as the user of this run can type it.

    Args:
        given: the parsed arguments of a command, or of ``pytest``.
    """
    (option,) = (each for each in OPTIONS if each.name == name)
    return option.name_for(plugin=not getattr(given, "as_command", True))


def argv_for(given: argparse.Namespace, *about: str, plugin: bool = False) -> list[str]:
    """Returns the command-line arguments that reproduce the options in ``given``.

    Args:
        about: the kinds of options to include; none means all.
        plugin: use the names under ``pytest``.
    """
    return [
        argument
        for option in OPTIONS
        if not about or option.about in about
        for argument in option.to_argv(getattr(given, option.attribute), plugin=plugin)
    ]
