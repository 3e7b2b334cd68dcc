"""Escapes text from outside for terminals, files and error messages.

A connector, a report or a feature may contain characters that control a terminal, reverse the
reading direction, or are invisible. They are replaced by Python escapes: ``\\x1b``, ``\\u202e``.
Text that a CI server would execute as a command from the log is escaped, too.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable

# Control characters (C0, DEL, C1) except tab and line feed; the soft hyphen; marks of direction
# and of zero width; separators of lines and paragraphs; invisible operators; the byte order mark;
# annotation, shorthand, musical and tag characters; lone surrogates and two noncharacters.
# A fixed list: `str.isprintable` depends on the Unicode version of the interpreter.
_UNPRINTABLE = (
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b-\\u200f\\u2028-\\u202e"
    "\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff\\ud800-\\udfff"
    "\\U0001bca0-\\U0001bca3\\U0001d173-\\U0001d17a\\U000e0000-\\U000e007f"
)
_IN_LINES = re.compile(f"[{_UNPRINTABLE}]")
_IN_A_LINE = re.compile(f"[\\t\\n{_UNPRINTABLE}]")
_NOT_ASCII = re.compile(r"[^\x20-\x7e]+")
_NOT_PLAIN = re.compile(f"[\\t\\n{_UNPRINTABLE}]+")

_CI_COMMANDS = (
    # GitHub: `::error::`, `::add-mask::`, `::stop-commands::`, at the beginning of a line.
    (re.compile(r"(?<!\S)::(?=[A-Za-z])"), r"\\x3a:"),
    # GitHub and Azure: `##[group]`, `##vso[`; TeamCity: `##teamcity[`; anywhere in a line.
    (re.compile(r"##(?=\w*\[)"), r"#\\x23"),
)


def printable(text: object) -> str:
    """Escapes ``text`` for one line: a line feed becomes ``\\n``, a tab ``\\t``."""
    return _without_commands(_IN_A_LINE.sub(_escape, str(text)))


def printable_lines(text: object) -> str:
    """Escapes the invisible characters of ``text``, except line feeds and tabs."""
    return _without_commands(_IN_LINES.sub(_escape, str(text)))


def error_text(error: BaseException) -> str:
    """Returns ``ValueError: message``; never raises, even if ``str(error)`` does."""
    try:
        message = str(error)
    except Exception:  # noqa: BLE001 - a vendor's own class
        message = "(its message cannot be read)"
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def shown(value: object) -> str:
    """Returns ``repr(value)``, or the name of its type if ``repr`` raises."""
    try:
        return repr(value)
    except Exception:  # noqa: BLE001 - a vendor's own class
        return f"a {type(value).__name__}"


def short(text: str, most: int = 300) -> str:
    """Shortens ``text`` to about ``most`` characters from its beginning and its end."""
    return text if len(text) <= most else f"{text[: most * 2 // 3]} … {text[-most // 3 :]}"


def printable_json(text: str) -> str:
    """Escapes the invisible characters of a JSON document as ``\\u1234``; its value is the same."""
    return _IN_LINES.sub(lambda found: _json_escape(found[0]), text)


def shell_line(words: Iterable[str], *, ascii_only: bool = False) -> str:
    """Returns a command line to copy: bash, zsh and ksh split it into exactly ``words``.

    Characters that are not printable become bytes such as ``$'\\x1b'``. With ``ascii_only`` all
    characters beyond ASCII do, for a terminal that cannot show them.
    """
    return copyable(shlex.join(words), ascii_only=ascii_only)


# One word of such a line: characters without a meaning for a shell, and quoted parts.
_WORD = r"""(?:[A-Za-z0-9_@%+=:,./-]|\[redacted\]|'[^']*'|"'"|\$'(?:\\x[0-9a-f]{2})+')+"""
_SHELL_LINE = re.compile(rf"{_WORD}(?: {_WORD})*")


def is_shell_line(text: str) -> bool:
    """Returns whether ``text`` has the form of :func:`shell_line`: a shell only splits it."""
    return _SHELL_LINE.fullmatch(text) is not None


def copyable(command: str, *, ascii_only: bool = False) -> str:
    """Escapes a command from ``shlex.join`` like :func:`shell_line`.

    ``shlex.join`` puts such characters between single quotes, so the quotes are closed around them.
    """
    characters = _NOT_ASCII if ascii_only else _NOT_PLAIN
    return characters.sub(lambda found: f"'$'{_bytes(found[0])}''", command)


def _bytes(text: str) -> str:
    try:
        content = os.fsencode(text)
    except UnicodeEncodeError:
        content = text.encode("utf-8", "surrogatepass")
    return "".join(f"\\x{each:02x}" for each in content)


def _escape(found: re.Match[str]) -> str:
    match found[0]:
        case "\n":
            return "\\n"
        case "\t":
            return "\\t"
        case each if ord(each) <= 0xFF:
            return f"\\x{ord(each):02x}"
        case each if ord(each) <= 0xFFFF:
            return f"\\u{ord(each):04x}"
        case each:
            return f"\\U{ord(each):08x}"


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def _without_commands(text: str) -> str:
    for pattern, shown in _CI_COMMANDS:
        text = pattern.sub(shown, text)
    return text
