"""Updates a baseline from a run, line by line, and keeps all text that a person wrote.

Entries that still fail keep their lines, including comments. Entries that pass are removed with the
comment lines directly above them. New failures are appended, with blank fields for a person to
fill in.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import yaml

from percipio_conformance.core.scenario_ids import split_situation
from percipio_conformance.results.baseline import BaselineError
from percipio_conformance.results.baseline_matching import FOUND_FAULT, ran_whole
from percipio_conformance.results.run_result import RunResult

HEAD = """\
# Known failures. Their scenarios still run, and are reported as known failures until they expire.
# Every entry needs a reason, an owner and an expiry day; schemas/baseline.json has the fields. An
# entry names one scenario, or with `clause: C013` all failures of one clause.
known:
"""


@dataclass(frozen=True, slots=True)
class Updated:
    """The new text of a baseline, and the ids of its added, removed and kept entries."""

    text: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]


def updated(text: str | None, run_result: RunResult) -> Updated:
    """Updates the baseline ``text`` from the result of a run; None creates a new baseline.

    Entries whose clause or scenario ran completely and passed are removed. Each failed scenario of
    a clause that fails the run is added, unless an entry names the scenario or the clause. For a
    failed must clause, these include scenarios that only warned: the clause is a known failure only
    if all of them are.

    Raises:
        BaselineError: the entries are not on separate lines.
    """
    source = HEAD if text is None or not text.strip() else text
    entries = _entries(source)
    ran = frozenset(each.id for each in run_result.scenarios)
    passes = {each.id for each in run_result.clauses if each.verdict == "pass"}
    passes |= {each.id for each in run_result.scenarios if each.verdict == "pass"}
    removed = [each for each in entries if each.what in passes and ran_whole(each.what, ran)]
    gone = {each.what for each in removed}
    kept = [each.what for each in entries if each.what not in gone]
    added = _new(run_result, kept)
    lines = source.splitlines()
    for entry in reversed(removed):
        del lines[entry.first : entry.last]
    lines = _without_empty_list(lines, bool(kept or added))
    margin = " " * (entries[0].margin if entries else 2)
    for what in added:
        lines += [f"{margin}{line}" for line in _blank_entry(what, run_result)]
    return Updated(
        text="\n".join(lines) + "\n",
        added=tuple(added),
        removed=tuple(each.what for each in removed),
        kept=tuple(kept),
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """An entry, its lines from ``first`` up to but not including ``last``, and its indent."""

    what: str
    first: int
    last: int
    margin: int


def _entries(text: str) -> list[_Place]:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    known = next((value for key, value in pairs if key.value == "known"), None)
    if not isinstance(known, yaml.SequenceNode) or not known.value:
        return []
    lines = text.splitlines()
    starts = [each.start_mark.line for each in known.value]
    if known.flow_style or any(not lines[line].lstrip().startswith("- ") for line in starts):
        raise BaselineError(
            "Write each entry of the baseline on lines of its own, beginning with a dash; the"
            " update keeps them as you wrote them only in this form."
        )
    firsts = [_with_comment(lines, line) for line in starts]
    end = _end_of_list(lines, starts[-1])
    return [
        _Place(_what(node), first, last, known.start_mark.column)
        for node, first, last in zip(known.value, firsts, [*firsts[1:], end], strict=True)
    ]


def _with_comment(lines: Sequence[str], line: int) -> int:
    while line > 0 and lines[line - 1].lstrip().startswith("#"):
        line -= 1
    return line


def _end_of_list(lines: Sequence[str], start: int) -> int:
    """Returns the index after the last line of the entry that begins in line ``start``."""
    dash = len(lines[start]) - len(lines[start].lstrip())
    last = start
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.strip() and len(line) - len(line.lstrip()) > dash:
            last = number
        elif line.strip():
            break
    return last + 1


def _what(node: yaml.Node) -> str:
    pairs = {key.value: value.value for key, value in node.value}
    return str(pairs.get("clause") or pairs.get("scenario") or "")


def _new(run_result: RunResult, kept: Sequence[str]) -> list[str]:
    fails_the_run = FOUND_FAULT if run_result.started.fail_on == "warning" else {"fail"}
    failing = {
        scenario
        for clause in run_result.clauses
        if clause.verdict in fails_the_run and clause.id not in kept
        for scenario in clause.failed
    }
    return [
        each.id
        for each in run_result.scenarios
        if each.id in failing
        and each.id not in kept
        and each.verdict in FOUND_FAULT
        and not _is_covered(each.id, {*failing, *kept})
    ]


def _is_covered(scenario: str, entries: Collection[str]) -> bool:
    """Returns whether the scenario runs under a situation, and an entry without one covers it."""
    plain, situation = split_situation(scenario)
    return situation is not None and plain in entries


def _without_empty_list(lines: list[str], filled: bool) -> list[str]:
    """Replaces ``known:`` by ``known: []`` if the list is empty, and the reverse if not."""
    wanted = "known:" if filled else "known: []"
    return [wanted if line.rstrip() in ("known:", "known: []") else line for line in lines]


def _blank_entry(what: str, run_result: RunResult) -> list[str]:
    clauses = next(each.clauses for each in run_result.scenarios if each.id == what)
    return [
        f"# {', '.join(clauses)}",
        # A JSON string is a valid YAML string, for all characters in the name of a scenario.
        f"- scenario: {json.dumps(what, ensure_ascii=False)}",
        "  reason:",
        "  owner:",
        "  issue:",
        "  expires:",
    ]
