from fake_percipio.catalog.rate_limit import SlidingWindow


def test_a_hundred_in_any_twenty_seconds_for_each_token() -> None:
    now = [0.0]
    window = SlidingWindow(lambda: now[0])
    assert all(window.admit("a") for _ in range(100))
    assert not window.admit("a")
    assert window.admit("b")
    now[0] = 19.9
    assert not window.admit("a")
    now[0] = 20.0
    assert window.admit("a")


def test_the_window_slides() -> None:
    now = [0.0]
    window = SlidingWindow(lambda: now[0], requests=2, seconds=10)
    assert window.admit("a")
    now[0] = 6.0
    assert window.admit("a")
    now[0] = 10.0
    assert window.admit("a")
    assert not window.admit("a")
