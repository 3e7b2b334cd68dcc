"""Count which faults that were written blind a run notices.

``python -m tools.mutants.blind_rounds eighth_round`` puts each patch of a round into a copy of the
reference connector, performs a run against it, and says what noticed it first: a scenario, a
situation or a generated sequence. Faults are patches here, not classes as in the kill matrix,
because a blind author changes whatever lines the mistake takes. Other options are those of ``run``,
for example ``--quick``.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
PATCHES = ROOT / "tests" / "mutants" / "patches"
COPIED = (
    "fake_lms",
    "fake_percipio",
    "features",
    "percipio_conformance",
    "reference_impl",
    "schemas",
    "steps",
    "pyproject.toml",
)
"""What a run consists of: it imports the connector that is beside it."""
TIMEOUT_SECONDS = 900
"""A fault that lets requests wait for their timeouts makes a run slow."""

WARNS = "{}, as a warning"
MISSED, NO_RESULT = "missed", "no result"
HARNESS_ERROR = 3
"""The exit code of a run in which the suite itself failed."""


class PatchRefused(Exception):
    """The patch no longer fits the reference connector; the message says what ``git`` says."""


class Counted(NamedTuple):
    """One fault, and what noticed it: a value of ``first_sight`` in the file of a round."""

    patch: str
    noticed: str


def patches_of(round_name: str) -> list[Path]:
    """The patches of a round, by name.

    Raises:
        FileNotFoundError: there is no such round.
    """
    folder = PATCHES / round_name
    if not folder.is_dir():
        known = ", ".join(sorted(each.name for each in PATCHES.iterdir() if each.is_dir()))
        raise FileNotFoundError(f"no round {round_name!r} has patches; these have: {known}")
    return sorted(folder.glob("*.patch"))


def copy_into(folder: Path, names: Iterable[str] = COPIED) -> None:
    """Copy the suite and the reference connector, or a part of them, into the folder."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in names:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=ignored, symlinks=True)
        else:
            shutil.copy(ROOT / name, folder)


def apply_patch(patch: Path, folder: Path) -> None:
    """Apply the patch to the copy of the reference connector in the folder.

    Raises:
        PatchRefused: it does not fit.
    """
    applied = subprocess.run(  # noqa: S603 - the patches are our own
        ["git", "apply", str(patch)],  # noqa: S607
        cwd=folder,
        # The copy belongs to no repository, wherever temporary files are.
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    if applied.returncode:
        raise PatchRefused(f"{patch.name}: {applied.stderr.strip()}")


def noticed(report: Mapping[str, Any]) -> str:
    """What noticed the fault, from ``report.json``: first what fails, then what warns.

    A scenario that fails by itself counts before one under a situation, and that before a sequence.
    Where nothing does and the suite itself has failed, nothing is known.
    """
    of_clauses = (each["scenarios"] for each in report["clauses"])
    scenarios = chain(report["scenarios_without_clause"], *of_clauses)
    found = {(each["verdict"], _source(each)) for each in scenarios}
    for verdict, form in (("fail", "{}"), ("warn", WARNS)):
        for source in ("scenarios", "situations", "sequences"):
            if (verdict, source) in found:
                return form.format(source)
    return NO_RESULT if report["exit_code"] == HARNESS_ERROR else MISSED


def _source(scenario: Mapping[str, Any]) -> str:
    if scenario["sequence"] is not None:
        return "sequences"
    return "scenarios" if scenario["situation"] is None else "situations"


def count(patch: Path, options: Sequence[str]) -> Counted:
    """Perform a run against the connector with this fault."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy_into(folder)
        apply_patch(patch, folder)
        report = folder / "report"
        command = [sys.executable, "-m", "percipio_conformance", "run", "-n", "0", "-q"]
        try:
            subprocess.run(  # noqa: S603
                [*command, "--no-config", "--report", str(report), *options],
                cwd=folder,
                env={**os.environ, "PYTHONPATH": name},
                capture_output=True,
                timeout=TIMEOUT_SECONDS,
                check=False,
            )
            found = json.loads((report / "report.json").read_text(encoding="utf-8"))
        except (subprocess.TimeoutExpired, FileNotFoundError):
            return Counted(patch.name, NO_RESULT)
        return Counted(patch.name, noticed(found))


def count_all(
    patches: Sequence[Path], options: Sequence[str], *, at_once: int
) -> Iterator[Counted]:
    """Count each fault, some of them at the same time; yields in the order of the patches."""
    with ThreadPoolExecutor(at_once) as pool:
        yield from pool.map(lambda each: count(each, options), patches)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what noticed each fault of a round; the exit code is 2 if one cannot be counted."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.mutants.blind_rounds", description=__doc__
    )
    parser.add_argument("round", help="the name of a folder in tests/mutants/patches")
    parser.add_argument("--at-once", type=int, default=os.cpu_count() or 1, metavar="N")
    asked, options = parser.parse_known_args(arguments)
    try:
        results = []
        for each in count_all(patches_of(asked.round), options, at_once=asked.at_once):
            print(f"{each.noticed:28} {each.patch}", flush=True)
            results.append(each.noticed)
    except (FileNotFoundError, PatchRefused) as error:
        print(f"blind_rounds: {error}", file=sys.stderr)
        return 2
    for how, number in Counter(results).most_common():
        print(f"{number:4} {how}")
    return 2 if NO_RESULT in results else 0


if __name__ == "__main__":
    sys.exit(main())
