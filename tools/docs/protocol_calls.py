"""The descriptions of the control protocol's calls, in the order in which a connector meets them.

The schemas describe the content of each message; this module adds the rules of each call.
"""

from __future__ import annotations

from dataclasses import dataclass

from percipio_conformance.core.timeouts import DEFAULT_TIMEOUT


@dataclass(frozen=True, slots=True)
class Call:
    """One call: ``sends`` and ``answers`` name schemas below ``control/``, None without a body.

    ``meaning`` and ``errors`` are Markdown; ``errors`` lists all error responses of the call.
    """

    name: str
    meaning: str
    status: int
    sends: str | None = None
    answers: str | None = None
    errors: str = ""


CALLS = (
    Call(
        "GET describe",
        "Identifies the connector. It is the first call of every scenario, before `reset`; answer"
        " it at any time, always with the same body. The suite skips scenarios of undeclared"
        " capabilities as not applicable, and scenarios that need better clock support than the"
        " declared level. An answer that differs from the first one of a run fails the scenario"
        " that starts with it; with `-n`, the connectors of all processes must give the same"
        " answer. The order of capabilities is irrelevant, and an omitted field has its default.",
        200,
        answers="describe",
    ),
    Call(
        "POST reset",
        "Deletes all state: courses, learners, statements, tokens, settings, the schedule. From"
        " now on the connector belongs to a new world. Its time is `now`, which can be earlier"
        " than the time of the previous world. Its integration is `enabled`: prepared by"
        " 360Learning, waiting for the setup. Every scenario starts with this call.",
        204,
        sends="reset",
        errors="400 if a connector that follows interpretations does not know one of `readings`.",
    ),
    Call(
        "POST integrations",
        "360Learning has enabled another integration: for another group, possibly with another"
        " organization of Percipio. The connector serves it in addition to the first. It starts as"
        " `enabled`, like the first one after `reset`. A restart keeps all integrations, the next"
        " `reset` deletes them. Only a connector that declares `several-integrations` receives"
        " this call. `setup`, `status`, `settings` and `webhook` name their integration as"
        " `?integration=<id>`; without it they concern the first. All integrations share one"
        " clock: `ready` when every integration is idle, `next_due` the earliest of theirs. Both"
        " addresses of `webhook` can be the same for all of them; the credentials must differ,"
        " because they identify the integration of a statement.",
        204,
        sends="integration",
        errors="400 as for `reset`; 409 if the connector serves that integration already. Calls"
        " that name an `integration` not announced since the last `reset` are answered with 404.",
    ),
    Call(
        "POST setup",
        "An administrator has entered the values and clicks **Setup integration**. Answer"
        " immediately; `status` reports the result of the verification as it changes from"
        " `verifying` to `active` or `refused`.",
        202,
        sends="setup",
        errors="400 with the wrong field if a value is missing or blank. Scenarios send this call"
        " with invalid values on purpose and check the answer. 409 while an earlier setup is still"
        " being verified.",
    ),
    Call(
        "GET status",
        "Returns the state of the integration as its page shows it to the administrator, and the"
        " record of the last daily run. Scenarios use it to check the setup, and reports contain"
        " it as evidence.",
        200,
        answers="status",
    ),
    Call(
        "PUT settings",
        "An administrator saves settings. Only the fields in the message change.",
        200,
        sends="settings",
        answers="settings",
        errors="400 if a value is not allowed; the settings then stay unchanged.",
    ),
    Call(
        "GET settings",
        "Returns all settings as stored.",
        200,
        answers="settings",
    ),
    Call(
        "GET webhook",
        "Returns the values that an administrator copies into Percipio's LRS configuration. The"
        " suite does the same, so both addresses must be reachable from the suite's machine.",
        200,
        answers="webhook",
    ),
    Call(
        "PUT clock",
        "Sets the time to this instant. The connector starts all work that is due, and answers"
        " without waiting for its end. `now` in the answer repeats the instant exactly.",
        200,
        sends="move-clock",
        answers="clock",
        errors="409 if the instant is before the connector's time. The suite never requests that"
        " between two resets.",
    ),
    Call(
        "GET clock",
        "Reports whether the connector is idle. `now` is the instant of the latest `reset` or"
        " `PUT clock`; a ready connector with clock support `full` that returns another one fails."
        " The suite repeats the call until the state is `ready`, for up to"
        f" {DEFAULT_TIMEOUT:.0f} seconds of real time for each instant. The first 200 calls"
        " follow each other without a pause, so make the answer cheap.",
        200,
        answers="clock",
    ),
)

