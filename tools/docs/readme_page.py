"""The generated parts of README.md: the verified clauses, and the output of a run.

``python -m tools.docs.readme_page`` runs the whole suite and writes both parts between the
comments that name them.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from percipio_conformance.cli.clauses import verifiers
from percipio_conformance.core.events import LEVELS
from percipio_conformance.spec.clauses import load_registry
from percipio_conformance.spec.data import FEATURES

README = Path(__file__).parents[2] / "README.md"

SHOWN = (
    r"percipio-conformance ",
    r"\S.* \d+ clauses? ",
    r"Clauses ",
    r"  (must|profile|derived) ",
    r"Tested in full",
    r"Situations",
    r"Sequences",
    r"Conformant",
    r"[a-z0-9; ]+\.$",
)
"""The beginnings of the lines that README shows; ``...`` replaces the others. The last one is the
second line of a verdict."""


def standing() -> str:
    """Clauses by level: verified by a scenario, planned, not observable. A Markdown table."""
    verified = verifiers(FEATURES)
    rows = ["| level | clauses | verified | planned | not observable |", "|---|---|---|---|---|"]
    for level in LEVELS:
        clauses = [each for each in load_registry().clauses if each.level == level]
        counts = (
            len(clauses),
            sum(each.id in verified for each in clauses),
            sum(each.planned and each.id not in verified for each in clauses),
            sum(not each.observable for each in clauses),
        )
        rows.append(f"| {level} | {' | '.join(map(str, counts))} |")
    return "\n".join(rows)


def shortened(output: Sequence[str]) -> str:
    """The lines of a run's output that README shows."""
    kept = ["$ percipio-conformance run"]
    for line in output:
        if any(re.match(begin, line) for begin in SHOWN):
            kept.append(line)
        elif kept[-1] != "..." and line:
            kept.append("...")
    return "\n".join(kept).removesuffix("\n...")


def written(text: str, name: str, content: str) -> str:
    """Replace the content between the comments of that name in ``text``.

    Raises:
        ValueError: the text has no such place.
    """
    begin, end = f"<!-- {name} -->\n", f"\n<!-- end of {name} -->"
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"README.md has no place between {begin.strip()} and {end.strip()}")
    return before + begin + content + end + after


def _play() -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(  # noqa: S603 - our own command, with no words from outside
            [sys.executable, "-m", "percipio_conformance", "run", "--report", folder],
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        )
    return done.stdout.splitlines()


if __name__ == "__main__":
    # The suite runs first, because README may be edited meanwhile.
    verdict = f"```console long\n{shortened(_play())}\n```"
    page = written(README.read_text(encoding="utf-8"), "standing", standing())
    page = written(page, "verdict", verdict)
    README.write_text(page, encoding="utf-8")
