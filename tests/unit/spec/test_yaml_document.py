"""Reading YAML against a schema: what is wrong is said, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from percipio_conformance.spec.yaml_document import DocumentError, read_document

GOOD = "name: ours\ntitle: As we read it\n"


def read(folder: Path, content: str | bytes) -> object:
    file = folder / "some.yaml"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_document(file, "profile")


def test_reads_what_matches(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD) == {"name": "ours", "title": "As we read it"}


def test_reads_text_beyond_ascii_in_any_locale(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD + "description: à six heures\n") == {
        "name": "ours",
        "title": "As we read it",
        "description": "à six heures",
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "some.yaml is empty"),
        ("# nothing\n", "some.yaml is empty"),
        ("- a list\n", "/: .* is not of type 'object'"),
        ("name: [\n", "some.yaml, line 2 is not YAML"),
        (GOOD + GOOD, "some.yaml, line 3: 'name' is given a second time"),
        (GOOD + "readings:\n  A: b\n  A: c\n", "some.yaml, line 5: 'A' is given a second time"),
        ("--- 1\n--- 2\n", "some.yaml, line 2 is not YAML"),
        ("name: !!python/object:os.system x\n", "some.yaml, line 1 is not YAML"),
        ("name: 2024-12-31\n", "/name: '2024-12-31' does not match"),
        (b"name: \xff\n", r"some.yaml is not text in UTF-8 \(byte 6\)"),
        ("name: \x00\n", "some.yaml, line 1 is not YAML|some.yaml is not YAML"),
        ("a: &a [*a]\n", "its aliases make more than"),
        ("? [a]\n: b\n", "some.yaml, line 1 is not YAML"),
        ("1: b\n", "1 was unexpected"),
    ],
)
def test_says_what_is_wrong(tmp_path: Path, content: str | bytes, said: str) -> None:
    with pytest.raises(DocumentError, match=said):
        read(tmp_path, content)


def test_tells_a_few_problems_at_once(tmp_path: Path) -> None:
    wrong = "".join(f"  A-{letter}: 1\n" for letter in "BCDEFGH")
    with pytest.raises(DocumentError) as caught:
        read(tmp_path, GOOD + "readings:\n" + wrong)
    lines = str(caught.value).splitlines()
    assert len(lines) == 6
    assert lines[-1] == "(and 2 more)"


def test_says_when_there_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"none.yaml does not exist"):
        read_document(tmp_path / "none.yaml", "profile")
