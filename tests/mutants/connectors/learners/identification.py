"""Mutants: which identifier of a learner counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from connectors.shared.identifiers import find_learners, finds, looks_for
from connectors.shared.interpretations import misreads
from percipio_conformance.connectors.under_test import ConnectorUnderTest, InProcessReference
from reference_impl.jobs import statement_delivery
from reference_impl.lms import learners
from reference_impl.lms.client import LmsClient
from reference_impl.lms.learners import PRESENT, User
from reference_impl.rules import identification
from reference_impl.rules.identification import identifier_of
from reference_impl.rules.settings import Identification
from reference_impl.rules_table import DEFAULT_RULES
from tools.mutants.mutant import Mutant, by_name, clauses


def tries_every_method() -> ConnectorUnderTest:
    """Searches learners by address, username and external identifier, whatever the configured
    method.
    """

    async def found(
        lms: Any, method: Any, identifiers: Iterable[str], **more: Any
    ) -> dict[str, list[str]]:
        wanted: Sequence[str] = list(identifiers)
        merged: dict[str, list[str]] = {each: [] for each in wanted}
        methods: tuple[Any, ...] = ("email", "username", "external_id")
        for each in methods:
            for key, ids in (await find_learners(lms, each, wanted, **more)).items():
                merged[key] = sorted({*merged[key], *ids})
        return merged

    statement_delivery.find_learners = found

    def anything(actor: Mapping[str, Any], method: Any) -> str | None:
        return identifier_of(actor, "email") or identifier_of(actor, "username")

    return InProcessReference(replace(DEFAULT_RULES, identifier_of=anything))


def cuts_addresses_at_the_plus() -> ConnectorUnderTest:
    """Removes the part of an email address from the plus sign on, as some mail services do."""

    def choose(actor: Mapping[str, Any], method: str, found: str | None) -> str | None:
        name, at, domain = (found or "").partition("@")
        return name.partition("+")[0] + at + domain if method == "email" else found

    return looks_for(choose)


def wants_a_name_beside_the_mailbox() -> ConnectorUnderTest:
    """Requires a name in the actor in addition to the mailbox."""
    return looks_for(
        lambda actor, method, found: found if "account" in actor or "name" in actor else None
    )


def takes_everybody_for_the_first() -> ConnectorUnderTest:
    """Caches the learner search without the identifier in the key, so that everyone is the first
    learner.
    """
    first: dict[str, str | None] = {}
    return looks_for(lambda actor, method, found: first.setdefault(method, found))


def minds_capitals_in_addresses() -> ConnectorUnderTest:
    """Compares email addresses with case."""
    return finds(lambda found: found, email_ignores_case=False)


def lowers_addresses_on_one_side() -> ConnectorUnderTest:
    """Converts Percipio's addresses to lower case, but not those of 360Learning's users."""

    def as_typed(found: dict[str, list[str]]) -> dict[str, list[str]]:
        return {key: ids if key == key.lower() else [] for key, ids in found.items()}

    return finds(as_typed)


def minds_capitals_all_the_same() -> ConnectorUnderTest:
    """Compares identifiers with case, even under the interpretation that ignores it."""
    return misreads("A-CASE", "exact")


def ignores_capitals_all_the_same() -> ConnectorUnderTest:
    """Ignores case in addresses, even under the interpretation that compares it."""
    return misreads("A-CASE", "email-ignores-case")


def asks_for_a_plus_as_a_blank() -> ConnectorUnderTest:
    """Does not encode the plus sign of an address in a query, where it means a space."""
    filter_ = learners._filter

    def by_hand(name: str, values: list[str]) -> dict[str, str | list[str]]:
        return filter_(name, [value.replace("+", " ") for value in values])

    learners._filter = by_hand  # type: ignore[assignment]
    return InProcessReference()


def takes_an_account_for_a_mailbox() -> ConnectorUnderTest:
    """Uses an account name as an address if it looks like one."""
    return looks_for(
        lambda actor, method, found: (
            found or actor.get("account", {}).get("name") if method == "email" else found
        )
    )


def encodes_usernames_like_whole_addresses() -> ConnectorUnderTest:
    """Encodes a username in a query as if it were a whole URL, so that special characters stay
    unescaped.

    Plus signs, ampersands and hashes stay as they are, and 360Learning reads something else.
    """

    async def by_username(lms: LmsClient, usernames: Sequence[str]) -> dict[str, list[str]]:
        operator = "eq" if len(usernames) == 1 else "in"
        # The characters that JavaScript's encodeURI leaves alone.
        values = [quote(each, safe=";,/?:@&=+$#-_.!~*'()") for each in usernames]
        query = "&".join(f"username[{operator}]={each}" for each in values)
        found: dict[str, list[str]] = {}
        async for user in lms.each(f"/api/v2/users?{query}", User):
            if user.status in PRESENT and user.username is not None:
                found.setdefault(user.username, []).append(user.id)
        return found

    learners._by_username = by_username
    return InProcessReference()


def cuts_usernames_at_the_dot() -> ConnectorUnderTest:
    """Cuts usernames at the dot, with a regular expression that was meant for domains."""
    return looks_for(
        lambda actor, method, found: (
            found and found.partition(".")[0] if method == "username" else found
        )
    )


def wants_its_own_home_page() -> ConnectorUnderTest:
    """Accepts only accounts whose homePage is that of 360Learning."""

    def choose(actor: Mapping[str, Any], method: str, found: str | None) -> str | None:
        home = actor.get("account", {}).get("homePage", "https://app.360learning.com")
        return found if str(home).endswith("360learning.com") else None

    return looks_for(choose)


def ignores_capitals_in_usernames() -> ConnectorUnderTest:
    """Converts account names to lower case, like addresses."""
    return looks_for(
        lambda actor, method, found: found.lower() if found and method == "username" else found
    )


def takes_a_mailbox_for(wanted: str) -> ConnectorUnderTest:
    def choose(actor: Mapping[str, Any], method: str, found: str | None) -> str | None:
        mailbox = str(actor.get("mbox", "")).removeprefix("mailto:") or None
        return found or mailbox if method == wanted else found

    return looks_for(choose)


def takes_a_mailbox_for_a_username() -> ConnectorUnderTest:
    """Uses the email address as the username."""
    return takes_a_mailbox_for("username")


def strips_prefixes_from_identifiers() -> ConnectorUnderTest:
    """Removes the prefix of external identifiers, as if they were plain personnel numbers."""
    return looks_for(
        lambda actor, method, found: (
            found and found.removeprefix("emp-") if method == "external_id" else found
        )
    )


def takes_identifiers_for_numbers() -> ConnectorUnderTest:
    """Converts external identifiers to numbers, so leading zeros are lost."""

    def identifier_of(actor: Mapping[str, Any], method: Identification) -> str | None:
        found = identification.identifier_of(actor, method)
        if method == "external_id" and found is not None and found.isascii() and found.isdigit():
            return str(int(found))
        return found

    return InProcessReference(replace(DEFAULT_RULES, identifier_of=identifier_of))


def takes_a_mailbox_for_an_external_identifier() -> ConnectorUnderTest:
    """Uses the email address as the external identifier."""
    return takes_a_mailbox_for("external_id")


MUTANTS = by_name(
    Mutant(
        tries_every_method,
        fails=clauses("C062 C105 C107 C109"),
        spares=clauses("C104 C106 C108"),
    ),
    Mutant(cuts_addresses_at_the_plus, fails=clauses("C104"), spares=clauses("C120")),
    Mutant(
        wants_a_name_beside_the_mailbox,
        fails=clauses("C104 C120"),
        spares=clauses("C108 C121"),
        collateral_reason="Most scenarios identify learners by mailbox; their statements are lost.",
    ),
    Mutant(
        takes_everybody_for_the_first,
        fails=clauses("C104 D14"),
        spares=clauses("C120"),
    ),
    Mutant(
        minds_capitals_in_addresses,
        warns=clauses("C104"),
        spares=clauses("C120"),
        kind="compared as they are",
        readings={"A-CASE": "email-ignores-case"},
    ),
    Mutant(
        lowers_addresses_on_one_side,
        warns=clauses("C104"),
        spares=clauses("C120"),
        kind="made small on one side alone",
    ),
    Mutant(
        minds_capitals_all_the_same,
        warns=clauses("C104"),
        spares=clauses("C018"),
        readings={"A-CASE": "all-ignore-case"},
    ),
    Mutant(
        ignores_capitals_all_the_same,
        warns=clauses("C104"),
        spares=clauses("C018"),
        readings={"A-CASE": "exact"},
    ),
    Mutant(asks_for_a_plus_as_a_blank, fails=clauses("C104"), kind="encoding", written_blind=True),
    Mutant(
        takes_an_account_for_a_mailbox,
        fails=clauses("C105"),
        spares=clauses("C104 C106 C107 C108 C109"),
    ),
    Mutant(
        encodes_usernames_like_whole_addresses,
        fails=clauses("C106"),
        kind="encoding",
        written_blind=True,
    ),
    Mutant(
        cuts_usernames_at_the_dot,
        fails=clauses("C106"),
        spares=clauses("C121"),
        collateral={
            "C102": "The method that is kept there is the username, and Ada's has a dot.",
            "C103": "The method that is chosen there is the username, and Ada's has a dot.",
        },
    ),
    Mutant(
        wants_its_own_home_page,
        fails=clauses("C106 C108 C121"),
        spares=clauses("C104 C120"),
    ),
    Mutant(ignores_capitals_in_usernames, warns=clauses("C106"), spares=clauses("C104 C108")),
    Mutant(
        takes_a_mailbox_for_a_username,
        fails=clauses("C107"),
        spares=clauses("C104 C105 C106 C108 C109"),
    ),
    Mutant(
        strips_prefixes_from_identifiers,
        fails=clauses("C108"),
        spares=clauses("C121"),
    ),
    Mutant(
        takes_identifiers_for_numbers,
        fails=clauses("C108"),
        kind="leading zeros",
        written_blind=True,
    ),
    Mutant(
        takes_a_mailbox_for_an_external_identifier,
        fails=clauses("C109"),
        spares=clauses("C104 C105 C106 C107 C108"),
    ),
)
