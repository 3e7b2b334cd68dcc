"""Which statements are still to be delivered."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from reference_impl.store.schema import MIGRATIONS
from reference_impl.store.statement_store import Accepted, Resolved
from reference_impl.store.store import Store

ACTIVITIES = {"a": "x", "b": "y"}


def filled(store: Store, number: int) -> None:
    for each in range(number):
        store.statements.add(Accepted(str(each + 1), b"d", b"{}", "then", "email"))


def resolve(store: Store, *numbers: int, activity: str = "a") -> None:
    course = ACTIVITIES[activity]
    store.statements.resolve(
        Resolved(number, "ada", activity, course, score_only=False) for number in numbers
    )


def pending(store: Store, limit: int = 100) -> list[int]:
    return [each.number for each in store.statements.pending(limit)]


@pytest.fixture
def store() -> Store:
    store = Store(":memory:")
    store.activities.point(ACTIVITIES)
    return store


def test_new_statements_are_queued_in_the_order_of_their_arrival(store: Store) -> None:
    assert (pending(store), store.statements.depth()) == ([], 0)
    filled(store, 3)
    assert (pending(store), store.statements.depth()) == ([1, 2, 3], 3)
    assert pending(store, limit=2) == [1, 2]
    store.close()


def test_what_is_left_of_a_batch_stays_in_its_place(store: Store) -> None:
    filled(store, 6)
    resolve(store, 2, 4)
    store.statements.done({2: "x", 4: "x"})
    store.statements.mark_undeliverable({1: "unknown learner"})
    store.statements.wait({3: ["c"]})
    assert (pending(store), store.statements.depth()) == ([5, 6], 2)
    filled_again = Accepted("7", b"d", b"{}", "then", "email")
    store.statements.add(filled_again)
    store.statements.mark_undeliverable({6: "unknown learner"})
    assert (pending(store), store.statements.depth()) == ([5, 7], 2)
    assert pending(store, limit=1) == [5]
    assert store.statements.skipped() == [("1", "unknown learner"), ("6", "unknown learner")]
    store.close()


def test_a_statement_that_waited_comes_before_newer_ones(store: Store) -> None:
    filled(store, 2)
    store.statements.wait({1: ["c", "d"]})
    assert pending(store) == [2]
    store.activities.point({"c": "z"})
    assert store.statements.wake() == 1
    assert (pending(store), store.statements.depth()) == ([1, 2], 2)
    store.close()


def test_statements_of_an_activity_that_moves_are_queued_once(store: Store) -> None:
    filled(store, 4)
    resolve(store, 1, 3)
    resolve(store, 2, activity="b")
    store.statements.mark_undeliverable({1: "360Learning refused it"})
    store.statements.done({2: "y"})
    # Of the two about the activity, one is still in the queue.
    store.activities.point({"a": "z"})
    assert (pending(store), store.statements.depth()) == ([1, 3, 4], 3)
    assert store.statements.skipped() == []
    # The course to which they were being delivered is no longer theirs.
    store.statements.done({1: "x", 3: "z"})
    assert pending(store) == [1, 4]
    store.close()


def test_a_store_that_forgets_starts_with_an_empty_queue(store: Store) -> None:
    filled(store, 3)
    store.statements.mark_undeliverable({2: "unknown learner", 3: "unknown learner"})
    store.forget()
    assert store.statements.depth() == 0
    filled(store, 1)
    assert (pending(store), store.statements.depth()) == ([1], 1)
    store.close()


def test_the_queue_of_a_file_of_the_second_version_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "connector.sqlite"
    with sqlite3.connect(path) as db:
        for command in (*MIGRATIONS[0], *MIGRATIONS[1]):
            db.execute(command)
        db.execute("PRAGMA user_version = 2")
        db.executemany(
            "INSERT INTO statements (id, digest, body, received, identification, state, reason)"
            " VALUES (?, X'00', X'7B7D', 'then', 'email', ?, ?)",
            [
                ("one", "pending", None),
                ("two", "done", None),
                ("three", "skipped", "unknown learner"),
                ("four", "waiting", None),
                ("five", "pending", None),
                ("six", "refused", "too late"),
            ],
        )
        db.execute("INSERT INTO waits VALUES ('a', 4)")
    db.close()
    store = Store(path)
    assert (pending(store), store.statements.depth()) == ([1, 5], 2)
    assert store.statements.skipped() == [("three", "unknown learner"), ("six", "too late")]
    repeated = Accepted("two", b"\0", b"{}", "now", "email")
    assert store.statements.add(repeated) == "repeated"
    assert store.statements.add(Accepted("seven", b"d", b"{}", "now", "email")) == "stored"
    store.activities.point({"a": "x"})
    assert store.statements.wake() == 1
    assert pending(store) == [1, 4, 5, 7]
    store.close()


def test_a_stored_statement_changes_few_pages(tmp_path: Path) -> None:
    path = tmp_path / "connector.sqlite"
    store = Store(path)
    store.remember("anything", 1)
    before = _pages_logged(path)
    for number in range(40):
        with store.transaction():
            store.statements.add(Accepted(f"{number:036}", b"d" * 16, b"{}" * 300, "then", "email"))
    # The page of the statement and that of its id, and now and then a new page.
    assert _pages_logged(path) - before < 40 * 2.8
    store.close()


def test_only_a_job_that_asks_for_it_lets_the_log_grow(tmp_path: Path) -> None:
    path = tmp_path / "connector.sqlite"
    store = Store(path)
    default = store._db.execute("PRAGMA wal_autocheckpoint").fetchone()

    def fail() -> None:
        with store.rare_checkpoints():
            assert store._db.execute("PRAGMA wal_autocheckpoint").fetchone() > default
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert store._db.execute("PRAGMA wal_autocheckpoint").fetchone() == default
    store.close()


def _pages_logged(database: Path) -> int:
    """Pages in the write-ahead log, each with a header of 24 bytes."""
    return Path(f"{database}-wal").stat().st_size // (4096 + 24)
