"""README and the documents are written in plain English: subject, verb, object.

A sentence that opens with a question word, with "Of" or with a negation makes a reader wait for its
subject. A few of them are natural, so a small share is allowed. Words that only this project would
use in such a sense are not allowed at all.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fenced_blocks import DOCUMENTS as DOCUMENTATION
from fenced_blocks import ROOT, named
from prose import first_word, plain, sentences

DOCUMENTS = (*DOCUMENTATION, *sorted((ROOT / "examples").rglob("*.md")))

MOST = 0.02
"""The largest share of sentences that may open in an inverted way."""

INVERTED = {
    *("What", "Who", "Whoever", "Where", "Of"),
    *("Nothing", "Nobody", "No", "None", "Never", "Not"),
}

HOUSE_WORDS = {
    r"told": "is given, is informed of, reads",
    r"tells?": "says, reports, names",
    r"play(s|ed|ing)?": "run, runs",
    r"besides": "also, other",
    r"nobody": "no learner, no one, or an active sentence",
    r"whoever": "anyone who, the person who",
    r"(held|holds?|holding)( \w+){0,4} against": "checked against, compared with",
    r"stands?": "is, is listed, depends on",
    r"mend(s|ed|ing)?": "fix, repair",
    r"for want of": "because there is no",
    r"record store page": "LRS configuration page",
    r"at rest": "idle",
    r"to rest": "idle",
}
"""Words to avoid, as patterns, and what to write in their place."""


@pytest.mark.parametrize("document", DOCUMENTS, ids=named)
def test_no_document_uses_a_word_in_a_sense_of_our_own(document: Path) -> None:
    text = " ".join(plain(document.read_text("utf-8")).split())
    found = [
        f"...{text[max(each.start() - 40, 0) : each.end() + 40]}... (write: {better})"
        for word, better in HOUSE_WORDS.items()
        for each in re.finditer(rf"\b{word}\b", text, re.IGNORECASE)
    ]
    assert found == []


def test_few_sentences_open_in_an_inverted_way() -> None:
    everything = [
        (named(document), sentence)
        for document in DOCUMENTS
        for sentence in sentences(document.read_text("utf-8"))
    ]
    inverted = [
        f"{name}: {each}" for name, each in everything if first_word(each).capitalize() in INVERTED
    ]
    assert len(everything) > 500, "the documents have become short, or the reader is wrong"
    share = len(inverted) / len(everything)
    assert share <= MOST, f"{share:.1%} of {len(everything)}:\n" + "\n".join(inverted)


def test_sentences_are_found_wherever_a_document_has_prose() -> None:
    text = """\
# What it is

A first sentence. `Nothing` is code here; it
goes on. Never mind: [Who](else.md) asks?

- **Not** in a list.
- Two. Of them.

| what | a long cell of words |
|---|---|
| short | None of it is code |

```console
$ Nobody sees this
```
<!-- Nobody sees that. -->
"""
    found = sentences(text)
    assert found == [
        "What it is",
        "A first sentence.",
        "Code is code here; it goes on.",
        "Never mind: Who asks?",
        "Not in a list.",
        "Two.",
        "Of them.",
        "a long cell of words",
        "None of it is code",
    ]
    inverted = [each for each in found if first_word(each) in INVERTED]
    assert inverted == [found[0], found[3], found[4], found[6], found[8]]
