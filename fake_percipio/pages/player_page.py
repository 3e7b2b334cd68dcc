"""The player over HTTP: what a learner who is signed in does with an item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from starlette.responses import Response

from fake_percipio.core.wire_time import statement_instant
from fake_percipio.pages.responses import Body, PageRefusal, page, page_answer, read_body
from fake_percipio.xapi.learner_activity import ActivityRefusedError, LearnerActivity

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.routing import Route

    from fake_percipio.pages.sign_in import Visitor
    from fake_percipio.site import Percipio

PATH = "/player/{item_id}/{deed}"


class Doing(Body):
    """The result of an action: ``score`` in percent, ``duration_seconds`` the total on the item."""

    score: Annotated[float, msgspec.Meta(ge=0, le=100)] | None = None
    duration_seconds: Annotated[int, msgspec.Meta(ge=0)] | None = None


_PLAIN: dict[str, Callable[..., Any]] = {
    "arrive": LearnerActivity.arrive,
    "start": LearnerActivity.start,
    "restart": LearnerActivity.restart,
}
_MEASURED: dict[str, Callable[..., Any]] = {
    "progress": LearnerActivity.progress,
    "complete": LearnerActivity.complete,
}
DEEDS = (*_PLAIN, *_MEASURED)


def routes(percipio: Percipio) -> list[Route]:
    """The player of every organization's learners."""
    return [page(percipio, "POST", PATH, _play)]


async def _play(who: Visitor, request: Request) -> Response:
    """Answer 200 with the event, and the id of its statement, if there is one."""
    item_id, deed = request.path_params["item_id"], request.path_params["deed"]
    body = await request.body()
    doing = await read_body(request, Doing) if body else Doing()
    organization = who.organization
    if item_id not in organization.catalog or deed not in DEEDS:
        raise PageRefusal(
            404, "not_found", f"{organization.name} has no such content, or its player no {deed!r}."
        )
    try:
        if deed in _PLAIN:
            _PLAIN[deed](organization.activity, who.person, item_id)
        else:
            _MEASURED[deed](
                organization.activity,
                who.person,
                item_id,
                score=doing.score,
                duration_seconds=doing.duration_seconds,
            )
    except ActivityRefusedError as error:
        raise PageRefusal(409, "refused", f"{error}.") from error
    record = organization.activity.records[-1]
    return page_answer(
        {
            "event": record.event.kind,
            "itemId": item_id,
            "at": statement_instant(record.event.at),
            "statementId": record.statement["id"] if record.statement else None,
        }
    )
