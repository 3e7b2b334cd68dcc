from datetime import timedelta

import jwt
import pytest

from fake_percipio.organization import Organization
from fake_percipio.site import Percipio

OTHER = "99999999-9999-4999-8999-999999999999"


def test_a_token_reads_like_one_of_a_service_account(acme: Organization) -> None:
    token = acme.issue_token()
    claims = jwt.decode(token, options={"verify_signature": False})
    assert jwt.get_unverified_header(token) == {"alg": "HS256", "typ": "JWT"}
    assert claims["organizationId"] == acme.id
    assert claims["iss"] == "http://percipio.test"
    assert claims["exp"] - claims["iat"] > 9 * 365 * 86400


def test_the_same_world_issues_the_same_tokens(clock) -> None:
    tokens = [
        [world.issue_token(), world.issue_token()]
        for world in (Percipio(clock, seed=3).add_organization(OTHER) for _ in range(2))
    ]
    assert tokens[0] == tokens[1]
    assert tokens[0][0] != tokens[0][1]


def test_only_valid_tokens_of_its_own_open_a_catalog(percipio, acme, clock) -> None:
    other = percipio.add_organization(OTHER, name="Globex", domain="globex")
    token, short = acme.issue_token(), acme.issue_token(timedelta(hours=1))
    assert acme.accepts(token)
    assert not other.accepts(token)
    assert not acme.accepts("anything")
    clock.move(hours=1)
    assert not acme.accepts(short)
    acme.revoke_token(token)
    assert not acme.accepts(token)


def test_a_foreign_token_cannot_be_revoked(acme: Organization) -> None:
    with pytest.raises(ValueError, match="no such token") as refused:
        acme.revoke_token("header.payload.signature")
    assert "payload" not in str(refused.value)
