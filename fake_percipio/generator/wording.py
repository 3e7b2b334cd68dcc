"""The LRS configuration of generated statements, as the article instructs administrators."""

from __future__ import annotations

from typing import Literal

from fake_percipio.xapi.lrs_configuration import LrsConfiguration

ActorId = Literal["Mbox", "Account"]


def article_wording(actor_id: ActorId) -> LrsConfiguration:
    """The LRS configuration page, filled in as C120 to C126 say.

    Nothing is sent with it: its addresses are examples, and its token is none.
    """
    return LrsConfiguration(
        url="https://lrs.example.com",
        oauth2=False,
        authorization="none",
        actor_id=actor_id,
        course_satisfied_verb="completed",
        assessment_scored_verb="completed",
        waived_verb="completed",
    )
