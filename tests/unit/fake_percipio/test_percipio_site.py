import asyncio
from datetime import timedelta

import pytest

from fake_percipio.site import Percipio

ORG = "99999999-9999-4999-8999-999999999999"


def test_organization_ids_are_checked(percipio: Percipio) -> None:
    percipio.add_organization(ORG)
    with pytest.raises(ValueError, match="already"):
        percipio.add_organization(ORG)
    for wrong in ("acme", ORG.upper().replace("9", "A"), ""):
        with pytest.raises(ValueError, match="UUID in lower case"):
            percipio.add_organization(wrong)


def test_learners_are_known_by_name(acme) -> None:
    ada = acme.add_learner("Ada", email="ada@example.com", user_id=None)
    assert acme.learners == {"Ada": ada}
    with pytest.raises(ValueError, match="called Ada already"):
        acme.add_learner("Ada", email=None, user_id=None)


def test_nothing_is_due_in_a_quiet_world(percipio, acme) -> None:
    assert percipio.next_due() is None
    assert percipio.held == 0
    asyncio.run(percipio.run_due())


def test_what_was_due_before_is_due_now(percipio, acme, clock) -> None:
    async def scenario() -> None:
        async def never() -> dict[str, str]:
            return await asyncio.Future()

        waiting = asyncio.ensure_future(percipio.holds.until(clock() + timedelta(seconds=5), never))
        await asyncio.sleep(0)
        clock.move(minutes=1)
        assert percipio.next_due() == clock()
        await percipio.run_due()
        assert await waiting

    asyncio.run(scenario())


def test_nothing_secret_shows(acme) -> None:
    token = acme.issue_token()
    assert token not in repr(acme)
    assert token not in repr(vars(acme))
