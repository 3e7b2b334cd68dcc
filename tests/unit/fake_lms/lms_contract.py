"""Every answer of a test against two descriptions: ours, and the vendor's where it is at hand.

The vendor's description is no part of this repository; it is looked for beside the checkout.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import orjson
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from percipio_conformance import schemas

OURS = "lms/api.openapi"
VENDOR = Path(__file__).parents[4] / "shared" / "reference" / "360learning"
VENDOR_FILES = ("core.openapi.json", "bulk.openapi.json")

# The vendor documents neither how it refuses a malformed request nor what it is to fail.
OUR_CODES = {
    "invalidApiVersion",
    "invalidFilter",
    "invalidPage",
    "invalidRequest",
    "methodNotAllowed",
    "notFound",
    "serverError",
}

covered: set[tuple[str, str, str]] = set()


async def check(response: httpx.Response) -> None:
    """An httpx hook: fail the test when the answer is none that its operation may give."""
    await response.aread()
    request = response.request
    method, path, status = request.method.lower(), request.url.path, str(response.status_code)
    document = schemas.load(OURS)
    template = _template(path, tuple(document["paths"]))
    if template is None or method not in document["paths"][template]:
        assert response.status_code in (401, 404, 405), f"{method} {path} is not described"
        return
    covered.add((method, template, status))
    operation = document["paths"][template][method]
    described = operation["responses"].get(status) or operation["responses"].get(f"{status[0]}XX")
    assert described is not None, f"{method} {template} may not answer {status}"
    if "$ref" in described:
        described = document["components"]["responses"][described["$ref"].rpartition("/")[2]]
    schema = described.get("content", {}).get("application/json", {}).get("schema")
    if schema is None:
        assert response.content == b""
    else:
        _conform(_ours(orjson.dumps(schema)), response)
    _check_vendor(method, path, response)


def _check_vendor(method: str, path: str, response: httpx.Response) -> None:
    for name in VENDOR_FILES:
        document = _vendor(name)
        template = None if document is None else _template(path, tuple(document["paths"]))
        if document is None or template is None or method not in document["paths"][template]:
            continue
        if _is_ours_alone(response):
            return
        status = str(response.status_code)
        answers = document["paths"][template][method]["responses"]
        assert status in answers, f"the vendor's {method} {template} never answers {status}"
        if "content" in answers[status]:
            _conform(_vendor_validator(name, template, method, status), response)


def _is_ours_alone(response: httpx.Response) -> bool:
    """Answers the vendor could not describe: our refusals, our extension's operations."""
    if response.status_code >= 400:
        error = response.json()["error"]
        scripted = error == "tooManyRequests"
        return scripted or (isinstance(error, dict) and error["code"] in OUR_CODES)
    return b'"replaceAttempts"' in response.content


def _conform(validator: Draft202012Validator, response: httpx.Response) -> None:
    found = [f"{each.json_path}: {each.message}" for each in validator.iter_errors(response.json())]
    assert not found, f"{response.request.method} {response.request.url}: {found}"


def _template(path: str, templates: tuple[str, ...]) -> str | None:
    fitting = [each for each in templates if _pattern(each).fullmatch(path)]
    return min(fitting, key=lambda each: each.count("{"), default=None)


@cache
def _pattern(template: str) -> re.Pattern[str]:
    # An external id may hold slashes; nothing else may.
    def place(name: re.Match[str]) -> str:
        return ".+" if name[0] == "{externalId}" else "[^/]+"

    return re.compile(re.sub(r"\{\w+\}", place, template))


@cache
def _ours(schema: bytes) -> Draft202012Validator:
    document = {**schemas.load(OURS), **orjson.loads(schema)}
    return Draft202012Validator(document)


@cache
def _vendor(name: str) -> dict[str, Any] | None:
    file = VENDOR / name
    if not file.exists():
        return None
    document: dict[str, Any] = _nullable(orjson.loads(file.read_bytes()))
    return document


@cache
def _vendor_validator(name: str, template: str, method: str, status: str) -> Draft202012Validator:
    resource = Resource(contents=_vendor(name), specification=DRAFT202012)
    steps = ("paths", template, method, "responses", status, "content", "application/json")
    pointer = "/".join(each.replace("~", "~0").replace("/", "~1") for each in steps)
    return Draft202012Validator(
        {"$ref": f"urn:vendor:{name}#/{pointer}/schema"},
        registry=Registry().with_resource(f"urn:vendor:{name}", resource),
    )


def _nullable(node: Any) -> Any:
    """OpenAPI 3.0's ``nullable``, which the vendor still writes, in the words of 3.1."""
    if isinstance(node, list):
        return [_nullable(each) for each in node]
    if not isinstance(node, dict):
        return node
    plain = {key: _nullable(value) for key, value in node.items()}
    if plain.pop("nullable", None) is True and isinstance(plain.get("type"), str):
        plain["type"] = [plain["type"], "null"]
    return plain


def vendor_fields(component: str) -> set[str] | None:
    """The properties of one of the vendor's components, or None where it is not at hand."""
    for name in VENDOR_FILES:
        document = _vendor(name)
        if document is not None and component in document["components"]["schemas"]:
            return set(document["components"]["schemas"][component]["properties"])
    return None
