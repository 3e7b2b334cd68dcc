"""The people and groups of every world: two customers of Percipio, one platform.

Acme uses 360Learning. Its platform group holds three groups: Skillsoft Academy, private, which
owns the integration; Sales, public; Legal, private. Globex is another customer of Percipio whose
content must never appear at Acme. Pat administers Acme's Percipio.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from random import Random

from fake_lms.integration.settings_page import NAME
from fake_lms.platform import Platform
from fake_percipio.organization import Organization
from fake_percipio.site import Percipio
from percipio_conformance.core.names import Names

LEARNERS = ("Ada", "Grace", "Alan")
ACADEMY = "Skillsoft Academy"


@dataclass(frozen=True, slots=True)
class Personas:
    """The ids of people, groups and the integration, and the two customers."""

    acme: Organization
    globex: Organization
    groups: dict[str, str]
    users: dict[str, str]
    integration: str
    connector_admin: str


def create_personas(percipio: Percipio, platform: Platform, random: Random) -> Personas:
    """Add all personas to both platforms."""
    acme = percipio.add_organization(_uuid(random), name="Acme", domain="acme")
    globex = percipio.add_organization(_uuid(random), name="Globex", domain="globex")
    acme.learners = Names("learner of Acme's Percipio")
    globex.learners = Names("learner of Globex's Percipio")
    root = platform.groups.platform_group
    academy = platform.groups.add(ACADEMY, parent=root.id, public=False)
    sales = platform.groups.add("Sales", parent=root.id, public=True)
    legal = platform.groups.add("Legal", parent=root.id, public=False)
    platform.users.add("Olivia", mail="olivia@acme.example", roles={root.id: "owner"})
    carol = platform.users.add(
        "Carol", mail="carol@acme.example", roles={root.id: "learner", academy.id: "admin"}
    )
    personas = Personas(
        acme=acme,
        globex=globex,
        groups=Names(
            "group",
            {each.name: each.id for each in (root, academy, sales, legal)} | {"Acme": root.id},
        ),
        users=Names("user of 360Learning", {"Carol": carol.id}),
        integration=platform.administration.enable(
            NAME, group_id=academy.id, connector_admin_id=carol.id
        ).id,
        connector_admin=carol.id,
    )
    for name in LEARNERS:
        add_learner(personas, platform, name)
    acme.add_learner("Pat", email="pat@acme.example", user_id="emp-0100", administrator=True)
    return personas


def add_learner(personas: Personas, platform: Platform, name: str) -> None:
    """Add a learner to both platforms, with the same email address."""
    mail = f"{name.lower().replace(' ', '.')}@acme.example"
    user = platform.users.add(
        name,
        mail=mail,
        username=name.lower().replace(" ", "."),
        roles={personas.groups["Acme"]: "learner", personas.groups[ACADEMY]: "learner"},
    )
    personas.users[name] = user.id
    personas.acme.add_learner(name, email=mail, user_id=f"emp-{len(personas.users):04d}")


def _uuid(random: Random) -> str:
    return str(uuid.UUID(int=random.getrandbits(128), version=4))
