"""The repository uses American spelling, as the interfaces of Percipio and 360Learning do."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from fenced_blocks import ROOT

BRITISH = re.compile(
    r"catalogue|licence|neighbour|behaviour|colour|(?<!aria-)labelled|(?:normal|recogn|synchron|initial)is(?!m)",
    re.IGNORECASE,
)
SPARED = {
    "fake_percipio/catalog/generator.py": "a seed draws the same catalog in every version",
    "fake_percipio/catalog/vocabulary.py": "made-up items, some in British English",
    "percipio_conformance/results/old_reports.py": "a field of reports of an earlier version",
    "tests/unit/spec/test_profiles.py": "former names of readings",
    "tests/unit/results/report_0_2/report.json": "a report of an earlier version",
    "CHANGELOG.md": "former names of fields",
    "percipio_conformance/spec/profiles.py": "former names of readings",
    "percipio_conformance/stateful/catalog.py": "a seed draws the same sequences in every version",
    "tests/integration/docs/test_spelling.py": "the pattern itself",
    "tests/integration/features/test_gherkin_hygiene.py": "the same words, as a pattern",
}


FOLDERS = (
    *("benchmarks", "docs", "examples", "fake_lms", "fake_percipio", "features"),
    *("percipio_conformance", "reference_impl", "schemas", "steps", "tests", "tools"),
)
KINDS = {
    ".css",
    ".feature",
    ".html",
    ".ini",
    ".js",
    ".json",
    ".md",
    ".py",
    ".toml",
    ".txt",
    ".yaml",
}


def texts() -> Iterator[tuple[str, str]]:
    """Path and content of every text file of ours."""
    for path in sorted([*ROOT.glob("*"), *(each for top in FOLDERS for each in walk(ROOT / top))]):
        if path.suffix in KINDS and path.is_file():
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def walk(top: Path) -> Iterator[Path]:
    """Every file below a folder, links to other folders left out."""
    for folder, _, names in os.walk(top):
        yield from (Path(folder) / name for name in names)


def test_spelling_is_american() -> None:
    found = []
    number_of_files = 0
    for name, text in texts():
        number_of_files += 1
        if name in SPARED:
            continue
        lines = enumerate(text.splitlines(), 1)
        found += [f"{name}:{number}: {line}" for number, line in lines if BRITISH.search(line)]
        found += [f"{name}: the name of the file"] if BRITISH.search(name) else []
    assert found == []
    assert number_of_files > 1_000


def test_what_is_spared_has_such_a_word() -> None:
    for name, why in SPARED.items():
        assert BRITISH.search((ROOT / name).read_text(encoding="utf-8")), f"{name}: {why}"
