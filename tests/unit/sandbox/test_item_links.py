"""Items of a served world lead to its own Percipio."""

from __future__ import annotations

import re

import pytest

from fake_percipio.catalog.items import item
from percipio_conformance.sandbox.item_links import rewrite_links

BASE = "http://127.0.0.1:4711"


def led(link: str | None) -> object:
    (one,) = rewrite_links(BASE, [item("Six Sigma Basics") | {"link": link}])
    return one["link"]


def test_a_link_of_the_real_percipio_keeps_its_path() -> None:
    made = item("Six Sigma Basics")
    (one,) = rewrite_links(BASE, [made])
    assert one["link"] == made["link"].replace("https://share.percipio.com", BASE)
    assert {**one, "link": made["link"]} == made


@pytest.mark.parametrize(
    "link", ["https://acme.percipio.com/courses/six-sigma", "https://share.percipio.com/cd/a/b"]
)
def test_a_path_that_is_not_served_becomes_one_that_is(link: str) -> None:
    assert re.fullmatch(re.escape(BASE) + r"/cd/[\w-]{12}", str(led(link)))


@pytest.mark.parametrize("link", [None, ""])
def test_where_there_is_no_link_there_is_none(link: str | None) -> None:
    assert led(link) == link
