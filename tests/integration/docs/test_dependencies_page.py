"""docs/explanation/dependencies.md lists exactly the declared dependencies."""

from __future__ import annotations

import re
import tomllib

from fenced_blocks import ROOT


def declared() -> set[str]:
    document = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = document["dependency-groups"].values()
    lines = [*document["project"]["dependencies"], *(each for group in groups for each in group)]
    return {re.split(r"[ <>=!~;\[]", line)[0] for line in lines if isinstance(line, str)}


def explained() -> list[str]:
    page = (ROOT / "docs/explanation/dependencies.md").read_text("utf-8")
    tables = page[page.index("## Packages of a run") :]
    rows = re.findall(r"^\| ([^|]+?) \|", tables, flags=re.MULTILINE)
    return [name for row in rows if row != "package" for name in row.split(", ")]


def test_every_dependency_is_explained_once_and_nothing_else_is() -> None:
    assert sorted(explained()) == sorted(declared())
