"""The fenced blocks of the documents, and the meaning of their info strings.

A block of commands begins with ```` ```console ````. Its commands begin with ``$ ``. Further words:

``exit=N``        the exit code, 0 by default
``exact``         the lines below the command appear in its output, in this order; ``...`` marks
                  omitted lines, and durations can differ
``long``          runs the whole suite; a test narrows it to one clause
``background``    runs until it is stopped, or needs a command that does
``needs=NAME``    needs the report of an earlier run, see ``test_commands.py``
``node``          needs Node.js, and is skipped without it
``session``       continues the shell of the previous ones, beside the command in the background;
                  its output is as shown, apart from ids, instants, ports and secrets, and from the
                  rest of a line that ends with ``...``

A command continues on the next line if its line ends with a backslash.

A file to save begins with ```` ```LANGUAGE file=NAME ````.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
DOCUMENTS = (
    *sorted(ROOT.glob("*.md")),
    *(each for each in sorted((ROOT / "docs").rglob("*.md")) if each.parent.name != "clauses"),
)
"""README and its neighbors, and the documentation without the generated pages of the clauses."""

CONTINUED = "\\\n"

_BLOCK = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """One fenced block: its language, its words after that, and its text."""

    document: str
    language: str
    words: tuple[str, ...]
    text: str

    def value(self, name: str, default: str = "") -> str:
        """``N`` of a word ``name=N``."""
        pairs = (word.partition("=") for word in self.words)
        return next((value for key, _, value in pairs if key == name), default)


@dataclass(frozen=True)
class Command:
    """One command of a block and the lines that follow it."""

    block: Block
    line: str
    output: tuple[str, ...]

    @property
    def label(self) -> str:
        return f"{self.block.document}: {self.line}"


def named(path: Path) -> str:
    """The path of a document as a reader of the repository writes it."""
    return path.relative_to(ROOT).as_posix()


def blocks(path: Path) -> list[Block]:
    """Every fenced block that names a language."""
    return [block for _, block in with_prose(path)]


def with_prose(path: Path) -> list[tuple[str, Block]]:
    """Every fenced block that names a language, after the text between it and the one before."""
    text = path.read_text(encoding="utf-8")
    found, end = [], 0
    for each in _BLOCK.finditer(text):
        language, words, inside = each.groups()
        block = Block(named(path), language, tuple(words.split()), inside)
        found.append((text[end : each.start()], block))
        end = each.end()
    return found


def commands(path: Path) -> list[Command]:
    """Every command shown in a document."""
    return [command for block in blocks(path) for command in commands_of(block)]


def commands_of(block: Block) -> list[Command]:
    """The commands of one block."""
    if block.language != "console":
        return []
    first, *shown = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
    assert not first.strip(), f"{block.document}: words before the first command: {first!r}"
    found = []
    for each in shown:
        line, *output = each.replace(CONTINUED, " ").splitlines()
        found.append(Command(block, line, tuple(output)))
    return found


def save_files(path: Path, folder: Path, before: Block) -> None:
    """Write the files that a document shows above that block."""
    for block in itertools.takewhile(lambda each: each != before, blocks(path)):
        name = block.value("file")
        if name:
            (folder / name).write_text(block.text, encoding="utf-8")
