from random import Random
from uuid import UUID

from fake_percipio.core.ids import drawn_uuid, is_uuid, named_uuid, share_code


def test_drawn_uuids_are_version_4_and_repeatable() -> None:
    drawn = [drawn_uuid(Random(7)) for _ in range(2)]
    assert drawn[0] == drawn[1]
    rng = Random(1)
    for _ in range(200):
        key = UUID(drawn_uuid(rng))
        assert (key.version, key.variant) == (4, "specified in RFC 4122")


def test_named_uuids_depend_on_every_name() -> None:
    assert named_uuid("a", 1) == named_uuid("a", 1)
    assert len({named_uuid("a", 1), named_uuid("a", 2), named_uuid("a1")}) == 3


def test_only_the_usual_form_is_a_uuid() -> None:
    assert is_uuid("11111111-1111-4111-8111-11111111111A")
    assert not is_uuid("{11111111-1111-4111-8111-111111111111}")
    assert not is_uuid("11111111111141118111111111111111")
    assert not is_uuid("")


def test_share_codes_fit_into_a_link() -> None:
    assert len(share_code("x")) == 12
    assert share_code("x") != share_code("y")
