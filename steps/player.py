"""What learners do in Percipio's player, with scores and times."""

from __future__ import annotations

from pytest_bdd import given, parsers

from harness.naming import percentage
from harness.sides.figures import read_seconds
from harness.sides.player import DEEDS
from harness.tables import checks_words
from harness.world import World

LEARNER = r"(?P<learner>[A-Z]\w+)"
COURSE = r'"(?P<course>[^"]+)"'
SCORE = r"(?:, scoring (?P<score>\d+) %)?"
TIME = r"(?:, (?P<time>\d[^,]+) in all)?"
IN_SHORT = "starts|completes"
"""Phrases of their own, as long as neither score nor time is told with them."""


def _read_details(score: str | None, time: str | None) -> dict[str, int | None]:
    return {
        "score": None if score is None else percentage(score),
        "seconds": None if time is None else read_seconds(time),
    }


@given(
    parsers.re(
        rf'(?!\w+ (?:{IN_SHORT}) "[^"]+" in Percipio$)'
        rf"{LEARNER} (?P<deed>{'|'.join(DEEDS)}) {COURSE} in Percipio{SCORE}{TIME}"
    )
)
@checks_words(_read_details)
def does(
    world: World, learner: str, deed: str, course: str, score: str | None, time: str | None
) -> None:
    world.player.do(
        learner,
        deed,
        course,
        **_read_details(score, time),
    )


@given(
    parsers.re(rf"{LEARNER} goes through all of {COURSE} in Percipio, scoring (?P<score>\d+) %"),
    converters={"score": percentage},
)
def does_it_all(world: World, learner: str, course: str, score: int) -> None:
    world.player.do_it_all(learner, course, score=score)


SITES = {
    "lets learners complete a course more than once": lambda player: (
        player.allow_repeated_completions()
    ),
    "does not tell attempts apart": lambda player: player.leave_registrations_out(),
}


@given(parsers.re(rf"Percipio (?P<setting>{'|'.join(SITES)})"))
def site_setting(world: World, setting: str) -> None:
    SITES[setting](world.player)


@given(parsers.re(rf"{LEARNER} is a learner of Percipio whom 360Learning does not know"))
def unknown(world: World, learner: str) -> None:
    world.player.enrol(learner)
