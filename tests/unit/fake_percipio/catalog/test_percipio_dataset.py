from fake_percipio.catalog.paging_snapshot import PagingSnapshot, PagingSnapshots


def test_only_the_newest_are_kept() -> None:
    shelf = PagingSnapshots(kept=2)
    for name in "abc":
        shelf.put(name, PagingSnapshot((name.encode(),)))
    assert len(shelf) == 2
    assert shelf.get("a") is None
    assert shelf.get("c") == PagingSnapshot((b"c",))


def test_pages_are_arrays_even_past_the_end() -> None:
    dataset = PagingSnapshot((b"1", b"2", b"3"))
    assert dataset.page(0, 2) == (b"[1,2]", 2)
    assert dataset.page(2, 2) == (b"[3]", 1)
    assert dataset.page(9, 2) == (b"[]", 0)
