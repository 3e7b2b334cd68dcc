"""Integrations of several groups in one world, also with the Percipio of one customer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from searches import world_of_reference

from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.world.further_integrations import Customer, Group

DAY = timedelta(days=1)


@pytest.mark.parametrize("customer", ["Globex", "Initech"])
def test_two_groups_can_have_the_percipio_of_one_customer(customer: Customer) -> None:
    with world_of_reference() as world:
        world.add_integration("Sales", customer)
        world.add_integration("Legal", customer)
        sales, legal = world.further_integration("Sales"), world.further_integration("Legal")
        sales.percipio.catalog.offer("Budgeting")
        # A step about Legal knows the titles of the customer, who is the same.
        assert legal.percipio.catalog.titles == ["Budgeting"]
        assert sales.personas.acme is legal.personas.acme
        assert sales.personas.integration != legal.personas.integration
        assert set(sales.personas.acme.learners) >= {"Ada", "Grace", "Alan"}


def test_customers_have_catalogs_of_their_own() -> None:
    with world_of_reference() as world:
        wanted: tuple[tuple[Group, Customer], ...] = (("Sales", "Globex"), ("Legal", "Initech"))
        for group, customer in wanted:
            world.add_integration(group, customer)
            world.further_integration(group).percipio.catalog.offer(f"For {customer}")
        assert world.percipio.catalog.titles == []
        assert world.percipio.other_catalog.titles == ["For Globex"]
        assert world.further_integration("Legal").percipio.catalog.titles == ["For Initech"]


def test_a_group_without_an_integration_is_a_mistake_in_the_feature() -> None:
    with world_of_reference() as world, pytest.raises(FeatureMistake, match="Legal has no"):
        world.further_integration("Legal")


def test_numbered_courses_are_told_from_others() -> None:
    with world_of_reference() as world:
        world.percipio.catalog.offer_numbered(3)
        world.percipio.catalog.offer("Course design")
        assert world.lms.setup.submit() is None
        world.advance_by(2 * DAY)
        assert len(world.lms.courses.shown()) == 4
        assert world.lms.courses.numbered_shown() == 3
