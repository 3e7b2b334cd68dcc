"""Nothing that a scenario or a connector says becomes markup in ``summary.md``."""

from __future__ import annotations

import re

import pytest
from hostile_text import MARKUP, as_events, hostile_run

from percipio_conformance.reporting import markdown
from percipio_conformance.reporting.markdown_text import code, code_block, plain

SIGNS = r"""\`*_{}[]<>()#+!|~$&@^-"""


def outside_of_code(text: str) -> str:
    """The text without blocks and spans of code, and without signs that are escaped."""
    text = re.sub(r"^ *(`{3,})(?:sh)?\n.*?\n *\1$", "", text, flags=re.M | re.S)
    text = re.sub(r"\\.", "", text)
    return re.sub(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", "", text)


@pytest.mark.parametrize(
    "said",
    [
        MARKUP,
        "https://evil.example www.evil.example mailto:x@evil.example ada@evil.example",
        "@octocat #12 !12 GH-12 octo/repo@0123456789abcdef :tada:",
        "a ` b `` c ``` d",
        "`",
        "<!-- --><script>alert(1)</script>&lt;",
        "| a | b |\n|---|---|\n## Conformant",
        "$x$ ~~gone~~ ^up^ ==",
    ],
)
def test_words_stay_words(said: str) -> None:
    left = outside_of_code(plain(said))
    assert not set(left) & set(SIGNS), left
    assert "\n" not in plain(said)
    assert not re.search(r"://|www\.|@\w|#\d", left)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Did you mean @C018?", r"Did you mean `@C018`?"),
        (
            "see https://a.example/b?c, or (ada@a.example).",
            r"see `https://a.example/b?c`, or `(ada@a.example`\).",
        ),
        ("#12!", r"`#12`\!"),
    ],
)
def test_punctuation_is_no_part_of_the_code(said: str, shown: str) -> None:
    assert plain(said) == shown


@pytest.mark.parametrize("said", ["a", "`", "``", "a`b", "`a", " a ", "a\nb", "a``b`c"])
def test_code_holds_exactly_what_is_said(said: str) -> None:
    found = re.fullmatch(r"(`+)(?!`)(.*?)(?<!`)\1", code(said))
    assert found is not None
    inner = found[2]
    if inner.startswith(" ") and inner.endswith(" ") and inner.strip():
        # CommonMark, 6.1: one blank at both ends is taken away.
        inner = inner[1:-1]
    assert inner == said.replace("\n", "\\n")
    assert code("") == ""


def test_a_block_is_closed_by_its_own_fence_alone() -> None:
    assert code_block("a ```` b") == ["`````", "a ```` b", "`````"]


def test_a_whole_summary_holds_our_markup_alone() -> None:
    text = markdown.render(as_events(hostile_run(f" {MARKUP}\n## Conformant")))
    left = outside_of_code(text)
    for line in left.splitlines():
        # Our own: headings, lists, the table and bold names.
        bare = re.sub(r"^(#{2,3} |- |\| )", "", line)
        bare = re.sub(r"^\*\*(.*)\*\*$", r"\1", bare)
        if not line.startswith("|"):
            assert not set(bare) & set("`*_[]<>|@"), line
    assert len(re.findall(r"^## ", text, re.M)) == 1
    assert "https://evil" not in left
