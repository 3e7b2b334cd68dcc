"""Odd items, and items that come and go."""

from __future__ import annotations

from pytest_bdd import given, parsers

from harness.sides.stock import FLAWS, ODDITIES, TURNS
from harness.world import World

TITLE = r'"(?P<title>[^"]+)"'
GONE = ("Percipio drops", "Acme loses its licence for")
BACK = "Percipio brings back"
TURN = "|".join((*TURNS, *GONE, BACK))


@given(parsers.re(rf"Percipio offers the course {TITLE}, (?P<oddity>{'|'.join(ODDITIES)})"))
def offers_odd(world: World, title: str, oddity: str) -> None:
    world.stock.offer(title, oddity)


@given(parsers.re(rf"Percipio offers an item that (?P<flaw>{'|'.join(FLAWS)})"))
def offers_flawed(world: World, flaw: str) -> None:
    world.stock.offer_flawed(flaw)


@given(parsers.re(rf"(?P<turn>{TURN}) (?:everything|{TITLE})"))
def turns(world: World, turn: str, title: str | None) -> None:
    for each in world.offering.titles if title is None else [title]:
        courses = world.content.courses_of(each)
        world.notes["changed title"] = each
        world.notes["same course"] = courses[0].id if len(courses) == 1 else None
        if turn in GONE:
            world.stock.drop(each)
        elif turn == BACK:
            world.stock.bring_back(each)
        else:
            world.stock.turn(each, turn)
