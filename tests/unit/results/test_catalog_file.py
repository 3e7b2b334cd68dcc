import hashlib
from pathlib import Path

import pytest

from percipio_conformance.files.reading import read_bytes
from percipio_conformance.results import catalog_file
from percipio_conformance.results.catalog_file import (
    CatalogFileError,
    read_catalog,
    used_catalog,
)

ONE, TWO = b'[{"id": "a"}]', b'[{"id": "b"}]'


def test_items_and_digest_are_of_one_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "items.json"
    path.write_bytes(ONE)

    def read_and_change(path: Path, most: int) -> bytes:
        content = read_bytes(path, most)
        path.write_bytes(TWO)
        return content

    monkeypatch.setattr(catalog_file, "read_bytes", read_and_change)
    items, used = read_catalog(path)
    assert items == [{"id": "a"}]
    assert (used.path, used.sha256) == (str(path), hashlib.sha256(ONE).hexdigest())


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "items.json"
    path.write_bytes(ONE)
    first = read_catalog(path)
    assert used_catalog(path) == first[1]
    path.write_bytes(TWO)
    assert read_catalog(path)[0] == [{"id": "b"}]
    assert used_catalog(path) != first[1]


def test_a_missing_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CatalogFileError, match="does not exist"):
        read_catalog(tmp_path / "absent.json")
