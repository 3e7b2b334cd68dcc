"""Generic mutation of the rules of the reference connector: ``make mutation``.

mutmut changes the rules in every way it knows, one at a time, and runs their unit tests against
each. Its results are compared with ``tests/mutation/survivors.yaml``: a change that no test
detects must be listed there with the reason why it has no effect. This happens in a temporary copy
of the checkout, so the working tree stays unchanged.

    python -m benchmarks.mutation [--processes N] [--write FILE] [MODULE ...]

Exit code 0 when every survivor is explained, 1 otherwise.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
TABLE = ROOT / "tests" / "mutation" / "survivors.yaml"

KILLED = (1, 3)
"""pytest's exit codes of a run in which a test has failed, or that broke down."""
SURVIVED = 0
UNTESTED = 33
"""mutmut's own code: no test comes by the function."""


@dataclass(frozen=True, order=True)
class Change:
    """One mutant: what a line of a module was, and what it became.

    The number that mutmut gives it is left out, because an unrelated edit moves it.
    """

    module: str
    was: str
    becomes: str


@dataclass(frozen=True)
class Figures:
    """Of one module. A mutant that ran out of time counts as killed: something noticed."""

    mutants: int
    killed: int
    survived: int
    untested: int


def rules() -> list[str]:
    """The modules that are mutated, as pyproject.toml names them."""
    chosen = _settings()["only_mutate"]
    return [Path(each).stem for each in chosen]


def copied_to(folder: Path, modules: Sequence[str]) -> None:
    """Lay out in ``folder`` what mutmut needs, with only these modules to mutate."""
    settings = _settings()
    paths = [*settings["source_paths"], *settings["also_copy"], "pyproject.toml"]
    paths += settings["pytest_add_cli_args_test_selection"]
    paths += [f"tests/unit/reference_impl/{each}.py" for each in ("conftest", "language_story")]
    for path in paths:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / path).is_dir():
            shutil.copytree(ROOT / path, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / path, target)
    written = (folder / "pyproject.toml").read_text()
    for module in set(rules()) - set(modules):
        written = written.replace(f'    "reference_impl/rules/{module}.py",\n', "")
    (folder / "pyproject.toml").write_text(written)


def outcomes(folder: Path, module: str) -> dict[str, int | None]:
    """mutmut's exit code for each mutant of a module; None where it was not run."""
    path = folder / "mutants" / "reference_impl" / "rules" / f"{module}.py.meta"
    if not path.exists():
        return {}
    codes: dict[str, int | None] = json.loads(path.read_text())["exit_code_by_key"]
    return codes


def figures(codes: dict[str, int | None]) -> Figures:
    """The figures of a module.

    Raises:
        ValueError: a mutant was not run, so that the figures would say too much.
    """
    if None in codes.values():
        raise ValueError("mutmut ended before it had run every mutant; run it again")
    survived = list(codes.values()).count(SURVIVED)
    untested = list(codes.values()).count(UNTESTED)
    return Figures(len(codes), len(codes) - survived - untested, survived, untested)


def change(module: str, diff: str) -> Change:
    """The change in a unified diff."""
    lines = [line for line in diff.splitlines() if not line.startswith(("---", "+++"))]
    was = [line[1:].strip() for line in lines if line.startswith("-")]
    becomes = [line[1:].strip() for line in lines if line.startswith("+")]
    return Change(module, "\n".join(was), "\n".join(becomes))


def survivors(folder: Path, module: str) -> Iterator[Change]:
    """The changes of a module that no test notices, those that no test comes by included."""
    for name, code in outcomes(folder, module).items():
        if code in (SURVIVED, UNTESTED):
            shown = _mutmut(folder, "show", name, capture=True)
            yield change(module, shown)


def explained(table: Path = TABLE) -> dict[Change, str]:
    """Why each known survivor changes nothing."""
    entries = yaml.safe_load(table.read_text())["survivors"]
    return {
        Change(each["module"], each["was"], each["becomes"]): each["reason"] for each in entries
    }


def _settings() -> dict[str, list[str]]:
    document = tomllib.loads((ROOT / "pyproject.toml").read_text())
    settings: dict[str, list[str]] = document["tool"]["mutmut"]
    return settings


def _mutmut(folder: Path, *words: str, capture: bool = False) -> str:
    done = subprocess.run(  # noqa: S603 - a tool of our own environment
        [sys.executable, "-m", "mutmut", *words],
        cwd=folder,
        check=True,
        text=True,
        stdout=subprocess.PIPE if capture else None,
    )
    return done.stdout or ""


def main(words: Sequence[str] | None = None) -> int:
    """Mutate, print the figures, and list the survivors without an explanation."""
    parser = argparse.ArgumentParser(description="mutation of the reference connector's rules")
    parser.add_argument("modules", nargs="*", metavar="MODULE", help="all rules when left out")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--write", type=Path, help="write figures and survivors there, as YAML")
    asked = parser.parse_args(words)
    modules = asked.modules or rules()
    if unknown := sorted(set(modules) - set(rules())):
        parser.error(f"no rules: {', '.join(unknown)}; there are {', '.join(rules())}")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        copied_to(folder, modules)
        _mutmut(folder, "run", "--max-children", str(asked.processes))
        counted = {each: figures(outcomes(folder, each)) for each in modules}
        found = [each for module in modules for each in survivors(folder, module)]
    known = {each: why for each, why in explained().items() if each.module in modules}
    for module, figure in counted.items():
        print(
            f"{module:20} {figure.mutants:4} mutants, {figure.killed:4} killed,"
            f" {figure.survived + figure.untested:3} survived"
        )
    if asked.write is not None:
        asked.write.write_text(table(counted, found, known))
    return report(found, known)


def table(
    counted: Mapping[str, Figures], found: Sequence[Change], known: Mapping[Change, str]
) -> str:
    """The table as YAML; the reason of an unexplained survivor is empty."""
    document = {
        "figures": {module: asdict(figure) for module, figure in counted.items()},
        "survivors": [asdict(each) | {"reason": known.get(each, "")} for each in found],
    }
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=100)


def report(found: Sequence[Change], known: Mapping[Change, str]) -> int:
    """Print survivors missing in the table and obsolete entries; return the exit code."""
    strangers = [each for each in found if each not in known]
    for each in strangers:
        print(f"\nNo test notices this change in reference_impl/rules/{each.module}.py:")
        print(f"  - {each.was}\n  + {each.becomes}")
    if strangers:
        place = TABLE.relative_to(ROOT)
        print(f"\nWrite a test that does, or say in {place} why it changes nothing.")
    gone = sorted(set(known) - set(found))
    for each in gone:
        print(f"\nThis survivor in {each.module} is there no more; take it out of the table:")
        print(f"  - {each.was}\n  + {each.becomes}")
    return 1 if strangers or gone else 0


if __name__ == "__main__":
    sys.exit(main())
