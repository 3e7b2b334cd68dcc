"""Rewriting a baseline from a run, line by line: whatever a person wrote in it stays as written.

Entries that still fail keep their lines, comments included. Entries that pass go, together with
the comment lines right above them. New failures come at the end, with blanks for a person to fill.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import yaml

from percipio_conformance.results.baseline import BaselineError
from percipio_conformance.results.baseline_matching import FOUND_FAULT, ran_whole
from percipio_conformance.results.run_result import RunResult

HEAD = """\
# Failures that are known. They still run, and are reported as known until the day they expire.
# Every entry needs a reason, an owner and a day; schemas/baseline.json has the fields. An entry
# names one scenario, or as `clause: C013` whatever fails of one clause.
known:
"""


@dataclass(frozen=True, slots=True)
class Updated:
    """The new text of a baseline, and what changed: ids of clauses and scenarios."""

    text: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]


def updated(text: str | None, run_result: RunResult) -> Updated:
    """The baseline ``text`` as ``story`` would have it; None begins a new one.

    Removed is what ran in this run and passed. Added is each scenario that found fault with a
    clause that fails the run, unless an entry names it or that clause. Under a must clause that
    failed, these include scenarios that only warned: the clause is known once all of them are.

    Raises:
        BaselineError: the entries are not written one below the other.
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
            "The entries of the baseline have to stand one below the other, each beginning with"
            " a dash on a line of its own; only then can they be kept as you wrote them."
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
    """Behind the last line of the entry that begins in line ``start``."""
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
        if each.id in failing and each.id not in kept and each.verdict in FOUND_FAULT
    ]


def _without_empty_list(lines: list[str], filled: bool) -> list[str]:
    """The list under ``known:`` is written ``[]`` where it holds nothing, and only there."""
    wanted = "known:" if filled else "known: []"
    return [wanted if line.rstrip() in ("known:", "known: []") else line for line in lines]


def _blank_entry(what: str, run_result: RunResult) -> list[str]:
    clauses = next(each.clauses for each in run_result.scenarios if each.id == what)
    return [
        f"# {', '.join(clauses)}",
        # A JSON text is a YAML text too, whatever characters the name of a scenario holds.
        f"- scenario: {json.dumps(what, ensure_ascii=False)}",
        "  reason:",
        "  owner:",
        "  issue:",
        "  expires:",
    ]
