"""The locks hold everything that is installed, extras included, on every promised machine."""

from __future__ import annotations

from importlib.metadata import version

import pytest
from locked import ROOT, declared, gaps, installed, pins
from packaging.markers import default_environment
from packaging.requirements import Requirement

LOCKS = {"requirements.lock": "install", "requirements-dev.lock": "dev"}
DOCS_LOCK = "requirements-docs.lock"
"""Installed by ``make docs`` alone, so the metadata of its packages may be absent here."""


def text(lock: str) -> str:
    return (ROOT / lock).read_text("utf-8")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_whatever_its_packages_ask_for(lock: str) -> None:
    assert gaps(text(lock), declared(LOCKS[lock]), installed) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_the_metadata_of_every_package_for_this_machine_is_read(lock: str) -> None:
    here = dict(default_environment())
    for pin in pins(text(lock)):
        if pin.marker is None or pin.marker.evaluate(here):
            assert version(pin.name) == str(pin.specifier).removeprefix("=="), "run `make dev`"


def test_both_locks_agree() -> None:
    of_tests = {str(each.name): str(each.specifier) for each in pins(text("requirements-dev.lock"))}
    of_runs = {str(each.name): str(each.specifier) for each in pins(text("requirements.lock"))}
    assert of_runs.items() <= of_tests.items()


def test_the_lock_of_the_documentation_agrees_with_that_of_the_tests() -> None:
    of_tests = {str(each.name): str(each.specifier) for each in pins(text("requirements-dev.lock"))}
    of_docs = {str(each.name): str(each.specifier) for each in pins(text(DOCS_LOCK))}
    shared = of_docs.keys() & of_tests.keys()
    assert {each: of_docs[each] for each in shared} == {each: of_tests[each] for each in shared}
    asked = {each.name for each in declared("docs", project=False)}
    assert asked <= of_docs.keys()


def test_running_needs_none_of_the_tools_of_the_tests() -> None:
    named = {each.name for each in pins(text("requirements.lock"))}
    assert named & {"playwright", "mypy", "ruff", "mutmut", "pytest-cov", "import-linter"} == set()


@pytest.mark.parametrize("lock", [*LOCKS, DOCS_LOCK])
def test_every_pin_has_a_hash_and_no_index_is_named(lock: str) -> None:
    lines = [each for each in text(lock).splitlines() if not each.lstrip().startswith("#")]
    for number, line in enumerate(lines):
        if "==" in line.split("--hash")[0]:
            assert lines[number + 1].strip().startswith("--hash=sha256:"), line
    assert not any("index-url" in each or "://" in each for each in lines)


METADATA = {
    "cov": ["coverage[toml]>=7.10.6", "pluggy"],
    "coverage": ["tomli; python_version < '3.12' and extra == 'toml'"],
    "pluggy": [],
    "tomli": [],
}
WHOLE = """\
cov==1 \\
    --hash=sha256:0
coverage[toml]==7.17 \\
    --hash=sha256:1
pluggy==2
tomli==3
"""


@pytest.mark.parametrize(
    ("lock", "said"),
    [
        (WHOLE, []),
        (
            WHOLE.replace("[toml]", ""),
            ["cov asks for coverage[toml]>=7.10.6; the lock pins coverage without [toml]"],
        ),
        (
            WHOLE.replace("7.17", "7.1"),
            ["cov asks for coverage[toml]>=7.10.6; the lock pins 7.1"],
        ),
        (
            WHOLE.replace("\ntomli==3", "\ntomli==3 ; sys_platform == 'linux'"),
            ["coverage asks for tomli; the lock does not pin it"],
        ),
        (WHOLE.replace("tomli==3", "tomli==3 ; python_version < '3.12'"), []),
        (WHOLE.replace("pluggy==2\n", ""), ["cov asks for pluggy; the lock does not pin it"]),
        (
            WHOLE.replace("cov==1", "con==1"),
            ["the project asks for cov; the lock does not pin it"],
        ),
    ],
    ids=["whole", "extra", "version", "platform", "python", "package", "project"],
)
def test_a_gap_is_found_on_the_day_it_is_locked(lock: str, said: list[str]) -> None:
    assert gaps(lock, [Requirement("cov")], METADATA.get) == said
