"""A second integration on the platform, in addition to that of the Academy.

It belongs to Sales, and Sam, who administers Sales, is its connector admin. It is connected to
Acme's Percipio as well, or to that of Globex, whose learners have the same names and addresses.
"""

from __future__ import annotations

import dataclasses

from fake_lms.platform import Platform
from percipio_conformance.world.personas import Personas

GROUP = "Sales"
CUSTOMERS = ("Acme", "Globex")


def enable_second(platform: Platform, personas: Personas, customer: str) -> Personas:
    """Enable it; return the personas from its point of view.

    In these, ``acme`` is the customer whose Percipio it is connected to.
    """
    (sam,) = platform.users.find(name="Sam")
    integration = platform.administration.enable(
        "Skillsoft", group_id=personas.groups[GROUP], connector_admin_id=sam.id
    )
    theirs, other = {
        "Acme": (personas.acme, personas.globex),
        "Globex": (personas.globex, personas.acme),
    }[customer]
    if theirs is not personas.acme:
        for each in personas.acme.learners.values():
            theirs.add_learner(each.name, email=each.email, user_id=each.user_id)
    return dataclasses.replace(
        personas, acme=theirs, globex=other, integration=integration.id, connector_admin=sam.id
    )
