"""One handmade run with everything a report must be able to tell, and much that could break it.

Run as a program it writes the snapshots again: ``python tests/unit/sample_events.py``. Look at
the difference before you keep it.
"""

from dataclasses import dataclass
from pathlib import Path

from percipio_conformance.core.events import (
    Event,
    Exchange,
    Failure,
    Interpretation,
    OtherReading,
    ProfileUsed,
    RunFinished,
    RunStarted,
    ScenarioFinished,
    Step,
    Suite,
)
from percipio_conformance.core.scenario_ids import scenario_id
from percipio_conformance.results.clause_verdict import count, judge_clauses
from percipio_conformance.results.run_verdict import judge_run
from percipio_conformance.spec.clauses import ByDefault

SNAPSHOTS = Path(__file__).parent / "reporting" / "snapshots"
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.c2lnbmF0dXJlLW9mLWFkYQ"
SECRETS = (TOKEN, "hunter2-client-secret", "c2lnbmF0dXJlLW9mLWFkYQ")
SCHEDULE = "Synchronization schedule and timing"
CONTENT = "Content synchronization"


@dataclass(frozen=True)
class SampleClause:
    """The shape of a clause of the register."""

    id: str
    section: str
    sentence: str
    level: str = "must"
    side: str = "connector"
    ambiguities: tuple[str, ...] = ()
    unobservable: str | None = None
    planned: bool = False
    capability: str | None = None
    counterpart: str | None = None
    by_default: ByDefault | None = None


CLAUSES = (
    SampleClause("C012", SCHEDULE, "The catalog is read once a day."),
    SampleClause("C013", SCHEDULE, "The daily run starts at six, Central European Time."),
    SampleClause(
        "C016", SCHEDULE, "A page read again shows the new figures.", side="screen",
        unobservable="A screen is refreshed by a person; no interface shows it.",
    ),
    SampleClause("C021", CONTENT, "A channel becomes a course."),
    SampleClause(
        "C027", CONTENT, "A video becomes no course.", level="profile", ambiguities=("A-CLOSED",)
    ),
    SampleClause("C029", CONTENT, "A new item becomes one course, and only one."),
    SampleClause("C035", CONTENT, "Nobody can change the title of a course.", planned=True),
    SampleClause("C041", "Globalization", "A course speaks every language of its item."),
    SampleClause("C050", "Analytics synchronization", "A completed course stands at 100 percent."),
    SampleClause("D07", "Derived invariants", "The world is at rest after a run.", level="derived"),
)  # fmt: skip


def _step(keyword: str, text: str, verdict: str = "pass") -> Step:
    return Step(keyword=keyword, text=text, verdict=verdict, duration_s=0.002)


def _scenario(
    feature: str, name: str, clause: str, verdict: str, **more: object
) -> ScenarioFinished:
    path = f"features/{feature}.feature"
    identifier = scenario_id(path, name)
    fields = {
        "id": identifier,
        "feature": path,
        "feature_title": feature.rpartition("/")[2].replace("_", " ").capitalize(),
        "rule": f"The promise of {clause}",
        "name": name,
        "clauses": [clause],
        "level": "must",
        "verdict": verdict,
        "duration_s": 0.25,
        "replay": f"percipio-conformance run --seed 7 --scenario '{identifier}'",
        "steps": [_step("Given", "an active integration"), _step("When", "a day passes")],
        "exchanges": 4,
    }
    return ScenarioFinished(**(fields | more))


FAILURE = Failure(
    step='Then 360Learning shows "<script>alert(1)</script> Basics" once',
    message="courses with this title",
    expected="1",
    actual="2",
    exchanges=[
        Exchange(
            step="When a day passes",
            side="percipio",
            direction="the connector asks Percipio",
            method="GET",
            path="/content-discovery/v2/organizations/acme/catalog-content?max=1000&token=" + TOKEN,
            status=200,
            request=f"authorization: Bearer {TOKEN}",
            response='[{"id": "a", "title": "<script>alert(1)</script> Basics"}]',
        ),
        Exchange(
            step=None,
            side="lms",
            direction="the connector asks 360Learning",
            method="POST",
            path="/api/v2/oauth2/token",
            status=None,
            request='{"client_id": "acme", "client_secret": "hunter2-client-secret"}',
            response=None,
        ),
    ],
)

