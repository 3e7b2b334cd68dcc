"""Prints the mutants that change the simulated platforms, one to a line.

A program of its own: every mutant that it makes replaces rules of the reference in its process.
"""

from __future__ import annotations

import sys

from tools.mutants.registry import load_mutants

PLATFORMS = ("fake_lms", "fake_percipio")


def rules() -> dict[tuple[str, str], object]:
    """Every function, class and member of a class in the packages of the platforms."""
    found: dict[tuple[str, str], object] = {}
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in PLATFORMS:
            for key, value in vars(module).items():
                found[name, key] = value
                if isinstance(value, type) and value.__module__ == name:
                    found |= {(name, f"{key}.{each}"): of for each, of in vars(value).items()}
    return found


def main() -> None:
    mutants = {name: entry.mutant for name, entry in load_mutants().items()}
    for name, mutant in mutants.items():
        before = rules()
        mutant.make()
        after = rules()
        if any(key in after and after[key] is not value for key, value in before.items()):
            sys.stdout.write(f"{name}\n")


if __name__ == "__main__":
    main()
