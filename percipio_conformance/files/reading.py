"""Reads files that the user names: regular files only, of limited size, without blocking."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

MEBIBYTE = 1024 * 1024
MOST_OF_A_REPORT = 128 * MEBIBYTE
"""Bytes. The report of a connector that fails every scenario has about 5 MiB."""
MOST_OF_A_DOCUMENT = MEBIBYTE
"""Bytes of a profile or a baseline; a thousand entries of a baseline have 200 KiB."""
MOST_OF_A_FEATURE = 4 * MEBIBYTE
"""Bytes. The longest feature of the suite has 12 KiB."""
MOST_OF_A_CATALOG = 1024 * MEBIBYTE
"""Bytes. The items of a real site: 100,000 of them have about 240 MB."""

_READ_ONLY = os.O_RDONLY
for _flag in ("O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):  # not every system has all of them
    _READ_ONLY |= getattr(os, _flag, 0)


class UnreadableFile(ValueError):
    """The file cannot be read. The message names the file and the reason; callers add a remedy."""


def read_bytes(path: Path, most: int) -> bytes:
    """Reads the content of a file, at most ``most`` bytes.

    A pipe is rejected: it may never end, and it cannot be read twice.

    Raises:
        UnreadableFile: the file does not exist, is not a regular file, is larger than ``most``
            bytes, or the system denies access.
    """
    try:
        # Without O_NONBLOCK, opening a pipe blocks until a writer opens it.
        with os.fdopen(os.open(path, _READ_ONLY), "rb") as file:
            _reject_others(path, os.fstat(file.fileno()), most)
            content = _read(file, most)
    except FileNotFoundError as error:
        raise UnreadableFile(f"{path} does not exist") from error
    except IsADirectoryError as error:
        raise UnreadableFile(f"{path} is a folder and not a file") from error
    except OSError as error:
        raise UnreadableFile(f"{path} cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        if isinstance(error, UnreadableFile):
            raise
        # A path that contains a null byte.
        raise UnreadableFile(f"{path} cannot be read: {error}") from error
    if len(content) > most:
        raise _too_large(path, len(content), most)
    return content


def _read(file: BinaryIO, most: int) -> bytes:
    """Reads at most ``most + 1`` bytes, in chunks; ``read(most)`` would allocate ``most`` bytes."""
    content = bytearray()
    while len(content) <= most and (chunk := file.read(MEBIBYTE)):
        content += chunk
    return bytes(content[: most + 1])


def _reject_others(path: Path, found: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise UnreadableFile(f"{path} is {_kind(found.st_mode)} and not a file")
    if found.st_size > most:
        raise _too_large(path, found.st_size, most)


def _too_large(path: Path, size: int, most: int) -> UnreadableFile:
    return UnreadableFile(
        f"{path} is too large: {size / MEBIBYTE:,.1f} MiB, and at most {most / MEBIBYTE:,.0f} MiB"
        " are read"
    )


def read_text(path: Path, most: int) -> str:
    """Reads a file like :func:`read_bytes` and decodes it as UTF-8, without a byte order mark.

    Raises:
        UnreadableFile: for the reasons of :func:`read_bytes`, or the content is not UTF-8.
    """
    return text_of(read_bytes(path, most), path.name)


def text_of(content: bytes, name: str) -> str:
    """Decodes the content of the file ``name`` as UTF-8, without a byte order mark.

    Raises:
        UnreadableFile: the content is not UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(f"{name} is not text in UTF-8 (byte {error.start})") from error


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    return "a socket" if stat.S_ISSOCK(mode) else "a device"
