"""The table of faults: KIND=RATE on the command line names a row.

The first rows are normal operation and occur unless their rate is set to 0: statements that are
valid, but repeated, late, or about unknown learners. The others are invalid and occur on request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from fake_percipio.generator import mutations as how
from fake_percipio.generator.mutations import Encode, instead, spoiled, without

Answer = Literal["accepted", "refused", "conflict"]
"""The expected answer of a record store; a conflict is an id used before for another statement."""


class UnknownFaultError(ValueError):
    """There is no such kind, or its rate is invalid."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind. ``usual`` is its default rate: a share of statements, from 0 to 1."""

    meaning: str
    answer: Answer = "refused"
    encode: Encode | None = None
    """The changed statement; None if only the delivery or the learner is unusual."""
    spoils_batch: bool = False
    """Whether it makes the whole body unreadable."""
    usual: float = 0.0


_TYPES = how.any_of(
    instead("id", one_of=(7,)),
    instead("actor", one_of=("Ada", ["Ada"], 7)),
    instead("verb", one_of=("completed", 7)),
    instead("verb", "display", one_of=("completed", {"en-US": 7})),
    instead("object", one_of=("a course", [])),
    instead("object", "id", one_of=(7, {})),
    instead("result", one_of=("passed", [], True)),
    instead("result", "score", one_of=(80, "80")),
    instead("result", "score", "raw", one_of=("80", True)),
    instead("result", "completion", one_of=("true", 1)),
    instead("result", "duration", one_of=(625,)),
    instead("context", one_of=("work", [])),
    instead("context", "registration", one_of=(7,)),
    instead("timestamp", one_of=(1768294800, True)),
)
_NULLS = how.any_of(
    *(instead(key, one_of=(None,)) for key in ("id", "actor", "verb", "object", "timestamp")),
    instead("result", one_of=(None,)),
    instead("result", "score", one_of=(None,)),
    instead("context", "registration", one_of=(None,)),
)
_BAD_TIMES = ("yesterday", "13/01/2026 09:00", "2026-01-13T25:00:00Z", "2026-13-01", "")
_BAD_OFFSETS = ("2026-01-13T09:00:00-00:00", "2026-01-13T09:00:00-00")

