"""The calls of the control protocol in words, in the order in which a connector meets them.

What a message holds is said by the schemas; here stands what a schema cannot say.
"""

from __future__ import annotations

from dataclasses import dataclass

from harness.clockwork.patience import PATIENCE_SECONDS


@dataclass(frozen=True, slots=True)
class Call:
    """One call: ``sends`` and ``answers`` name schemas below ``control/``, None without a body.

    ``meaning`` and ``errors`` are Markdown; no call is answered with an error but as said there.
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
        "Who the connector is. It is the first call of every world, before `reset`, so it must be"
        " answered at any time and always in the same way. Capabilities decide what is asked for:"
        " scenarios of one that is not declared are inapplicable. The clock grade decides"
        " whether scenarios can be played at all. An answer that differs from the first one of a"
        " run fails the scenario that begins with it; with `-n`, the connectors of all processes"
        " have to answer alike. The order of capabilities means nothing, and a field that is left"
        " out means its default.",
        200,
        answers="describe",
    ),
    Call(
        "POST reset",
        "Forget everything: courses, learners, statements, tokens, settings, the schedule. From"
        " here on the world is this one, its time is `now`, which may lie before the time of the"
        " world before, and the integration is `enabled`: prepared by 360Learning, waiting for"
        " its setup. Every scenario begins with it.",
        204,
        sends="reset",
        errors="400 where a reading is not known to a connector that follows readings.",
    ),
    Call(
        "POST integrations",
        "360Learning has enabled one more integration: for another group, perhaps with another"
        " organization of Percipio behind it. It is served from here on beside the first and"
        " begins `enabled`, like that one after `reset`; a restart forgets none of them, the next"
        " `reset` all. Only a connector that declares `several-integrations` is asked for this."
        " `setup`, `status`, `settings` and `webhook` name the integration they are about as"
        " `?integration=<id>`; without it they are about the first. The clock is one for all:"
        " `ready` when every integration is at rest, `next_due` the earliest of theirs. Both"
        " addresses of `webhook` may be the same for all of them; the credentials may not, for"
        " they tell whose statements are coming in.",
        204,
        sends="integration",
        errors="400 as for `reset`, 409 where that integration is served already. An `integration`"
        " that was not announced since the last `reset` is answered 404 by the calls that name it.",
    ),
    Call(
        "POST setup",
        "An administrator has typed the values and clicks **Setup integration**. The answer comes"
        " at once; what verifying finds is told by `status`, which goes from `verifying` to"
        " `active` or `refused`.",
        202,
        sends="setup",
        errors="400 with the field at fault where a value is missing or blank. This is the one"
        " call that scenarios send wrong on purpose, and the answer is then looked at. 409 while"
        " an earlier setup is still being verified.",
    ),
    Call(
        "GET status",
        "What the integration's page shows its administrator, and the record of the last daily"
        " run. It is evidence in reports and tells a scenario whether setup went through.",
        200,
        answers="status",
    ),
    Call(
        "PUT settings",
        "An administrator saves settings. Only the fields sent change.",
        200,
        sends="settings",
        answers="settings",
        errors="400 where a value is none of those allowed; nothing is changed then.",
    ),
    Call(
        "GET settings",
        "The settings as stored, all of them.",
        200,
        answers="settings",
    ),
    Call(
        "GET webhook",
        "What an administrator copies into Percipio's LRS configuration. The harness does just"
        " that, so both addresses must be reachable from where the harness runs.",
        200,
        answers="webhook",
    ),
    Call(
        "PUT clock",
        "It is this instant now. Whatever fell due begins; the answer does not wait for its end."
        " `now` in the answer repeats the instant exactly.",
        200,
        sends="move-clock",
        answers="clock",
        errors="409 where the instant lies before the connector's time. The harness never asks"
        " for that between two resets.",
    ),
    Call(
        "GET clock",
        "Are you at rest? `now` is the instant that the latest `reset` or `PUT clock` set; a ready"
        " connector of the grade `full` that answers another one fails. The harness asks again and"
        " again until the state is `ready`, up to"
        f" {PATIENCE_SECONDS:.0f} seconds of real time for each instant. The first 200 questions"
        " follow each other without a pause, so the answer should cost next to nothing.",
        200,
        answers="clock",
    ),
)

INTRODUCTION = """\
The harness drives any connector through ten calls over HTTP. A connector serves them below an
address of its choice, for example `http://127.0.0.1:8080/control`, and for tests only: whoever
reaches them owns the connector. Bodies are JSON. Everything else the connector does is
observed where it happens, in 360Learning and at Percipio.

