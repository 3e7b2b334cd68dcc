"""Which clauses were reworded since somebody last held their scenarios against them.

``features/reviews.yaml`` keeps, for each clause, the fingerprint of the promise that its scenarios
were read against. A promise that changes afterwards no longer matches, until a person has looked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable

from harness.requirements.register import Clause
from harness.requirements.yaml_document import read_document

HEAD = """\
# The fingerprint of each clause's promise when its scenarios were last read against it. After a
# change of a sentence or a level, read its scenarios again, and then write down that you did:
#
#   percipio-conformance clauses --review           which clauses wait for that
#   percipio-conformance clauses --reviewed C013    you have read those of C013
"""

LENGTH = 12
"""Hexadecimal digits of a fingerprint; enough that no rewording keeps it by chance."""


def fingerprint(clause: Clause) -> str:
    """What changes whenever the promise does: its sentence, its level, whether it is observable."""
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
    """The clauses whose promise is not the one their scenarios were last read against."""
    return [each for each in clauses if reviews.get(each.id) != fingerprint(each)]


def reviewed(
    clauses: Iterable[Clause], reviews: Mapping[str, str], looked_at: Iterable[str]
) -> dict[str, str]:
    """``reviews`` after somebody has ``looked_at`` some clauses; what left the register goes."""
    seen = set(looked_at)
    kept = {}
    for clause in clauses:
        if clause.id in seen:
            kept[clause.id] = fingerprint(clause)
        elif clause.id in reviews:
            kept[clause.id] = reviews[clause.id]
    return kept
