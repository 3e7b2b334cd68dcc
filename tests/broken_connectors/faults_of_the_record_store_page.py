"""Not the connector but Percipio's page is broken: the suite must blame the world."""

from __future__ import annotations

from fault import Fault, clauses, named

from fake_percipio.xapi.lrs_configuration import LrsConfiguration
from fake_percipio.xapi.lrs_page import LrsForm, LrsPage
from percipio_conformance.connectors.under_test import InProcessReference, Subject

save = LrsPage.save


def is_told_by_a_page_that_never_tests() -> Subject:
    """Percipio's page saves whatever is entered: the suite must notice that its Percipio is odd."""

    async def saved(self: LrsPage, form: LrsForm) -> LrsConfiguration:
        form.offers_bypass = True
        form.enter(bypass_connection_test=True)
        return await save(self, form)

    LrsPage.save = saved  # type: ignore[method-assign]
    return InProcessReference()


def is_told_by_a_page_that_always_tests() -> Subject:
    """Percipio's page overlooks the box: nothing can be saved for a receiver without a test."""

    async def saved(self: LrsPage, form: LrsForm) -> LrsConfiguration:
        if "record-store-nowhere" in form.values["url"]:
            form.values["bypass_connection_test"] = False
        return await save(self, form)

    LrsPage.save = saved  # type: ignore[method-assign]
    return InProcessReference()


FAULTS = named(
    Fault(
        is_told_by_a_page_that_never_tests,
        breaks=clauses("C114"),
        spares=clauses("C128 C130"),
    ),
    Fault(
        is_told_by_a_page_that_always_tests,
        breaks=clauses("C114 C128"),
        spares=clauses("C130"),
    ),
)
