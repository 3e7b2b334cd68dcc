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
    organizations = {
        "Acme": personas.acme,
        "Globex": personas.globex,
        "Initech": personas.globex if customer != "Initech" else _add_customer(site, customer),
    }
    theirs = organizations[customer]
    other = personas.globex if theirs is personas.acme else personas.acme
    if theirs is not personas.acme:
        for each in personas.acme.learners.values():
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


def _add_customer(site: Percipio, customer: Customer) -> Organization:
    """A third customer of Percipio; most scenarios have two."""
    key = str(uuid.uuid5(uuid.NAMESPACE_DNS, f"{customer.lower()}.example"))
    added = site.add_organization(key, name=customer, domain=customer.lower())
    added.learners = Names(f"learner of {customer}'s Percipio")
    return added
