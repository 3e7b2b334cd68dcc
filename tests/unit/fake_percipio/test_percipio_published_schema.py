"""Against what Skillsoft itself published, where a copy lies beside the checkout."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from jsonschema import Draft202012Validator

from fake_percipio.catalog.content_types import KINDS
from fake_percipio.catalog.generator import generate
from fake_percipio.catalog.importing import items_of
from fake_percipio.catalog.items import item
from percipio_conformance import schemas

REFERENCE = Path(__file__).parents[4] / "shared" / "reference" / "percipio"
REAL = ("catalog-items-2021.json", "catalog-item-2024.json")

pytestmark = pytest.mark.skipif(
    not REFERENCE.is_dir(), reason="no copy of the published interface beside this checkout"
)


def plain(schema: Any) -> Any:
    """An OpenAPI 3.0 schema as JSON Schema: ``nullable`` becomes one more type."""
    if isinstance(schema, list):
        return [plain(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: plain(value) for name, value in schema.items() if name != "nullable"}
    if schema.get("nullable") is True:
        found["type"] = [schema["type"], "null"]
        if "enum" in found:
            found["enum"] = [*found["enum"], None]
    return found


@pytest.fixture(scope="module")
def published() -> Draft202012Validator:
    document = orjson.loads((REFERENCE / "content-discovery.openapi.json").read_bytes())
    components = {"schemas": plain(document["components"]["schemas"])}
    return Draft202012Validator(
        {"$ref": "#/components/schemas/CatalogContent", "components": components}
    )


def broken(published: Draft202012Validator, items: list[dict[str, Any]]) -> set[str]:
    """The places at which any of the items breaks the published schema."""
    places = set()
    for error in (error for each in items for error in published.iter_errors(each)):
        place = "".join(f"/{part}" for part in error.absolute_path)
        if error.validator == "required":
            missing = [name for name in error.validator_value if name not in error.instance]
            places |= {f"{place}/{name}" for name in missing}
        else:
            places.add(place)
    return places


def listed(*seen: str) -> set[str]:
    deviations = schemas.load("percipio/deviations")["deviations"]
    return {each["path"] for each in deviations if each["seen"] in seen}


def items_in(name: str) -> list[dict[str, Any]]:
    return items_of((REFERENCE / name).read_bytes(), name)


def real_items() -> list[dict[str, Any]]:
    return [each for name in REAL for each in items_in(name)]


def test_real_items_deviate_exactly_where_listed(published) -> None:
    assert broken(published, real_items()) == listed("real items")


def test_our_items_deviate_exactly_where_listed(published) -> None:
    ordinary = [
        each for each in generate(1500, 1) if (each["contentType"] or {}).get("percipioType")
    ]
    assert broken(published, ordinary) == listed("real items")
    odd = [item("a", kind=kind, image=None, era=era) for kind in KINDS for era in ("2021", "2024")]
    assert broken(published, odd) == listed("real items", "this suite")


def test_additions_are_real_and_unpublished(published) -> None:
    text = orjson.dumps(published.schema).decode()
    shown = orjson.dumps(real_items()).decode()
    for addition in schemas.load("percipio/deviations")["additions"]:
        name = addition["path"].rpartition("/")[2]
        assert f'"{name}"' not in text
        assert f'"{name}"' in shown


def test_our_schema_fits_real_items() -> None:
    for each in real_items():
        assert schemas.problems("percipio/catalog-item", each) == []


def test_built_items_have_the_fields_of_real_ones() -> None:
    older, newer = (items_in(name) for name in REAL)
    assert {tuple(each) for each in older} == {tuple(item("a"))}
    assert list(newer[0]) == list(item("a", era="2024"))
    for field in ("lifecycle", "associations", "characteristics"):
        assert set(older[0][field]) == set(item("a")[field])
        assert set(newer[0][field]) == set(item("a", era="2024")[field])


def test_type_triples_are_those_of_real_items() -> None:
    def triple(each: dict[str, Any]) -> tuple[Any, ...]:
        stated = each["contentType"]
        return (
            stated["percipioType"],
            stated["category"],
            stated["displayLabel"],
            each["xapiActivityId"].split("/")[4],
            each["xapiActivityTypeId"],
            tuple(each["modalities"]),
        )

    built = {triple(item("a", kind=kind)) for kind in KINDS if "uncategorized" not in kind}
    assert {triple(each) for each in items_in(REAL[0])} <= built


@pytest.mark.parametrize("name", REAL)
def test_real_items_are_served_unchanged(name: str, acme, reader) -> None:
    items = items_in(name)
    acme.catalog.load(items)
    assert reader.get().json() == items
