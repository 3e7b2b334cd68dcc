"""Builds the command that runs one scenario of a finished run again, from its ``report.json``."""

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
from percipio_conformance.core.scenario_ids import split_situation
from percipio_conformance.core.text import did_you_mean, join_or
from percipio_conformance.files.reading import UnreadableFile
from percipio_conformance.results.catalog_file import used_catalog
from percipio_conformance.results.recorded_options import CONNECTORS, ReplayError, recorded_options
from percipio_conformance.spec.data import FEATURES

RECORDED = ("--seed", "--profile")
"""World options that a replay takes only from the report: another value would change its world."""

_SHOWN = 5


def world_options() -> Iterator[Option]:
    """Yields the options that a replay accepts, to reach the connector in another way."""
    return (each for each in OPTIONS if each.about == "world" and each.name not in RECORDED)


def find_scenario(report: dict[str, Any], part: str) -> str:
    """Returns the id ``part`` of a scenario of the report, or the only id that contains it.

    Raises:
        ReplayError: no id or several ids contain ``part``.
    """
    ids = sorted({str(each["id"]) for each in _scenarios(report)})
    if part in ids:
        return part
    matching = [each for each in ids if part.casefold() in each.casefold()]
    # A part without a situation means the scenario alone, not its runs under situations.
    alone = [each for each in matching if split_situation(each)[1] is None]
    if len({split_situation(each)[0] for each in matching}) == len(alone) == 1:
        return alone[0]
    if len(matching) == 1:
        return matching[0]
    if matching:
        listed = "".join(f"\n  {printable(each)}" for each in matching[:_SHOWN])
        more = f"\n  (and {len(matching) - _SHOWN} more)" if len(matching) > _SHOWN else ""
        raise ReplayError(
            f"the ids of {len(matching)} scenarios contain {part!r}; write more of one:"
            f"{listed}{more}"
        )
    near = did_you_mean(part, ids) or _alike(part, ids)
    raise ReplayError(
        f"the report contains no scenario {part!r}.{near} The page of the report, index.html, shows"
        " every id; write one, or a part of it."
    )


def _alike(part: str, ids: Sequence[str]) -> str:
    """Suggests ids like ``did_you_mean``, if ``part`` resembles a part of an id."""
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
    """Returns the arguments of ``percipio-conformance run`` that run the scenario again.

    Args:
        path: the file of the report, which contains the profile.
        given: the :func:`world_options` that the user gave, and no others.

    Raises:
        ReplayError: an option is unknown to this version or redacted in the report, or the catalog
            file is missing or has changed.
    """
    options = recorded_options(report["options"])
    chosen = vars(given)
    if any(each.attribute in chosen for each in OPTIONS if each.name in CONNECTORS):
        _forget(options, CONNECTORS)
    for name, value in chosen.items():
        setattr(options, name, value)
    _check_catalog(report["catalog"], options)
    _forget(options, RECORDED)
    world = argv_for(options, "world")
    if any(REDACTED in each for each in world):
        redacted = join_or(sorted({each for each in world if each in CONNECTORS}) or ["the option"])
        raise ReplayError(
            f"the value of {redacted} in the report is redacted, because it contains a secret. Give"
            " it again on the command line."
        )
    fixed = {"--scenario": scenario, "--seed": report["seed"], "--profile": path}
    recorded = [argument for name, value in fixed.items() for argument in option_argv(name, value)]
    return _own_feature(report, scenario) + recorded + world


def _own_feature(report: dict[str, Any], scenario: str) -> list[str]:
    """Returns the vendor's own feature file; empty for a scenario of the suite."""
    found = next(each for each in _scenarios(report) if each["id"] == scenario)
    feature = str(found["feature"])
    if (FEATURES.parent / feature).is_file() and not _names_a_file(str(found["replay"])):
        return []
    if feature.endswith(".feature") and Path(feature).is_file():
        return [feature]
    if feature.startswith("features/"):
        # The scenario is from another version of the suite; the run reports that it is unknown.
        return []
    raise ReplayError(
        f"the scenario is from {feature}, a feature of your own that does not exist here. Run the"
        " command in the working directory of the recorded run."
    )


def _names_a_file(replay: str) -> bool:
    """Returns True if the replay command names a file, which only the user's own features need.

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
            raise ReplayError("the recorded run had no catalog file; omit --catalog")
        return
    path = path or Path(recorded["path"])
    try:
        found = used_catalog(path)
    except UnreadableFile as error:
        raise ReplayError(
            f"the catalog file {error}. Give its present path with --catalog."
        ) from error
    if found.sha256 != recorded["sha256"]:
        raise ReplayError(
            f"the catalog file {path} is not that of the recorded run: its content has changed."
            " Give the path of the old file with --catalog."
        )


def _scenarios(report: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for clause in report["clauses"]:
        yield from clause["scenarios"]
    yield from report["scenarios_without_clause"]
