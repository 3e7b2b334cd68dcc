import argparse
import hashlib
import json

import msgspec
import pytest
import sample_events

from percipio_conformance.core.options import OPTIONS
from percipio_conformance.reporting import json_report
from percipio_conformance.results.recorded_options import ReplayError
from percipio_conformance.results.recorded_profile import load_run_profile
from percipio_conformance.runner.replay import find_scenario, replay_argv, world_options
from percipio_conformance.spec.profiles import ProfileError

FIRST = "features/content/creation::A title with markup <script>alert(1)</script>"


def report(**more):
    events = sample_events.without_harness_error()
    started = msgspec.structs.replace(events[0], **more)
    return json_report.build([started, *events[1:]])


def words(tmp_path, given=None, **more):
    return replay_argv(
        report(**more), tmp_path / "report.json", FIRST, argparse.Namespace(**(given or {}))
    )


@pytest.mark.parametrize(
    "part", [FIRST, "A title with markup", "a TITLE with", "creation::A title"]
)
def test_a_scenario_is_found_by_a_part_that_no_other_has(part):
    assert find_scenario(report(), part) == FIRST


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (
            "features/content",
            r"the ids of 4 scenarios contain .features/content.; write more of one:\n  features/",
        ),
        ("a tilte with markup", f"no scenario 'a tilte with markup'. Did you mean {FIRST[:20]}"),
        ("zzz", r"no scenario 'zzz'\. The page of the report, index\.html, shows every id"),
    ],
)
def test_a_wrong_name_is_answered_with_near_ones(part, said):
    with pytest.raises(ReplayError, match=said):
        find_scenario(report(), part)


def test_the_same_seed_profile_and_world_are_asked_for(tmp_path):
    recorded = ["--seed", "7", "--profile", "gone.yaml", "--sockets", "--connector-factory", "a:b"]
    assert words(tmp_path, options=recorded) == [
        *("--scenario", FIRST, "--seed", "7", "--profile", str(tmp_path / "report.json")),
        *("--sockets", "--connector-factory", "a:b"),
    ]


def test_the_options_of_an_older_report_have_their_new_names(tmp_path, capsys):
    recorded = ["--subject", "a:b", "--patience", "5.0"]
    again = words(tmp_path, options=recorded)
    assert again[-4:] == ["--connector-factory", "a:b", "--timeout", "5.0"]
    assert words(tmp_path, options=["--driver", "a:B"])[-2:] == ["--connector-class", "a:B"]
    assert capsys.readouterr() == ("", "")


def test_another_way_to_the_connector_takes_the_place_of_the_recorded_one(tmp_path):
    recorded = ["--connector-command", "node main.mjs", "--timeout", "5.0"]
    again = words(tmp_path, {"connector": ["http://127.0.0.1:9000"]}, options=recorded)
    assert "--connector-command" not in again
    assert again[-4:] == ["--connector", "http://127.0.0.1:9000", "--timeout", "5.0"]


def test_what_stands_for_a_secret_is_asked_for_again(tmp_path):
    recorded = ["--connector-command", "run --token [redacted]"]
    with pytest.raises(
        ReplayError, match="the value of --connector-command in the report is redacted"
    ):
        words(tmp_path, options=recorded)
    assert words(tmp_path, {"connector_command": "run --token x"}, options=recorded)


@pytest.mark.parametrize("recorded", [["--moon", "full"], ["--timeout", "never"]])
def test_an_option_of_another_version_is_refused(tmp_path, recorded):
    with pytest.raises(ReplayError, match="this version does not know"):
        words(tmp_path, options=recorded)


def test_the_catalog_has_to_be_the_same(tmp_path):
    path = tmp_path / "items.json"
    path.write_text("[]")
    used = {"path": str(path), "sha256": hashlib.sha256(b"[]").hexdigest()}
    more = {"options": ["--catalog", str(path)], "catalog": used}
    assert words(tmp_path, **more)[-2:] == ["--catalog", str(path)]
    moved = path.rename(tmp_path / "moved.json")
    with pytest.raises(ReplayError, match=r"does not exist\. Give its"):
        words(tmp_path, **more)
    assert words(tmp_path, {"catalog": moved}, **more)[-2:] == ["--catalog", str(moved)]
    moved.write_text("[ ]")
    with pytest.raises(ReplayError, match="its content has changed"):
        words(tmp_path, {"catalog": moved}, **more)
    with pytest.raises(ReplayError, match="the recorded run had no catalog file"):
        words(tmp_path, {"catalog": moved})


def test_every_option_of_the_world_can_be_given_but_seed_and_profile():
    world = {each.name for each in OPTIONS if each.about == "world"}
    assert world - {each.name for each in world_options()} == {"--seed", "--profile"}


def recorded_profile(tmp_path, **more):
    profile = load_run_profile("article")
    used = {
        "name": "ours",
        "readings": dict(profile.readings),
        "parameters": dict(profile.parameters),
    }
    content = report() | {"profile": used | more}
    path = tmp_path / "report.json"
    path.write_text(json.dumps(content))
    return path


def test_a_profile_is_taken_from_the_report_as_it_was_used(tmp_path):
    readings = dict(load_run_profile("paris").readings)
    path = recorded_profile(tmp_path, readings=readings, defaulted=["A-DST"])
    profile = load_run_profile(path)
    assert (profile.name, profile.readings) == ("ours", readings)
    assert profile.defaulted == ("A-DST",)


def test_a_shipped_name_is_kept_only_with_its_own_readings(tmp_path):
    assert load_run_profile(recorded_profile(tmp_path, name="article")).name == "article"
    other = recorded_profile(
        tmp_path, name="article", readings=dict(load_run_profile("paris").readings)
    )
    assert load_run_profile(other).name == "article-as-recorded"


def test_a_reading_that_is_no_more_is_refused(tmp_path):
    with pytest.raises(ProfileError, match="'lunar' is none of its readings"):
        load_run_profile(recorded_profile(tmp_path, readings={"A-DST": "lunar"}))


def test_a_report_that_is_none_gives_no_profile(tmp_path):
    (tmp_path / "report.json").write_text("{}")
    with pytest.raises(ProfileError, match="is not a report as this version writes it"):
        load_run_profile(tmp_path / "report.json")


def test_a_part_without_a_situation_means_the_scenario_alone():
    scenarios = [{"id": "a::One new item"}, {"id": "a::One new item (situation pause)"}]
    made = {"clauses": [{"scenarios": scenarios}], "scenarios_without_clause": []}
    assert find_scenario(made, "new item") == "a::One new item"
    assert find_scenario(made, "(situation pause)") == "a::One new item (situation pause)"
    scenarios.append({"id": "a::One new item more"})
    with pytest.raises(ReplayError, match="the ids of 3 scenarios contain"):
        find_scenario(made, "new item")
