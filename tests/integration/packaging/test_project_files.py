"""Project files agree with the code: metadata, changelog, hooks, and the content of a wheel."""

from __future__ import annotations

import re
import zipfile

import pytest
import yaml
from built_wheel import PACKAGES, PROJECT, build_wheel
from locked import MACHINES, ROOT

SUPPORTED = list(dict.fromkeys(each.python for each in MACHINES))


def read(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def test_the_changelog_begins_with_the_present_version() -> None:
    versions = re.findall(r"^## \[([^]]+)\]", read("CHANGELOG.md"), flags=re.MULTILINE)
    assert versions[:2] == ["Unreleased", PROJECT["version"]]


def test_the_security_policy_speaks_of_the_present_version() -> None:
    minor = PROJECT["version"].rpartition(".")[0]
    assert f"| {minor} | yes |" in read("SECURITY.md")


def test_every_declared_python_is_locked_and_run() -> None:
    prefix = "Programming Language :: Python :: "
    declared = [each.removeprefix(prefix) for each in PROJECT["classifiers"] if prefix in each]
    assert declared == ["3", *SUPPORTED]
    assert PROJECT["requires-python"] == f">={SUPPORTED[0]}"
    for script, name in ((".ci/lock", "python"), (".ci/pythons", "version")):
        (loop,) = re.findall(rf"for {name} in ([\d. ]+);", read(script))
        assert loop.split() == SUPPORTED, script


def test_the_hooks_run_the_linters_of_ci() -> None:
    (local,) = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"]
    hooks = [each["entry"].split() for each in local["hooks"]]
    recipes = re.findall(
        r"^(?:lint|types|contracts):.*\n((?:\t.*\n)+)", read("Makefile"), re.MULTILINE
    )
    made = [
        line.replace("$(BIN)", ".venv/bin").split()
        for recipe in recipes
        for line in recipe.splitlines()
    ]
    assert [each[:1] for each in hooks] == [each[:1] for each in made]
    assert [each[1:2] for each in hooks[:2]] == [each[1:2] for each in made[:2]]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names of the files in a wheel that is built from a copy of the checkout."""
    with zipfile.ZipFile(build_wheel(tmp_path_factory.mktemp("wheel"))) as archive:
        return archive.namelist()


def test_the_wheel_holds_the_license_and_the_type_markers(wheel: list[str]) -> None:
    assert f"percipio_conformance-{PROJECT['version']}.dist-info/licenses/LICENSE" in wheel
    assert {f"{each}/py.typed" for each in PACKAGES} <= set(wheel)


def test_the_wheel_installs_only_names_of_our_own(wheel: list[str]) -> None:
    metadata = f"percipio_conformance-{PROJECT['version']}.dist-info"
    assert {each.partition("/")[0] for each in wheel} == {*PACKAGES, metadata}


def test_the_wheel_holds_every_file_that_a_run_reads(wheel: list[str]) -> None:
    data = {".feature", ".yaml", ".json", ".html", ".css", ".js", ".ini"}
    needed = {
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.suffix in data and "__pycache__" not in path.parts
    }
    assert needed - set(wheel) == set()
