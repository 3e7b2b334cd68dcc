"""The register: complete, consistent, in our own words, and clear about what is wrong with it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from percipio_conformance import schemas
from percipio_conformance.spec.builtin_features import builtin_scenarios
from percipio_conformance.spec.clauses import (
    RegisterError,
    UnknownAmbiguity,
    UnknownClause,
    load_registry,
)
from percipio_conformance.spec.tags import read_tags

REQUIREMENTS = Path(__file__).resolve().parents[4] / "shared" / "requirements"
CLAUSE = {
    "id": "C001",
    "section": "Beginning",
    "side": "connector",
    "level": "must",
    "sentence": "Something holds.",
}
AMBIGUITY = {
    "id": "A-ONE",
    "question": "Which?",
    "readings": {"left": "Left.", "right": "Right."},
    "pick": "left",
    "why": "It is nearer.",
    "hard": "One of them.",
}

registry = load_registry()


def sentences() -> list[tuple[str, str]]:
    """Everything in the register that is prose, with the id it stands under."""
    found: list[tuple[str, str]] = []
    for clause in registry.clauses:
        found.append((clause.id, clause.sentence))
        if clause.unobservable:
            found.append((clause.id, clause.unobservable))
    for ambiguity in registry.ambiguities:
        texts = [ambiguity.question, ambiguity.why, ambiguity.hard, *ambiguity.readings.values()]
        if ambiguity.parameter:
            texts.append(ambiguity.parameter.meaning)
        found += [(ambiguity.id, each) for each in texts]
    for settled in registry.settled:
        found += [(settled.id, each) for each in (settled.question, settled.answer, settled.why)]
    return found


class TestTheShippedRegister:
    def test_holds_every_clause_once_and_in_order(self) -> None:
        wanted = [f"C{number:03}" for number in range(1, 152)]
        wanted += [f"D{number:02}" for number in range(1, 17)]
        assert [each.id for each in registry.clauses] == wanted

    def test_is_loaded_once(self) -> None:
        assert load_registry() is registry

    def test_knows_which_clauses_are_derived(self) -> None:
        derived = [each.id for each in registry.clauses if each.level == "derived"]
        assert derived == ["D04", "D16"]

    def test_says_of_every_derived_clause_what_it_follows_from(self) -> None:
        for clause in registry.clauses:
            drawn = bool(clause.follows_from) and clause.because is not None
            assert drawn == clause.id.startswith("D")

    @pytest.mark.parametrize("text", [each.because for each in registry.clauses if each.because])
    def test_says_how_in_one_short_sentence(self, text: str) -> None:
        assert len(text) <= 160
        assert text[0].isupper()
        assert text.endswith(".")

    def test_says_of_each_clause_kept_by_default_what_breaks_it_or_that_nothing_does(self) -> None:
        """What a connector can break has a scenario with it; the rest none."""
        alone: dict[str, set[bool]] = {}
        for scenario in builtin_scenarios():
            tags = read_tags(scenario.tags)
            for clause_id in tags.clauses:
                alone.setdefault(clause_id, set()).add(tags.platform_only)
        of_platforms = {clause_id for clause_id, found in alone.items() if found == {True}}
        unbreakable = {
            each.id
            for each in registry.clauses
            if each.by_default is not None and each.by_default.broken_by is None
        }
        assert unbreakable == of_platforms - {"C037"}

    def test_names_only_operations_that_360learning_has(self) -> None:
        known = {
            f"{method.upper()} {path}"
            for path, methods in schemas.load("lms/api.openapi")["paths"].items()
            for method in methods
        }
        named = {
            operation
            for each in registry.clauses
            if each.by_default is not None and each.by_default.broken_by is not None
            for operation in re.findall(r"[A-Z]+ /[^ ),]+", each.by_default.broken_by)
        }
        assert named
        assert named <= known

    def test_lets_few_clauses_depend_wholly_on_a_reading(self) -> None:
        profile = [each.id for each in registry.clauses if each.level == "profile"]
        assert profile == ["C009", "C027", "C037", "C051"]

    def test_says_of_few_clauses_that_they_cannot_be_observed(self) -> None:
        unobservable = [each for each in registry.clauses if not each.observable]
        assert [each.id for each in unobservable] == ["C075", "C112", "C113", "C129", "C150"]
        assert {each.side for each in unobservable} == {"percipio"}
        assert not any(each.planned for each in unobservable)

    def test_splits_into_observable_and_not(self) -> None:
        assert len(registry.observable) == 162
        assert set(registry.planned) <= set(registry.observable)

    @pytest.mark.parametrize("text", [each.sentence for each in registry.clauses])
    def test_states_each_clause_in_one_short_sentence(self, text: str) -> None:
        assert len(text) <= 160
        assert text[0].isupper() or text[0].isdigit()
        assert text.endswith(".")
        assert not re.search(r"[.?!] ", text)

    def test_states_no_clause_twice(self) -> None:
        texts = [each.sentence for each in registry.clauses]
        assert len(set(texts)) == len(texts)

    def test_groups_clauses_by_section_in_order(self) -> None:
        sections = registry.sections()
        assert len(sections) == 18
        assert next(iter(sections)) == "Who can use it"
        regrouped = [each for clauses in sections.values() for each in clauses]
        assert regrouped == list(registry.clauses)

    def test_uses_every_switch(self) -> None:
        used = {each for clause in registry.clauses for each in clause.ambiguities}
        assert used == {each.id for each in registry.ambiguities}

    def test_has_a_figure_or_at_least_two_readings_and_a_pick_for_every_switch(self) -> None:
        for ambiguity in registry.ambiguities:
            if ambiguity.parameter:
                assert (ambiguity.readings, ambiguity.pick) == ({}, None)
            else:
                assert ambiguity.pick in ambiguity.readings
                assert len(ambiguity.readings) >= 2

    def test_has_one_figure(self) -> None:
        (minutes,) = registry.parameters
        assert (minutes.name, minutes.default) == ("near_real_time_minutes", 5)

    def test_gives_platform_and_percipio_clauses_no_capability_of_their_own(self) -> None:
        for clause in registry.clauses:
            if clause.side == "percipio":
                assert clause.capability is None
            if clause.side == "connector" and clause.id != "C001":
                assert clause.capability is not None


class TestLookingUp:
    def test_finds_a_clause(self) -> None:
        clause = registry.clause("C013")
        assert (clause.side, clause.level, clause.ambiguities) == ("connector", "must", ("A-DST",))
        assert clause.capability == "courses"

    @pytest.mark.parametrize(("asked", "near"), [("C152", "C15"), ("C0133", "C013"), ("D99", "D0")])
    def test_names_near_ids_for_an_unknown_clause(self, asked: str, near: str) -> None:
        with pytest.raises(UnknownClause, match="C001 to C151 and D01 to D16") as caught:
            registry.clause(asked)
        assert re.search(rf"Did you mean .*{near}", str(caught.value))

    @pytest.mark.parametrize(("written", "meant"), [("c13", "C013"), ("C5", "C005"), ("d1", "D01")])
    def test_takes_an_id_in_short(self, written: str, meant: str) -> None:
        assert registry.clause(written).id == meant

    def test_does_not_guess_wildly(self) -> None:
        with pytest.raises(UnknownClause) as caught:
            registry.clause("everything")
        assert "Did you mean" not in str(caught.value)

    def test_finds_a_switch(self) -> None:
        assert registry.ambiguity("A-DST").pick == "fixed-utc-plus-1"

    def test_names_near_ids_for_an_unknown_switch(self) -> None:
        with pytest.raises(UnknownAmbiguity, match="Did you mean A-DST"):
            registry.ambiguity("a-dts")

    def test_tells_the_answer_of_what_is_settled(self) -> None:
        with pytest.raises(UnknownAmbiguity, match="A-SAVE is not an ambiguity but settled"):
            registry.ambiguity("A-SAVE")


class TestABrokenRegister:
    @staticmethod
    def load(folder: Path, clauses: list[Any], ambiguities: list[Any], settled: list[Any]) -> Any:
        (folder / "clauses.yaml").write_text(json.dumps({"clauses": clauses}))
        (folder / "ambiguities.yaml").write_text(
            json.dumps({"ambiguities": ambiguities, "settled": settled})
        )
        return load_registry(folder)

    def test_would_load_if_it_were_whole(self, tmp_path: Path) -> None:
        clause = {**CLAUSE, "ambiguities": ["A-ONE"]}
        assert self.load(tmp_path, [clause], [AMBIGUITY], []).clause("C001").ambiguities == (
            "A-ONE",
        )

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"level": "should"}, "/clauses/0/level: 'should' is not one of"),
            ({"side": "vendor"}, "/clauses/0/side: 'vendor' is not one of"),
            ({"id": "C1"}, "/clauses/0/id: 'C1' does not match"),
            ({"sentence": "Long" * 41 + "."}, "/clauses/0/sentence: .* is too long"),
            ({"color": "red"}, "/clauses/0: .*'color' was unexpected"),
            ({"level": "profile"}, "/clauses/0: 'ambiguities' is a required property"),
            ({"level": "derived"}, "/clauses/0/level: 'derived' is not one of"),
            ({"planned": True, "unobservable": "Nobody sees it."}, "/clauses/0: .*"),
            ({"planned": False}, "/clauses/0/planned: True was expected"),
        ],
    )
    def test_is_refused_by_its_schema(
        self, tmp_path: Path, change: dict[str, Any], said: str
    ) -> None:
        with pytest.raises(RegisterError, match=said):
            self.load(tmp_path, [{**CLAUSE, **change}], [AMBIGUITY], [])

    def test_is_refused_when_a_switch_has_both_readings_and_a_figure(self, tmp_path: Path) -> None:
        figure = {"name": "minutes", "default": 5, "unit": "minutes", "meaning": "A wait."}
        with pytest.raises(RegisterError, match="/ambiguities/0"):
            self.load(tmp_path, [CLAUSE], [{**AMBIGUITY, "parameter": figure}], [])

    @pytest.mark.parametrize(
        ("clauses", "ambiguities", "said"),
        [
            ([CLAUSE, CLAUSE], [], "C001 occurs 2 times"),
            ([{**CLAUSE, "id": "C002"}, CLAUSE], [], "C001 comes after C002"),
            ([{**CLAUSE, "ambiguities": ["A-TWO"]}], [AMBIGUITY], "C001 names A-TWO"),
            ([CLAUSE], [{**AMBIGUITY, "pick": "middle"}], "A-ONE picks 'middle'"),
        ],
    )
    def test_is_refused_when_it_contradicts_itself(
        self, tmp_path: Path, clauses: list[Any], ambiguities: list[Any], said: str
    ) -> None:
        with pytest.raises(RegisterError, match=said):
            self.load(tmp_path, clauses, ambiguities, [])

    def test_is_refused_when_a_file_is_missing(self, tmp_path: Path) -> None:
        with pytest.raises(RegisterError, match=r"clauses\.yaml does not exist"):
            load_registry(tmp_path)


@pytest.mark.skipif(
    not REQUIREMENTS.is_dir(), reason="the requirements do not stand beside this checkout"
)
class TestBesideTheRequirements:
    RUN = 6
    """So many words in a row that stand in the source too are no longer ours."""

    OURS = frozenset({"A-RESETUP"})
    """Questions that the source does not ask, and that came up in building."""

    @staticmethod
    def source() -> dict[str, Any]:
        content: dict[str, Any] = json.loads((REQUIREMENTS / "clauses.json").read_text("utf-8"))
        return content

    def runs(self, text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"[a-z0-9]+(?:'[a-z]+)?", text.lower().replace("\u2019", "'"))
        return {tuple(words[at : at + self.RUN]) for at in range(len(words) - self.RUN + 1)}

    def test_has_the_same_ids(self) -> None:
        source = self.source()
        ids = [each["id"] for each in source["clauses"]]
        ids += [f"D{number:02}" for number in range(1, len(source["derived"]) + 1)]
        assert [each.id for each in registry.clauses] == ids
        known = {each.id for each in (*registry.ambiguities, *registry.settled)}
        assert known - self.OURS == set(source["ambiguities"])
        assert known >= self.OURS

    def test_ties_every_ambiguity_to_its_clause_unless_it_is_settled(self) -> None:
        settled = {each.id for each in registry.settled}
        for entry in self.source()["clauses"]:
            ambiguity = entry["ambiguity"]
            if ambiguity and ambiguity not in settled:
                assert ambiguity in registry.clause(entry["id"]).ambiguities, entry["id"]

    def test_shares_no_run_of_words_with_the_sources(self) -> None:
        taken = self.runs((REQUIREMENTS / "source-article.txt").read_text("utf-8"))
        waiting: list[Any] = [self.source()]
        while waiting:
            part = waiting.pop()
            if isinstance(part, str):
                taken |= self.runs(part)
            elif isinstance(part, dict):
                waiting += part.values()
            elif isinstance(part, list):
                waiting += part
        copied = [
            (entry_id, " ".join(run))
            for entry_id, text in sentences()
            for run in self.runs(text) & taken
        ]
        assert copied == []
