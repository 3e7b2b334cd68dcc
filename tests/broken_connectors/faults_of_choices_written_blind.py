"""Faults of choices, written from the sentences of the clauses before any scenario was read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b
from itertools import count
from typing import Any
from urllib.parse import quote
from weakref import WeakKeyDictionary

import msgspec
from bad_habits import with_courses
from fault import Fault, clauses, named

from percipio_conformance.connectors.under_test import InProcessReference, Subject
from reference_impl.app.integration import SETTINGS, Integration
from reference_impl.jobs import statement_delivery
from reference_impl.jobs.catalog_sync import CatalogueRun
from reference_impl.lms import learners
from reference_impl.lms.client import Lms
from reference_impl.lms.learners import PRESENT, User, find_learners
from reference_impl.rules import course_mapping
from reference_impl.rules.candidate_course import Candidate
from reference_impl.rules.categories import Category
from reference_impl.rules.course_decision import Known
from reference_impl.rules.course_mapping import Mapped, Unusable
from reference_impl.rules.items import Item
from reference_impl.rules.settings import Identification, Settings
from reference_impl.rules_table import REFERENCE
from reference_impl.store.store import Store
from reference_impl.store.tokens import Tokens

_LANGUAGES_ON_OFFER = "languages on offer"


def remembers_account_names_across_methods() -> Subject:
    """Both account methods share one memory of who an account name stands for.

    Whoever was found by username is still found by that name under the external identifier
    method. Its makers keyed the cache by what the statement says and forgot the setting.
    """
    memory: WeakKeyDictionary[Lms, dict[str, list[str]]] = WeakKeyDictionary()

    async def find(
        lms: Lms, method: Identification, identifiers: Iterable[str], *, email_ignores_case: bool
    ) -> dict[str, list[str]]:
        known = memory.setdefault(lms, {}) if method != "email" else {}
        asked = dict.fromkeys(identifiers)
        found = {
            each: known[each]
            for each in asked
            if each in known and await learners._is_present(lms, known[each][0])
        }
        unknown = [each for each in asked if each not in found]
        found |= await find_learners(lms, method, unknown, email_ignores_case=email_ignores_case)
        known.update({each: ids for each, ids in found.items() if len(ids) == 1})
        return found

    statement_delivery.find_learners = find  # type: ignore[attr-defined]
    return InProcessReference()


def keeps_what_it_mapped_before() -> Subject:
    """Items in several languages, dear to map, are mapped again only when they have changed.

    The tags box is no part of the memory's key, so these courses keep their tags when it is
    cleared.
    """
    begin = CatalogueRun.__init__
    memory: WeakKeyDictionary[Store, dict[bytes, Mapped | Unusable]] = WeakKeyDictionary()

    def begin_with_memory(self: CatalogueRun, **given: Any) -> None:
        begin(self, **given)
        known = memory.setdefault(self._store, {})
        to_course = self._parts.to_course

        def remembered(
            item: Item, category: Category, external_id: str, options: course_mapping.Options
        ) -> Mapped | Unusable:
            if len(item.metadata()) < 2:
                return to_course(item, category, external_id, options)
            key = msgspec.json.encode((item, category, external_id, options.translations))
            digest = blake2b(key, digest_size=16).digest()
            if digest not in known:
                known[digest] = to_course(item, category, external_id, options)
            return known[digest]

        self._parts = replace(self._parts, to_course=remembered)

    CatalogueRun.__init__ = begin_with_memory  # type: ignore[method-assign]
    return InProcessReference()


def takes_up_only_who_has_a_sender() -> Subject:
    """After a restart it has daily runs only for integrations that were asked for a token once.

    What is to be taken up again is read by an inner join with the tokens of the webhook, and who
    never set up statistics has none.
    """
    resume = Integration.resume

    def resume_with_a_sender(self: Integration) -> None:
        if self._setup.state != "active" or self._store.tokens():
            resume(self)
            return
        self._end_broken_run()
        self._delivery.kick()
        self._work.resume()

    Integration.resume = resume_with_a_sender  # type: ignore[method-assign]
    return InProcessReference()


def encodes_usernames_like_whole_addresses() -> Subject:
    """A username is encoded as one encodes a whole address, not a value within it.

    Plus signs, ampersands and hashes stay as they are, and 360Learning reads something else.
    """

    async def by_username(lms: Lms, usernames: Sequence[str]) -> dict[str, list[str]]:
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


def remembers_verified_secrets_alone() -> Subject:
    """A secret that was found right once is not checked again, and neither is the ID beside it.

    Secrets are kept as slow hashes, so the outcome is cached, by the secret and nothing else.
    """
    issue = Tokens.issue
    verified: WeakKeyDictionary[Tokens, set[str]] = WeakKeyDictionary()

    def issue_from_memory(self: Tokens, client_id: str, client_secret: str) -> str | None:
        known = verified.setdefault(self, set())
        if client_secret in known:
            return issue(self, self._credentials.client_id, client_secret)
        token = issue(self, client_id, client_secret)
        if token is not None:
            known.add(client_secret)
        return token

    Tokens.issue = issue_from_memory  # type: ignore[method-assign]
    return InProcessReference()


def takes_no_filter_for_the_languages_of_the_first_day() -> Subject:
    """Without a filter all languages are ticked, namely all that the first run has seen.

    What Percipio offers later in a further language stays out, since nobody has ticked that.
    """
    complete, is_wanted = CatalogueRun.complete, CatalogueRun._is_wanted
    ticked: WeakKeyDictionary[CatalogueRun, set[str] | None] = WeakKeyDictionary()
    seen: WeakKeyDictionary[CatalogueRun, set[str]] = WeakKeyDictionary()

    async def complete_and_list(self: CatalogueRun) -> None:
        ticked[self] = offered = self._store.fact(_LANGUAGES_ON_OFFER, set[str])
        seen[self] = set()
        await complete(self)
        if offered is None and seen[self] and not self._record.faults:
            self._store.remember(_LANGUAGES_ON_OFFER, sorted(seen[self]))

    def is_ticked(
        self: CatalogueRun, each: Candidate, course: Known | None, settings: Settings
    ) -> bool:
        seen[self].update(each.locales)
        offered = ticked[self]
        if course is None and not settings.languages and offered is not None and each.locales:
            return not offered.isdisjoint(each.locales) and is_wanted(self, each, course, settings)
        return is_wanted(self, each, course, settings)

    CatalogueRun.complete = complete_and_list  # type: ignore[method-assign]
    CatalogueRun._is_wanted = is_ticked  # type: ignore[method-assign]
    return InProcessReference()


def takes_one_variant_of_a_language() -> Subject:
    """Of the chosen languages only the last variant of each counts, such as en-GB beside en-US.

    The choice is kept in a table by the language without its region.
    """

    def lets_through(settings: Settings, category: str, locales: Sequence[str]) -> bool:
        chosen = {each.partition("-")[0].lower(): each for each in settings.languages}
        kept = replace(settings, languages=tuple(chosen.values()))
        return REFERENCE.lets_through(kept, category, locales)

    return InProcessReference(replace(REFERENCE, lets_through=lets_through))


def looks_again_only_at_added_languages() -> Subject:
    """What a filter left out is looked at again only when its language is added to the filter.

    Taking the last language out adds none, so what was left out before stays out.
    """
    is_wanted, change = CatalogueRun._is_wanted, Integration.change_settings
    left_out: WeakKeyDictionary[Store, dict[str, tuple[str, ...]]] = WeakKeyDictionary()

    def is_wanted_now(
        self: CatalogueRun, each: Candidate, course: Known | None, settings: Settings
    ) -> bool:
        noted = left_out.setdefault(self._store, {})
        if course is None and each.content.content_id in noted:
            return False
        wanted = is_wanted(self, each, course, settings)
        if course is None and not wanted:
            noted[each.content.content_id] = each.locales
        return wanted

    def change_and_look_again(self: Integration, message: dict[str, Any]) -> Settings:
        before = self._settings
        after = change(self, message)
        added = set(after.languages) - set(before.languages)
        noted = left_out.setdefault(self._store, {})
        for content_id, locales in list(noted.items()):
            if after.content_types != before.content_types or not added.isdisjoint(locales):
                del noted[content_id]
        return after

    CatalogueRun._is_wanted = is_wanted_now  # type: ignore[method-assign]
    Integration.change_settings = change_and_look_again  # type: ignore[method-assign]
    return InProcessReference()


def never_stores_an_empty_choice_of_kinds() -> Subject:
    """The stored kinds are overwritten only by some others, as COALESCE does it in an UPDATE.

    Deselecting the last kind works until the next restart, which brings that kind's filter back.
    """

    def keep(self: Integration, settings: Settings) -> None:
        self._settings = settings
        stored = self._store.fact(SETTINGS, Settings) or Settings()
        kinds = settings.content_types or stored.content_types
        self._store.remember(SETTINGS, replace(settings, content_types=kinds))

    Integration._keep_settings = keep  # type: ignore[method-assign]
    return InProcessReference()


def writes_what_has_a_warning_every_day() -> Subject:
    """What could not be taken over whole is said in the description, together with the number of
    the try, and so the course is another one every day.
    """
    turns = count(1)

    def with_a_count(_: Item, mapped: Mapped) -> Mapped:
        if not mapped.notes:
            return mapped
        text = f"<p>Not taken over whole, try {next(turns)}.</p>"
        return replace(mapped, course=msgspec.structs.replace(mapped.course, description=text))

    return with_courses(with_a_count)


FAULTS = named(
    Fault(
        remembers_account_names_across_methods,
        fails=clauses("C103"),
        kind="remembers across methods",
    ),
    Fault(
        keeps_what_it_mapped_before,
        fails=clauses("C092"),
        kind="several languages",
        condition="on the second day",
    ),
    Fault(
        takes_up_only_who_has_a_sender,
        fails=clauses("C099"),
        kind="inner join",
        condition="after a restart",
    ),
    Fault(
        encodes_usernames_like_whole_addresses,
        fails=clauses("C106"),
        kind="encoding",
    ),
    Fault(
        remembers_verified_secrets_alone,
        fails=clauses("C118"),
        kind="second request",
    ),
    Fault(
        takes_no_filter_for_the_languages_of_the_first_day,
        fails=clauses("C131"),
        kind="later language",
        condition="on the second day",
    ),
    Fault(
        takes_one_variant_of_a_language,
        fails=clauses("C139"),
        kind="regional variants",
    ),
    Fault(
        looks_again_only_at_added_languages,
        fails=clauses("C145"),
        kind="left out before",
        condition="on the second day",
    ),
    Fault(
        never_stores_an_empty_choice_of_kinds,
        fails=clauses("C148"),
        kind="empty choice",
        condition="after a restart",
    ),
    Fault(
        writes_what_has_a_warning_every_day,
        warns=clauses("D04"),
        kind="item with a warning",
        condition="on the second day",
    ),
)
