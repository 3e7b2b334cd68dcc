"""``python -m tools.reviews``: list the clauses reworded since their scenarios were reviewed.

``features/reviews.yaml`` holds a fingerprint of each clause at its last review. After a change of
the clause, the fingerprint differs until a person reviews the scenarios again.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources.abc import Traversable

from percipio_conformance.cli.output import complain, say
from percipio_conformance.spec.clauses import Clause, ClauseRegistry, UnknownClause, load_registry
from percipio_conformance.spec.data import FEATURES
from percipio_conformance.spec.yaml_document import read_document

HEAD = """\
# The fingerprint of each clause's promise when its scenarios were last read against it. After a
# change of a sentence or a level, read its scenarios again, and then write down that you did:
#
#   python -m tools.reviews             which clauses wait for that
#   python -m tools.reviews C013        you have read those of C013
"""

REVIEWS = FEATURES / "reviews.yaml"

REVIEWED, UNREVIEWED, USAGE = 0, 1, 2

LENGTH = 12
"""Hexadecimal digits of a fingerprint; enough that no rewording keeps it by chance."""


def fingerprint(clause: Clause) -> str:
    """The fingerprint of a clause's sentence, level and observability."""
    promise = "\n".join((clause.level, clause.sentence, str(clause.observable)))
    return hashlib.sha256(promise.encode()).hexdigest()[:LENGTH]


def read_reviews(source: Traversable) -> dict[str, str]:
    """Clause id to fingerprint.

    Raises:
        DocumentError: no YAML, or something else than fingerprints of clauses.
    """
    return dict(read_document(source, "reviews"))


def write_reviews(reviews: Mapping[str, str]) -> str:
    """The text of the file, one clause a line, so that two changes merge."""
    return HEAD + "".join(f'{each}: "{reviews[each]}"\n' for each in sorted(reviews))


def unreviewed(clauses: Iterable[Clause], reviews: Mapping[str, str]) -> list[Clause]:
    """The clauses that have changed since the last review of their scenarios."""
    return [each for each in clauses if reviews.get(each.id) != fingerprint(each)]


def reviewed(
    clauses: Iterable[Clause], reviews: Mapping[str, str], looked_at: Iterable[str]
) -> dict[str, str]:
    """Update ``reviews`` for the clauses in ``looked_at``; removed clauses are dropped."""
    seen = set(looked_at)
    kept = {}
    for clause in clauses:
        if clause.id in seen:
            kept[clause.id] = fingerprint(clause)
        elif clause.id in reviews:
            kept[clause.id] = reviews[clause.id]
    return kept


def main(argv: Sequence[str] | None = None) -> int:
    """List the clauses that wait for a review, or record reviews; the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.reviews",
        description="List the clauses reworded since their scenarios were last reviewed. With ids, "
        "record that the scenarios of these clauses were reviewed against their sentences.",
        epilog="Exit codes: 0 no clause waits, or recorded; 1 clauses wait; 2 wrong usage.",
    )
    parser.add_argument("ids", nargs="*", metavar="ID", help="a clause that was reviewed, as C013")
    ids = parser.parse_args(argv).ids
    registry = load_registry()
    return _record(registry, ids) if ids else _list_unreviewed(registry)


def _list_unreviewed(registry: ClauseRegistry) -> int:
    waiting = unreviewed(registry.clauses, read_reviews(REVIEWS))
    for each in waiting:
        say(f"{each.id}  {each.sentence}")
    if not waiting:
        say("all scenarios were reviewed against the present sentences of their clauses")
    return UNREVIEWED if waiting else REVIEWED


def _record(registry: ClauseRegistry, ids: Sequence[str]) -> int:
    try:
        names = [registry.clause(each).id for each in ids]
    except UnknownClause as error:
        complain("reviews", error)
        return USAGE
    reviews = reviewed(registry.clauses, read_reviews(REVIEWS), names)
    REVIEWS.write_text(write_reviews(reviews), encoding="utf-8")
    say(f"recorded in {REVIEWS.name}: {', '.join(names)}")
    return REVIEWED


if __name__ == "__main__":
    sys.exit(main())
