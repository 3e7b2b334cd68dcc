"""Profiles: the shipped ones hold what they say, and a wrong one is refused with what to do."""

from __future__ import annotations

import pickle
import re
from importlib.resources import files
from pathlib import Path

import pytest

from percipio_conformance.spec.clauses import UnknownAmbiguity, load_registry
from percipio_conformance.spec.profiles import (
    ARTICLE,
    ProfileError,
    load_profile,
    profile_names,
    recorded_profile,
)

registry = load_registry()
HEAD = "name: ours\ntitle: As we read it\n"


def write(folder: Path, body: str) -> Path:
    file = folder / "ours.yaml"
    file.write_text(HEAD + body, encoding="utf-8")
    return file


class TestTheShippedProfiles:
    def test_are_three(self) -> None:
        assert profile_names() == ["article", "paris", "strict"]

    @pytest.mark.parametrize("name", profile_names())
    def test_spell_everything_out(self, name: str) -> None:
        profile = load_profile(name)
        assert profile.name == name
        assert profile.title
        assert profile.description
        assert profile.defaulted == ()
        assert list(profile.readings) == [each.id for each in registry.ambiguities if each.pick]
        assert list(profile.parameters) == [each.name for each in registry.parameters]

    def test_article_holds_our_picks(self) -> None:
        profile = load_profile(ARTICLE)
        assert profile.readings == {
            each.id: each.pick for each in registry.ambiguities if each.pick
        }
        assert profile.parameters == {each.name: each.default for each in registry.parameters}

    def test_paris_reads_otherwise_in_several_places(self) -> None:
        article, paris = load_profile(ARTICLE), load_profile("paris")
        other = {each for each in paris.readings if paris.reading(each) != article.reading(each)}
        assert other == {
            "A-DST",
            "A-CLOSED",
            "A-STATUS",
            "A-ABSENT",
            "A-LASTACT",
            "A-CASE",
            "A-UNARCHIVE",
            "A-RESETUP",
        }
        assert paris.reading("A-DST") == "paris-wall-clock"
        assert paris.parameters == {"near_real_time_minutes": 15}

    def test_strict_differs_from_both_others_in_what_statements_mean(self) -> None:
        article, paris, strict = map(load_profile, ("article", "paris", "strict"))
        own = {
            each
            for each in strict.readings
            if strict.reading(each) not in (article.reading(each), paris.reading(each))
        }
        assert {"A-XAPI", "A-SCORE", "A-SUCCESSFALSE", "A-NEWATT", "A-VERSIONS"} < own
        assert strict.parameters == {"near_real_time_minutes": 3}

    def test_are_taken_by_path_as_well(self) -> None:
        shipped = Path(str(files("percipio_conformance") / "features")) / "profiles" / "paris.yaml"
        assert load_profile(shipped) == load_profile("paris")

    def test_travel_between_processes(self) -> None:
        profile = load_profile(ARTICLE)
        assert pickle.loads(pickle.dumps(profile)) == profile  # noqa: S301  (our own bytes)

    def test_know_no_other_switch(self) -> None:
        with pytest.raises(UnknownAmbiguity, match="Did you mean A-DST"):
            load_profile(ARTICLE).reading("A-DSTT")


