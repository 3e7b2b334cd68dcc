"""Which exchange of a step is shown for a difference."""

from __future__ import annotations

from percipio_conformance.differences.exchanges import (
    NO_MORE,
    NONE_OF_ITS_OWN,
    SAME,
    diverging,
    shape_of,
)
from percipio_conformance.network.traffic_log import Exchange, Side

COURSES = "/api/v2/courses"


def exchange(
    method: str, path: str, body: bytes = b"", *, side: Side = "lms", status: int | None = 200
) -> Exchange:
    return Exchange("When", side, method, "host", path, {}, request=body, status=status)


def first(ours: list[Exchange], theirs: list[Exchange]) -> tuple[str, str]:
    return diverging(ours, theirs, (str, lambda text: text.replace("there", "here")))


def test_a_shape_has_no_id_and_no_query() -> None:
    path = f"{COURSES}/0123456789abcdef01234567/archive?page=2"
    assert shape_of(exchange("PUT", path)) == (
        f"the connector asks 360Learning: PUT {COURSES}/{{id}}/archive, answered 200"
    )
    lost = shape_of(exchange("GET", "/items/7a1b2c3d-0000-4000-8000-0123456789ab", status=None))
    assert lost.endswith("GET /items/{id}, no answer")


def test_a_write_that_only_one_makes_comes_before_a_read() -> None:
    ours = [exchange("GET", "/own/reads"), exchange("POST", COURSES)]
    one, other = first(ours, [exchange("GET", COURSES)])
    assert (one.split(": ")[1], other) == (f"POST {COURSES}, answered 200", NONE_OF_ITS_OWN)


def test_a_write_with_another_body_comes_before_a_read() -> None:
    ours = [exchange("GET", "/own/reads"), exchange("POST", COURSES, b'{"title": "A"}')]
    one, other = first(ours, [exchange("POST", COURSES, b'{"title": "B"}')])
    assert one == other
    assert one.endswith("with another body")
    assert "title" not in one


def test_hosts_and_the_order_of_members_do_not_make_another_body() -> None:
    ours = [exchange("POST", COURSES, b'{"a": 1, "b": "http://here"}')]
    theirs = [exchange("POST", COURSES, b'{"b": "http://there", "a": 1}')]
    assert first(ours, theirs) == (SAME, SAME)


def test_the_answer_is_a_part_of_the_shape() -> None:
    ours, theirs = [exchange("POST", COURSES)], [exchange("POST", COURSES, status=400)]
    assert "answered 200" in first(ours, theirs)[0]
    assert "answered 400" in first(ours, theirs)[1]


def test_order_and_number_come_last() -> None:
    read, page = exchange("GET", COURSES), exchange("GET", "/pages")
    assert first([read, page], [read, page, page])[0] == NO_MORE


def test_the_harness_and_logins_are_left_out() -> None:
    ours = [
        exchange("PUT", "/control/clock", side="control"),
        exchange("GET", "/control/settings", side="control"),
        exchange("POST", "/api/v2/oauth2/token"),
    ]
    assert first(ours, []) == (SAME, SAME)
    assert "token" in first([exchange("POST", "/api/v2/oauth2/token", status=401)], [])[0]


def test_bodies_of_the_harness_are_not_compared() -> None:
    def setup(token: bytes) -> list[Exchange]:
        return [exchange("POST", "/control/setup", token, side="control")]

    assert first(setup(b"one"), setup(b"other")) == (SAME, SAME)
