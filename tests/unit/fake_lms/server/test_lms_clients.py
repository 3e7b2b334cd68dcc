from __future__ import annotations

from datetime import timedelta

from lms_world import START, Clock, World

from fake_lms.platform import Platform


def test_a_secret_never_shows(world: World) -> None:
    client = world.ordinary
    token = world.platform.clients.issue(client.client_id, client.client_secret)
    assert token is not None
    for text in (repr(client), str(token), repr(token)):
        assert client.client_secret not in text
        assert token.value not in text


def test_only_the_right_pair_gets_a_token(world: World) -> None:
    clients = world.platform.clients
    assert clients.issue(world.ordinary.client_id, world.in_house.client_secret) is None
    assert clients.issue("nobody", world.ordinary.client_secret) is None
    assert clients.issue(world.ordinary.client_id, "é") is None


def test_a_token_is_good_for_one_hour_and_not_a_moment_longer(world: World, clock: Clock) -> None:
    clients = world.platform.clients
    token = clients.issue(world.in_house.client_id, world.in_house.client_secret)
    assert token is not None
    clock.pass_time(seconds=3599.999)
    assert clients.authenticate(token.value) == world.in_house
    clock.pass_time(milliseconds=1)
    assert clients.authenticate(token.value) is None
    assert clients.authenticate("nothing") is None


def test_the_first_end_of_a_token_is_due_next(world: World, clock: Clock) -> None:
    platform: Platform = world.platform
    assert platform.next_due() is None
    platform.clients.issue(world.in_house.client_id, world.in_house.client_secret)
    clock.pass_time(minutes=10)
    platform.clients.issue(world.ordinary.client_id, world.ordinary.client_secret)
    assert platform.next_due() == START + timedelta(hours=1)
    clock.pass_time(minutes=50)
    assert platform.next_due() == START + timedelta(hours=1, minutes=10)
    clock.pass_time(minutes=10)
    assert platform.next_due() is None


def test_the_same_seed_draws_the_same_secrets() -> None:
    assert World().in_house == World().in_house
