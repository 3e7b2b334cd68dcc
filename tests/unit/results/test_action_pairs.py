"""Pairs of actions of which one soon follows the other."""

from percipio_conformance.results.action_pairs import NEAR, pairs_of, parts_of


def test_an_action_counts_together_with_the_one_that_it_surrounds():
    assert parts_of("Retires") == ("Retires",)
    assert parts_of("BeforeRun(Retires)") == ("BeforeRun(Retires)", "Retires")
    assert parts_of("FailedRun of Percipio") == ("FailedRun of Percipio",)


def test_a_pair_is_ordered_and_near():
    assert pairs_of(["A", "B"]) == {("A", "B")}
    assert pairs_of(["A", "C(B)"]) == {("A", "C(B)"), ("A", "B")}
    far = ["A", *("x" for _ in range(NEAR)), "B"]
    assert ("A", "B") not in pairs_of(far)
    assert ("A", "B") in pairs_of(far[1:] if far[1] == "A" else ["A", *far[2:]])