The schemas in `schemas/control` are the source of every message: the harness checks what it
sends and what it gets against them, and fields that they do not name are refused. An answer that
breaks its schema fails the scenario, with the name of the schema and the place. So does one of
more than 1 MiB, and one that is compressed: the harness asks with `Accept-Encoding: identity`. A
redirect is not followed. Any 2xx status counts as success; the one in the table is the one to
give.

This page is made from the schemas and from a world that is really played; write it anew with
`python -m harness.pages.protocol_page`. In the examples the made-up secrets are hidden.
"""

ERRORS = """\
Every 4xx and 5xx answer has this body. `code` is for programs and stable, `message` is for
people: what happened, why, and what to do. Apart from the 400 of `POST setup`, an error answer
fails the scenario under way: the harness asks for nothing that a connector may refuse. A call
that is not answered within 30 seconds (`--patience`), or not at all, fails it too.
"""

CAPABILITIES = {
    "courses": "The daily run makes courses of the catalogue and keeps them up to date.",
    "statistics": "The webhook takes statements in, and 360Learning shows them as attempts.",
    "tags": "Areas and subjects become tags of courses, where the administrator wants that.",
    "filters": "The administrator chooses languages and content types, and the rest is archived.",
    "globalization": "With the Globalization solution, versions in several languages are one"
    " course.",
    "several-integrations": "Further integrations are served beside the first one and never mix"
    " with it.",
}
"""What each capability of ``describe`` means, in the order of its schema."""

ABOUT_CAPABILITIES = """\
What a connector declares in `describe` decides what it is held to. A clause whose capability is not
declared is *inapplicable*: it counts neither for nor against the connector, and the line `Tested in
full` says how much of the must level is left. What is declared has to work: a call that answers
"not supported" is then a failure, not an excuse. A connector that declares nothing was not tested,
and a run in which nothing was tested is no conformance.
"""

CLOCK = """\
A connector says in `describe` how well it follows the world's clock:

| grade | what it does |
|---|---|
| `full` | takes its time from `PUT clock` alone, and says in `next_due` what it waits for |
| `trigger` | runs what is due when it is told the instant, and waits in its own time besides |
| `none` | keeps its own time; `PUT clock` may answer 404 or 501 |

`full` is held to everything; `trigger` to all but what makes it wait, which are retries, back-offs
and the life of its tokens; `none` to what needs no time to pass.

Nothing has to be listed for that. A scenario ends as *not testable (clock)* at the moment at which
it asks for more: time would have to pass, or a platform is about to make the connector wait. That
is never blamed on a connector, and never green: a clause of which one scenario could not be run is
not testable, too.

- For `trigger` the world stops by itself wherever the platforms have something to do and at six
  every morning, under the reading of A-DST in force; `next_due` is not looked at. While a pause of
  its own goes on, the connector stays `advancing`. Whoever needs longer than the patience of a run
  to verify a setup is given more with `--patience`.
- Below `full`, 360Learning keeps taking an access token whose hour has passed in the world: a
  connector that measures hours itself cannot know.
- `GET clock` is asked of every grade, since `ready` is how the harness knows that it may look.

### What `ready` means

`ready` is a promise: **nothing more happens in this connector until the clock moves or somebody
calls it.** No run goes on, no request of its own is without an answer, no accepted statement is
being written. Work that waits for a later instant, such as a back-off, does not stand in the way:
it counts in `pending`, and its instant bounds `next_due`. So does whatever waits for that work in
turn: a task that waits for a lock whose holder sleeps counts as resting, too.

- `next_due` is the earliest instant at which the connector will do something by itself: the next
  daily run, the end of a back-off, a statement to be tried again. The world stops its clock
  there on the way to wherever it is going. What is not announced happens late. Do not use it to
  look whether there is something to do: a connector that is due again within a second 500 times
  in a row, or at stops where nothing happens for a minute of real time in one scenario (twice the
  patience), fails.
- A `ready` connector whose `next_due` is not later than `now` contradicts itself and fails.
- While a request of the connector is held back by a platform, for example an answer that is 15
  minutes late, stay `advancing`. The harness sees that nothing else moves, and moves the clock.
- Time limits on requests are best taken from the world's clock as well; one in real time does
  not see that an answer is late in simulated time.

### A daily run that is told to slow down

The integration is active and at rest. The next run is due at six in the morning, Central European
Time; Percipio will answer its first request with 429 and ask for a pause of 20 seconds.
"""
