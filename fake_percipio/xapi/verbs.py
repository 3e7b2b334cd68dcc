"""The verbs of Percipio's statements (Percipio xAPI vocabulary, verbs)."""

from __future__ import annotations

_ADL = "http://adlnet.gov/expapi/verbs/"

VERBS: dict[str, str] = {
    "arrived": "https://xapi.percipio.com/xapi/verbs/arrived",
    "completed": _ADL + "completed",
    "experienced": _ADL + "experienced",
    "failed": _ADL + "failed",
    "initialized": _ADL + "initialized",
    "passed": _ADL + "passed",
    "satisfied": "https://w3id.org/xapi/adl/verbs/satisfied",
    "scored": "https://w3id.org/xapi/dod-isd/verbs/scored",
    # Not in Percipio's list, although its configuration page has a waived verb; the IRI is
    # the one that ADL publishes together with "satisfied".
    "waived": "https://w3id.org/xapi/adl/verbs/waived",
}
"""IRI by the word that administrators choose in the LRS configuration."""

_DISPLAY = {"arrived": "arrived at"}


def verb(name: str) -> dict[str, object]:
    """The ``verb`` of a statement.

    Raises:
        KeyError: Percipio knows no such verb.
    """
    return {"id": VERBS[name], "display": {"en-US": _DISPLAY.get(name, name)}}
