"""Percipio's pages over HTTP: who may open them, what they do, and that they are as described."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import percipio_contract
import pytest

from fake_percipio.app import create_app
from fake_percipio.catalog.items import Item, item
from fake_percipio.organization import Organization
from fake_percipio.pages.sign_in import COOKIE
from fake_percipio.site import Percipio
from fake_percipio.xapi.learners import Learner
from percipio_conformance import schemas

SITE = "/admin/siteSettings/systemIntegration/siteConfiguration"
LRS = "/admin/lrsConfig?bypassConnectionTest"
STORE = {
    "url": "http://store.test/xapi",
    "authenticateWithOAuth2": True,
    "tokenEndpoint": "http://store.test/token",
    "tokenRequestParameters": {"client_id": "me", "client_secret": "very-secret"},
    "courseSatisfiedVerb": "completed",
    "bypassConnectionTest": True,
}

Ask = Callable[[httpx.AsyncClient], Awaitable[Any]]


@pytest.fixture
def pat(acme: Organization) -> Learner:
    return acme.add_learner("Pat", email=None, user_id="pat", administrator=True)


@pytest.fixture
def ada(acme: Organization) -> Learner:
    return acme.add_learner("Ada", email="ada@acme.example", user_id="ada")


@pytest.fixture
def course(acme: Organization) -> Item:
    made = item("Six Sigma Basics")
    acme.catalog.put(made)
    return made


@pytest.fixture
def signed_in(percipio: Percipio) -> Callable[[Learner | None, Ask], Any]:
    def run(person: Learner | None, ask: Ask) -> Any:
        async def once() -> Any:
            async with httpx.AsyncClient(
                transport=httpx.ASGITransport(app=create_app(percipio)),
                base_url="http://percipio.test",
                headers={} if person is None else {"cookie": f"{COOKIE}={person.uuid}"},
                event_hooks={"response": [percipio_contract.check]},
            ) as client:
                return await ask(client)

        return asyncio.run(once())

    return run


def code(answer: httpx.Response) -> str:
    return str(answer.json()["errors"][0]["code"])


def admin_pages() -> list[tuple[str, str]]:
    return [
        (method, path)
        for path, operations in schemas.load(percipio_contract.DOCUMENT)["paths"].items()
        for method in operations
        if path.startswith("/admin")
    ]


@pytest.mark.parametrize(("method", "path"), admin_pages())
def test_only_administrators_have_an_admin_view(signed_in, ada, method, path) -> None:
    for person, expected in ((None, 401), (ada, 403)):
        answer = signed_in(person, lambda client: client.request(method, path))
        assert answer.status_code == expected
        assert answer.json()["errors"][0]["additionalInfo"]


def test_an_administrator_of_one_organization_sees_that_one(percipio, signed_in, acme, pat) -> None:
    percipio.add_organization("99999999-9999-4999-8999-999999999999", name="Globex")
    shown = signed_in(pat, lambda client: client.get("/admin/organization")).json()
    assert (shown["id"], shown["tenantInstanceUrl"]) == (acme.id, "http://percipio.test")
    assert shown["lrsConfigurationPage"] == "https://acme.percipio.com/admin/lrsConfig"


def test_a_token_is_shown_once_opens_the_catalog_and_is_revoked(signed_in, acme, pat) -> None:
    async def life(client: httpx.AsyncClient) -> None:
        made = (await client.post("/admin/serviceAccount/tokens")).json()
        assert acme.accepts(made["token"])
        account = await client.get("/admin/serviceAccount")
        assert made["token"] not in account.text
        assert [each["id"] for each in account.json()["tokens"]] == [made["id"]]
        one = f"/admin/serviceAccount/tokens/{made['id']}"
        assert (await client.delete(one)).status_code == 204
        assert not acme.accepts(made["token"])
        assert (await client.delete(one)).status_code == 404
        assert (await client.get("/admin/serviceAccount")).json()["tokens"] == []

    signed_in(pat, life)


def test_a_license_is_taken_away_and_the_player_refuses(signed_in, pat, ada, course) -> None:
    async def take_away(client: httpx.AsyncClient) -> None:
        users = {each["name"]: each for each in (await client.get("/admin/users")).json()}
        assert users["Ada"]["licensed"]
        assert users["Pat"]["administrator"]
        changed = await client.patch(f"/admin/users/{ada.uuid}", json={"licensed": False})
        assert changed.json()["licensed"] is False
        nobody = "99999999-9999-4999-8999-999999999999"
        assert (
            await client.patch(f"/admin/users/{nobody}", json={"licensed": True})
        ).status_code == 404

    signed_in(pat, take_away)
    refused = signed_in(ada, lambda client: client.post(f"/player/{course['id']}/start"))
    assert (refused.status_code, code(refused)) == (409, "refused")


def test_a_course_is_completed_again_where_the_site_allows_it(
    signed_in, acme, pat, ada, course
) -> None:
    player = f"/player/{course['id']}"

    async def restart(client: httpx.AsyncClient) -> httpx.Response:
        return await client.post(f"{player}/restart")

    signed_in(ada, lambda client: client.post(f"{player}/complete"))
    assert signed_in(ada, restart).status_code == 409
    assert signed_in(pat, lambda client: client.get(SITE)).json() == {
        "allowMultipleCompletions": False
    }
    allowed = {"allowMultipleCompletions": True}
    assert signed_in(pat, lambda client: client.put(SITE, json=allowed)).json() == allowed
    assert signed_in(ada, restart).json()["event"] == "initialized"


def test_a_deed_is_told_to_the_record_store(signed_in, acme, pat, ada, course) -> None:
    before = signed_in(ada, lambda client: client.post(f"/player/{course['id']}/start")).json()
    assert before["statementId"] is None
    signed_in(pat, lambda client: client.put(LRS, json=STORE))
    done = {"score": 80, "durationSeconds": 625}
    told = signed_in(
        ada, lambda client: client.post(f"/player/{course['id']}/complete", json=done)
    ).json()
    statement = acme.activity.records[-1].statement
    assert acme.sender.queued == 1
    assert told["statementId"] == statement["id"]
    assert statement["verb"]["id"] == "http://adlnet.gov/expapi/verbs/completed"
    assert statement["result"]["duration"] == "PT10M25S"
    assert statement["result"]["score"]["raw"] == 80


def test_what_there_is_not_cannot_be_played(signed_in, ada, course) -> None:
    nothing = "99999999-9999-4999-8999-999999999999"
    for path in (f"/player/{nothing}/start", f"/player/{course['id']}/destroy"):
        assert signed_in(ada, lambda client, path=path: client.post(path)).status_code == 404
    wrong = {"scores": 80}
    answer = signed_in(
        ada, lambda client: client.post(f"/player/{course['id']}/complete", json=wrong)
    )
    assert (answer.status_code, code(answer)) == (400, "bad_request")


class TestTheLrsPage:
    def test_takes_effect_when_it_is_saved_and_shows_no_secret(self, signed_in, acme, pat) -> None:
        first = signed_in(pat, lambda client: client.get(LRS)).json()
        assert first["authenticateWithOAuth2"] is False
        assert "tokenEndpoint" not in first
        assert acme.sender.configuration is None
        saved = signed_in(pat, lambda client: client.put(LRS, json=STORE))
        assert saved.json()["url"] == STORE["url"]
        assert acme.sender.active
        acme.lrs_page.forgets_token_fields = False
        again = signed_in(pat, lambda client: client.get(LRS))
        assert "very-secret" not in saved.text + again.text
        assert again.json()["tokenRequestParameters"]["client_id"] == "me"

    def test_loses_its_token_fields_until_oauth_is_rechecked(self, signed_in, acme, pat) -> None:
        signed_in(pat, lambda client: client.put(LRS, json=STORE))
        reopened = signed_in(pat, lambda client: client.get(LRS)).json()
        assert "authorization" in reopened
        assert "tokenEndpoint" not in reopened
        fields = {"tokenEndpoint": "http://other.test/token"}
        refused = signed_in(pat, lambda client: client.put(LRS, json=fields))
        assert (refused.status_code, code(refused)) == (400, "not_saved")
        fields |= {"recheckOAuth2": True}
        signed_in(pat, lambda client: client.put(LRS, json=fields))
        assert acme.sender.configuration.token_endpoint == "http://other.test/token"
        signed_in(pat, lambda client: client.put(LRS, json={"authorization": "bWU6c2VjcmV0"}))
        assert not acme.sender.configuration.oauth2

    def test_offers_no_bypass_without_the_query(self, percipio, signed_in, acme, pat) -> None:
        plain = LRS.partition("?")[0]
        assert "bypassConnectionTest" not in signed_in(pat, lambda client: client.get(plain)).json()
        refused = signed_in(pat, lambda client: client.put(plain, json=STORE))
        assert code(refused) == "not_saved"

        def silent(request: httpx.Request) -> httpx.Response:
            raise httpx.ConnectError("nobody listens")

        percipio.http = httpx.AsyncClient(transport=httpx.MockTransport(silent))
        form = {name: value for name, value in STORE.items() if name != "bypassConnectionTest"}
        refused = signed_in(pat, lambda client: client.put(plain, json=form))
        assert code(refused) == "connection_test_failed"
        assert acme.sender.configuration is None

    def test_filters_are_lists_or_everything(self, signed_in, acme, pat) -> None:
        chosen = STORE | {"verbFilter": ["completed"], "contentTypeFilter": "all", "enable": False}
        saved = signed_in(pat, lambda client: client.put(LRS, json=chosen)).json()
        assert (saved["verbFilter"], saved["enable"]) == (["completed"], False)
        assert acme.sender.configuration.verb_filter == frozenset({"completed"})


def test_every_page_is_described_and_every_description_is_served(
    signed_in, acme, pat, course
) -> None:
    percipio_contract.covered.clear()
    link = httpx.URL(course["link"]).path

    async def tour(client: httpx.AsyncClient) -> None:
        made = (await client.post("/admin/serviceAccount/tokens")).json()["id"]
        for method, path, body in (
            ("GET", link, None),
            ("POST", f"/player/{course['id']}/arrive", None),
            ("GET", "/admin/organization", None),
            ("GET", "/admin/serviceAccount", None),
            ("DELETE", f"/admin/serviceAccount/tokens/{made}", None),
            ("GET", "/admin/users", None),
            ("PATCH", f"/admin/users/{pat.uuid}", {"licensed": True}),
            ("GET", SITE, None),
            ("PUT", SITE, {"allowMultipleCompletions": True}),
            ("GET", LRS, None),
            ("PUT", LRS, STORE),
        ):
            answer = await client.request(method, path, json=body)
            assert answer.is_success, f"{method} {path}: {answer.text}"

    signed_in(pat, tour)
    document = schemas.load(percipio_contract.DOCUMENT)
    toured = {(method, path) for method, path, status in percipio_contract.covered}
    assert toured == {
        (method, path) for path, operations in document["paths"].items() for method in operations
    }
