import json

import msgspec
import pytest
import sample_events

from percipio_conformance import schemas
from percipio_conformance.cli.compare import _as_json
from percipio_conformance.core.events import (
    Interruption,
    KnownFailure,
    ShardUsed,
    SituationMet,
)
from percipio_conformance.results.comparison import CompareError, compare
from percipio_conformance.results.run_result import parse_run

KNOWN = KnownFailure(what="C029", reason="Slow", owner="Olivia", expires="2026-12-31")
SAMPLE = sample_events.without_harness_error()


def changed(**more):
    """The sample with other facts at its beginning."""
    return [msgspec.structs.replace(SAMPLE[0], **more), *SAMPLE[1:]]


def verdict(clause, value, **more):
    """The sample where one clause came out otherwise; None takes it away."""
    events = [each for each in SAMPLE if getattr(each, "id", None) != clause]
    (old,) = (each for each in SAMPLE if getattr(each, "id", None) == clause)
    kept = [] if value is None else [msgspec.structs.replace(old, verdict=value, **more)]
    return [*events[:-1], *kept, events[-1]]


def between(before, after):
    return compare(parse_run(before), parse_run(after))


def test_a_run_is_the_same_as_itself():
    found = between(SAMPLE, SAMPLE)
    assert (found.differences, found.clauses, found.scenarios, found.worse) == ((), (), (), False)


@pytest.mark.parametrize(
    ("before", "after", "kind", "worse"),
    [
        ("pass", "fail", "newly failing", True),
        ("not_testable", "fail", "newly failing", True),
        ("warn", "fail", "newly failing", True),
        ("fail", "harness_error", "newly failing", True),
        ("pass", "warn", "newly failing", True),
        ("pass", "not_testable", "newly not tested", True),
        ("pass", "not_applicable", "newly not tested", True),
        ("fail", "not_testable", "newly not tested", True),
        ("pass", None, "vanished", True),
        ("fail", None, "vanished", True),
        ("not_testable", None, "vanished", False),
        ("fail", "pass", "fixed", False),
        ("harness_error", "pass", "fixed", False),
        ("not_testable", "pass", "newly tested", False),
        ("fail", "warn", "changed", False),
        ("not_testable", "not_applicable", "changed", False),
        (None, "pass", "appeared", False),
        (None, "not_testable", "appeared", False),
        (None, "fail", "appeared", True),
    ],
)
def test_what_becomes_of_a_clause(before, after, kind, worse):
    found = between(verdict("C012", before), verdict("C012", after))
    (change,) = found.clauses
    assert (change.id, change.kind, change.before, change.after) == ("C012", kind, before, after)
    assert change.title == "The catalog is read once a day."
    assert change.worse == found.worse == worse


@pytest.mark.parametrize(
    ("before", "kind", "worse"),
    [
        ("pass", "newly not tested", True),
        ("fail", "newly not tested", True),
        ("harness_error", "fixed", False),
        ("not_testable", "changed", False),
    ],
)
def test_what_only_the_platforms_show_any_more_is_no_longer_tested(before, kind, worse):
    found = between(verdict("C012", before), verdict("C012", "pass", platform_only=True))
    (change,) = found.clauses
    assert (change.kind, change.after, change.worse) == (kind, "platform_only", worse)


def test_a_failure_that_becomes_known_is_no_worse_and_the_other_way_round_is():
    known = verdict("C029", "fail", known_failure=KNOWN)
    assert not between(SAMPLE, known).worse
    (change,) = between(known, SAMPLE).clauses
    assert (change.kind, change.before, change.worse) == ("newly failing", "known_failure", True)


def test_scenarios_are_compared_too():
    name = "features/schedule/daily_run::A change between two runs"
    found = between(SAMPLE, verdict(name, "fail"))
    assert [(each.id, each.kind) for each in found.scenarios] == [(name, "newly failing")]
    assert found.worse


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"seed": 8}, ("seed", "7", "8")),
        ({"transport": "sockets"}, ("transport", "in-process", "sockets")),
        (
            {"profile": msgspec.structs.replace(SAMPLE[0].profile, name="paris")},
            ("profile", "article", "paris"),
        ),
        (
            {
                "profile": msgspec.structs.replace(
                    SAMPLE[0].profile, readings={"A-CLOSED": "open", "A-DST": "fixed-utc-plus-1"}
                )
            },
            ("reading A-CLOSED", "closed", "open"),
        ),
        (
            {"profile": msgspec.structs.replace(SAMPLE[0].profile, parameters={})},
            ("parameter near_real_time_minutes", "5", "none"),
        ),
        (
            {"connector": {**SAMPLE[0].connector, "version": "2"}},
            ("connector version", "0.1.0", "2"),
        ),
        ({"baseline": [KNOWN]}, ("known failure C029", "none", "until 2026-12-31")),
    ],
)  # fmt: skip
def test_what_was_not_the_same_from_the_start_is_told(more, expected):
    found = between(SAMPLE, changed(**more))
    assert [(each.what, each.before, each.after) for each in found.differences] == [expected]
    assert not found.worse


