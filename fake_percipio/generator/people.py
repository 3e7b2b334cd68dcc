"""Generated learners with predictable addresses, so that their accounts can be created."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from fake_percipio.core.ids import named_uuid
from fake_percipio.xapi.learners import Learner

MAIL_DOMAIN = "example.com"
"""Reserved for examples (RFC 2606), so no mail reaches a person."""


def generated_people(count: int, seed: int, *, without_email: float = 0.0) -> Iterator[Learner]:
    """``learner-000001@example.com`` with user ID ``learner-000001``, and so on up to ``count``.

    ``without_email`` is the share of people who have none: Percipio sends their account even
    where it is configured to send email addresses (A-FALLBACK).
    """
    rng = Random(f"people/{seed}")
    for number in range(1, count + 1):
        name = f"learner-{number:06d}"
        email = None if rng.random() < without_email else f"{name}@{MAIL_DOMAIN}"
        yield Learner(name, email, name, named_uuid("generated learner", seed, number))


def stranger(rng: Random) -> str:
    """A name that no learner has on either platform."""
    return f"stranger-{rng.getrandbits(40):010x}"
