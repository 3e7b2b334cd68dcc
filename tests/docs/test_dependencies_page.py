"""Every dependency has its line in docs/dependencies.md, and nothing else has."""

from __future__ import annotations

import re
import tomllib

from fenced_blocks import ROOT


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return {re.split(r"[ <>=!~;\[]", line)[0] for line in lines}


def explained() -> list[str]:
    rows = re.findall(
        r"^\| ([^|]+?) \|", (ROOT / "docs/dependencies.md").read_text("utf-8"), flags=re.MULTILINE
    )
    return [name for row in rows if row != "package" for name in row.split(", ")]


def test_every_dependency_is_explained_once_and_nothing_else_is() -> None:
    assert sorted(explained()) == sorted(declared())
