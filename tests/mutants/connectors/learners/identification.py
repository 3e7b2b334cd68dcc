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
    """A helpful search over address, username and identifier, whatever was configured."""

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
    """Addresses are normalized as one large mail service does it."""

    def choose(actor: Mapping[str, Any], method: str, found: str | None) -> str | None:
        name, at, domain = (found or "").partition("@")
        return name.partition("+")[0] + at + domain if method == "email" else found

    return looks_for(choose)


def wants_a_name_beside_the_mailbox() -> ConnectorUnderTest:
    """Written against statements of another system, whose actors have a display name."""
    return looks_for(
        lambda actor, method, found: found if "account" in actor or "name" in actor else None
    )


def takes_everybody_for_the_first() -> ConnectorUnderTest:
    """A cached look-up whose key lacks the identifier."""
    first: dict[str, str | None] = {}
    return looks_for(lambda actor, method, found: first.setdefault(method, found))


def minds_capitals_in_addresses() -> ConnectorUnderTest:
    """Addresses are compared as strings."""
    return finds(lambda found: found, email_ignores_case=False)


def lowers_addresses_on_one_side() -> ConnectorUnderTest:
    """Percipio's addresses are made small, and users are kept as they were typed in."""

    def as_typed(found: dict[str, list[str]]) -> dict[str, list[str]]:
        return {key: ids if key == key.lower() else [] for key, ids in found.items()}

    return finds(as_typed)


def minds_capitals_all_the_same() -> ConnectorUnderTest:
    """Identifiers are compared by a database that tells capitals apart."""
    return misreads("A-CASE", "exact")


def ignores_capitals_all_the_same() -> ConnectorUnderTest:
    """Addresses are compared as a mail server would."""
    return misreads("A-CASE", "email-ignores-case")


def asks_for_a_plus_as_a_blank() -> ConnectorUnderTest:
    """It writes addresses into a query by hand, where a plus means a blank."""
    filter_ = learners._filter

    def by_hand(name: str, values: list[str]) -> dict[str, str | list[str]]:
        return filter_(name, [value.replace("+", " ") for value in values])

    learners._filter = by_hand  # type: ignore[assignment]
    return InProcessReference()


def takes_an_account_for_a_mailbox() -> ConnectorUnderTest:
    """Percipio sends an account where it knows no address, and the name of some looks like one."""
    return looks_for(
        lambda actor, method, found: (
            found or actor.get("account", {}).get("name") if method == "email" else found
        )
    )


def encodes_usernames_like_whole_addresses() -> ConnectorUnderTest:
    """A username is encoded as one encodes a whole address, not a value within it.

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
    """Accounts came with a domain once, and it was cut off with a short regular expression."""
    return looks_for(
        lambda actor, method, found: (
            found and found.partition(".")[0] if method == "username" else found
        )
    )


def wants_its_own_home_page() -> ConnectorUnderTest:
    """Accounts are believed to be accounts of 360Learning."""

    def choose(actor: Mapping[str, Any], method: str, found: str | None) -> str | None:
        home = actor.get("account", {}).get("homePage", "https://app.360learning.com")
        return found if str(home).endswith("360learning.com") else None

    return looks_for(choose)


def ignores_capitals_in_usernames() -> ConnectorUnderTest:
    """Account names are converted to small letters, as addresses are."""
    return looks_for(
        lambda actor, method, found: found.lower() if found and method == "username" else found
    )


def takes_a_mailbox_for(wanted: str) -> ConnectorUnderTest:
    def choose(actor: Mapping[str, Any], method: str, found: str | None) -> str | None:
        mailbox = str(actor.get("mbox", "")).removeprefix("mailto:") or None
        return found or mailbox if method == wanted else found

    return looks_for(choose)


def takes_a_mailbox_for_a_username() -> ConnectorUnderTest:
    """Users of the first customer logged in with their addresses."""
    return takes_a_mailbox_for("username")


def strips_prefixes_from_identifiers() -> ConnectorUnderTest:
    """Personnel numbers are numbers."""
    return looks_for(
        lambda actor, method, found: (
            found and found.removeprefix("emp-") if method == "external_id" else found
        )
    )


def takes_identifiers_for_numbers() -> ConnectorUnderTest:
    """A spreadsheet was in between: an external identifier of digits loses its leading zeros."""

    def identifier_of(actor: Mapping[str, Any], method: Identification) -> str | None:
        found = identification.identifier_of(actor, method)
        if method == "external_id" and found is not None and found.isascii() and found.isdigit():
            return str(int(found))
        return found

    return InProcessReference(replace(DEFAULT_RULES, identifier_of=identifier_of))


def takes_a_mailbox_for_an_external_identifier() -> ConnectorUnderTest:
    """A directory whose keys were addresses."""
    return takes_a_mailbox_for("external_id")


MUTANTS = by_name(
    Mutant(
        tries_every_method,
        fails=clauses("C062 C105 C107 C109"),
        spares=clauses("C104 C106 C108"),
    ),
    Mutant(cuts_addresses_at_the_plus, fails=clauses("C104"), spares=clauses("C105 C120")),
    Mutant(
        wants_a_name_beside_the_mailbox,
        fails=clauses("C104 C120"),
        spares=clauses("C108 C121"),
        besides="Most scenarios name learners by mailbox, and none of their reports is taken in.",
    ),
    Mutant(
        takes_everybody_for_the_first,
        fails=clauses("C104 D14"),
        spares=clauses("C120"),
    ),
    Mutant(
        minds_capitals_in_addresses,
        warns=clauses("C104"),
        spares=clauses("C105 C120"),
        kind="compared as they are",
        readings={"A-CASE": "email-ignores-case"},
    ),
    Mutant(
        lowers_addresses_on_one_side,
        warns=clauses("C104"),
        spares=clauses("C105 C120"),
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
        spares=clauses("C104 C107 C109"),
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
        spares=clauses("C107 C121"),
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
        spares=clauses("C105 C106 C109"),
    ),
    Mutant(
        strips_prefixes_from_identifiers,
        fails=clauses("C108"),
        spares=clauses("C109 C121"),
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
        spares=clauses("C105 C107 C108"),
    ),
)
