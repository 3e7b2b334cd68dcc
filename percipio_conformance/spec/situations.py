"""The situations of ``features/situations.yaml``, under which every promise must hold as well."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from percipio_conformance.core.text import did_you_mean, join_and
from percipio_conformance.spec.data import FEATURES
from percipio_conformance.spec.yaml_document import read_document

SituationLevel: TypeAlias = Literal["must", "derived"]


class UnknownSituation(LookupError):
    """There is no situation of that id."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Something that happens around the steps of a scenario and must not change its outcome.

    ``phrase`` says what happens, ``finds`` which kind of fault shows only then. ``level`` is the
    strictest level at which a scenario is judged under it, and ``because`` the reason. It can
    occur in scenarios that need one of the ``capabilities``, or in all if there are none. If it is
    ``for_each_clause``, each clause meets it in a run without an option for situations.
    ``exceptions`` are scenarios that do not run under it, by feature and name as in an id, each
    with the reason.
    """

    id: str
    phrase: str
    finds: str
    level: SituationLevel
    because: str
    exceptions: Mapping[str, str]
    capabilities: Sequence[str] = ()
    for_each_clause: bool = False

    def suits(self, scenario: str, capabilities: Collection[str]) -> bool:
        """Whether it can occur in the scenario, and the scenario is no exception of it.

        Args:
            scenario: its id without a situation.
            capabilities: those that the scenario needs.
        """
        if self.capabilities and set(self.capabilities).isdisjoint(capabilities):
            return False
        return self.exception(scenario) is None

    def exception(self, scenario: str) -> str | None:
        """The reason why the scenario does not run under this situation; None if it does.

        Args:
            scenario: its id; the row of a Scenario Outline is at the end and does not matter.
        """
        for name, reason in self.exceptions.items():
            if scenario == name or scenario.startswith(f"{name} ["):
                return reason
        return None


@cache
def load_situations() -> Mapping[str, Situation]:
    """All situations by id, in the order of the file.

    Raises:
        DocumentError: the file does not match its schema.
    """
    document = read_document(FEATURES / "situations.yaml", "situations")
    return {each["id"]: Situation(**each) for each in document["situations"]}


def find_situation(identifier: str) -> Situation:
    """The situation of that id.

    Raises:
        UnknownSituation: there is none.
    """
    known = load_situations()
    if identifier not in known:
        near = did_you_mean(identifier, known)
        raise UnknownSituation(
            f"there is no situation {identifier!r}.{near} The situations are"
            f" {join_and(list(known))}"
        )
    return known[identifier]


def suitable_situations(scenario: str, capabilities: Collection[str]) -> list[Situation]:
    """The situations that can occur in the scenario and are for it; see :meth:`Situation.suits`."""
    return [each for each in load_situations().values() if each.suits(scenario, capabilities)]
