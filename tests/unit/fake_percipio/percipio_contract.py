"""Every answer of Percipio's pages against their description."""

from __future__ import annotations

import re

import httpx
import orjson
from jsonschema import Draft202012Validator

from percipio_conformance import schemas

DOCUMENT = "percipio/pages.openapi"

covered: set[tuple[str, str, str]] = set()


async def check(response: httpx.Response) -> None:
    """An httpx hook: fail the test when the answer is none that its operation may give."""
    await response.aread()
    document = schemas.load(DOCUMENT)
    request, status = response.request, str(response.status_code)
    method, path = request.method.lower(), request.url.path
    fitting = [each for each in document["paths"] if _pattern(each).fullmatch(path)]
    template = min(fitting, key=lambda each: each.count("{"), default=None)
    if template is None or method not in document["paths"][template]:
        assert response.status_code in (404, 405), f"{method} {path} is not described"
        return
    covered.add((method, template, status))
    described = document["paths"][template][method]["responses"].get(status)
    assert described is not None, f"{method} {template} may not answer {status}: {response.text}"
    if "$ref" in described:
        described = document["components"]["responses"][described["$ref"].rpartition("/")[2]]
    if "content" not in described:
        assert response.content == b""
    elif "application/json" in described["content"]:
        schema = described["content"]["application/json"]["schema"]
        validator = Draft202012Validator({**document, **orjson.loads(orjson.dumps(schema))})
        found = [each.message for each in validator.iter_errors(response.json())]
        assert not found, f"{method} {path}: {found}"
    else:
        assert response.headers["content-type"].startswith("text/html")


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{\w+\}", "[^/]+", template))
