"""Work with finished runs: known failures, replay, reports, comparison, shards and merge."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from program import ALL, program

from percipio_conformance import schemas
from percipio_conformance.cli.main import main
from percipio_conformance.results.digest import without_times

Command = Callable[..., "subprocess.CompletedProcess[str]"]

FAULTS = Path(__file__).parents[2] / "mutants"
BROKEN = ("--connector-factory", "connectors.content.tags:leaves_out_subjects")
SOME = ("--clause", "C089", "--clause", "C018")
ONE = "A course without an area"


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Run a command; in a separate process if it runs scenarios, as pytest runs in this one."""
    monkeypatch.chdir(tmp_path)

    def ask(*arguments: str) -> subprocess.CompletedProcess[str]:
        if arguments[0] in ("run", "replay"):
            return program(tmp_path, *arguments)
        code = main(arguments)
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, code, said.out, said.err)

    return ask


@pytest.fixture(scope="module")
def broken_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of a connector that leaves tags out, judged by a profile that is gone since."""
    folder = tmp_path_factory.mktemp("run")
    (folder / "ours.yaml").write_text("name: ours\ntitle: Ours\nreadings: {A-CLOSED: open}\n")
    done = program(
        folder, "run", *BROKEN, *SOME, "--seed", "7", "--profile", "ours.yaml", "--report", "out"
    )
    assert done.returncode == 1, done.stdout + done.stderr
    (folder / "ours.yaml").unlink()
    return folder / "out"


@pytest.fixture
def broken(broken_run: Path, tmp_path: Path) -> Path:
    """A report of one's own to change."""
    return Path(shutil.copytree(broken_run, tmp_path / "broken"))


def report(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "report.json").read_text())
    return found


def fill(path: Path, expires: str) -> None:
    text = path.read_text()
    for blank, value in (("reason", "Half read"), ("owner", "Olivia"), ("expires", expires)):
        text = text.replace(f"{blank}:\n", f"{blank}: {value}\n")
    path.write_text(text)


def test_a_baseline_is_written_filled_used_and_found_stale(
    run: Command, broken: Path, tmp_path: Path
) -> None:
    written = run("baseline", "update", "--report", "broken", "known.yaml")
    assert written.returncode == 0, written.stderr
    assert "Fill in reason, owner and expires" in written.stdout
    ask = ("run", "--clause", "C089", "--baseline", "known.yaml", "--report")
    blank = run(*ask, "out", *BROKEN)
    assert blank.returncode == 2
    assert "reason, owner, expires left blank" in blank.stderr
    assert not (tmp_path / "out").exists()

    fill(tmp_path / "known.yaml", "2999-12-31")
    known = run(*ask, "out", *BROKEN)
    assert known.returncode == 0, known.stdout + known.stderr
    assert "Known failures: 1 must clause failed (C089) as the baseline says" in known.stdout
    (clause,) = report(tmp_path / "out")["clauses"]
    assert (clause["verdict"], clause["known_failure"]["reason"]) == ("fail", "Half read")

    repaired = run(*ask, "out")
    assert repaired.returncode == 4
    assert "passes now; remove its entry" in " ".join(repaired.stdout.split())
    assert run("baseline", "update", "--report", "out", "known.yaml").returncode == 0
    assert "known: []" in (tmp_path / "known.yaml").read_text()
    assert run(*ask, "out").returncode == 0


def test_an_update_with_nothing_to_change_says_so_and_writes_nothing(
    run: Command, tmp_path: Path
) -> None:
    assert run("run", *SOME, "--report", "out").returncode == 0
    new = run("baseline", "update", "--report", "out", "known.yaml")
    assert new.returncode == 0
    assert new.stdout.splitlines()[1:] == ["nothing to add or remove"]
    assert new.stdout.startswith("Note: the run was narrowed (")
    assert not (tmp_path / "known.yaml").exists()
    mine = "known:\n- clause: C013\n  reason: Half read\n  owner: Olivia\n  expires: 2999-12-31"
    (tmp_path / "known.yaml").write_text(mine)
    again = run("baseline", "update", "--report", "out", "known.yaml")
    assert again.stdout.splitlines()[1:] == ["kept     C013", "nothing to add or remove"]
    assert (tmp_path / "known.yaml").read_text() == mine


