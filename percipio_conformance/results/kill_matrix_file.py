"""What the kill matrix says of each clause, to stand in the page of a run beside its verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from percipio_conformance.core.printable import printable
from percipio_conformance.files.json_file import WrongShape, read_json
from percipio_conformance.files.reading import MOST_OF_A_REPORT, UnreadableFile

SCHEMA = "mutants"


class ProofError(ValueError):
    """The file is not a kill matrix; the message says why and what to do."""


@dataclass(frozen=True)
class ClauseProof:
    """The connectors that break one clause on purpose, by name, and which its scenarios noticed."""

    mutants: tuple[str, ...]
    own: tuple[str, ...]


@dataclass(frozen=True)
class KillMatrixSummary:
    """``summary`` is the matrix in one sentence; ``version`` that of the suite it was made with.

    ``problems`` are the sentences for which the matrix is not accepted. ``clauses`` go by id.
    """

    version: str
    summary: str
    problems: tuple[str, ...]
    clauses: Mapping[str, ClauseProof]


def read_proof(path: Path) -> KillMatrixSummary:
    """The matrix in a ``mutants.json``.

    Raises:
        ProofError: there is none, it is cut off, or it is of another shape.
    """
    again = "Write it with `python -m tools.mutants --out DIR`."
    try:
        found = read_json(path, MOST_OF_A_REPORT, SCHEMA)
    except UnreadableFile as error:
        raise ProofError(f"{error}. {again}") from error
    except WrongShape as error:
        raise ProofError(
            f"{path} is not a kill matrix as this version writes it:\n{error}\n{again}"
        ) from error
    return KillMatrixSummary(
        version=found["suite"]["version"],
        summary=found["summary"],
        problems=tuple(found["problems"]),
        clauses={
            each["id"]: ClauseProof(tuple(map(printable, each["mutants"])), tuple(each["own"]))
            for each in found["clauses"]
        },
    )
