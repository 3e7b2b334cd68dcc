"""Settings of ``percipio-conformance run`` from ``[tool.percipio-conformance]`` of a project.

They are the options of the command line by their names, except those that select scenarios for one
command (``--scenario``, ``--failed-in``, ``--shard``).
"""

from __future__ import annotations

import argparse
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from percipio_conformance.cli.arguments import workers
from percipio_conformance.core.connector_options import WAYS
from percipio_conformance.core.options import OPTIONS, Option, drawn_from, some_path
from percipio_conformance.core.renamed_options import deprecation, names_conflict
from percipio_conformance.core.text import did_you_mean, is_misspelled
from percipio_conformance.files.reading import MOST_OF_A_DOCUMENT, UnreadableFile, read_text

FILE_NAME = "pyproject.toml"
TABLE = "percipio-conformance"
_OF_ONE_COMMAND = ("--scenario", "--failed-in", "--shard")
KNOWN: Mapping[str, Option] = {
    option.name.removeprefix("--"): option
    for option in (
        *OPTIONS,
        Option("--workers", "output", {"type": workers}),
        Option("--shuffle", "output", {"type": drawn_from}),
    )
    if option.name not in _OF_ONE_COMMAND
}
"""Every setting by its name in the file."""

OLD_NAMES: Mapping[str, str] = {
    option.old_name.removeprefix("--"): name
    for name, option in KNOWN.items()
    if option.old_name is not None
}
"""The new name of each setting that has an old one."""


class SettingsError(ValueError):
    """The file cannot be used. The message says where it is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a file: values as the command line reads them, by the name of the setting.

    ``deprecations`` has a note for each old name that the file uses.
    """

    path: Path
    values: Mapping[str, Any]
    deprecations: tuple[str, ...] = ()

    def apply(self, arguments: argparse.Namespace) -> list[str]:
        """Set in ``arguments`` what the command line left open; the names of what was set."""
        given = {name for name in KNOWN if _is_given(KNOWN[name], arguments)}
        if any(KNOWN[name].attribute in WAYS for name in given):
            # The command line names a connector: the one of the file is ignored.
            given |= {name for name in KNOWN if KNOWN[name].attribute in WAYS}
        used = [name for name in self.values if name not in given]
        for name in used:
            setattr(arguments, KNOWN[name].attribute, self.values[name])
        return used


def find_settings(folder: Path) -> Settings | None:
    """The settings for a command in this folder; None where there are none.

    They are in ``pyproject.toml`` there, or above it as far as the repository reaches. Outside of
    a repository nothing above is read: it may belong to somebody else.

    Raises:
        SettingsError: the file cannot be read, or holds what is not a setting.
    """
    for each in _folders(folder.resolve()):
        path = each / FILE_NAME
        if path.is_file() and _table(path) is not None:
            return read_settings(path)
    return None


def read_settings(path: Path) -> Settings:
    """The settings in this file.

    Raises:
        SettingsError: it cannot be read, holds none, or holds what is not a setting.
    """
    table = _table(path)
    if table is None:
        raise SettingsError(f"{path} holds no settings: the table [tool.{TABLE}] is missing")
    values: dict[str, Any] = {}
    notes: list[str] = []
    for written, value in table.items():
        name = OLD_NAMES.get(written, written)
        if name in values:
            old = next(each for each in OLD_NAMES if OLD_NAMES[each] == name)
            raise SettingsError(f"{path}: in [tool.{TABLE}], {names_conflict(old, name)}")
        if name != written:
            notes.append(deprecation(f"{written} in {os.path.relpath(path)}", name))
        values[name] = _value(path, written, value)
    return Settings(path, values, tuple(notes))


def _folders(folder: Path) -> list[Path]:
    upward = [folder, *folder.parents]
    for number, each in enumerate(upward, start=1):
        if (each / ".git").exists():
            return upward[:number]
    return [folder]


def _table(path: Path) -> dict[str, Any] | None:
    try:
        content = tomllib.loads(read_text(path, MOST_OF_A_DOCUMENT))
    except UnreadableFile as error:
        raise SettingsError(f"{error}. Correct it, or run with --no-config") from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(
            f"{path} is not TOML: {error}. Correct it, or run with --no-config"
        ) from error
    tools = content.get("tool", {})
    if not isinstance(tools, dict):
        return None
    for name in tools:
        if is_misspelled(name, TABLE):
            raise SettingsError(
                f"{path}: nothing reads the table [tool.{name}]; did you mean [tool.{TABLE}]?"
                " Correct its name, or run with --no-config"
            )
    table = tools.get(TABLE)
    if table is not None and not isinstance(table, dict):
        raise SettingsError(f"{path}: tool.{TABLE} is not a table; write [tool.{TABLE}]")
    return table


def _value(path: Path, name: str, value: Any) -> Any:
    option = KNOWN.get(OLD_NAMES.get(name, name))
    if option is None:
        if f"--{name}" in _OF_ONE_COMMAND:
            why = "is about one command; write it on the command line"
        else:
            why = f"is not a setting.{did_you_mean(name, KNOWN)} All are: {', '.join(KNOWN)}"
        raise SettingsError(f"{path}: {name} in [tool.{TABLE}] {why}")
    action = option.details.get("action")
    wanted, fits = "a text or a number", isinstance(value, str | int | float)
    if action == "store_true":
        wanted, fits = "true or false", isinstance(value, bool)
    elif isinstance(value, bool):
        fits = False
    elif action == "append":
        wanted = "a list of texts"
        fits = isinstance(value, list) and all(isinstance(each, str) for each in value)
    if not fits:
        raise SettingsError(f"{path}: {name} in [tool.{TABLE}] is not {wanted}")
    if action == "store_true":
        return value
    if action == "append":
        return [_read(path, name, option, each) for each in value]
    return _read(path, name, option, str(value))


def _read(path: Path, name: str, option: Option, text: str) -> Any:
    read = option.details.get("type", str)
    choices = option.details.get("choices")
    try:
        if choices is not None and text not in choices:
            raise argparse.ArgumentTypeError(f"{text!r} is not one of {', '.join(choices)}")  # noqa: TRY301
        found = read(text)
    except argparse.ArgumentTypeError as error:
        raise SettingsError(f"{path}: {name} in [tool.{TABLE}]: {error}") from error
    beside = path.parent / text
    if read is some_path or (name == "profile" and beside.is_file()):
        # A path in a file is relative to that file, wherever the command is used.
        return type(found)(os.path.relpath(beside))
    return found


def _is_given(option: Option, arguments: argparse.Namespace) -> bool:
    value = getattr(arguments, option.attribute, None)
    if isinstance(value, list | bool):
        return bool(value)
    return option.attribute in vars(arguments).get("given", ())
