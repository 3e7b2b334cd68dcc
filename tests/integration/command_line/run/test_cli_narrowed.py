"""A run that leaves scenarios out says so in every output, however it was narrowed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from program import ALL, install_plugin, program

SCENARIO = "features/schedule/six_in_the_morning::The winter run of <day> starts at six"
ONE = f"{SCENARIO} [14 January 2026, 15 January 2026]"
CHOSEN = f"1 of {ALL} scenarios was chosen by --scenario"


def flat(text: str) -> str:
    """Without the places where lines are folded."""
    return " ".join(text.split())


@pytest.fixture(scope="module")
def narrowed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """One scenario of a clause that has many: the report, and what the terminal showed."""
    folder = tmp_path_factory.mktemp("narrowed")
    done = program(folder, "run", "--scenario", ONE, "--report", "out")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "out", done.stdout


def test_the_terminal(narrowed: tuple[Path, str]) -> None:
    said = flat(narrowed[1])
    assert f"Narrowed: {CHOSEN}" in said
    assert f"Narrowed: no verdict on the whole, because {CHOSEN}" in said
    assert "Tested in full: 0 of 1 must clause, 1 more in part" in said
    assert "Conformant" not in said


@pytest.mark.parametrize("name", ["index.html", "summary.md", "junit.xml", "report.json"])
def test_the_files(name: str, narrowed: tuple[Path, str]) -> None:
    text = flat((narrowed[0] / name).read_text(encoding="utf-8"))
    assert f"1 of {ALL} scenarios was chosen by" in text
    assert "Conformant" not in text


def test_the_badge(narrowed: tuple[Path, str]) -> None:
    badge = json.loads((narrowed[0] / "badge.json").read_bytes())
    assert (badge["message"], badge["color"]) == ("narrowed to 1 scenario", "blue")


def test_the_numbers(narrowed: tuple[Path, str]) -> None:
    report = json.loads((narrowed[0] / "report.json").read_bytes())
    assert report["verdict"] == "narrowed"
    assert (report["selection"]["scenarios"], report["selection"]["suite"]) == (1, ALL)
    (clause,) = report["clauses"]
    assert (clause["id"], clause["left_out"]) == ("C013", 22)


def test_settings_of_pytest_in_the_environment_change_nothing(tmp_path: Path) -> None:
    words = ("run", "--clause", "C018", "--report", "out")
    done = program(tmp_path, *words, PYTEST_ADDOPTS="-k Nothing")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "it takes no settings from PYTEST_ADDOPTS" in done.stderr
    assert "-k" not in done.stdout


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "with workers"])
def test_plugins_in_the_environment_change_nothing(
    tmp_path: Path, workers: tuple[str, ...]
) -> None:
    source = "def pytest_collection_modifyitems(items):\n    items.clear()\n"
    (tmp_path / "drops.py").write_text(source, encoding="utf-8")
    done = program(
        tmp_path,
        *("run", "--clause", "C018", "--report", "out", *workers),
        PYTHONPATH=str(tmp_path),
        PYTEST_PLUGINS="drops",
        PYTEST_DEBUG="1",
        PYTEST_XDIST_WORKER="gw7",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == (
        "percipio-conformance run: it takes no settings from PYTEST_DEBUG, PYTEST_PLUGINS\n"
    )


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "with workers"])
def test_what_a_plugin_leaves_out_is_counted(tmp_path: Path, workers: tuple[str, ...]) -> None:
    source = "def pytest_collection_modifyitems(items):\n    del items[3:]\n"
    install_plugin(tmp_path, "drops", source)
    done = program(tmp_path, "run", "--report", "out", *workers, PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"3 of {ALL} scenarios were chosen by options or plugins of pytest" in flat(done.stdout)


def test_pytest_itself_says_it_too(tmp_path: Path) -> None:
    root = Path(__file__).parents[4]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "features/content/types.feature", "-k", "video"],
        cwd=root,
        env={**os.environ, "PYTEST_ADDOPTS": f"-p no:cacheprovider --basetemp={tmp_path / 'b'}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Narrowed: no verdict on the whole" in flat(done.stdout), done.stdout + done.stderr
    assert "-k video features/content/types.feature" in flat(done.stdout)
