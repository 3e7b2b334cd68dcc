import orjson
import pytest

from fake_percipio.catalog.importing import CatalogFileError, items_of
from fake_percipio.catalog.items import item


def test_items_come_unchanged() -> None:
    items = [item("Ada"), {"id": "odd"}]
    content = b"\xef\xbb\xbf" + orjson.dumps(items)
    assert items_of(content, "catalog.json") == items


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'[{"id": "a"}, {"id": ', "is not JSON: .* at line 1, column 2"),
        (b"\xff\xfe", "is not JSON"),
        (b'{"items": []}', "holds an object, but a catalog is a JSON array"),
        (b"7", "holds a single value"),
        (b'[{"id": "a"}, 7]', "item 2 of the catalog file .* is no object but 7"),
        (
            b'[{"localizedMetadata": [{"title": "Six Sigma"}]}]',
            r'item 1 \("Six Sigma"\) of the catalog file .* has no id',
        ),
        (b'[{"id": null}]', r"item 1 \(without a title\) .* has no id"),
        (b'[{"id": "a"}, {"id": "b"}, {"id": "a"}]', "item 3 .* has the id a of item 1"),
    ],
)
def test_what_is_wrong_is_said(content: bytes, message: str) -> None:
    with pytest.raises(CatalogFileError, match=message):
        items_of(content, "catalog.json")
