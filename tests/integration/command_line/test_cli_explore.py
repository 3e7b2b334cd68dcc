"""``percipio-conformance explore``, as a vendor meets it."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest
from program import program

BROKEN = ("--connector-factory", "searches:makes_a_second_course")
FLAKY = ("--connector-factory", "searches:EverySecondWorld")


def explore(folder: Path, *words: str) -> Any:
    return program(folder, "explore", "--report", "found", *words, beside="integration/stateful")


def suite(folder: Path, *words: str) -> Any:
    return program(folder, "run", "sequence.feature", *words, beside="integration/stateful")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Any]:
    folder = tmp_path_factory.mktemp("vendor")
    return folder, explore(folder, *BROKEN, "--examples", "5")


def test_a_broken_promise_is_told_with_everything_a_vendor_needs(found: tuple[Path, Any]) -> None:
    _, done = found
    assert done.returncode == 1, done.stderr
    told = done.stdout
    assert "a requirement is violated in every run" in told
    assert "  clause     C029 Active content seen for the first time" in told
    assert "  expected   one active course\n  actual     2 courses\n" in told
    assert " to 3 actions, in " in told
    path = "found/catalog/sequence.json"
    again = f"percipio-conformance explore --replay {path} {' '.join(BROKEN)}"
    assert f"  rerun      {again}\n" in told
    assert "analytics: " in told


def printed(text: str, domain: str) -> str:
    """The feature in the finding of that domain, with its margin."""
    finding = text.partition(f"\n{domain}: ")[2].partition("\n\n  checked ")[0]
    return finding.partition("\n\n")[2] + "\n"


@pytest.mark.parametrize("domain", ["catalog", "analytics"])
def test_a_finding_is_printed_as_it_is_written(domain: str, found: tuple[Path, Any]) -> None:
    folder, done = found
    written = (folder / f"found/{domain}/sequence.feature").read_text("utf-8")
    assert textwrap.dedent(printed(done.stdout, domain)) == written
    assert "\n      Background:\n        Given " in done.stdout
    assert "\n      @C029\n      Rule: Active content" in done.stdout


def test_what_is_copied_from_the_terminal_fails_as_the_finding_did(
    found: tuple[Path, Any], tmp_path: Path
) -> None:
    (tmp_path / "sequence.feature").write_text(printed(found[1].stdout, "catalog"), "utf-8")
    broken = suite(tmp_path, *BROKEN)
    assert broken.returncode == 1, broken.stdout
    assert "  step          Then 360Learning has one active course for" in broken.stdout
    assert "  expected      1\n      actual        2\n" in broken.stdout


def test_a_finding_under_a_reading_is_printed_with_it_and_warns(tmp_path: Path) -> None:
    back = ("--connector-factory", "searches:loses_completions_to_a_look_back")
    (tmp_path / "ours.yaml").write_text("{name: ours, title: ours, readings: {A-CASE: exact}}")
    words = ("--examples", "2", "--seed", "1", "--profile", "ours.yaml")
    done = explore(tmp_path, *back, *words)
    assert done.returncode == 1, done.stdout + done.stderr
    copied = printed(done.stdout, "analytics")
    assert "@profile @A-LASTACT.completion-first @A-NEWATT." in copied
    comment = "--profile FILE, where FILE contains\n    # "
    assert comment in copied
    (tmp_path / "again.yaml").write_text(copied.partition(comment)[2].partition("\n")[0])
    (tmp_path / "sequence.feature").write_text(copied)
    warned = suite(tmp_path, *back, "--profile", "again.yaml")
    assert warned.returncode == 0, warned.stdout
    assert "  reading       A-LASTACT.completion-first. Which date counts" in warned.stdout
    assert "  actual        [['50 %']]" in warned.stdout
    assert suite(tmp_path, *back, "--fail-on", "warning").returncode == 1


def test_its_replay_comes_to_the_same(found: tuple[Path, Any]) -> None:
    folder, first = found
    written = folder / "found/catalog/sequence.json"
    before = written.read_bytes()
    done = explore(folder, "--replay", str(written), *BROKEN)
    assert done.returncode == 1, done.stderr
    assert "  actual     2 courses\n" in done.stdout
    assert printed(done.stdout, "catalog") == printed(first.stdout, "catalog")
    repaired = explore(folder, "--replay", str(written))
    assert repaired.returncode == 0, repaired.stderr
    assert "all requirements met" in repaired.stdout
    assert written.read_bytes() == before


def test_its_feature_fails_as_long_as_the_connector_is_broken(
    found: tuple[Path, Any], tmp_path: Path
) -> None:
    text = (found[0] / "found/catalog/sequence.feature").read_text("utf-8")
    (tmp_path / "sequence.feature").write_text(text, "utf-8")
    broken = suite(tmp_path, *BROKEN)
    assert broken.returncode == 1, broken.stdout
    assert "C029" in broken.stdout
    assert suite(tmp_path).returncode == 0


def test_what_fails_once_and_not_twice_is_called_flaky(tmp_path: Path) -> None:
    done = explore(tmp_path, *FLAKY, "--examples", "5", "--requests", "4000")
    assert done.returncode == 1, done.stderr
    assert "flaky: the same actions in equal worlds have different results" in done.stdout
    assert "  run 1      C0" in done.stdout
    assert "  run 2      all requirements met" in done.stdout


def test_a_connector_that_keeps_its_promises_leaves_nothing_behind(tmp_path: Path) -> None:
    stale = tmp_path / "found/catalog/sequence.json"
    stale.parent.mkdir(parents=True)
    stale.write_text("of an earlier run")
    done = explore(tmp_path, "--examples", "1", "--seed", "3")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("all requirements met") == 3
    assert not stale.exists()


@pytest.mark.parametrize(
    ("words", "code", "problem"),
    [
        (("--replay", "missing.json"), 2, "missing.json does not exist"),
        (("--replay", "x.json", "--seed", "3"), 2, "--seed cannot be given with --replay"),
        (("--examples", "none"), 2, "'none' is not a whole number of 1 or more"),
        (("--profile", "nobody"), 2, "There is no profile 'nobody'"),
        (("--connector-factory", "nowhere:nothing"), 2, "cannot be loaded"),
        (("--connector", "http://127.0.0.1:9/control"), 3, "there is no verdict: no connector"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_judged(
    words: tuple[str, ...], code: int, problem: str, tmp_path: Path
) -> None:
    done = explore(tmp_path, *words)
    assert done.returncode == code, done.stderr
    assert problem in done.stderr
    assert "Traceback" not in done.stderr
