import asyncio

import httpx
import pytest

from fake_percipio.xapi.lrs_configuration import LrsConfigurationError
from fake_percipio.xapi.lrs_page import LrsPage
from fake_percipio.xapi.sender import ConnectionTestError, LrsSender

TOKEN = {
    "url": "http://connector.test/api/skillsoft",
    "token_endpoint": "http://connector.test/api/skillsoft/oauth2/token",
    "token_request_parameters": {"client_id": "me", "client_secret": "very-secret"},
}


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def page(clock, asked) -> LrsPage:
    def receiver(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        if request.url.path.endswith("/token"):
            return httpx.Response(200, json={"access_token": "t", "expires_in": 3600})
        return httpx.Response(404)

    client = httpx.AsyncClient(transport=httpx.MockTransport(receiver))
    return LrsPage(LrsSender(clock, lambda: client), "acme")


def fill_in(page: LrsPage, query: str = "?bypassConnectionTest"):
    form = page.open(page.address + query)
    form.check_oauth2(True)
    form.enter(**TOKEN)
    return form


def test_the_bypass_saves_without_a_word_to_the_receiver(page, asked) -> None:
    form = fill_in(page)
    form.enter(bypass_connection_test=True)
    saved = asyncio.run(page.save(form))
    assert saved.oauth2
    assert saved.token_endpoint == TOKEN["token_endpoint"]
    assert page._sender.active
    assert asked == []


@pytest.mark.parametrize("query", ["", "?bypass"])
def test_without_the_query_there_is_no_box_and_a_test(page, asked, query: str) -> None:
    form = fill_in(page, query)
    with pytest.raises(LrsConfigurationError, match="no field for bypass_connection_test"):
        form.enter(bypass_connection_test=True)
    with pytest.raises(ConnectionTestError):
        asyncio.run(page.save(form))
    assert asked[-1] == "/api/skillsoft/about"
    assert page._sender.configuration is None


def test_with_the_query_the_box_still_has_to_be_checked(page) -> None:
    with pytest.raises(ConnectionTestError):
        asyncio.run(page.save(fill_in(page)))


def saved_once(page: LrsPage) -> None:
    form = fill_in(page)
    form.enter(bypass_connection_test=True)
    asyncio.run(page.save(form))


def test_the_token_fields_are_gone_when_the_page_is_opened_again(page) -> None:
    saved_once(page)
    again = page.open(page.address + "?bypassConnectionTest")
    assert again.values["oauth2"] is True
    assert "token_endpoint" not in again.fields
    with pytest.raises(LrsConfigurationError, match="Authorization: enter"):
        asyncio.run(page.save(again))
    again.enter(authorization="bWU6dmVyeS1zZWNyZXQ=")
    assert asyncio.run(page.save(again)).oauth2 is False


def test_unchecking_and_checking_brings_them_back(page) -> None:
    saved_once(page)
    again = page.open(page.address + "?bypassConnectionTest")
    again.check_oauth2(False)
    again.check_oauth2(True)
    assert "authorization" not in again.fields
    saved = asyncio.run(page.save(again))
    assert saved.oauth2
    assert saved.token_request_parameters == TOKEN["token_request_parameters"]


def test_a_page_that_forgets_nothing(page) -> None:
    saved_once(page)
    page.forgets_token_fields = False
    assert page.open().shows_token_fields


def test_no_secret_in_a_repr(page) -> None:
    assert "very-secret" not in repr(fill_in(page))


def test_there_is_one_such_page(page) -> None:
    with pytest.raises(ValueError, match="the page is at"):
        page.open("https://globex.percipio.com/admin/lrsConfig")