def test_an_update_from_an_interrupted_run_says_how_far_it_got(
    run: Command, tmp_path: Path
) -> None:
    done = run("run", *BROKEN, *SOME, "-x", "--report", "out")
    assert report(tmp_path / "out")["verdict"] == "interrupted", done.stdout
    (tmp_path / "known.yaml").write_text("known:\n- clause: C013\n  reason: Half read\n")
    update = run("baseline", "update", "--report", "out", "known.yaml")
    assert "Note: the run was interrupted after 2 of 3 scenarios and narrowed" in update.stdout
    assert "entries for scenarios that did not run are kept." in update.stdout
    assert "kept     C013" in update.stdout


def test_an_expired_entry_is_stale_and_a_new_failure_counts_first(
    run: Command, broken: Path, tmp_path: Path
) -> None:
    run("baseline", "update", "--report", "broken", "known.yaml")
    fill(tmp_path / "known.yaml", "2020-01-01")
    ask = ("run", "--clause", "C089", "--baseline", "known.yaml", *BROKEN, "--report", "out")
    expired = run(*ask)
    assert expired.returncode == 4
    words = " ".join(expired.stdout.split())
    assert "expired on 2020-01-01; Olivia must repair" in words
    text = (tmp_path / "known.yaml").read_text()
    first = text.index("  # C089")
    second = text.index("  # C089", first + 1)
    (tmp_path / "known.yaml").write_text(text[:first] + text[second:])
    assert run(*ask).returncode == 1


def test_a_known_failure_is_no_reason_for_pytest_to_be_red(run: Command, tmp_path: Path) -> None:
    (tmp_path / "known.yaml").write_text(
        "known:\n- {clause: C089, reason: Half read, owner: Olivia, expires: 2999-12-31}\n"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "2"),
            *("features/tags/synchronized_tags.feature", "-k", "both_subjects", *BROKEN),
            *("--baseline", str(tmp_path / "known.yaml")),
        ],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(FAULTS)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 xfailed" in done.stdout


def test_a_scenario_is_replayed_from_the_report_alone(
    run: Command, broken: Path, tmp_path: Path
) -> None:
    for path in broken.iterdir():
        if path.name != "report.json":
            path.unlink()
    done = run("replay", ONE, "--report", "broken", "--trust")
    assert done.returncode == 1, done.stdout + done.stderr
    before, after = report(broken), report(broken / "replay")
    assert after["seed"] == 7
    assert after["profile"] == before["profile"]
    (clause,) = after["clauses"]
    (scenario,) = clause["scenarios"]
    (recorded,) = (
        each
        for clause in before["clauses"]
        for each in clause["scenarios"]
        if each["id"] == scenario["id"]
    )
    for told in (scenario, recorded):
        del told["replay"]
    assert without_times(scenario) == without_times(recorded)
    # The replay's own command line replays it again.
    assert "--profile broken/report.json" in done.stdout


