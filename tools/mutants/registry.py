"""The catalogue of broken connectors: it lies beside the tests and comes with a checkout."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from percipio_conformance.core.text import did_you_mean
from percipio_conformance.spec.data import FEATURES
from tools.mutants.mutant import Fault

CATALOGUE = FEATURES.parent / "tests" / "broken_connectors"


class CatalogueError(LookupError):
    """The broken connectors cannot be had; the message says why and what to do."""


@dataclass(frozen=True)
class Entry:
    """A fault, and the module of the catalogue that makes it."""

    module: str
    fault: Fault


Catalogue = Mapping[str, Entry]
"""Every fault by its name."""


def load_catalogue(folder: Path = CATALOGUE) -> Catalogue:
    """All faults of ``faults_of_*.py`` in a folder, by name, in the order of the files.

    Raises:
        CatalogueError: there is no such folder, or two faults share a name.
    """
    modules = sorted(path.stem for path in folder.glob("faults_of_*.py"))
    if not modules:
        raise CatalogueError(
            f"There are no broken connectors in {folder}. They are no part of the installed"
            " package: run this in a checkout of percipio-conformance, installed with"
            " `pip install --editable .`."
        )
    make_importable(folder)
    found: dict[str, Entry] = {}
    for module in modules:
        faults: Mapping[str, Fault] = import_module(module).FAULTS
        for name, fault in faults.items():
            if name in found:
                raise CatalogueError(
                    f"{name} is a fault of {found[name].module} and of {module}: results are told"
                    " apart by the name, so give one of them another."
                )
            found[name] = Entry(module, fault)
    return found


def make_importable(folder: Path = CATALOGUE) -> None:
    """The modules of the catalogue find each other by their plain names, as under pytest."""
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))


def choose(catalogue: Catalogue, names: Iterable[str], clause_ids: Iterable[str]) -> list[Entry]:
    """The entries of these names that concern one of these clauses; nothing given means all.

    Raises:
        CatalogueError: no fault has such a name, or none is left.
    """
    wanted, concerned = list(names), set(clause_ids)
    for name in wanted:
        if name not in catalogue:
            raise CatalogueError(
                f"There is no fault {name!r}.{did_you_mean(name, catalogue)}"
                " The command `python -m tools.mutants --list` lists all."
            )
    chosen = [
        entry
        for name, entry in catalogue.items()
        if (not wanted or name in wanted) and (not concerned or concerned & entry.fault.concerns)
    ]
    if not chosen:
        raise CatalogueError(
            f"No fault breaks {', '.join(sorted(concerned))}: write one, in {CATALOGUE}."
        )
    return chosen
