"""Faulty worlds: a Percipio whose catalog does not answer as the real one does."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from fake_percipio.catalog import catalog_content, content_types, items, paging
from fake_percipio.catalog.catalog import Catalog, EncodedItem
from fake_percipio.catalog.faults import FaultScript
from fake_percipio.catalog.paging import PageQuery, PageRequest
from fake_percipio.catalog.paging_snapshot import PagingSnapshot, PagingSnapshots
from fake_percipio.catalog.rate_limit import SlidingWindow
from fake_percipio.catalog.responses import refusal
from fake_percipio.catalog.service_tokens import ServiceTokens
from fake_percipio.core import wire_time
from worlds.world_mutant import WorldMutants, constant, everywhere, method

_OPENAPI = "Percipio, OpenAPI description of the content discovery service"
_SAMPLES = "real answers of catalog-content"

WORLDS = WorldMutants()


@WORLDS(
    "percipio_paging percipio_app",
    fact="Since April 2025 an offset without a pagingRequestId answers the first page again.",
    source=f"{_OPENAPI}, offset",
)
def pages_by_the_offset_alone() -> None:
    """An offset pages, with a pagingRequestId or without."""
    original = paging.interpret
    everywhere(original, lambda query, *, legacy: original(query, legacy=True))


@WORLDS(
    "percipio_app percipio_paging",
    fact="All pages of one pagingRequestId come from the catalog as it was at the first.",
    source=f"{_OPENAPI}, pagingRequestId",
)
def takes_every_page_from_the_catalog_of_the_moment() -> None:
    """The pagingRequestId is taken and not looked at."""

    def interpret(query: PageQuery, *, legacy: bool) -> PageRequest:
        return PageRequest(query.offset, query.max, None, query.updated_since)

    everywhere(paging.interpret, interpret)


@WORLDS(
    "percipio_app",
    fact="x-total-count is the number of items of the whole dataset.",
    source=f"{_SAMPLES}, headers",
)
def counts_the_page_instead_of_the_whole() -> None:
    """x-total-count says how many items can be on this page."""
    original = paging.headers

    def headers(
        organization_id: str, known: str, total: int, asked: PageRequest, switches: Any
    ) -> dict[str, str]:
        sent = original(organization_id, known, total, asked, switches)
        if "x-total-count" in sent:
            sent["x-total-count"] = str(min(total, asked.max))
        return sent

    everywhere(original, headers)


@WORLDS(
    "percipio_paging",
    fact="The last page is the last one with an item on it.",
    source=f"{_SAMPLES}, headers",
)
def links_to_an_empty_last_page() -> None:
    """Where the items fill the pages exactly, one page more is linked to."""
    original = paging.link_header
    everywhere(
        original,
        lambda organization_id, known, total, asked: original(
            organization_id, known, total + 1, asked
        ),
    )


@WORLDS(
    "percipio_paging percipio_app",
    fact="A page holds 1,000 items at most; to ask for more is an error.",
    source=f"{_OPENAPI}, max",
)
def serves_pages_of_any_size() -> None:
    """``max`` may be ten thousand."""
    constant(paging, "MAXIMUM", 10_000)


@WORLDS(
    "percipio_app",
    fact="A page holds ``max`` items at most.",
    source=f"{_OPENAPI}, max",
)
def serves_one_item_too_many() -> None:
    """Every page but the last overlaps with the next by an item."""
    method(
        PagingSnapshot,
        "page",
        lambda original: lambda self, offset, size: original(self, offset, size + 1),
    )


@WORLDS(
    "percipio_app",
    fact="A paging request id that was never given out, or has been given up, is refused.",
    source=f"{_OPENAPI}, pagingRequestId",
)
def knows_every_paging_request_id() -> None:
    """An unknown paging request id walks through an empty dataset."""
    method(
        PagingSnapshots,
        "get",
        lambda original: lambda self, key: original(self, key) or PagingSnapshot(()),
    )


@WORLDS(
    "percipio_app",
    fact="updatedSince leaves out what has not changed since then.",
    source=f"{_OPENAPI}, updatedSince",
)
def ignores_updated_since() -> None:
    """Everything is returned, changed or not."""
    method(Catalog, "snapshot", lambda original: lambda self, updated_since=None: original(self))


@WORLDS(
    "percipio_catalog",
    fact="Items that the organization has gained access to count as changed, however old they are.",
    source=f"{_OPENAPI}, updatedSince",
)
def counts_only_changes_of_the_content_itself() -> None:
    """updatedSince looks at lastUpdatedDate alone."""

    def changed_at(self: Catalog, item: EncodedItem, now: datetime) -> datetime:
        assert item.updated is not None
        return item.updated

    method(Catalog, "_changed_at", lambda _: changed_at)


@WORLDS(
    "percipio_catalog",
    fact="A retired item is still returned, with the status INACTIVE.",
    source=f"{_OPENAPI}, lifecycle.status",
)
def hides_what_is_retired() -> None:
    """A retired item is gone from the answers."""
    method(Catalog, "retire", lambda _: Catalog.remove)


@WORLDS(
    "percipio_limits",
    fact="A service account may send 100 requests in 20 seconds.",
    source="Percipio API documentation, rate limits",
)
def lets_any_number_of_requests_pass() -> None:
    """Nobody is ever asked to slow down."""
    method(SlidingWindow, "admit", lambda _: lambda self, key: True)


@WORLDS(
    "percipio_app percipio_app",
    fact="Whoever may not read is answered 401.",
    source=f"{_OPENAPI}, responses",
)
def forbids_strangers() -> None:
    """A bad token is answered 403."""
    constant(catalog_content, "_UNAUTHORIZED", refusal(403, "forbidden", "Not allowed."))


@WORLDS(
    "percipio_service_tokens",
    fact="A token is good until the instant that its claim exp names.",
    source="RFC 7519, 4.1.4",
)
def takes_a_token_after_its_end() -> None:
    """A token is good for ever."""
    method(ServiceTokens, "accepts", lambda _: lambda self, token: token in self._tokens)


@WORLDS(
    "percipio_app percipio_service_tokens",
    fact="A token opens the catalog of its own organization and of no other.",
    source=f"{_OPENAPI}, orgId",
)
def takes_the_token_of_anybody() -> None:
    """Any bearer token at all is welcome."""
    method(ServiceTokens, "accepts", lambda _: lambda self, token: True)


@WORLDS(
    "percipio_app",
    fact="An answer 429 or 503 may say in Retry-After when to come back.",
    source="RFC 9110, 10.2.3",
)
def never_says_when_to_come_back() -> None:
    """Retry-After is left out."""
    everywhere(catalog_content._retry_after, lambda seconds: {})


@WORLDS(
    "percipio_faults",
    fact="A server that failed for a while recovers.",
    source="RFC 9110, 15.6.4",
)
def fails_for_ever() -> None:
    """A scripted fault is never used up."""

    def meet(self: FaultScript, asked: PageRequest) -> Any:
        met = [entry for entry in self._entries if entry.meets(asked)]
        return met[0].fault if met else None

    method(FaultScript, "meet", lambda _: meet)


@WORLDS(
    "percipio_items",
    fact="Fields without a value are there, and null.",
    source=_SAMPLES,
)
def leaves_out_fields_without_a_value() -> None:
    """What is null is not sent."""
    original = items.item

    def item(*words: Any, **named: Any) -> dict[str, Any]:
        return {key: value for key, value in original(*words, **named).items() if value is not None}

    everywhere(original, item)


@WORLDS(
    "percipio_items",
    fact="Locales are written like en-US.",
    source=_SAMPLES,
)
def writes_locales_with_an_underscore() -> None:
    """Locales are written like en_US."""
    original = items.item

    def item(*words: Any, **named: Any) -> dict[str, Any]:
        built = original(*words, **named)
        built["localeCodes"] = [each.replace("-", "_") for each in built["localeCodes"]]
        return built

    everywhere(original, item)


@WORLDS(
    "percipio_items",
    fact="A skill benchmark has the type ASSESSMENT; only its label tells it from others.",
    source=_SAMPLES,
)
def types_benchmarks_as_benchmarks() -> None:
    """There is a type BENCHMARK."""
    original = content_types.content_type

    def content_type(kind: str) -> Any:
        row = original(kind)
        return replace(row, percipio_type="BENCHMARK") if kind == "benchmark" else row

    everywhere(original, content_type)


@WORLDS(
    "percipio_wire_time",
    fact="Dates of a catalog item are written in whole seconds.",
    source=_SAMPLES,
)
def writes_catalog_dates_with_milliseconds() -> None:
    """Dates of an item have milliseconds, like those of a statement."""
    everywhere(wire_time.catalog_instant, wire_time.statement_instant)
