"""Loads the profile of a run: by name, from a file, or from the report of an earlier run."""

from __future__ import annotations

from pathlib import Path

from percipio_conformance.results.reader import read_report
from percipio_conformance.results.run_result import StreamError
from percipio_conformance.spec.clauses import ClauseRegistry, load_registry
from percipio_conformance.spec.profiles import (
    Profile,
    ProfileError,
    load_profile,
    recorded_profile,
)

_REPORT = ".json"


def load_run_profile(name_or_path: str | Path, registry: ClauseRegistry | None = None) -> Profile:
    """Loads a shipped profile by name, a profile file, or the profile in a ``report.json``.

    Raises:
        ProfileError: the profile does not exist, contains an unknown ambiguity, reading or
            parameter or a number that is too large, or has the name of a shipped profile.
    """
    path = Path(name_or_path)
    if path.suffix != _REPORT or not path.is_file():
        return load_profile(name_or_path, registry)
    try:
        used = read_report(path)["profile"]
    except StreamError as error:
        raise ProfileError(str(error)) from error
    return recorded_profile(used, path, registry or load_registry())