SCENARIOS = (
    _scenario(
        "schedule/daily_run",
        "A change between two runs",
        "C012",
        "pass",
        facts={"runs": [{"started": "2025-01-15T05:00:00Z", "pages": 1, "created": 3}]},
    ),
    _scenario(
        "schedule/daily_run",
        "A winter day",
        "C013",
        "not_testable",
        reason="the connector declares the clock support none",
        steps=[_step("Given", "a winter day", "not_run")],
    ),
    _scenario("content/types", "A channel", "C021", "pass"),
    _scenario(
        "content/types",
        "A video on its own",
        "C027",
        "warn",
        level="profile",
        failure=Failure(
            step="Then 360Learning has no course for it",
            message="courses made from the video",
            expected="none",
            actual="1",
            interpretations=[
                Interpretation(
                    ambiguity="A-CLOSED",
                    question="Is the list of kinds complete?",
                    reading="closed",
                    meaning="A video stays out.",
                    others=[
                        OtherReading(reading="open", meaning="It comes in.", profiles=["paris"])
                    ],
                )
            ],
            other_profile="{name: ours, title: ours, readings: {A-CLOSED: open}}",
        ),
        readings=["A-CLOSED.closed"],
    ),
    _scenario(
        "content/creation",
        "A title with markup <script>alert(1)</script>",
        "C029",
        "fail",
        steps=[
            _step("Given", "an active integration"),
            _step("When", "a day passes"),
            _step("Then", '360Learning shows "<script>alert(1)</script> Basics" once', "fail"),
            _step("And", "its main author is the connector admin", "not_run"),
        ],
        failure=FAILURE,
    ),
    _scenario("content/creation", "One new item", "C029", "pass"),
    _scenario(
        "globalization/languages",
        "Six languages",
        "C041",
        "not_applicable",
        reason="the connector does not declare globalization",
    ),
    _scenario(
        "statistics/completed",
        "Ada finishes a course \x1b[31m\ud83d",
        "C050",
        "harness_error",
        reason=f"KeyError: 'attempt' while holding Bearer {TOKEN}",
        failure=Failure(
            step="Then Ada's attempt stands at 100 percent",
            message="KeyError: 'attempt'\x00\ud83d",
            actual="in steps/attempts.py, line 12",
        ),
    ),
    _scenario("statistics/completed", "At rest", "D07", "pass", level="derived"),
)


def events_of(scenarios: tuple[ScenarioFinished, ...] = SCENARIOS, clauses=CLAUSES) -> list[Event]:
    """A whole stream of these scenarios, judged by the real judge."""
    judged = judge_clauses(clauses, scenarios)
    verdict = judge_run(judged, scenarios)
    started = RunStarted(
        suite=Suite(name="percipio-conformance", version="0.1.0"),
        seed=7,
        profile=ProfileUsed(
            name="article",
            readings={"A-CLOSED": "closed", "A-DST": "fixed-utc-plus-1"},
            defaulted=["A-CLOSED"],
            parameters={"near_real_time_minutes": 5},
        ),
        connector={
            "name": "reference connector",
            "version": "0.1.0",
            "protocol": "1",
            "capabilities": ["courses", "statistics"],
            "clock": "none",
            "homepage": "https://connector.example/",
            "issues": "javascript:alert(1)",
        },
        transport="in-process",
        started_at="2026-01-02T03:04:05Z",
    )
    finished = RunFinished(
        verdict=verdict.verdict,
        summary=verdict.summary,
        exit_code=verdict.exit_code,
        counts=count(judged),
        duration_s=2.75,
        finished_at="2026-01-02T03:04:08Z",
    )
    return [started, *scenarios, *judged, finished]


def without_harness_error() -> list[Event]:
    """The same run, had the harness not broken: not conformant."""
    return events_of(tuple(each for each in SCENARIOS if each.verdict != "harness_error"))


def conformant() -> list[Event]:
    """A run without a fault."""
    good = tuple(each for each in SCENARIOS if each.verdict in ("pass", "not_testable"))
    return events_of(good)


if __name__ == "__main__":
    from percipio_conformance.core.redaction import redact_event
    from percipio_conformance.reporting import junit, terminal
    from percipio_conformance.reporting.style import look_for

    safe = [redact_event(each) for each in events_of()]
    SNAPSHOTS.mkdir(exist_ok=True)
    (SNAPSHOTS / "terminal.txt").write_text(terminal.summary(safe), encoding="utf-8")
    (SNAPSHOTS / "terminal_ascii.txt").write_text(
        terminal.summary(safe, look_for("ascii", columns=80)), encoding="utf-8"
    )
    (SNAPSHOTS / "junit.xml").write_text(junit.render(safe), encoding="utf-8")
