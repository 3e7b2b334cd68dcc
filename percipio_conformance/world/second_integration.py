"""A second integration on the platform, beside that of the Academy.

It belongs to Sales, and Sam, who administers Sales, is its connector admin. Behind it is Acme's
Percipio once more, or that of Globex, whose learners are the same people under the same names.
"""

from __future__ import annotations

import dataclasses

from fake_lms.platform import Platform
from percipio_conformance.world.personas import Personas

GROUP = "Sales"
CUSTOMERS = ("Acme", "Globex")


def enable_second(platform: Platform, cast: Personas, customer: str) -> Personas:
    """360Learning's staff enable it; the cast as it looks from there.

    In that cast ``acme`` is whoever's Percipio is behind the second integration.
    """
    (sam,) = platform.users.find(name="Sam")
    integration = platform.administration.enable(
        "Skillsoft", group_id=cast.groups[GROUP], connector_admin_id=sam.id
    )
    theirs, other = {
        "Acme": (cast.acme, cast.globex),
        "Globex": (cast.globex, cast.acme),
    }[customer]
    if theirs is not cast.acme:
        for each in cast.acme.learners.values():
            theirs.add_learner(each.name, email=each.email, user_id=each.user_id)
    return dataclasses.replace(
        cast, acme=theirs, globex=other, integration=integration.id, connector_admin=sam.id
    )
