from collections.abc import Iterator
from pathlib import Path

import pytest

from percipio_conformance.files.writing import replace_file, stage


def test_a_staged_file_leaves_the_old_one_until_it_takes_its_place(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    path.write_text("old")
    staged = stage(path, [b"new"])
    assert path.read_text() == "old"
    assert staged.parent == tmp_path
    assert staged.stat().st_mode & 0o777 == 0o644
    staged.replace(path)
    assert path.read_text() == "new"


def test_a_replaced_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text("old")
    path.chmod(0o600)
    replace_file(path, b"new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_cannot_take_its_place_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "folder"
    path.mkdir()
    with pytest.raises(OSError, match="folder"):
        replace_file(path, b"new")
    assert list(tmp_path.iterdir()) == [path]


def test_parts_that_end_early_leave_nothing(tmp_path: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"half"
        raise LookupError("the other half")

    with pytest.raises(LookupError):
        stage(tmp_path / "report.json", parts())
    assert list(tmp_path.iterdir()) == []
