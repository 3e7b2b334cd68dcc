"""Every situation of the register has something that happens, and nothing happens without one."""

from __future__ import annotations

from percipio_conformance.spec.situations import load_situations
from percipio_conformance.world import disturbances


def test_every_situation_has_a_disturbance_of_its_own() -> None:
    assert list(disturbances._DISTURBANCES) == list(load_situations())
    assert len(set(disturbances._DISTURBANCES.values())) == len(load_situations())
