import pytest

from fake_percipio.catalog.faults import (
    ConnectionClosed,
    FaultScript,
    NotJson,
    Offset,
    Page,
    Request,
    ServerError,
    Slow,
    TooManyRequests,
)
from fake_percipio.catalog.paging import PageRequest


def ask(offset: int, size: int = 10) -> PageRequest:
    return PageRequest(offset, size, None, None)


def test_a_page_fails_as_often_as_told() -> None:
    script = FaultScript()
    script.fail_page(2, NotJson(), times=2)
    met = [script.meet(ask(offset)) for offset in (0, 10, 10, 10)]
    assert met == [None, NotJson(), NotJson(), None]
    assert script.pending() == []


def test_an_offset_is_met_whatever_the_size() -> None:
    script = FaultScript()
    script.fail_page(Offset(10), ServerError(500))
    assert script.meet(ask(5, 5)) is None
    assert script.meet(ask(10, 5)) == ServerError(500)


def test_the_kth_request_counts_from_the_script() -> None:
    script = FaultScript()
    script.meet(ask(0))
    script.fail_page(Request(2), ConnectionClosed())
    assert [script.meet(ask(0)) for _ in range(3)] == [None, ConnectionClosed(), None]


def test_the_next_requests_are_too_many() -> None:
    script = FaultScript()
    script.too_many_requests(2, retry_after=20)
    assert [script.meet(ask(0)) for _ in range(3)] == [TooManyRequests(20)] * 2 + [None]


def test_one_request_meets_one_fault_and_the_rest_wait() -> None:
    script = FaultScript()
    script.fail_next(ServerError())
    script.fail_page(Page(1), NotJson())
    assert script.meet(ask(0)) == ServerError(503)
    assert [str(each) for each in script.pending()] == ["page 1: not JSON, 1 more"]
    script.clear()
    assert script.meet(ask(0)) is None


def test_what_could_never_happen_is_refused() -> None:
    script = FaultScript()
    with pytest.raises(ValueError, match="at least once"):
        script.fail_next(NotJson(), times=0)
    with pytest.raises(ValueError, match="counted from 1"):
        script.fail_page(0, NotJson())
    with pytest.raises(ValueError, match="counted from 1"):
        script.fail_page(Request(0), NotJson())
    with pytest.raises(ValueError, match="counted from 0"):
        script.fail_page(Offset(-1), NotJson())
    with pytest.raises(ValueError, match="at least a second"):
        script.fail_next(Slow(0))


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (ServerError(502), "502"),
        (TooManyRequests(), "429"),
        (TooManyRequests(5), "429, retry after 5 s"),
        (Slow(90), "slow by 90 s"),
        (ConnectionClosed(), "connection closed"),
    ],
)
def test_faults_have_words(fault: object, words: str) -> None:
    assert str(fault) == words
