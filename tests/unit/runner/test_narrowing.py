"""Which scenarios a run was asked for, from the words of its command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from percipio_conformance.core.options import add_options
from percipio_conformance.runner.collection import FEATURES
from percipio_conformance.runner.narrowing import has_own_features, selection_argv

AROUND_THE_SUITE = FEATURES.parent.parent


PARSER = argparse.ArgumentParser()
add_options(PARSER.add_argument)
PARSER.set_defaults(keyword="", markexpr="")


def config(folder: Path, *, own: list[str], args: list[str]) -> Any:
    return SimpleNamespace(
        option=PARSER.parse_args([]),
        args=args,
        invocation_params=SimpleNamespace(dir=folder),
        getoption=lambda name, default: own if name == "own_feature" else default,
    )


@pytest.mark.parametrize(
    ("own", "args", "is_own", "words"),
    [
        ([], [str(FEATURES)], False, ()),
        ([], ["."], False, ()),
        ([], [str(FEATURES / "content")], False, (f"{FEATURES.parent.name}/features/content",)),
        (["."], [], True, (".",)),
        ([str(FEATURES.parent)], [], True, (FEATURES.parent.name,)),
        ([str(FEATURES / "content")], [], False, (f"{FEATURES.parent.name}/features/content",)),
    ],
    ids=[
        *("the suite", "a folder around it", "a part of it"),
        *("own around it", "own beside it", "a part of it by path"),
    ],
)
def test_what_is_named_for_own_features_is_never_the_suite(
    own: list[str], args: list[str], is_own: bool, words: tuple[str, ...]
) -> None:
    asked = config(AROUND_THE_SUITE, own=own, args=args)
    assert has_own_features(asked) is is_own
    assert selection_argv(asked) == words
