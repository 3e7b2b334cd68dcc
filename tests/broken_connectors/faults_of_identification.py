"""Broken connectors that take a learner for somebody else, or for nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.app.integration import Integration
from reference_impl.jobs import statement_delivery
from reference_impl.lms import learners
from reference_impl.rules.config import Parameters
from reference_impl.rules.identification import identifier_of
from reference_impl.rules_table import REFERENCE


def looks_for(choose: Callable[[Mapping[str, Any], str, str | None], str | None]) -> Subject:
    """``choose`` is given the actor, the method and what the reference would look for."""

    def chosen(actor: Mapping[str, Any], method: Any) -> str | None:
        return choose(actor, method, identifier_of(actor, method))

    return InProcessReference(replace(REFERENCE, identifier_of=chosen))


KNOWN = ("ada@acme.example", "grace@acme.example", "alan@acme.example")


def gives_strays_to_the_administrator() -> Subject:
    """Somebody should look after results that belong to nobody."""
    return looks_for(
        lambda actor, method, found: (
            "carol@acme.example"
            if method == "email" and found and found.endswith("@elsewhere.example")
            else found
        )
    )


def takes_an_account_for_a_mailbox() -> Subject:
    """Percipio sends an account where it knows no address, and the name of some looks like one."""
    return looks_for(
        lambda actor, method, found: (
            found or actor.get("account", {}).get("name") if method == "email" else found
        )
    )


def takes_a_mailbox_for(wanted: str) -> Subject:
    def choose(actor: Mapping[str, Any], method: str, found: str | None) -> str | None:
        mailbox = str(actor.get("mbox", "")).removeprefix("mailto:") or None
        return found or mailbox if method == wanted else found

    return looks_for(choose)


def takes_a_mailbox_for_a_username() -> Subject:
    """Users of the first customer logged in with their addresses."""
    return takes_a_mailbox_for("username")


def takes_a_mailbox_for_an_external_identifier() -> Subject:
    """A directory whose keys were addresses."""
    return takes_a_mailbox_for("external_id")


def cuts_addresses_at_the_plus() -> Subject:
    """Addresses are normalized as one large mail service does it."""

    def choose(actor: Mapping[str, Any], method: str, found: str | None) -> str | None:
        name, at, domain = (found or "").partition("@")
        return name.partition("+")[0] + at + domain if method == "email" else found

    return looks_for(choose)


def cuts_usernames_at_the_dot() -> Subject:
    """Accounts came with a domain once, and it was cut off with a short regular expression."""
    return looks_for(
        lambda actor, method, found: (
            found and found.partition(".")[0] if method == "username" else found
        )
    )


def strips_prefixes_from_identifiers() -> Subject:
    """Personnel numbers are numbers."""
    return looks_for(
        lambda actor, method, found: (
            found and found.removeprefix("emp-") if method == "external_id" else found
        )
    )


def wants_a_name_beside_the_mailbox() -> Subject:
    """Written against statements of another system, whose actors have a display name."""
    return looks_for(
        lambda actor, method, found: found if "account" in actor or "name" in actor else None
    )


def wants_its_own_home_page() -> Subject:
    """Accounts are believed to be accounts of 360Learning."""

    def choose(actor: Mapping[str, Any], method: str, found: str | None) -> str | None:
        home = actor.get("account", {}).get("homePage", "https://app.360learning.com")
        return found if str(home).endswith("360learning.com") else None

    return looks_for(choose)


def knows_the_addresses_of_the_first_day() -> Subject:
    """A directory of users is read when the connector starts, and never again."""
    return looks_for(
        lambda actor, method, found: found if method != "email" or found in KNOWN else None
    )


def takes_everybody_for_the_first() -> Subject:
    """A cached look-up whose key lacks the identifier."""
    first: dict[str, str | None] = {}
    return looks_for(lambda actor, method, found: first.setdefault(method, found))


# Who is found


find_learners = statement_delivery.find_learners


def finds(change: Callable[[dict[str, list[str]]], dict[str, list[str]]], **forced: Any) -> Subject:
    async def found(lms: Any, method: Any, identifiers: Any, **more: Any) -> dict[str, list[str]]:
        return change(await find_learners(lms, method, identifiers, **more | forced))

    statement_delivery.find_learners = found
    return InProcessReference()


def takes_the_first_of_several() -> Subject:
    """The search answers with a list, and ``users[0]`` is taken."""
    return finds(lambda found: {key: ids[:1] for key, ids in found.items()})


def minds_capitals_in_addresses() -> Subject:
    """Addresses are compared as strings."""
    return finds(lambda found: found, email_ignores_case=False)


def tries_every_method() -> Subject:
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

    return InProcessReference(replace(REFERENCE, identifier_of=anything))


def passes_over_the_invited() -> Subject:
    """Whoever has not logged in yet is taken for nobody."""
    learners.PRESENT = ("active",)
    return InProcessReference()


def starts_over_with_new_credentials() -> Subject:
    """Setup that writes the whole configuration anew, the page behind the tab included."""
    submit = Integration.submit

    def submit_and_forget(self: Integration, parameters: Parameters) -> None:
        self.change_settings({"learner_identification": "email"})
        submit(self, parameters)

    Integration.submit = submit_and_forget  # type: ignore[method-assign]
    return InProcessReference()


FAULTS = named(
    Fault(starts_over_with_new_credentials, fails=clauses("C102"), spares=clauses("C103 C104")),
    Fault(
        gives_strays_to_the_administrator,
        fails=clauses("C061"),
        spares=clauses("C104 C105"),
    ),
    Fault(
        takes_an_account_for_a_mailbox,
        fails=clauses("C105"),
        spares=clauses("C104 C107 C109"),
    ),
    Fault(
        takes_a_mailbox_for_a_username,
        fails=clauses("C107"),
        spares=clauses("C105 C106 C109"),
    ),
    Fault(
        takes_a_mailbox_for_an_external_identifier,
        fails=clauses("C109"),
        spares=clauses("C105 C107 C108"),
    ),
    Fault(cuts_addresses_at_the_plus, fails=clauses("C104"), spares=clauses("C105 C120")),
    Fault(
        cuts_usernames_at_the_dot,
        fails=clauses("C106"),
        spares=clauses("C107 C121"),
        collateral={
            "C102": "The method that is kept there is the username, and Ada's has a dot.",
            "C103": "The method that is chosen there is the username, and Ada's has a dot.",
        },
    ),
    Fault(
        strips_prefixes_from_identifiers,
        fails=clauses("C108"),
        spares=clauses("C109 C121"),
    ),
    Fault(
        wants_a_name_beside_the_mailbox,
        fails=clauses("C104 C120"),
        spares=clauses("C108 C121"),
        besides="Most scenarios name learners by mailbox, and none of their reports is taken in.",
    ),
    Fault(
        wants_its_own_home_page,
        fails=clauses("C106 C108 C121"),
        spares=clauses("C104 C120"),
    ),
    Fault(
        knows_the_addresses_of_the_first_day,
        fails=clauses("D09"),
        spares=clauses("C105 D10 D14"),
    ),
    Fault(
        takes_everybody_for_the_first,
        fails=clauses("C104 D14"),
        spares=clauses("C120"),
    ),
    Fault(
        takes_the_first_of_several,
        fails=clauses("C110 C111"),
        spares=clauses("C108 D14"),
        kind="the first of a list",
    ),
    Fault(
        minds_capitals_in_addresses,
        warns=clauses("C104"),
        spares=clauses("C105 C120"),
        kind="compared as they are",
        readings={"A-CASE": "email-ignores-case"},
    ),
    Fault(
        tries_every_method,
        fails=clauses("C062 C105 C107 C109"),
        spares=clauses("C104 C106 C108"),
    ),
    Fault(
        passes_over_the_invited,
        fails=clauses("D10"),
        warns=clauses("C110"),
        spares=clauses("C108 C111 D09"),
    ),
)
