"""Reads the kill matrix, for the page of a run: the detected faults of each clause."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from percipio_conformance.core.printable import printable
from percipio_conformance.files.json_file import WrongShape, read_json
from percipio_conformance.files.reading import MOST_OF_A_REPORT, UnreadableFile

SCHEMA = "mutants"


class ProofError(ValueError):
    """The file is not a kill matrix; the message gives the reason and a remedy."""


@dataclass(frozen=True)
class ClauseProof:
    """Names of the mutants that violate one clause, and of those that its scenarios detected."""

    mutants: tuple[str, ...]
    own: tuple[str, ...]


@dataclass(frozen=True)
class KillMatrixSummary:
    """The content of a kill matrix.

    ``version`` is the version of the suite that wrote it. ``summary`` is one sentence.
    ``problems`` are the reasons why the matrix is not accepted. ``clauses`` maps ids to mutants.
    """

    version: str
    summary: str
    problems: tuple[str, ...]
    clauses: Mapping[str, ClauseProof]


def read_proof(path: Path) -> KillMatrixSummary:
    """Reads the matrix in a ``mutants.json``.

    Raises:
        ProofError: the file does not exist, is not JSON, or violates its schema.
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
