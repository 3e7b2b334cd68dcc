"""Parts of a run become the run itself, or are refused."""

import msgspec
import pytest
import sample_events
from test_clause_verdict import outcome

from percipio_conformance.core.events import KnownFailure, Selection, ShardUsed, Suite
from percipio_conformance.reporting import json_report
from percipio_conformance.results.baseline_matching import mark_scenario
from percipio_conformance.results.conclusion import conclude
from percipio_conformance.results.merge import MergeError, merge
from percipio_conformance.results.run_result import parse_run
from percipio_conformance.results.shards import Shard, plan_of
from percipio_conformance.spec.clauses import load_registry

REGISTER = load_registry()
ENTRY = KnownFailure(what="C018", reason="Slow", owner="Olivia", expires="2020-01-01")
SCENARIOS = [
    mark_scenario(
        msgspec.structs.replace(
            outcome(verdict, clauses=[clause]), id=f"features/a::{number}", replay="again"
        ),
        [ENTRY],
    )
    for number, (clause, verdict) in enumerate(
        [("C013", "pass"), ("C013", "fail"), ("C018", "fail"), ("C019", "not_testable")] * 3
    )
]
IDS = [each.id for each in SCENARIOS]
STARTED = msgspec.structs.replace(
    sample_events.events_of()[0],
    selection=Selection(narrowed=True),
    baseline=[ENTRY],
    options=["--seed", "7"],
)


def told(started, scenarios, **more):
    return conclude(
        started,
        scenarios,
        REGISTER,
        duration_s=1.0,
        finished_at="2026-01-02T03:05:00Z",
        **more,
    )


def part(number, of=3, scenarios=None, lost=(), **more):
    mine = Shard(number, of).part_of(IDS)
    shard = ShardUsed(number=number, of=of, scenarios=len(IDS), plan=plan_of(IDS).digest)
    started = msgspec.structs.replace(
        STARTED, **({"shard": shard, "started_at": f"2026-01-02T03:04:0{number}Z"} | more)
    )
    ran = [each for each in SCENARIOS if each.id in mine] if scenarios is None else scenarios
    return f"shard-{number}", parse_run(told(started, ran, lost=lost))


def test_the_whole_is_as_if_it_had_never_been_split():
    merged = merge([part(3), part(1), part(2)], REGISTER)
    whole = told(STARTED, SCENARIOS)
    told_as, wanted = (
        json_report.without_times(json_report.build(each)) for each in (merged, whole)
    )
    assert told_as == wanted
    assert merged[-1].exit_code == 1
    assert merged[-1].stale == whole[-1].stale != []


def test_the_times_are_those_of_all_parts():
    merged = merge([part(3), part(1), part(2)], REGISTER)
    assert merged[0].started_at == "2026-01-02T03:04:01Z"
    assert merged[-1].finished_at == "2026-01-02T03:05:00Z"
    assert merged[-1].duration_s == 3.0


def test_a_part_that_had_nothing_to_do_is_one_all_the_same():
    few = SCENARIOS[:2]
    shard = ShardUsed(number=1, of=3, scenarios=2, plan=plan_of(each.id for each in few).digest)
    parts = [
        part(1, scenarios=[few[0]], shard=shard),
        part(2, scenarios=[few[1]], shard=msgspec.structs.replace(shard, number=2)),
        part(3, scenarios=[], shard=msgspec.structs.replace(shard, number=3), connector={}),
    ]
    merged = merge([parts[2], parts[0], parts[1]], REGISTER)
    assert merged[0].connector == STARTED.connector
    assert merged[0].shard is None


def other(field):
    """Something else than what all parts have in common."""
    return {
        "suite": Suite(name="percipio-conformance", version="0.0.9"),
        "seed": 8,
        "profile": msgspec.structs.replace(STARTED.profile, readings={"A-DST": "other"}),
        "connector": {**STARTED.connector, "version": "2"},
        "transport": "sockets",
        "selection": Selection(narrowed=True, arguments=["-k", "six"]),
        "baseline": None,
        "shard": ShardUsed(number=3, of=3, scenarios=13, plan="other"),
    }[field]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("suite", "different versions of the suite"),
        ("seed", "different seeds"),
        ("profile", "different profiles"),
        ("connector", "different connectors"),
        ("transport", "different transports"),
        ("selection", "different selections"),
        ("baseline", "different baselines"),
        ("shard", "different sets of scenarios"),
    ],
)
def test_parts_that_were_not_played_alike_are_refused(field, said):
    stranger = part(3, **{field: other(field)})
    with pytest.raises(MergeError, match=rf"shard-1 and shard-3 .*{said}"):
        merge([part(1), part(2), stranger], REGISTER)


def test_the_connector_may_have_another_address_on_each_machine():
    elsewhere = part(3, options=["--connector", "http://10.0.0.3:8000"])
    assert merge([part(1), part(2), elsewhere], REGISTER)[0].options == ["--seed", "7"]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], "nothing to merge"),
        ([part(1), part(3)], "1 of 3 shards is missing: 2"),
        ([part(2)], "2 of 3 shards are missing: 1, 3"),
        ([part(1), part(2), part(2), part(3)], "shard-2 and shard-2 are both shard 2 of 3"),
        ([part(1), part(2), part(3, of=4)], "different ways of splitting"),
        ([part(1), part(2), part(3, shard=None)], "shard-3 is the report of a whole run"),
        ([part(1), part(2), part(3, lost=["gone"])], r"shard-3 \(shard 3\) is incomplete"),
        (
            [part(1), part(2), part(3, scenarios=[])],
            "contain 8 scenarios, which are not the 12",
        ),
        ([part(1), part(2), part(3, scenarios=SCENARIOS)], "was run by 2 shards"),
    ],
)
def test_what_is_not_all_of_one_run_is_refused(parts, said):
    with pytest.raises(MergeError, match=said):
        merge(parts, REGISTER)


def test_a_scenario_that_broke_through_our_fault_is_merged():
    broken = msgspec.structs.replace(SCENARIOS[0], verdict="harness_error")
    everything = [broken, *SCENARIOS[1:]]
    where = next(number for number in (1, 2, 3) if broken.id in Shard(number, 3).part_of(IDS))
    parts = [
        part(number, scenarios=[e for e in everything if e.id in Shard(number, 3).part_of(IDS)])
        for number in (1, 2, 3)
    ]
    assert parts[where - 1][1].finished.exit_code == 3
    assert merge(parts, REGISTER)[-1].exit_code == 3
