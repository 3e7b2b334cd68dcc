"""Writing a file whole or not at all: a full disk leaves the old one as it was."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

READABLE = 0o644
"""A report is for everyone who may read its folder."""


def replace_file(path: Path, content: bytes) -> None:
    """Replace the content of the file in one move; the file keeps its permissions.

    A link is not followed.

    Raises:
        OSError: the system refuses; the old file is as it was.
    """
    temporary = stage(path, content, _rights(path))
    try:
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def stage(path: Path, content: bytes, rights: int = READABLE) -> Path:
    """A new file of another name beside ``path``, which can take its place in one move.

    Raises:
        OSError: the system refuses; nothing is left of the new file.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:50]}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # mkstemp makes files for its owner alone.
        temporary.chmod(rights)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _rights(path: Path) -> int:
    try:
        found = path.lstat()
    except OSError:
        return READABLE
    return stat.S_IMODE(found.st_mode) if stat.S_ISREG(found.st_mode) else READABLE
