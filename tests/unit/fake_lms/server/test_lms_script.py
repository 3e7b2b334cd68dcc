from __future__ import annotations

import pytest

from fake_lms.server.fault_script import Delay, Fault, FaultScript, ObjectRefusal
from fake_lms.server.rate_limit import RateLimits


def test_an_empty_script_lets_everything_pass() -> None:
    assert FaultScript().next_fault("GET", token=False) is None


def test_every_fault_has_a_count() -> None:
    script = FaultScript()
    script.throttle(2, retry_after=3)
    answers = [script.next_fault("GET", token=False) for _ in range(3)]
    assert [each and each.status for each in answers] == [429, 429, None]
    assert answers[0] is not None
    assert answers[0].retry_after == 3
    assert script.pending() == []


def test_a_fault_waits_for_its_kind_of_request() -> None:
    script = FaultScript()
    script.throttle(1, match="WRITE")
    script.fail(1, status=502, match="GET")
    assert script.next_fault("PUT", token=True) is None
    fault = script.next_fault("GET", token=False)
    assert fault is not None
    assert fault.status == 502
    fault = script.next_fault("DELETE", token=False)
    assert fault is not None
    assert fault.status == 429


def test_any_spares_the_request_for_a_token() -> None:
    script = FaultScript()
    script.fail(1)
    assert script.next_fault("POST", token=True) is None
    assert script.next_fault("POST", token=False) is not None
    script.fail(1, match="TOKEN")
    assert script.next_fault("POST", token=False) is None
    assert script.next_fault("POST", token=True) is not None


def test_a_failure_is_the_servers() -> None:
    with pytest.raises(ValueError, match="500 to 599"):
        FaultScript().fail(1, status=404)


@pytest.mark.parametrize(("method", "limit"), [("GET", 50), ("HEAD", 50), ("POST", 10)])
def test_the_limit_is_a_sliding_second(method: str, limit: int) -> None:
    time = 100.0
    limits = RateLimits(lambda: time)
    assert [limits.allows(method) for _ in range(limit + 1)] == [True] * limit + [False]
    time += 0.999
    assert not limits.allows(method)
    time += 0.001
    assert limits.allows(method)


def test_reads_and_writes_are_counted_apart() -> None:
    limits = RateLimits(lambda: 0.0)
    assert all(limits.allows("PUT") for _ in range(10))
    assert limits.allows("GET")


def test_a_fault_for_connectors_spares_browsers() -> None:
    script = FaultScript()
    script.add(Fault(503, "GET", connectors_only=True))
    assert script.next_fault("GET", token=False, of_connector=False) is None
    assert script.met_connectors == 0
    assert script.next_fault("GET", token=False, of_connector=True) is not None
    assert (script.met_connectors, script.pending()) == (1, [])


def test_a_bulk_operation_refuses_one_object_once() -> None:
    script = FaultScript()
    script.refuse_object()
    assert script.pending() == [ObjectRefusal()]
    assert script.next_object_refusal() == ObjectRefusal()
    assert script.next_object_refusal() is None


def test_what_has_not_occurred_yet_is_cleared() -> None:
    script = FaultScript()
    script.refuse_object()
    script.add(Delay(20, "WRITE"))
    script.clear()
    assert script.pending() == []
