"""Find the identifier of a statement's actor (C105, C107, C109). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reference_impl.rules.settings import Identification

MAILTO = "mailto:"


def identifier_of(actor: Mapping[str, Any], method: Identification) -> str | None:
    """The actor's identifier for ``method``, or None if the actor has none.

    There is no fallback: an email address in the account's name does not count as one
    (A-FALLBACK). The account's homePage is ignored (A-HOMEPAGE). A group has no identifier.
    """
    if actor.get("objectType", "Agent") != "Agent":
        return None
    if method == "email":
        mbox = actor.get("mbox", "")
        return mbox[len(MAILTO) :] or None if mbox.lower().startswith(MAILTO) else None
    return actor.get("account", {}).get("name") or None
