"""All mutants: connectors with one deliberate fault each, in ``tests/mutants`` of a checkout."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from percipio_conformance.core.text import did_you_mean
from percipio_conformance.spec.data import FEATURES
from tools.mutants.mutant import Mutant

CONNECTORS = FEATURES.parent / "tests" / "mutants" / "connectors"
SHARED = "shared"
"""The folder of code shared by mutants; it contains no mutant."""


class RegistryError(LookupError):
    """The mutants cannot be read; the message says why and what to do."""


@dataclass(frozen=True)
class Entry:
    """A mutant, and the module of its package that makes it."""

    module: str
    mutant: Mutant


Registry = Mapping[str, Entry]
"""Every mutant by its name."""


def load_mutants(folder: Path = CONNECTORS) -> Registry:
    """All mutants of a package with a folder for each subject, by name, in the order of the files.

    Raises:
        RegistryError: there is no such folder, or two mutants share a name.
    """
    modules = sorted(
        f"{folder.name}.{path.parent.name}.{path.stem}"
        for path in folder.glob("*/*.py")
        if path.parent.name != SHARED and path.stem != "__init__"
    )
    if not modules:
        raise RegistryError(
            f"There are no mutants in {folder}. They are no part of the installed"
            " package: run this in a checkout of percipio-conformance, installed with"
            " `pip install --editable .`."
        )
    make_importable(folder.parent)
    found: dict[str, Entry] = {}
    for module in modules:
        mutants: Mapping[str, Mutant] = import_module(module).MUTANTS
        for name, mutant in mutants.items():
            if name in found:
                raise RegistryError(
                    f"{name} is a mutant of {found[name].module} and of {module}: results are"
                    " identified by the name, so rename one of them."
                )
            found[name] = Entry(module, mutant)
    return found


def make_importable(folder: Path = CONNECTORS.parent) -> None:
    """Put the folder of the packages of mutants on the path, as pytest does."""
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))


def choose(catalog: Registry, names: Iterable[str], clause_ids: Iterable[str]) -> list[Entry]:
    """The entries of these names that concern one of these clauses; nothing given means all.

    Raises:
        RegistryError: no mutant has such a name, or none is left.
    """
    wanted, concerned = list(names), set(clause_ids)
    for name in wanted:
        if name not in catalog:
            raise RegistryError(
                f"There is no mutant {name!r}.{did_you_mean(name, catalog)}"
                " The command `python -m tools.mutants --list` lists all."
            )
    chosen = [
        entry
        for name, entry in catalog.items()
        if (not wanted or name in wanted) and (not concerned or concerned & entry.mutant.concerns)
    ]
    if not chosen:
        raise RegistryError(
            f"No mutant breaks {', '.join(sorted(concerned))}: write one, in {CONNECTORS}."
        )
    return chosen
