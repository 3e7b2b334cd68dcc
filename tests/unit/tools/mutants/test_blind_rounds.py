"""The faults that were written blind are patches, and counted by what notices them."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from tools.mutants import blind_rounds
from tools.mutants.blind_rounds import PATCHES, PatchRefused, noticed, patched_copy, patches_of

ALL = sorted(PATCHES.glob("*/*.patch"))


def scenario(
    verdict: str, *, situation: str | None = None, sequence: bool = False
) -> dict[str, Any]:
    return {
        "verdict": verdict,
        "situation": situation,
        "sequence": {"actions": []} if sequence else None,
    }


def report(*scenarios: dict[str, Any]) -> dict[str, Any]:
    first, *rest = scenarios
    return {"clauses": [{"scenarios": [first]}], "scenarios_without_clause": rest}


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


@pytest.mark.parametrize("patch", ALL, ids=lambda each: f"{each.parent.name}/{each.stem}")
def test_each_patch_fits_the_reference_connector(patch: Path, tmp_path: Path) -> None:
    patched_copy(patch, tmp_path)
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
    folder = tmp_path / "copy"
    folder.mkdir()
    with pytest.raises(PatchRefused, match=r"odd\.patch"):
        patched_copy(patch, folder)


def test_an_unknown_round_is_an_error_of_the_user(capsys: pytest.CaptureFixture[str]) -> None:
    assert blind_rounds.main(["hundredth"]) == 2
    assert "no round 'hundredth'" in capsys.readouterr().err
    assert patches_of("missed_before")
