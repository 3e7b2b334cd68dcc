"""What the store remembers, and who may read it."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
from pathlib import Path

import pytest

from reference_impl.rules.config import LmsAccess, LmsConfig, PercipioConfig
from reference_impl.rules.settings import Settings
from reference_impl.store.course_store import Written
from reference_impl.store.schema import MIGRATIONS
from reference_impl.store.statement_store import Accepted
from reference_impl.store.store import RUNS_KEPT, Store
from reference_impl.webhook.inbox import Inbox

WORLD = LmsConfig(LmsAccess("http://lms.test", "us", "shh"), "a" * 24, "b" * 24, "c" * 24)


def statement(number: int, digest: bytes = b"d") -> Accepted:
    return Accepted(str(number), digest, b"{}", "2026-01-12T12:00:00Z", "email")


def test_the_file_is_for_its_owner_and_facts_come_back(tmp_path: Path) -> None:
    path = tmp_path / "connector.sqlite"
    store = Store(path)
    store.remember("world", WORLD)
    store.remember("settings", Settings(languages=("fr-FR",)))
    store.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = Store(path)
    assert again.fact("world", LmsConfig) == WORLD
    assert again.fact("settings", Settings) == Settings(languages=("fr-FR",))
    assert again.fact("nothing", str) is None
    again.forget()
    assert again.fact("world", LmsConfig) is None
    again.close()


def test_secrets_do_not_show() -> None:
    parameters = PercipioConfig(
        organization_id="o", bearer_token="shh", tenant_url="t", tags_synchronization=False
    )
    assert "shh" not in f"{WORLD!r} {parameters!r}"


def test_a_file_of_a_newer_connector_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "connector.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(sqlite3.DatabaseError, match="newer connector"):
        Store(path)


def test_a_transaction_is_all_or_nothing() -> None:
    store = Store(":memory:")

    def fail_halfway() -> None:
        with store.transaction():
            store.statements.add(statement(1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_halfway()
    assert store.statements.depth() == 0
    store.close()


def test_runs_are_kept_for_a_while() -> None:
    store = Store(":memory:")
    for number in range(RUNS_KEPT + 5):
        last = store.begin_run({"number": number})
    store.keep_run(last, {"number": "the last"})
    assert store.last_run() == (last, {"number": "the last"})
    store.close()


def test_waiting_statements_wake_when_their_course_is_there() -> None:
    store = Store(":memory:")
    for number in (1, 2):
        store.statements.add(statement(number))
        store.statements.wait({number: [f"activity {number}", "parent"]})
    assert (store.statements.depth(), store.statements.wake()) == (0, 0)
    course = Written(
        *("i", "i", "x", "c", ("activity 1",), "course"), ("en-US", "fr-FR"), (), b"f", returned=1
    )
    store.courses.keep([course])
    assert (store.statements.wake(), store.statements.depth()) == (1, 1)
    assert store.statements.wake() == 0
    ((active,),) = store.courses.active()
    assert active.locales == ("en-US", "fr-FR")
    store.courses.mark(["i"], "filter")
    assert list(store.courses.active()) == []
    assert store.courses.known(["i", "j"])["i"].archived_by == "filter"
    store.close()


def test_skipped_statements_say_why() -> None:
    store = Store(":memory:")
    store.statements.add(statement(1))
    store.statements.mark_undeliverable({1: "unknown learner"})
    assert store.statements.skipped() == [("1", "unknown learner")]
    store.close()


@pytest.mark.anyio
async def test_waiting_requests_share_one_commit() -> None:
    store = Store(":memory:")
    commits: list[str] = []
    store._db.set_trace_callback(lambda sql: commits.append(sql) if sql == "COMMIT" else None)
    arrived: list[int] = []
    inbox = Inbox(store, lambda: arrived.append(store.statements.depth()))
    outcomes = await asyncio.gather(
        inbox.put([statement(1), statement(2)]),
        inbox.put([statement(1), statement(2, b"other")]),
        inbox.put([statement(3)]),
    )
    assert outcomes == [["stored", "stored"], ["repeated", "conflict"], ["stored"]]
    assert (len(commits), arrived) == (1, [3])
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        await inbox.put([statement(4)])


def test_a_file_of_the_first_version_is_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "connector.sqlite"
    with sqlite3.connect(path) as db:
        for command in MIGRATIONS[0]:
            db.execute(command)
        db.execute("PRAGMA user_version = 1")
        db.execute(
            "INSERT INTO courses (item_id, external_id, course_id, activity_id, category, locales,"
            " fingerprint) VALUES ('i', 'x', 'c', 'activity', 'course', '[]', X'00')"
        )
        db.execute(
            "INSERT INTO statements (id, digest, body, received, identification, state, user_id,"
            " external_id) VALUES ('1', X'00', X'7B7D', 'then', 'email', 'done', 'ada', 'x')"
        )
        db.execute(
            "INSERT INTO statements (id, digest, body, received, identification, state)"
            " VALUES ('2', X'00', X'7B7D', 'then', 'email', 'waiting')"
        )
    db.close()
    store = Store(path)
    assert store.activities.courses_of(["activity"]) == {"activity": "x"}
    assert store.statements.of("ada", "x") == [(b"{}", "then", False)]
    (held,) = store.courses.held(["i"])
    assert (held.content_id, held.external_id, held.course_id) == ("i", "x", "c")
    # The activity's past goes along with it from here on.
    store.activities.point({"activity": "y"})
    assert store.statements.of("ada", "y") == store.statements.of("ada", "x")
    assert [each.user_id for each in store.statements.pending(9)] == ["ada"]
    store.close()


def test_a_transaction_that_need_not_be_synced_is_an_exception() -> None:
    store = Store(":memory:")
    with store.transaction(synced=False):
        store.statements.add(statement(1))

    def fail() -> None:
        with store.transaction(synced=False):
            store.statements.add(statement(2))
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert store.statements.depth() == 1
    full = 2  # SQLite's number for synchronous = FULL
    assert store._db.execute("PRAGMA synchronous").fetchone() == (full,)
    store.close()
