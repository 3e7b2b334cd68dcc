from random import Random

import pytest

from percipio_conformance.results.shards import Shard, ShardError, plan_of, read_shard

IDS = [f"features/a::Scenario {number}" for number in range(97)]


@pytest.mark.parametrize("of", [1, 2, 5, 97, 120])
def test_every_scenario_belongs_to_one_part_and_the_parts_are_even(of):
    parts = [Shard(number, of).part_of(IDS) for number in range(1, of + 1)]
    assert sorted(each for part in parts for each in part) == sorted(IDS)
    sizes = [len(part) for part in parts]
    assert max(sizes) - min(sizes) <= 1


def test_the_order_decides_nothing():
    shuffled = IDS.copy()
    Random(1).shuffle(shuffled)
    assert Shard(2, 5).part_of(shuffled) == Shard(2, 5).part_of(IDS)
    assert plan_of(shuffled) == plan_of(IDS)


def test_neighbors_are_spread():
    # Cut in blocks, the first ten would all be in one part.
    assert all(set(IDS[:10]) - Shard(number, 2).part_of(IDS) for number in (1, 2))


def test_the_plan_tells_other_scenarios_apart():
    assert plan_of(IDS) != plan_of(IDS[1:])


def test_a_shard_is_read_as_it_is_written():
    assert read_shard("2/5") == Shard(2, 5)
    assert read_shard("1/1") == Shard(1, 1)


@pytest.mark.parametrize("text", ["", "2", "0/5", "6/5", "2/0", "-1/5", "2/5/7", "a/b", "2 / 5"])
def test_what_is_no_shard_is_refused(text):
    with pytest.raises(ShardError, match=r"is not a shard\. Write its number"):
        read_shard(text)
