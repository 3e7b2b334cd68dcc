"""The scenarios that may stay green under every fault of their clauses, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

FILE = "excused_scenarios.yaml"
"""The file maps the id of a scenario, an outline or one of its rows to the reason."""


class ExcuseError(ValueError):
    """The table of excuses cannot be read; the message says why and what to do."""


def load_excuses(folder: Path) -> Mapping[str, str]:
    """The table of excuses in ``folder``: scenario id to a sentence.

    Raises:
        ExcuseError: there is no such file, or it is no table of sentences.
    """
    path = folder / FILE
    try:
        excuses = msgspec.yaml.decode(path.read_bytes(), type=dict[str, str])
    except OSError as error:
        raise ExcuseError(f"{path} cannot be read: {error.strerror}. Restore it.") from error
    except msgspec.MsgspecError as error:
        raise ExcuseError(
            f"{path} is not a table of scenario ids and sentences: {error}. Write each line as"
            " `features/a/b::Title: Reason.`, or `{}` for none."
        ) from error
    for name, reason in excuses.items():
        if not reason.strip().endswith("."):
            raise ExcuseError(f"{path}: the reason for {name} is not a sentence: {reason!r}.")
    return excuses
