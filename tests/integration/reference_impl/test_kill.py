"""Killed at random points under load, the connector loses nothing and doubles nothing.

``benchmarks/kill_connector.py`` does it; here a few kills, and the proof that it would notice.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.kill_connector import judge, run

# Acknowledges at once, and writes when a hundred statements have come together.
FORGETFUL = """
import sys
from reference_impl.__main__ import main
from reference_impl.webhook.inbox import Inbox

held = []

async def put(self, statements):
    held.extend(statements)
    if len(held) >= 100:
        with self._store.transaction():
            for each in held:
                self._store.statements.add(each)
        held.clear()
        self._arrived()
    return ["stored"] * len(statements)

Inbox.put = put
sys.exit(main(sys.argv[1:]))
"""


def test_every_acknowledged_statement_is_in_360learning_exactly_once(tmp_path: Path) -> None:
    outcome = run(kills=8, seed=1, database=tmp_path / "connector.sqlite")
    assert (outcome.lost, outcome.doubled) == ([], [])
    assert outcome.acknowledged > 100
    assert outcome.sent_again > 0


def test_a_connector_that_acknowledges_too_early_is_noticed(tmp_path: Path) -> None:
    outcome = run(3, 1, tmp_path / "connector.sqlite", program=("-c", FORGETFUL))
    assert outcome.lost
    assert not outcome.doubled


def test_what_is_lost_and_what_is_doubled_is_counted() -> None:
    one, two = ("ada", "course", "monday"), ("ada", "course", "tuesday")
    assert judge(Counter([one, two]), Counter([one, two])) == ([], [])
    assert judge(Counter([one, two]), Counter([one])) == ([two], [])
    assert judge(Counter([one]), Counter([one, one, two])) == ([], [one, two])
