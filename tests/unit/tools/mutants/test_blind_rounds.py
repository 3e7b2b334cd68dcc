"""The faults that were written blind are patches, and counted by what notices them."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from tools.docs.trust_page import EIGHTH, faults_of
from tools.mutants import blind_rounds
from tools.mutants.blind_rounds import (
    PATCHES,
    PatchRefused,
    apply_patch,
    copy_into,
    noticed,
    patches_of,
)

ALL = sorted(PATCHES.glob("*/*.patch"))


def scenario(
    verdict: str, *, situation: str | None = None, sequence: bool = False
) -> dict[str, Any]:
    return {
        "verdict": verdict,
        "situation": situation,
        "sequence": {"actions": []} if sequence else None,
    }


def report(*scenarios: dict[str, Any], exit_code: int = 0) -> dict[str, Any]:
    first, *rest = scenarios
    return {
        "clauses": [{"scenarios": [first]}],
        "scenarios_without_clause": rest,
        "exit_code": exit_code,
    }


@pytest.mark.parametrize(
    ("scenarios", "found"),
    [
        ([scenario("pass")], "missed"),
        ([scenario("fail", situation="pause"), scenario("fail")], "scenarios"),
        ([scenario("pass"), scenario("fail", situation="pause")], "situations"),
        ([scenario("warn"), scenario("fail", sequence=True)], "sequences"),
        ([scenario("pass"), scenario("warn", sequence=True)], "sequences, as a warning"),
        (
            [scenario("warn", situation="pause"), scenario("warn", sequence=True)],
            "situations, as a warning",
        ),
    ],
)
def test_what_fails_counts_before_what_warns(scenarios: list[dict[str, Any]], found: str) -> None:
    assert noticed(report(*scenarios)) == found


def test_a_run_in_which_the_suite_failed_says_nothing() -> None:
    assert noticed(report(scenario("pass"), exit_code=3)) == "no result"
    assert noticed(report(scenario("fail"), exit_code=3)) == "scenarios"


def test_each_fault_of_the_eighth_round_has_its_patch() -> None:
    recorded = [each["patch"] for each in faults_of(EIGHTH)]
    assert sorted(recorded) == [each.name for each in patches_of("eighth_round")]


@pytest.mark.parametrize("patch", ALL, ids=lambda each: f"{each.parent.name}/{each.stem}")
def test_each_patch_fits_the_reference_connector(patch: Path, tmp_path: Path) -> None:
    copy_into(tmp_path, ["reference_impl"])
    apply_patch(patch, tmp_path)
    changed = [
        line.removeprefix("+++ b/")
        for line in patch.read_text(encoding="utf-8").splitlines()
        if line.startswith("+++ b/")
    ]
    assert changed
    for each in changed:
        text = (tmp_path / each).read_text(encoding="utf-8")
        ast.parse(text)
        assert text != (blind_rounds.ROOT / each).read_text(encoding="utf-8")


def test_a_patch_that_does_not_fit_is_named(tmp_path: Path) -> None:
    patch = tmp_path / "odd.patch"
    lines = ("--- a/reference_impl/no.py", "+++ b/reference_impl/no.py", "@@ -1 +1 @@", "-a", "+b")
    patch.write_text("\n".join((*lines, "")))
    with pytest.raises(PatchRefused, match=r"odd\.patch"):
        apply_patch(patch, tmp_path)


def test_an_unknown_round_is_an_error_of_the_user(capsys: pytest.CaptureFixture[str]) -> None:
    assert blind_rounds.main(["hundredth"]) == 2
    assert "no round 'hundredth'" in capsys.readouterr().err
    assert patches_of("missed_before")