class TestAProfileOfOnesOwn:
    def test_takes_our_pick_for_what_it_leaves_out_and_says_so(self, tmp_path: Path) -> None:
        profile = load_profile(write(tmp_path, "readings: {A-DST: paris-wall-clock}\n"))
        assert profile.reading("A-DST") == "paris-wall-clock"
        assert profile.reading("A-CLOSED") == "closed"
        assert profile.parameters == {"near_real_time_minutes": 5}
        assert "A-DST" not in profile.defaulted
        assert {"A-CLOSED", "near_real_time_minutes"} < set(profile.defaulted)
        assert len(profile.defaulted) == len(registry.ambiguities) - 1

    def test_may_use_the_former_name_of_a_reading(self, tmp_path: Path) -> None:
        profile = load_profile(write(tmp_path, "readings: {A-PUBLIC: catalogue-copied}\n"))
        assert profile.reading("A-PUBLIC") == "catalog-copied"

    def test_may_leave_out_everything(self, tmp_path: Path) -> None:
        assert load_profile(write(tmp_path, "")).readings == load_profile(ARTICLE).readings

    def test_may_be_given_as_a_string(self, tmp_path: Path) -> None:
        assert load_profile(str(write(tmp_path, ""))).name == "ours"

    def test_sets_figures(self, tmp_path: Path) -> None:
        profile = load_profile(write(tmp_path, "parameters: {near_real_time_minutes: 0.5}\n"))
        assert profile.parameters == {"near_real_time_minutes": 0.5}

    def test_is_not_there(self) -> None:
        with pytest.raises(
            ProfileError, match=r"no profile 'london'.*article, paris or strict.*path"
        ):
            load_profile("london")

    def test_is_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(ProfileError, match="neither a shipped profile nor a file"):
            load_profile(tmp_path)

    @pytest.mark.parametrize(
        ("body", "said"),
        [
            (
                "readings: {A-DTS: x}",
                "/readings/A-DTS: there is no ambiguity .* Did you mean A-DST?",
            ),
            (
                "readings: {A-DST: paris}",
                "/readings/A-DST: 'paris' is none of its readings;"
                " choose fixed-utc-plus-1 or paris-wall-clock",
            ),
            (
                "readings: {A-SAVE: 'yes'}",
                "/readings/A-SAVE: A-SAVE is not an ambiguity but settled",
            ),
            ("readings: {A-NRT: 'five'}", "/readings/A-NRT: .* set near_real_time_minutes under"),
            ("readings: {A-DST: 1}", "/readings/A-DST: 1 is not of type 'string'"),
            ("readings:", "/readings: None is not of type 'object'"),
            ("parameters: {minutes: 5}", "/parameters/minutes: there is no such parameter"),
            ("parameters: {near_real_time_minutes: 0}", "/parameters/.*: 0 is less than or equal"),
            (
                "parameters: {near_real_time_minutes: .inf}",
                "/parameters/.*: inf is not a positive number",
            ),
            (
                "parameters: {near_real_time_minutes: .nan}",
                "/parameters/.*: nan is not a positive number",
            ),
            ("parameters: {near_real_time_minutes: yes}", "/parameters/.*: True is not of type"),
            ("color: red", "'color' was unexpected"),
            ("name: twice", "line 3: 'name' is given a second time"),
            ("readings: {", "line 4 is not YAML"),
        ],
    )
    def test_is_refused(self, tmp_path: Path, body: str, said: str) -> None:
        with pytest.raises(ProfileError, match="cannot be used") as caught:
            load_profile(write(tmp_path, body + "\n"))
        text = str(caught.value)
        assert re.search(said, text)
        assert "ours.yaml" in text
        assert text.endswith("or leave them out to take our pick.")

    @pytest.mark.parametrize(
        ("minutes", "is_taken"), [("15", True), ("15.001", False), ("60", False), ("1e9", False)]
    )
    def test_may_not_stretch_minutes_beyond_their_meaning(
        self, tmp_path: Path, minutes: str, is_taken: bool
    ) -> None:
        file = write(tmp_path, f"parameters: {{near_real_time_minutes: {float(minutes)!r}}}\n")
        if is_taken:
            assert load_profile(file).parameters == {"near_real_time_minutes": 15}
            return
        with pytest.raises(ProfileError, match="is more than 15 minutes, the most that still"):
            load_profile(file)

    def test_may_not_call_itself_by_a_name_of_ours(self, tmp_path: Path) -> None:
        file = tmp_path / "article.yaml"
        file.write_text("name: article\ntitle: Ours\nreadings: {A-CLOSED: open}\n")
        with pytest.raises(ProfileError, match="'article' is the name of a shipped profile"):
            load_profile(file)

    @pytest.mark.parametrize(
        "body",
        [
            "levels: {C013: derived}",
            "skip: [C013]",
            "must: false",
            "capabilities: []",
            "clauses: {C013: not_applicable}",
            "readings: {C013: 'off'}",
            "readings: {A-DST: unspecified}",
            "readings: {A-DST: [fixed-utc-plus-1, paris-wall-clock]}",
            "readings: {a-dst: paris-wall-clock}",
            "parameters: {near_real_time_minutes: -5}",
            "parameters: {near_real_time_minutes: '5'}",
            "readings: {A-DST: fixed-utc-plus-1, A-DST: paris-wall-clock}",
        ],
    )
    def test_cannot_excuse_anything(self, tmp_path: Path, body: str) -> None:
        with pytest.raises(ProfileError, match="cannot be used"):
            load_profile(write(tmp_path, body + "\n"))

    def test_is_told_all_its_mistakes_at_once(self, tmp_path: Path) -> None:
        file = write(tmp_path, "readings: {A-DST: x, A-CLOSED: y}\nparameters: {z: 1}\n")
        with pytest.raises(ProfileError) as caught:
            load_profile(file)
        places = re.findall(r"^  /(\S+):", str(caught.value), re.MULTILINE)
        assert places == ["readings/A-DST", "readings/A-CLOSED", "parameters/z"]


@pytest.mark.parametrize("value", [None, "5", True, [], 0, -1, float("inf")])
def test_a_report_with_a_parameter_that_is_no_number_is_refused(
    tmp_path: Path, value: object
) -> None:
    used = {"name": "article", "readings": {}, "parameters": {"near_real_time_minutes": value}}
    with pytest.raises(ProfileError, match="is not a positive number"):
        recorded_profile(used, tmp_path / "report.json", load_registry())
