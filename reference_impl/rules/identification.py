"""Which identifier a statement's actor carries (C105, C107, C109). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reference_impl.rules.settings import Identification

MAILTO = "mailto:"


def identifier_of(actor: Mapping[str, Any], method: Identification) -> str | None:
    """The identifier that ``method`` looks at, or None where the actor does not have it.

    There is no falling back: an email address in the account's name is no email address
    (A-FALLBACK). The account's homePage is not looked at (A-HOMEPAGE). A group is nobody.
    """
    if actor.get("objectType", "Agent") != "Agent":
        return None
    if method == "email":
        mbox = actor.get("mbox", "")
        return mbox[len(MAILTO) :] or None if mbox.lower().startswith(MAILTO) else None
    return actor.get("account", {}).get("name") or None
