"""A command imports what it needs, and what other commands need is left out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from percipio_conformance.cli.commands import COMMANDS

LOADED = """
import sys
from percipio_conformance.cli.main import main
code = main(sys.argv[1:])
print(code, *sorted(sys.modules), file=sys.stderr)
"""


def loaded_by(*words: str) -> set[str]:
    """The modules that are imported when this command line has been carried out."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *words], capture_output=True, text=True, check=True
    )
    code, *names = done.stderr.splitlines()[-1].split()
    assert code == "0"
    return set(names)


@pytest.mark.parametrize("words", [("--version",), ("--help",)])
def test_no_command_is_imported_for_what_all_have_in_common(words: tuple[str, ...]) -> None:
    loaded = loaded_by(*words)
    assert "percipio_conformance.cli.parser" in loaded
    assert not loaded & {f"percipio_conformance.cli.{each.module}" for each in COMMANDS}
    assert not loaded & {"pytest", "httpx", "jsonschema", "yaml", "starlette", "fake_lms"}


def test_a_command_imports_its_own_module() -> None:
    loaded = loaded_by("clauses", "C013")
    ours = {each.module for each in COMMANDS if f"percipio_conformance.cli.{each.module}" in loaded}
    assert ours == {"clauses"}
    assert not loaded & {"pytest", "httpx", "starlette", "fake_lms", "reference_impl"}


HEAVY = {
    *("pytest", "pytest_bdd", "gherkin", "freezegun", "hypothesis", "jinja2"),
    *("asyncio", "httpx", "starlette", "uvicorn", "multiprocessing"),
    *("cryptography", "jwt", "jsonschema", "msgspec"),
    *("fake_lms", "reference_impl"),
}
"""Each takes longer to import than a command takes to print its help."""


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (("--version",), set()),
        (("--help",), set()),
        (("clauses",), set()),
        (("clauses", "--format", "json"), set()),
        (("clauses", "C013"), {"gherkin", "msgspec"}),
        (("completion", "bash"), {"msgspec"}),
        (("run", "--help"), set()),
        (("smoke", "--help"), set()),
        (("explore", "--help"), set()),
        (("serve", "--help"), set()),
        (("generate", "statements", "--help"), {"msgspec"}),
        (("steps", "--help"), set()),
        (("replay", "--help"), {"msgspec"}),
        (("report", "--help"), {"msgspec"}),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_command_that_only_prints_imports_no_heavy_library(
    words: tuple[str, ...], needed: set[str]
) -> None:
    assert loaded_by(*words) & HEAVY == needed


def test_a_run_does_not_import_what_no_scenario_uses(tmp_path: Path) -> None:
    loaded = loaded_by("run", "--clause", "C015", "--report", str(tmp_path / "out"))
    assert {"pytest_bdd", "jsonschema_rs", "reference_impl"} <= loaded
    # They explain an invalid message, serve sockets and https, and generate values for tests.
    assert not loaded & {"jsonschema", "referencing", "uvicorn", "trustme", "hypothesis"}


def test_every_command_can_be_imported_and_has_arguments() -> None:
    assert [each.name for each in COMMANDS if not callable(each.load().add_arguments)] == []
    assert all(each.help for each in COMMANDS)