FAULTS: Mapping[str, Fault] = {
    "duplicate": Fault("delivered a second time, unchanged", "accepted", usual=0.01),
    "late": Fault("delivered one to three days after it happened", "accepted", usual=0.01),
    "out-of-order": Fault("delivered after later ones of the day", "accepted", usual=0.02),
    "no-email": Fault("(a share of the learners) an account where mbox is asked for", "accepted"),
    "unknown-learner": Fault(
        "about an unknown learner", "accepted", spoiled(how.of_a_stranger), usual=0.005
    ),
    "unknown-activity": Fault(
        "about content that no catalog lists",
        "accepted",
        spoiled(how.about_something_else),
        usual=0.005,
    ),
    "no-id": Fault("without an id; the receiver gives one", "accepted", spoiled(without("id"))),
    "conflict": Fault(
        "delivered a second time under its id, with other content",
        "conflict",
        spoiled(how.other_content),
    ),
    "cut-off": Fault("only the first part of the bytes", encode=how.cut_off, spoils_batch=True),
    "not-utf8": Fault("a byte that is no UTF-8", encode=how.not_utf8, spoils_batch=True),
    "nan-score": Fault("a score NaN or Infinity", encode=how.nan_score, spoils_batch=True),
    "missing-actor": Fault("without an actor", encode=spoiled(without("actor"))),
    "missing-verb": Fault("without a verb", encode=spoiled(without("verb"))),
    "missing-object": Fault("without an object", encode=spoiled(without("object"))),
    "no-identifier": Fault("an actor without an identifier", encode=spoiled(how.no_identifier)),
    "two-identifiers": Fault("an actor with mbox and account", encode=spoiled(how.two_people)),
    "bad-mbox": Fault("an mbox that is no mailto address", encode=spoiled(how.bad_mailbox)),
    "bad-account": Fault(
        "an account without a home page",
        encode=spoiled(instead("actor", one_of=({"account": {"name": "ada"}},))),
    ),
    "bad-verb": Fault(
        "a verb whose id is no IRI",
        encode=spoiled(instead("verb", "id", one_of=("completed", "/verbs/completed", ""))),
    ),
    "bad-activity": Fault(
        "an activity whose id is no IRI",
        encode=spoiled(instead("object", "id", one_of=("course 7", "xapi/course/7", ""))),
    ),
    "bad-object-type": Fault(
        "an object of a type that xAPI does not have",
        encode=spoiled(instead("object", "objectType", one_of=("Course", "activity"))),
    ),
    "bad-id": Fault("an id that is no UUID", encode=spoiled(instead("id", one_of=("7", "")))),
    "bad-registration": Fault(
        "a registration that is no UUID",
        encode=spoiled(instead("context", "registration", one_of=("again", ""))),
    ),
    "bad-timestamp": Fault(
        "a time that is none", encode=spoiled(instead("timestamp", one_of=_BAD_TIMES))
    ),
    "bad-offset": Fault(
        "a time with the offset -00:00, which xAPI forbids",
        encode=spoiled(instead("timestamp", one_of=_BAD_OFFSETS)),
    ),
    "bad-duration": Fault(
        "a duration that is none",
        encode=spoiled(instead("result", "duration", one_of=("10 minutes", "PT", "10:25", ""))),
    ),
    "bad-version": Fault(
        "of another version of xAPI", encode=spoiled(instead("version", one_of=("0.95", "2.0.0")))
    ),
    "bad-language": Fault(
        "a name in a language that is none",
        encode=spoiled(
            instead("object", "definition", "name", one_of=({"all the world": "Course"},))
        ),
    ),
    "bad-score": Fault(
        "a scaled score above 1 or below -1",
        encode=spoiled(instead("result", "score", one_of=({"scaled": 80}, {"scaled": -1.5}))),
    ),
    "wrong-type": Fault("a value of another type", encode=spoiled(_TYPES)),
    "wrong-case": Fault("a property in other letters", encode=spoiled(how.other_case)),
    "null": Fault("a value null", encode=spoiled(_NULLS)),
    "unknown-property": Fault(
        "a property that xAPI does not have",
        encode=spoiled(
            how.any_of(
                instead("status", one_of=("Completed",)),
                instead("result", "lastScore", one_of=(80,)),
                instead("actor", "email", one_of=("ada@example.com",)),
            )
        ),
    ),
    "deep-nesting": Fault("nested hundreds of levels deep", encode=spoiled(how.nested)),
}

BROKEN = tuple(kind for kind, fault in FAULTS.items() if fault.answer == "refused")
"""The kinds that a receiver refuses."""


def rates(asked: Mapping[str, float]) -> dict[str, float]:
    """The default rates, updated with the requested ones.

    Raises:
        UnknownFaultError: a kind that is not in the table, a rate outside 0 to 1, or so many
            that a statement would have to have two.
    """
    for kind, rate in asked.items():
        if kind not in FAULTS:
            raise UnknownFaultError(f"no fault is called {kind!r}; there are: {', '.join(FAULTS)}")
        if not 0 <= rate <= 1:
            raise UnknownFaultError(
                f"{kind}={rate:g} is no rate: it is a share of all statements, from 0 to 1"
            )
    usual = {kind: fault.usual for kind, fault in FAULTS.items()}
    wanted = {kind: rate for kind, rate in {**usual, **asked}.items() if rate > 0}
    total = sum(rate for kind, rate in wanted.items() if kind != "no-email")
    if total > 1 + 1e-9:
        raise UnknownFaultError(
            f"the rates add up to {total:g}, but a statement has one fault at most; lower some, "
            "and mind that "
            + ", ".join(f"{k}={f.usual:g}" for k, f in FAULTS.items() if f.usual)
            + " unless you say otherwise"
        )
    return wanted
