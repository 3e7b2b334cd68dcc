"""The connector stops and starts; so do its neighbours."""

from __future__ import annotations

from pytest_bdd import given

from harness.world import World


@given("the connector is down")
def down(world: World) -> None:
    world.stop_connector()


@given("the connector is up again")
def up(world: World) -> None:
    world.start_connector()


@given("the connector is restarted")
def restarted(world: World) -> None:
    world.stop_connector()
    world.start_connector()


@given("360Learning is out of order")
def lms_fails(world: World) -> None:
    world.break_360learning()


@given("360Learning works again")
def lms_works(world: World) -> None:
    world.mend_360learning()
