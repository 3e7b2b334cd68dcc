"""Atomic writing of files: a full disk leaves the old file unchanged."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

READABLE = 0o644
"""Permissions of a new file: everyone who may read its folder may read a report."""


def replace_file(path: Path, content: bytes) -> None:
    """Replace a file atomically; the new file keeps the permissions of the old one.

    A symbolic link itself is replaced, not its target.

    Raises:
        OSError: the system rejects the operation; the old file is unchanged.
    """
    temporary = stage(path, [content], _rights(path))
    try:
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise


def stage(path: Path, parts: Iterable[bytes], rights: int = READABLE) -> Path:
    """Writes a temporary file in the folder of ``path``, which can replace ``path`` atomically.

    Args:
        parts: the content; each part is written before the next one is requested. If they raise an
            error, no temporary file remains.

    Raises:
        OSError: the system rejects the operation; no temporary file remains.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:50]}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(parts)
        # mkstemp creates a file that only its owner can read.
        temporary.chmod(rights)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _rights(path: Path) -> int:
    try:
        found = path.lstat()
    except OSError:
        return READABLE
    return stat.S_IMODE(found.st_mode) if stat.S_ISREG(found.st_mode) else READABLE
