"""Run one scenario of a finished run again, from its ``report.json`` alone."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from percipio_conformance.core.options import OPTIONS, Option, argv_for, option_argv
from percipio_conformance.core.printable import printable
from percipio_conformance.core.redaction import REDACTED
from percipio_conformance.core.text import did_you_mean, join_or
from percipio_conformance.files.reading import UnreadableFile
from percipio_conformance.results.catalog_file import used_catalog
from percipio_conformance.results.recorded_options import CONNECTORS, ReplayError, recorded_options
from percipio_conformance.spec.data import FEATURES

RECORDED = ("--seed", "--profile")
"""World options that a replay takes from the report alone: with others it would be no replay."""

_SHOWN = 5


def world_options() -> Iterator[Option]:
    """The options of a run that a replay may be given, to reach the connector another way."""
    return (each for each in OPTIONS if each.about == "world" and each.name not in RECORDED)


def find_scenario(report: dict[str, Any], part: str) -> str:
    """The id of the report's scenario that is called ``part``, or whose id alone holds it.

    Raises:
        ReplayError: none or several do.
    """
    ids = sorted({str(each["id"]) for each in _scenarios(report)})
    if part in ids:
        return part
    matching = [each for each in ids if part.casefold() in each.casefold()]
    if len(matching) == 1:
        return matching[0]
    if matching:
        listed = "".join(f"\n  {printable(each)}" for each in matching[:_SHOWN])
        more = f"\n  (and {len(matching) - _SHOWN} more)" if len(matching) > _SHOWN else ""
        raise ReplayError(
            f"{part!r} stands in the ids of {len(matching)} scenarios; write more of one:"
            f"{listed}{more}"
        )
    near = did_you_mean(part, ids) or _alike(part, ids)
    raise ReplayError(
        f"the report holds no scenario {part!r}.{near} The page of the report, index.html, shows"
        " every id; write one, or a part of it."
    )


def _alike(part: str, ids: Sequence[str]) -> str:
    """As ``did_you_mean``, where ``part`` is near to some words of an id and not to all of it."""
    size = len(part.split())
    pieces: dict[str, str] = {}
    for each in ids:
        words = each.replace("::", " ").casefold().split()
        for start in range(len(words) - size + 1):
            pieces.setdefault(" ".join(words[start : start + size]), each)
    near = get_close_matches(part.casefold(), list(pieces), n=_SHOWN, cutoff=0.75)
    meant = dict.fromkeys(pieces[each] for each in near)
    return f" Did you mean {join_or(meant)}?" if meant else ""


def replay_argv(
    report: dict[str, Any], path: Path, scenario: str, given: argparse.Namespace
) -> list[str]:
    """The arguments of ``percipio-conformance run`` that run the scenario again.

    ``path`` is the report's file, which the profile is taken from. ``given`` holds those of
    :func:`world_options` that the user named, and no others.

    Raises:
        ReplayError: an option is unknown to this version or was hidden in the report, or the
            catalog file is gone or another one.
    """
    options = recorded_options(report["options"])
    chosen = vars(given)
    if any(each.attribute in chosen for each in OPTIONS if each.name in CONNECTORS):
        _forget(options, CONNECTORS)
    for name, value in chosen.items():
        setattr(options, name, value)
    _check_catalog(report["catalog"], options)
    _forget(options, RECORDED)
    words = argv_for(options, "world")
    if any(REDACTED in each for each in words):
        hidden = join_or(sorted({each for each in words if each in CONNECTORS}) or ["the option"])
        raise ReplayError(
            f"the report hides a secret in what {hidden} was given. Give it again on the command"
            " line."
        )
    fixed = {"--scenario": scenario, "--seed": report["seed"], "--profile": path}
    again = [word for name, value in fixed.items() for word in option_argv(name, value)]
    return _own_feature(report, scenario) + again + words


def _own_feature(report: dict[str, Any], scenario: str) -> list[str]:
    """The vendor's own feature file, where the scenario is not one of the suite's."""
    found = next(each for each in _scenarios(report) if each["id"] == scenario)
    feature = str(found["feature"])
    if (FEATURES.parent / feature).is_file() and not _names_a_file(str(found["replay"])):
        return []
    if feature.endswith(".feature") and Path(feature).is_file():
        return [feature]
    if feature.startswith("features/"):
        # Of another version of the suite: the run says that it has no such scenario.
        return []
    raise ReplayError(
        f"the scenario stands in {feature}, a feature of your own that is not here. Use the"
        " command in the folder in which the run was made."
    )


def _names_a_file(replay: str) -> bool:
    """True if the replay command names a file, as it does for the user's own features.

    A copy of a feature of the suite may have the same name.
    """
    try:
        return shlex.split(replay)[2:3] != ["--scenario"]
    except ValueError:
        return False


def _forget(options: argparse.Namespace, names: Sequence[str]) -> None:
    for option in OPTIONS:
        if option.name in names:
            setattr(options, option.attribute, option.default)


def _check_catalog(recorded: dict[str, str] | None, options: argparse.Namespace) -> None:
    path: Path | None = options.catalog
    if recorded is None:
        if path is not None:
            raise ReplayError("the run had no catalog file; leave --catalog out")
        return
    path = path or Path(recorded["path"])
    try:
        found = used_catalog(path)
    except UnreadableFile as error:
        raise ReplayError(
            f"the catalog file {error}. Say where it is now with --catalog."
        ) from error
    if found.sha256 != recorded["sha256"]:
        raise ReplayError(
            f"the catalog file {path} is not the one of the run: its content has changed since,"
            " and another content is another world. Name the old file with --catalog."
        )


def _scenarios(report: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for clause in report["clauses"]:
        yield from clause["scenarios"]
    yield from report["scenarios_without_clause"]
