"""The baseline: known failures, each with a reason, an owner and an expiry day.

The listed scenarios still run. Their failures are reported as known failures and counted
separately, never as passed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from percipio_conformance.core.events import KnownFailure
from percipio_conformance.files.reading import UnreadableFile
from percipio_conformance.spec.yaml_document import DocumentError, read_document

SCHEMA = "baseline"
BLANK = "Every entry needs a reason, an owner and an expiry day."


class BaselineError(ValueError):
    """A baseline that cannot be used. The message gives the problem and a remedy."""


def load_baseline(path: Path) -> tuple[KnownFailure, ...]:
    """Reads the entries of a baseline, in the order of the file, and checks that all are complete.

    Raises:
        BaselineError: the file cannot be read, violates ``schemas/baseline.json``, has two entries
            for one id, or has an entry without a reason, an owner or an expiry day.
    """
    entries = read_entries(path)
    blanks = [
        f"{each.what}: {', '.join(blank)} left blank" for each in entries if (blank := _blank(each))
    ]
    if blanks:
        raise _unusable(path, [*blanks, BLANK])
    return entries


def read_entries(path: Path) -> tuple[KnownFailure, ...]:
    """Reads the entries of a baseline like :func:`load_baseline`, and accepts blank fields.

    Raises:
        BaselineError: for the reasons of :func:`load_baseline`, except blank fields.
    """
    try:
        document = read_document(path, SCHEMA)
    except DocumentError as error:
        if isinstance(error.__cause__, UnreadableFile):
            raise BaselineError(
                f"The baseline cannot be used: {error}. Correct the path, or make the file from a"
                " report with `percipio-conformance baseline update`."
            ) from error
        raise _unusable(path, str(error).splitlines()) from error
    entries = tuple(_entry(each) for each in document["known"] or ())
    wrong = [*_twice(entries), *_no_days(entries)]
    if wrong:
        raise _unusable(path, wrong)
    return entries


def _entry(written: dict[str, Any]) -> KnownFailure:
    return KnownFailure(
        what=written.get("clause") or written["scenario"],
        reason=(written.get("reason") or "").strip(),
        owner=(written.get("owner") or "").strip(),
        expires=(written.get("expires") or "").strip(),
        issue=(written.get("issue") or "").strip(),
    )


def _blank(entry: KnownFailure) -> list[str]:
    filled = {"reason": entry.reason, "owner": entry.owner, "expires": entry.expires}
    return [name for name, value in filled.items() if not value]


def _twice(entries: tuple[KnownFailure, ...]) -> Iterator[str]:
    for what, times in Counter(each.what for each in entries).items():
        if times > 1:
            yield f"{what} is named {times} times; keep one entry"


def _no_days(entries: tuple[KnownFailure, ...]) -> Iterator[str]:
    for each in entries:
        if each.expires and not _is_day(each.expires):
            yield f"{each.what}: {each.expires!r} is not a day; write it as 2026-12-31"


def _is_day(text: str) -> bool:
    try:
        # Python accepts 20261231 and 2026-W53-4, too; days are compared as text.
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _unusable(path: Path, wrong: list[str]) -> BaselineError:
    return BaselineError(
        f"The baseline {path} cannot be used:\n"
        + "".join(f"  {each}\n" for each in wrong)
        + "Correct the file and run again: an incomplete entry could hide a failure."
    )
