"""A mutant that replaces a function of a module replaces one that exists.

After a rename such an assignment would only create a name that is never used, and the mutant would
be a sound connector.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

FOLDERS = (Path(__file__).parent, Path(__file__).parents[1] / "worlds")
FILES = sorted(path for folder in FOLDERS for path in folder.rglob("*.py"))


def modules_of(tree: ast.Module) -> dict[str, ModuleType]:
    """The modules that a file imports, by the name that they have in it."""
    found: dict[str, object] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {each.asname: import_module(each.name) for each in node.names if each.asname}
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            found |= {
                each.asname or each.name: imported(node.module, each.name) for each in node.names
            }
    return {name: each for name, each in found.items() if isinstance(each, ModuleType)}


def imported(module: str, name: str) -> object:
    """What ``from module import name`` gives."""
    source = import_module(module)
    return getattr(source, name) if hasattr(source, name) else import_module(f"{module}.{name}")


def replaced(tree: ast.Module) -> Iterator[tuple[ModuleType, str]]:
    """Each module attribute that the file assigns to."""
    modules = modules_of(tree)
    for node in ast.walk(tree):
        for target in node.targets if isinstance(node, ast.Assign) else ():
            if (
                isinstance(target, ast.Attribute)
                and isinstance(target.value, ast.Name)
                and target.value.id in modules
            ):
                yield modules[target.value.id], target.attr


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_a_mutant_replaces_exists(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    missing = [
        f"{module.__name__}.{name}" for module, name in replaced(tree) if not hasattr(module, name)
    ]
    assert missing == []


def test_a_name_that_does_not_exist_is_noticed() -> None:
    tree = ast.parse("from reference_impl.rules import schedule\nschedule.old_name = None\n")
    ((module, name),) = replaced(tree)
    assert not hasattr(module, name)