def test_a_part_of_a_run_cannot_be_compared():
    with pytest.raises(CompareError, match=r"shard 2 of 5, which gives no verdict\. Merge"):
        between(SAMPLE, changed(shard=ShardUsed(number=2, of=5)))


def test_the_json_fits_its_schema():
    found = between(verdict("C012", None), verdict("C013", "fail"))
    assert schemas.problems("comparison", json.loads(json.dumps(_as_json(found)))) == []


def interrupted(**how):
    finished = msgspec.structs.replace(
        SAMPLE[-1], interruption=Interruption(cause="Ctrl-C (SIGINT)", signal=2, **how)
    )
    return [*SAMPLE[:-1], finished]


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"finished": 24, "selected": 791}, "yes, after 24 of 791 scenarios"),
        ({"finished": 0, "selected": 0}, "yes, before the first scenario"),
    ],
)
def test_an_interrupted_run_is_a_difference(how, words):
    (difference,) = between(SAMPLE, interrupted(**how)).differences
    assert (difference.what, difference.before, difference.after) == ("interrupted", "no", words)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--connector-factory", "ours:make", "--seed", "7"], "--connector-factory ours:make"),
        (["--subject", "ours:make"], "--connector-factory ours:make"),
        (["--connector-command", "node main {port}"], "--connector-command 'node main {port}'"),
        (
            ["--connector", "http://ada:hunter22@127.0.0.1:1/control"],
            "--connector 'http://ada:[redacted]@127.0.0.1:1/control'",
        ),
        (["--of-another-version", "x"], "options that this version does not know"),
    ],
)
def test_another_way_to_the_connector_is_a_difference(options, words):
    (difference,) = between(changed(options=[]), changed(options=options)).differences
    assert (difference.what, difference.before) == ("reached by", "reference")
    assert difference.after == words


def test_a_feature_that_is_no_longer_played_is_worse_and_so_is_said():
    broken = changed(invalid_features=["ours.feature, line 3: there is no such day"])
    broken[-1] = msgspec.structs.replace(broken[-1], verdict="invalid feature", exit_code=2)
    found = between(SAMPLE, broken)
    assert (found.newly_refused, found.worse) == (("ours.feature",), True)
    assert ("verdict", "invalid feature") in {(each.what, each.after) for each in found.differences}
    back = between(broken, SAMPLE)
    assert (back.newly_refused, back.worse) == ((), False)
    assert between(broken, broken).worse is False
    assert schemas.problems("comparison", json.loads(json.dumps(_as_json(found)))) == []


def test_runs_with_another_verdict_do_not_have_the_same_verdicts():
    stale = [*SAMPLE[:-1], msgspec.structs.replace(SAMPLE[-1], verdict="stale baseline")]
    found = between(SAMPLE, stale)
    assert (found.worse, found.same_verdicts) == (False, False)
    assert between(SAMPLE, SAMPLE).same_verdicts
    assert not between(verdict("C012", "fail"), verdict("C012", "pass")).same_verdicts


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        (None, "pass", []),
        ("pass", None, []),
        ("fail", None, []),
        (None, "fail", ["appeared"]),
        ("pass", "fail", ["newly failing"]),
    ],
)
def test_a_run_under_a_situation_that_only_one_of_two_runs_drew_is_no_change(before, after, kinds):
    (passed, *_) = (each for each in SAMPLE if getattr(each, "verdict", None) == "pass")
    met = SituationMet(id="pause", phrase="A minute passes.", occurred=1)

    def run(seen):
        if seen is None:
            return SAMPLE
        under = msgspec.structs.replace(
            passed, id=f"{passed.id} (situation pause)", verdict=seen, situation=met
        )
        return [SAMPLE[0], under, *SAMPLE[1:]]

    found = between(run(before), run(after))
    assert [each.kind for each in found.scenarios] == kinds
    assert found.worse == bool(kinds)


def test_other_situations_are_a_difference_of_the_runs():
    selection = msgspec.structs.replace(SAMPLE[0].selection, situations="drawn")
    (found,) = between(SAMPLE, changed(selection=selection)).differences
    assert (found.what, found.before, found.after) == ("situations", "none", "drawn")
