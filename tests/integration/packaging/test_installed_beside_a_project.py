"""The wheel in a clean environment, beside a project whose folders have the names of ours."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest
from built_wheel import build_wheel

SECONDS = 600
FOREIGN = ("features", "harness", "schemas", "steps", "tools")
"""Packages of the project; whoever imports one of them in place of ours fails."""

ONE = "features/content/arrival::A Percipio course becomes a course"

IMPORT_ALL = """
import importlib, pkgutil

number = 0
for name in ("fake_lms", "fake_percipio", "percipio_conformance", "reference_impl"):
    package = importlib.import_module(name)
    for each in pkgutil.walk_packages(package.__path__, f"{name}."):
        if not each.name.endswith(".__main__"):
            importlib.import_module(each.name)
            number += 1
print(number)
"""
"""Scenarios import some modules only inside of functions."""

OWN_FEATURE = """\
Feature: Courses that Acme needs

  @C018 @must
  Scenario: A course of the catalog becomes a course in 360Learning
    Given Percipio offers the course "Six Sigma Basics"
    And the integration is active
    When a day passes
    Then 360Learning shows "Six Sigma Basics"
"""


@dataclass(frozen=True)
class Installed:
    """The wheel, installed; commands run in the folder of the project."""

    python: Path
    project: Path

    def start(self, *words: str) -> subprocess.Popen[str]:
        # A shell in the project's folder, with nothing of this checkout on the path.
        environment = {
            k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PYTEST"))
        }
        return subprocess.Popen(
            [str(self.python), *words],
            cwd=self.project,
            env=environment | {"PATH": f"{self.python.parent}{os.pathsep}{os.environ['PATH']}"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *words: str) -> str:
        """The output of the command, which must exit with 0."""
        with self.start(*words) as process:
            said, _ = process.communicate(timeout=SECONDS)
        assert process.returncode == 0, said
        return said

    def command(self, *words: str) -> str:
        return self.run(str(self.python.with_name("percipio-conformance")), *words)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "environment", with_pip=False)
    python = folder / "environment" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    install = ["--python", str(python), "install", "--no-deps", "--no-index"]
    subprocess.run([*pip, *install, str(build_wheel(folder))], check=True)
    (site,) = (folder / "environment" / "lib").glob("python*/site-packages")
    # The dependencies are those of this environment. Its .pth files are not read from there, so the
    # checkout that is installed in it stays out of sight.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    project = folder / "project"
    for each in FOREIGN:
        (project / each).mkdir(parents=True)
        (project / each / "__init__.py").write_text(f'raise ImportError("{each} of the project")\n')
    # pytest imports the package in which it collects; this one can be imported, and holds nothing.
    (project / "features" / "__init__.py").write_text("")
    (project / "features" / "own.feature").write_text(OWN_FEATURE, encoding="utf-8")
    return Installed(python, project)


def test_the_suite_runs_and_one_scenario_is_replayed(installed: Installed) -> None:
    ids = [each.partition("\t")[0] for each in installed.command("run", "--list").splitlines()]
    assert ONE in ids
    # A short id has no invisible signs, which a list writes in another way.
    of_feature: dict[str, str] = {}
    for each in (ONE, *sorted(ids, key=len)):
        of_feature.setdefault(each.partition("::")[0], each)
    words = [word for each in of_feature.values() for word in ("--scenario", each)]
    said = installed.command("run", "--quick", *words, "--report", "out")
    # The counterparts of some clauses run in addition.
    (ran,) = re.findall(r"^(\d+) scenarios in ", said, re.MULTILINE)
    assert int(ran) >= len(of_feature) > 40
    said = installed.command("run", "--scenario", "features/sequences::Sequence 1")
    assert "0 scenarios and 1 sequence in" in said
    said = installed.command("replay", ONE, "--report", "out", "--out", "again")
    assert "\n1 scenario" in said


def test_every_module_can_be_imported(installed: Installed) -> None:
    number = int(installed.run("-c", IMPORT_ALL))
    assert number > 300


def test_other_commands_find_what_they_need(installed: Installed) -> None:
    installed.command("smoke")
    installed.command("explore", "--examples", "1", "--report", "explore")
    assert installed.command("clauses", "C013").startswith("# C013")
    assert "a day passes" in installed.command("steps", "passes")


def test_the_sandbox_starts_and_stops(installed: Installed) -> None:
    with installed.start("-u", "-m", "percipio_conformance", "serve") as process:
        assert process.stdout is not None
        shown = []
        while "Ctrl-C" not in "".join(shown):
            line = process.stdout.readline()
            assert line, "".join(shown)
            shown.append(line)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=SECONDS)
    assert process.returncode in (0, 130)


def test_a_feature_of_the_project_runs(installed: Installed) -> None:
    said = installed.command("run", "features/own.feature", "--clause", "C018")
    assert "features/own.feature" in said
    assert "1 of 1 tested must clause" in " ".join(said.split())
    plugins = ("-p", "percipio_conformance.runner.plugin", "-p", "percipio_conformance.steps")
    said = installed.run("-m", "pytest", *plugins, "-p", "no:cacheprovider", "features/own.feature")
    assert "1 passed" in said
