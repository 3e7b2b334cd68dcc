from __future__ import annotations

from dataclasses import replace

import pytest
from lms_world import World
from stub_backend import RIGHT, StubBackend

from fake_lms.core.errors import ForbiddenError, RefusedError, UnavailableError
from fake_lms.integration.backend import SetupForm
from fake_lms.integration.settings_page import MASK, PageView, SettingsPages


@pytest.fixture
def backend(world: World) -> StubBackend:
    world.platform.integrations.update(world.integration.id, active=False)
    made = StubBackend()
    world.platform.backend = made
    return made


async def test_a_setup_is_verified_and_ends_active(world: World, backend: StubBackend) -> None:
    assert await pages(world).set_up(*by_admin(world), RIGHT) is None
    shown = await look(world)
    assert (shown.status.state, shown.saved, shown.integration.active) == ("verifying", None, False)
    backend.accept()
    shown = await look(world)
    assert (shown.status.state, shown.integration.active) == ("active", True)
    assert shown.saved == SetupForm(**{**RIGHT, "bearer_token": MASK})


async def test_a_refused_setup_names_the_parameter_and_activates_nothing(
    world: World, backend: StubBackend
) -> None:
    await pages(world).set_up(*by_admin(world), RIGHT)
    backend.refuse("tenant_url")
    shown = await look(world)
    assert (shown.status.state, shown.status.parameter) == ("refused", "tenant_url")
    assert (shown.saved, shown.integration.active) == (None, False)


async def test_a_verdict_is_heard_without_anybody_looking(
    world: World, backend: StubBackend
) -> None:
    await pages(world).set_up(*by_admin(world), RIGHT)
    await pages(world).catch_up()
    assert pages(world).waits_for_verdict
    backend.accept()
    await pages(world).catch_up()
    assert not pages(world).waits_for_verdict
    assert world.platform.integrations.get(world.integration.id).active


@pytest.mark.parametrize("name", RIGHT)
async def test_what_the_connector_objects_to_stays_typed(
    world: World, backend: StubBackend, name: str
) -> None:
    objection = await pages(world).set_up(*by_admin(world), {**RIGHT, name: "  "})
    assert objection is not None
    assert objection.field == name
    assert not pages(world).waits_for_verdict
    assert await pages(world).set_up(*by_admin(world), {name: RIGHT[name]}) is None
    assert backend.forms == [SetupForm(**RIGHT)]


async def test_parameters_in_force_outlive_wrong_new_ones(
    world: World, backend: StubBackend
) -> None:
    await pages(world).set_up(*by_admin(world), RIGHT)
    backend.accept()
    await look(world)
    await pages(world).set_up(*by_admin(world), {"bearer_token": "wrong"})
    assert backend.forms[-1] == SetupForm(
        **{**RIGHT, "bearer_token": "wrong"}, tags_synchronization=False
    )
    backend.refuse("bearer_token")
    shown = await look(world)
    assert shown.saved == SetupForm(**{**RIGHT, "bearer_token": MASK})
    assert shown.integration.active
    assert shown.status.parameter == "bearer_token"


async def test_the_mask_stands_for_the_token_that_is_saved(
    world: World, backend: StubBackend
) -> None:
    await pages(world).set_up(*by_admin(world), RIGHT)
    backend.accept()
    await look(world)
    backend.stored = replace(backend.stored, tags_synchronization=True)
    change = {"tenant_url": "http://elsewhere.test", "bearer_token": MASK}
    await pages(world).set_up(*by_admin(world), change)
    assert backend.forms[-1] == SetupForm(
        **{**RIGHT, "tenant_url": "http://elsewhere.test"}, tags_synchronization=True
    )


async def test_before_any_setup_the_mask_is_a_wrong_token(
    world: World, backend: StubBackend
) -> None:
    await pages(world).set_up(*by_admin(world), {**RIGHT, "bearer_token": MASK})
    assert backend.forms[-1].bearer_token == MASK


async def test_a_draft_is_its_typists_alone_and_never_reaches_the_connector(
    world: World, backend: StubBackend
) -> None:
    root = world.platform.groups.platform_group.id
    other = world.platform.users.add("Ned", mail="ned@acme.test", roles={root: "admin"})
    typed = {**RIGHT, "languages": ("fr-FR",)}
    pages(world).type(*by_admin(world), typed)
    assert backend.calls == 0
    assert (await look(world)).draft == {**typed, "bearer_token": MASK}
    assert (await pages(world).open(world.group.id, other.id)).draft == {}
    pages(world).leave(*by_admin(world))
    assert (await look(world)).draft == {}


async def test_saving_one_section_leaves_the_others_as_typed(
    world: World, backend: StubBackend
) -> None:
    pages(world).type(*by_admin(world), {"languages": ("fr-FR",), "content_types": ("book",)})
    stored = await pages(world).save(*by_admin(world), "content-types", {})
    assert backend.saved == [{"content_types": ("book",)}]
    assert (stored.content_types, stored.languages) == (("book",), ())
    assert (await look(world)).draft == {"languages": ("fr-FR",)}


async def test_nothing_chosen_is_nothing_to_save(world: World, backend: StubBackend) -> None:
    for section, code in (("languages", "nothingToSave"), ("credentials", "savedBySetup")):
        with pytest.raises(RefusedError) as refused:
            await pages(world).save(*by_admin(world), section, {})  # type: ignore[arg-type]
        assert refused.value.code == code
    assert backend.calls == 0


async def test_whoever_may_not_never_gets_as_far_as_the_connector(
    world: World, backend: StubBackend
) -> None:
    learner = (world.group.id, world.learner.id)
    with pytest.raises(ForbiddenError):
        pages(world).type(*learner, RIGHT)
    with pytest.raises(ForbiddenError):
        pages(world).leave(*learner)
    for act in (
        pages(world).open(*learner),
        pages(world).set_up(*learner, RIGHT),
        pages(world).save(*learner, "languages", {"languages": ()}),
        pages(world).webhook(*learner),
    ):
        with pytest.raises(ForbiddenError):
            await act
    assert backend.calls == 0


async def test_a_platform_without_a_connector_says_so(world: World) -> None:
    for act in (
        pages(world).open(*by_admin(world)),
        pages(world).set_up(*by_admin(world), RIGHT),
        pages(world).save(*by_admin(world), "languages", {"languages": ()}),
        pages(world).webhook(*by_admin(world)),
        pages(world).switch_globalization(world.integration.id, on=True),
        world.platform.backend.settings(world.integration.id),
    ):
        with pytest.raises(UnavailableError) as refused:
            await act
        assert (refused.value.code, refused.value.status) == ("noConnector", 503)


async def test_no_secret_is_in_what_a_log_would_show(world: World, backend: StubBackend) -> None:
    await pages(world).set_up(*by_admin(world), RIGHT)
    shown = repr(backend.forms[-1]) + repr(await pages(world).webhook(*by_admin(world)))
    assert "'secret'" not in shown
    assert RIGHT["bearer_token"] not in shown


def pages(world: World) -> SettingsPages:
    return world.platform.settings_pages


def by_admin(world: World) -> tuple[str, str]:
    return world.group.id, world.admin.id


async def look(world: World) -> PageView:
    return await pages(world).open(*by_admin(world))
