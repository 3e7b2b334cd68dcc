"""Further integrations on the platform, in addition to that of the Academy.

Each belongs to a group of its own, whose administrator is its connector admin. It is connected to
Acme's Percipio as well, or to that of another customer, whose learners have the same names and
addresses.
"""

from __future__ import annotations

import dataclasses
import uuid
from typing import Literal, get_args

from fake_lms.platform import Platform
from fake_percipio.organization import Organization
from fake_percipio.site import Percipio
from percipio_conformance.core.names import Names
from percipio_conformance.world.personas import Personas

Group = Literal["Sales", "Legal"]
Customer = Literal["Acme", "Globex", "Initech"]

GROUPS: tuple[Group, ...] = get_args(Group)
CUSTOMERS: tuple[Customer, ...] = get_args(Customer)

INITECH = str(uuid.uuid5(uuid.NAMESPACE_DNS, "initech.example"))
"""The id of the third customer's organization."""

ADMINISTRATORS: dict[Group, str] = {"Sales": "Sam", "Legal": "Lea"}
"""The administrator of each group."""


def enable_further(
    site: Percipio, platform: Platform, personas: Personas, group: Group, customer: Customer
) -> Personas:
    """Enable an integration for the group; return the personas from its point of view.

    In these, ``acme`` is the customer whose Percipio it is connected to.
    """
    administrator = _administrator(platform, personas, group)
    integration = platform.administration.enable(
        "Skillsoft", group_id=personas.groups[group], connector_admin_id=administrator
    )
    match customer:
        case "Acme":
            theirs, other = personas.acme, personas.globex
        case "Globex":
            theirs, other = personas.globex, personas.acme
        case "Initech":
            theirs, other = _third_customer(site), personas.acme
    for name, each in personas.acme.learners.items():
        if name not in theirs.learners:
            theirs.add_learner(each.name, email=each.email, user_id=each.user_id)
    return dataclasses.replace(
        personas,
        acme=theirs,
        globex=other,
        integration=integration.id,
        connector_admin=administrator,
    )


def _administrator(platform: Platform, personas: Personas, group: Group) -> str:
    """The id of the group's administrator, who is added with the group's first integration."""
    name = ADMINISTRATORS[group]
    found = list(platform.users.find(name=name))
    if not found:
        mail, key = f"{name.lower()}@acme.example", personas.groups[group]
        found = [platform.users.add(name, mail=mail, roles={key: "admin"})]
    return found[0].id


def _third_customer(site: Percipio) -> Organization:
    """Initech, which is added when the first integration needs it: most scenarios have none."""
    if INITECH not in site.organizations:
        added = site.add_organization(INITECH, name="Initech", domain="initech")
        added.learners = Names("learner of Initech's Percipio")
    return site.organizations[INITECH]