def test_a_replay_meets_another_connector_when_told_to(run: Command, broken: Path) -> None:
    done = run(
        *("replay", ONE, "--report", "broken", "--out", "again"),
        *("--connector-factory", "percipio_conformance.connectors.under_test:InProcessReference"),
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_replay_of_nothing_is_a_wrong_use(run: Command, broken: Path) -> None:
    for arguments, words in (
        ((ONE, "--report", "nowhere"), "nowhere does not exist. Name the folder"),
        (("a corse without", "--report", "broken"), "Did you mean features/tags/"),
        (("subject", "--report", "broken"), "write more of one"),
    ):
        done = run("replay", *arguments)
        assert done.returncode == 2
        assert words in done.stderr


def test_a_catalog_that_changed_is_not_replayed(run: Command, tmp_path: Path) -> None:
    (tmp_path / "items.json").write_text("[]")
    name = "features/content/arrival::A Percipio course becomes a course"
    assert run("run", "--scenario", name, "--catalog", "items.json").returncode == 0
    assert run("replay", "A Percipio course becomes").returncode == 0
    (tmp_path / "items.json").write_text("[ ]")
    done = run("replay", "A Percipio course becomes")
    assert done.returncode == 2
    assert "its content has changed" in done.stderr


def test_reports_are_written_again_and_never_from_half_a_run(
    run: Command, broken: Path, tmp_path: Path
) -> None:
    assert run("report", "broken", "--out", "again").returncode == 0
    for path in broken.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()
    events = broken / "events.ndjson"
    events.write_text(events.read_text()[:-200])
    done = run("report", "broken", "--out", "half")
    assert done.returncode == 2
    assert "is cut off in line" in done.stderr
    assert not (tmp_path / "half").exists()


def test_two_runs_are_compared(run: Command, broken: Path) -> None:
    same = run("compare", "broken", "broken")
    assert (same.returncode, same.stdout) == (0, "Every verdict is the same.\n")
    run("run", *SOME, "--report", "good")
    better = run("compare", "broken", "good")
    assert better.returncode == 0, better.stdout
    assert "seed: 7 -> 0" in better.stdout
    assert "profile: ours -> article" in better.stdout
    assert "Clauses fixed: 1\n  C089  fail -> pass" in better.stdout
    worse = run("compare", "good", "broken", "--format", "json")
    assert worse.returncode == 1
    found = json.loads(worse.stdout)
    assert schemas.problems("comparison", found) == []
    assert [(each["id"], each["kind"]) for each in found["clauses"]] == [("C089", "newly failing")]
    assert run("compare", "broken", "nowhere").returncode == 2


def test_the_parts_of_a_run_make_the_whole(run: Command, tmp_path: Path) -> None:
    ask = ("run", *SOME, *BROKEN, "--seed", "3")
    assert run(*ask, "--report", "whole").returncode == 1
    codes = []
    for number, more in enumerate(([], ["-n", "2"], ["--shuffle", "5"]), start=1):
        done = run(*ask, "--shard", f"{number}/3", "--report", f"part-{number}", *more)
        codes.append(done.returncode)
        assert f"Shard {number} of 3: 1 of 3 scenarios ran" in done.stdout, done.stderr
        assert "no verdict before all 3 are merged" in " ".join(done.stdout.split())
    assert sorted(codes) == [0, 1, 1]
    merged = run("merge", "part-3", "part-1", "part-2", "--report", "merged")
    assert merged.returncode == 1, merged.stderr
    assert "Not conformant: 1 must clause failed (C089)." in merged.stdout
    whole, joined = (without_times(report(tmp_path / each)) for each in ("whole", "merged"))
    assert joined == whole
    for parts, words in (
        (("part-1", "part-3"), "1 of 3 shards is missing: 2"),
        (("part-1", "part-1", "part-2", "part-3"), "both shard 1 of 3"),
        (("whole", "part-1"), "is the report of a whole run"),
    ):
        refused = run("merge", *parts, "--report", "refused")
        assert refused.returncode == 2
        assert words in refused.stderr
    assert not (tmp_path / "refused").exists()
    update = run("baseline", "update", "--report", "part-1", "known.yaml")
    assert update.returncode == 2
    assert "Merge the shards first" in update.stderr


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_a_part_may_have_nothing_to_do(
    run: Command, tmp_path: Path, workers: tuple[str, ...]
) -> None:
    for number in (1, 2):
        done = run(
            *("run", "--clause", "C018", "--shard", f"{number}/2", *workers),
            *("--report", f"part-{number}"),
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert {
        len(report(tmp_path / f"part-{number}")["scenarios_without_clause"]) for number in (1, 2)
    } == {0, 1}
    merged = run("merge", "part-1", "part-2", "--report", "merged")
    assert merged.returncode == 0, merged.stderr
    assert f"Narrowed: no verdict on the whole, because 1 of {ALL}" in merged.stdout
    assert "In the chosen part, 1 of 1 tested must clause passed" in " ".join(merged.stdout.split())


def test_what_is_no_shard_is_a_wrong_use(run: Command) -> None:
    done = run("run", "--clause", "C018", "--shard", "3/2")
    assert done.returncode == 2
    assert "'3/2' is not a shard" in done.stderr
