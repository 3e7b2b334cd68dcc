"""Whole commands whose output is kept, one for each way in which a run can end.

``python tests/integration/command_line/whole_commands.py`` writes the snapshots again. Look at the
difference before you keep it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from program import ALL, surroundings

TESTS = Path(__file__).parents[2]
SNAPSHOTS = Path(__file__).parent / "snapshots"
CLOSED = "http://127.0.0.1:1/control"
"""Nothing listens on port 1: it belongs to a service that no machine runs any more."""

REACTIVATED = (
    "features/content/retention::Percipio <turn> a course and reactivates it:"
    " it is the one from before [retires]"
)
BROUGHT_BACK = (
    "features/filters/later_runs::The next run brings back what <choice> lets through again"
    " [no languages]"
)
SUMMER = (
    "features/schedule/six_in_the_morning::On <day> the run follows the clocks of Paris"
    " [14 July 2026, 15 July 2026]"
)
BASELINE = """\
known:
  - clause: C030
    reason: Reactivated items stay archived
    owner: Olivia
    expires: 2099-12-31
"""


@dataclass(frozen=True)
class Whole:
    """One command, the exit code it ends with, and the files that lie where it runs."""

    words: tuple[str, ...]
    exit_code: int
    path: str = "mutants"
    files: tuple[tuple[str, str], ...] = ()
    situations: bool = False
    """Whether situations are drawn for the scenarios."""


NEVER_RESTORES = ("--connector-factory", "connectors.content.updates:never_restores")

WHOLE: dict[str, Whole] = {
    "all_pass": Whole(("--clause", "C018"), 0),
    "situations": Whole(("--clause", "C018"), 0, situations=True),
    "narrow": Whole(("--scenario", "features/content/arrival::A journey becomes a course"), 0),
    "must_fails": Whole((*NEVER_RESTORES, "--scenario", REACTIVATED), 1),
    "known_failure": Whole(
        (*NEVER_RESTORES, "--scenario", REACTIVATED, "--baseline", "known.yaml"),
        0,
        files=(("known.yaml", BASELINE),),
    ),
    "warning": Whole((*NEVER_RESTORES, "--scenario", BROUGHT_BACK), 0),
    "not_applicable": Whole(("--scenario", SUMMER), 3),
    "not_testable_clock": Whole(
        ("--connector-factory", "lesser_clocks:keeps_its_own_time", "--clause", "C012"),
        3,
        path="integration/clock_support",
    ),
    "harness_error": Whole(
        (
            "--connector-factory",
            "connectors.setup.administration:lets_everybody_administer",
            "--clause",
            "C100",
        ),
        3,
    ),
    "unreachable": Whole(("--connector", CLOSED, "--clause", "C018"), 3),
    "unknown_clause": Whole(("--clause", "C999"), 2),
}


def play(whole: Whole, folder: Path) -> tuple[int, str]:
    """The exit code, and all that a person reads, without lengths of time and without the number
    of the suite's scenarios, which grows."""
    for name, text in whole.files:
        (folder / name).write_text(text, encoding="utf-8")
    quick = () if whole.situations else ("--quick",)
    done = subprocess.run(
        [sys.executable, "-P", "-m", "percipio_conformance", "run", *quick, *whole.words],
        cwd=folder,
        env=surroundings() | {"PYTHONPATH": str(TESTS / whole.path), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    text = re.sub(r"\bin (\d+ min )?[\d.]+ (ms|s)\b", "in no time", done.stdout)
    return done.returncode, text.replace(f"of {ALL} scenarios", "of all scenarios")


if __name__ == "__main__":
    SNAPSHOTS.mkdir(exist_ok=True)
    for name, whole in WHOLE.items():
        with tempfile.TemporaryDirectory() as folder:
            code, text = play(whole, Path(folder))
        if code != whole.exit_code:
            sys.exit(f"{name}: exit code {code}, not {whole.exit_code}\n{text}")
        (SNAPSHOTS / f"{name}.txt").write_text(text, encoding="utf-8")
