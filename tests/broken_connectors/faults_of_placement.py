"""Broken connectors: in which groups courses stand."""

from __future__ import annotations

import msgspec
import orjson
from bad_habits import Hands, around_each_run
from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.lms.bulk import run_bulk


class _Group(msgspec.Struct):
    id: str = msgspec.field(name="_id")
    name: str


async def groups_of(hands: Hands) -> dict[str, str]:
    """Name to id of every group."""
    return {each.name: each.id async for each in hands.lms.each("/api/v2/groups", _Group)}


async def move(hands: Hands, deed: str, place: str, group: str) -> None:
    """``deed`` is POST to put every course into the group's place, DELETE to take it out."""
    objects = [
        orjson.dumps({"groupId": group, "contentType": "course", "contentId": each.id})
        for each in await hands.courses()
    ]
    await run_bulk(hands.lms, hands.activity, deed, f"/api/v2/bulk/groups/{place}", objects)


def tidies_other_groups_up() -> Subject:
    """Courses belong into the integration's group, so they are taken out of all others."""

    async def tidy(hands: Hands) -> None:
        for group in (await groups_of(hands)).values():
            if group != hands.group:
                for place in ("catalog", "library"):
                    await move(hands, "DELETE", place, group)

    around_each_run(after=tidy)
    return InProcessReference()


def puts_courses_back() -> Subject:
    """Placing is done for all courses of a run rather than for new ones."""

    async def put_back(hands: Hands) -> None:
        for place in ("catalog", "library"):
            await move(hands, "POST", place, hands.group)

    around_each_run(after=put_back)
    return InProcessReference()


def uses_the_group_of_the_demonstration() -> Subject:
    """The group's name stands in a configuration file and was right at the first customer."""

    async def place(hands: Hands) -> None:
        demonstration = (await groups_of(hands))["Skillsoft Academy"]
        if demonstration != hands.group:
            await move(hands, "POST", "catalog", demonstration)

    around_each_run(after=place)
    return InProcessReference()


def keeps_courses_out_of_the_catalogue() -> Subject:
    """Authors shall choose what learners see, so courses are left in the library alone."""

    async def hide(hands: Hands) -> None:
        await move(hands, "DELETE", "catalog", hands.group)

    around_each_run(after=hide)
    return InProcessReference()


def shows_courses_to_everybody() -> Subject:
    """Learners complained that they find nothing, so it goes into the platform's catalogue too."""

    async def share(hands: Hands) -> None:
        groups = await groups_of(hands)
        await move(hands, "POST", "catalog", groups["Acme Academy"])

    around_each_run(after=share)
    return InProcessReference()


FAULTS = named(
    Fault(
        # C039 suffers as well; its thirty runs would take this fault a while.
        tidies_other_groups_up,
        fails=clauses("C006 C034"),
        spares=clauses("C032 C081"),
    ),
    Fault(
        puts_courses_back,
        fails=clauses("C034"),
        warns=clauses("C032 C033"),
        spares=clauses("C006 C081 C083"),
        readings={"A-READD": "at-creation"},
    ),
    Fault(
        uses_the_group_of_the_demonstration,
        fails=clauses("C034 C081 C083"),
        spares=clauses("C006 C032 C033 C082"),
    ),
    Fault(
        keeps_courses_out_of_the_catalogue,
        fails=clauses("C032 C034 C081 C082 C083"),
        spares=clauses("C033"),
    ),
    Fault(
        shows_courses_to_everybody,
        fails=clauses("C034 C083"),
        spares=clauses("C006 C032 C033 C081 C082"),
    ),
)