INTRODUCTION = """\
The suite controls any connector through ten calls over HTTP. A connector serves them below an
address of its choice, for example `http://127.0.0.1:8080/control`. Serve them only in a test build:
anyone who can reach them controls the connector. Bodies are JSON. The suite observes all other
behavior of the connector at 360Learning and at Percipio.

The schemas in `schemas/control` define every message: the suite validates requests and responses
against them, and rejects unknown fields. A response that violates its schema fails the scenario;
the report names the schema and the location. A response fails as well if it is larger than 1 MiB or
compressed: the suite sends `Accept-Encoding: identity`. The suite does not follow redirects. Any
2xx status counts as success; use the one in the table.

`python -m tools.docs.protocol_page` generates this page from the schemas and from a real run.
The examples hide the generated secrets.
"""

ERRORS = """\
Every 4xx and 5xx response has this body. `code` is stable and meant for programs, `message` is for
people: the problem, its cause, and a solution. An error response fails the scenario in progress,
because the suite only sends valid requests; the 400 of `POST setup` is the exception. A call
without a response within 30 seconds (`--timeout`, under pytest `--connector-timeout`) also fails
it.
"""

CAPABILITIES = {
    "courses": "The daily run creates courses from the catalog and keeps them up to date.",
    "statistics": "The webhook accepts statements, and 360Learning shows them as attempts.",
    "tags": "Areas and subjects become tags of courses if the administrator enables this.",
    "filters": "The administrator chooses languages and content types; other courses are archived.",
    "globalization": "With the Globalization solution, versions in several languages form one"
    " course.",
    "several-integrations": "The connector serves further integrations and keeps them separate from"
    " the first.",
}
"""The meaning of each capability of ``describe``, in the order of its schema."""

ABOUT_CAPABILITIES = """\
The capabilities in `describe` select the clauses for a connector. A clause of an undeclared
capability is *not applicable*: it does not affect the verdict, and the line `Tested in full` shows
the remaining share of the must level. Declared capabilities must work: a "not supported" response
is a failure, not an excuse. A connector that declares no capability was not tested, and a run
without tests is never conformant.
"""

CLOCK = """\
A connector declares in `describe` how well it follows the simulated clock:

| support | behavior |
|---|---|
| `full` | takes its time from `PUT clock` alone, and announces its next work in `next_due` |
| `trigger` | runs due work when `PUT clock` sets the instant, but waits in real time |
| `none` | keeps its own time; `PUT clock` may return 404 or 501 |

All clauses apply to `full`. For `trigger`, the suite omits scenarios that make the connector wait:
retries, back-offs and the lifetime of its tokens. For `none`, it omits scenarios in which time
passes.

You do not have to list these scenarios. A scenario ends as *not testable (clock)* when it needs
more than the declared support: when time has to pass, or when a platform is about to make the
connector wait. This never counts against a connector, and never as a pass: a clause with such a
scenario is not testable either.

- For `trigger` the world stops whenever the platforms have work and at six every morning, under the
  interpretation of A-DST in force; the suite ignores `next_due`. During a pause of its own, the
  connector stays `advancing`. If verifying a setup takes longer than the time limit, raise it with
  `--timeout`.
- Below `full`, 360Learning keeps accepting an access token whose hour has passed in the simulated
  world, because a connector that measures hours in real time cannot notice that.
- The suite calls `GET clock` for every level, because it has to wait for `ready` before it checks a
  result.

### The meaning of ready

`ready` is a guarantee: **this connector does nothing more until the clock moves or a request
arrives.** All runs have ended, all its requests are answered, and all accepted statements are
written. Work that waits for a later instant, such as a back-off, does not prevent `ready`: it
counts in `pending`, and its instant limits `next_due`. The same applies to work that waits for such
work: a task that waits for a lock whose holder sleeps is also idle.

- `next_due` is the earliest instant at which the connector will act without a request: the next
  daily run, the end of a back-off, the retry of a statement. The world stops its clock there on the
  way to its target. Work that is not announced happens late. Do not use `next_due` for polling: a
  connector fails that is due again within a second 500 times in a row, or that spends a minute of
  real time in one scenario (twice `--timeout`) on stops without any action.
- A `ready` connector whose `next_due` is not later than `now` contradicts itself and fails.
- While a platform delays its response to the connector, for example by 15 minutes, stay
  `advancing`. The suite sees that there is no other work, and moves the clock.
- Take timeouts of requests from the simulated clock as well; a timeout in real time does not notice
  that a response is late in simulated time.

### A daily run with a requested pause

The integration is active and idle. The next run is due at six in the morning, Central European
Time; Percipio will answer its first request with 429 and request a pause of 20 seconds.
"""
