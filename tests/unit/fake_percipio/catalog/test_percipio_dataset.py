from fake_percipio.catalog.paging_snapshot import PagingSnapshot, PagingSnapshots


def test_only_the_newest_are_kept() -> None:
    stored = PagingSnapshots(kept=2)
    for name in "abc":
        stored.put(name, PagingSnapshot((name.encode(),)))
    assert len(stored) == 2
    assert stored.get("a") is None
    assert stored.get("c") == PagingSnapshot((b"c",))


def test_pages_are_arrays_even_past_the_end() -> None:
    dataset = PagingSnapshot((b"1", b"2", b"3"))
    assert dataset.page(0, 2) == (b"[1,2]", 2)
    assert dataset.page(2, 2) == (b"[3]", 1)
    assert dataset.page(9, 2) == (b"[]", 0)
