"""The processing of mutmut's results."""

from __future__ import annotations

import pytest
import yaml

from benchmarks.mutation import Change, Figures, change, figures, report, table

DIFF = """# reference_impl.rules.retry.x_pause__mutmut_1: survived
--- reference_impl/rules/retry.py
+++ reference_impl/rules/retry.py
@@ -1,3 +1,3 @@
 def pause(attempt):
-    return attempt + 1
+    return attempt - 1
"""
CHANGE = Change("retry", "return attempt + 1", "return attempt - 1")


def test_a_change_is_what_a_line_was_and_what_it_became() -> None:
    assert change("retry", DIFF) == CHANGE


def test_what_ran_out_of_time_was_noticed() -> None:
    codes = {"a": 1, "b": 0, "c": 33, "d": -24, "e": 3}
    assert figures(codes) == Figures(mutants=5, killed=3, survived=1, untested=1)


def test_half_a_run_has_no_figures() -> None:
    with pytest.raises(ValueError, match="run it again"):
        figures({"a": 1, "b": None})


def test_an_explained_survivor_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([CHANGE], {CHANGE: "It changes nothing."}) == 0
    assert capsys.readouterr().out == ""


def test_a_survivor_that_nobody_has_explained_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([CHANGE], {}) == 1
    said = capsys.readouterr().out
    assert "return attempt - 1" in said
    assert "Write a test" in said


def test_nor_is_an_explanation_of_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert report([], {CHANGE: "It changes nothing."}) == 1
    assert "take it out" in capsys.readouterr().out


def test_a_fresh_table_keeps_the_reasons_that_are_known() -> None:
    other = Change("retry", "a", "b")
    counted = {"retry": Figures(2, 0, 2, 0)}
    written = yaml.safe_load(table(counted, [CHANGE, other], {CHANGE: "It changes nothing."}))
    assert [each["reason"] for each in written["survivors"]] == ["It changes nothing.", ""]
    assert written["figures"]["retry"]["survived"] == 2
