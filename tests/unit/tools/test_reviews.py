"""A clause that is reworded waits until somebody has read its scenarios again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from percipio_conformance.spec.clauses import load_registry
from percipio_conformance.spec.yaml_document import DocumentError
from tools import reviews as command
from tools.reviews import (
    fingerprint,
    read_reviews,
    reviewed,
    unreviewed,
    write_reviews,
)

CLAUSES = load_registry().clauses
ALL = {each.id: fingerprint(each) for each in CLAUSES}


def test_the_scenarios_of_every_clause_were_read_against_its_present_sentence() -> None:
    waiting = unreviewed(CLAUSES, read_reviews(command.REVIEWS))
    assert [each.id for each in waiting] == [], (
        "read the scenarios of these clauses against their new sentences, and then run "
        "python -m tools.reviews ID"
    )


@pytest.mark.parametrize(
    "change", [{"sentence": "Something else holds."}, {"level": "derived"}, {"unobservable": "No."}]
)
def test_a_changed_promise_waits(change: dict[str, str]) -> None:
    first, *others = CLAUSES
    changed = replace(first, **change)
    assert unreviewed([changed, *others], ALL) == [changed]


def test_a_new_clause_waits() -> None:
    first, *_ = CLAUSES
    assert unreviewed([first], {}) == [first]


def test_what_is_no_part_of_the_promise_may_change() -> None:
    first, *others = CLAUSES
    assert unreviewed([replace(first, section="Elsewhere"), *others], ALL) == []


def test_a_review_is_of_one_clause_and_drops_what_is_gone() -> None:
    one, two, *_ = CLAUSES
    reworded = [replace(one, sentence="New."), replace(two, sentence="New as well.")]
    after = reviewed(reworded, ALL, [one.id])
    assert unreviewed(reworded, after) == [reworded[1]]
    assert set(after) == {one.id, two.id}


def test_the_file_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "reviews.yaml"
    path.write_text(write_reviews(ALL))
    assert read_reviews(path) == ALL


def test_something_else_than_fingerprints_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "reviews.yaml"
    path.write_text("C001: yesterday\n")
    with pytest.raises(DocumentError, match="C001"):
        read_reviews(path)


class TestTheCommand:
    @pytest.fixture(autouse=True)
    def stale(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        path = tmp_path / "reviews.yaml"
        path.write_text(write_reviews(ALL | {"C013": "0" * 12, "C018": "0" * 12}))
        monkeypatch.setattr(command, "REVIEWS", path)
        return path

    def test_names_what_waits(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert command.main([]) == 1
        told = capsys.readouterr().out.splitlines()
        assert [line.split()[0] for line in told] == ["C013", "C018"]

    def test_writes_a_review_down(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert command.main(["C013", "C018"]) == 0
        assert command.main([]) == 0

    def test_knows_its_clauses(self, stale: Path, capsys: pytest.CaptureFixture[str]) -> None:
        before = stale.read_text()
        assert command.main(["C999"]) == 2
        assert "C999" in capsys.readouterr().err
        assert stale.read_text() == before
