"""Mistakes in a feature are reported before anything runs: file, line, and what to do."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from percipio_conformance import steps
from percipio_conformance.runner.collection import FEATURES
from percipio_conformance.runner.feature_checks import check_file
from percipio_conformance.spec.builtin_features import scenarios_in
from percipio_conformance.spec.clauses import load_registry
from percipio_conformance.spec.feature_document import read_scenarios

HEAD = "Feature: Ours\n\n  @C089\n  Rule: One\n\n"
GIVEN = "      Given the integration is active\n"
WHEN = "      When a day passes\n"
THEN = '      Then 360Learning shows "Six"\n'


@pytest.fixture(autouse=True)
def _vocabulary() -> None:
    for module in steps.MODULES:
        import_module(module)


def problems(folder: Path, text: str | bytes, name: str = "ours.feature") -> list[str]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [str(each) for each in check_file(path, name, load_registry(), own=True)]


def scenario(*lines: str, title: str = "Scenario: A") -> str:
    return f"{HEAD}    {title}\n" + "".join(lines)


def outline(examples: str, step: str = '      Then 360Learning shows "<t>"\n') -> str:
    return scenario(GIVEN, WHEN, step, title="Scenario Outline: A") + examples


LABELED = "      Examples:\n        | t | case |\n        | Six | first |\n"
ROWS = "      Examples:\n        | t |\n        | Six |\n"


@pytest.mark.parametrize(
    "text",
    [
        scenario(GIVEN, WHEN, THEN),
        scenario(GIVEN, WHEN, THEN, THEN.replace("Then", "And")),
        scenario(GIVEN, WHEN.replace("When", "*").replace("passes", "has passed"), WHEN, THEN),
        scenario(GIVEN, THEN).replace("  @C089", f"  Background:\n{WHEN}\n  @C089"),
        scenario(GIVEN, WHEN, THEN).replace("@C089", "@C089 @wip @team-blue @sprint.12 @C12345"),
        outline(ROWS),
        outline(ROWS).replace("Outline: A", "Outline: A <t>"),
        outline(LABELED).replace("Outline: A", "Outline: A, <case>"),
        scenario(GIVEN, WHEN, THEN).replace('"Six"', '"4 < 5 and 6 > 5"'),
        "\ufeff" + scenario(GIVEN, WHEN, THEN),
        scenario(GIVEN, WHEN, THEN).replace("\n", "\r\n"),
        scenario(GIVEN, WHEN, THEN)
        .replace("Feature:", "# language: fr\nFonctionnalité:")
        .replace("Rule:", "Règle:")
        .replace("Scenario:", "Scénario:")
        .replace("Given ", "Étant donné ")
        .replace("When ", "Quand ")
        .replace("Then ", "Alors "),
    ],
    ids=[
        "plain", "And", "asterisk", "When of a Background", "own tags", "outline",
        "placeholder in the name", "label of a row",
        "brackets that hold nothing", "byte order mark", "CRLF", "French",
    ],
)  # fmt: skip
def test_what_can_be_played_is_not_complained_of(text: str, tmp_path: Path) -> None:
    assert problems(tmp_path, text) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (scenario(), "line 6: 'A' has no step: write steps, or delete it"),
        (scenario(GIVEN, WHEN), "line 6: 'A' has no Then, so that it checks nothing: end it with"),
        (scenario(GIVEN, THEN), "line 6: 'A' has no When, so that nothing happens in it: add what"),
        (scenario(GIVEN, THEN, THEN.replace("Then", "*")), "line 6: 'A' has no When"),
        (scenario(GIVEN, WHEN, THEN, title="Scenario:"), "line 6: the scenario has no name"),
        (outline(""), "line 6: the outline 'A' has no Examples: add a table"),
        (outline("      Examples:\n"), "line 10: these Examples of 'A' have no table: add one"),
        (outline("      Examples:\n        | t |\n"), "line 10: these Examples of 'A' have no row"),
        (outline(ROWS + "      Examples:\n        | t |\n"), "line 13: these Examples of 'A' have"),
        (
            outline(ROWS.replace("| t |", "| tt |"), THEN.replace("Six", "<t>")),
            "line 9: <t> is not a column of the Examples in line 10; these have tt.",
        ),
        (
            outline(ROWS).replace("Outline: A", "Outline: A <kind>"),
            "line 6: <kind> is not a column of the Examples in line 10",
        ),
        (outline(ROWS, THEN), "line 10: no step of 'A' uses a column of these Examples, so all"),
        (
            outline(ROWS.replace("| t |", "| t | how |").replace("| Six |", "| Six | 1 |")),
            "line 10: no step of 'A' uses the column 'how': write <how> where its value belongs",
        ),
        (
            outline(ROWS.replace("| t |", "| t | t |").replace("| Six |", "| Six | 1 |")),
            "line 10: the column t is there twice",
        ),
        (
            scenario(GIVEN, WHEN, THEN.replace("Six", "<t>")),
            "line 9: <t> is a placeholder, and 'A' has no Examples to fill it: add a table with",
        ),
        (
            scenario("      Given Percipio offers:\n        | kind | <t> |\n", WHEN, THEN),
            "line 7: <t> is a placeholder",
        ),
        (
            outline(ROWS + "        | Six |\n"),
            "line 13: two rows of 'A' are equal (lines 12, 13); delete one",
        ),
        (
            outline(ROWS) + "\n    Scenario: A [Six]\n" + GIVEN + WHEN + THEN,
            "line 14: reports would call this 'ours::A [Six]', like line 12: give one of the two",
        ),
        (
            scenario(GIVEN, WHEN, THEN) + "\n    Scenario: A\n" + GIVEN + WHEN + THEN,
            "line 11: two scenarios are named 'A' (lines 6, 11); rename one",
        ),
        (
            scenario(GIVEN, WHEN + "        | kind |\n", THEN),
            "line 8: When 'a day passes' takes no data table, and would ignore it: delete it",
        ),
        (
            scenario(GIVEN, WHEN, THEN + '        """\n        Six\n        """\n'),
            "line 9: Then '360Learning shows \"Six\"' takes no docstring, and would ignore it",
        ),
        (
            scenario("      Given Percipio offers:\n", WHEN, THEN),
            "line 7: Given 'Percipio offers:' needs a data table below it: add one",
        ),
        (
            scenario("      Given in Sales, Percipio offers:\n", WHEN, THEN),
            "line 7: Given 'in Sales, Percipio offers:' needs a data table below it: add one",
        ),
        (
            scenario("      Given Percipio offers nothing\n", WHEN, THEN),
            "line 7: no step definition matches Given 'Percipio offers nothing'",
        ),
        (
            scenario(GIVEN, "      When Percipio leaves out the total\n", THEN),
            "line 8: When 'Percipio leaves out the total': this phrase is a Given step;"
            " write Given before it, or And after another Given",
        ),
        (scenario("      And it rains\n", WHEN, THEN), "line 7: this is not Gherkin: it rains"),
        (HEAD.replace("  @C089\n", "") + "    Scenario: A\n" + GIVEN + WHEN + THEN,
         "line 5: the scenario 'A' belongs to no clause"),
        ("# nothing yet\n", "it contains no scenario"),
        ("Feature: Ours\n", "it contains no scenario"),
        ("Picture: Ours\n", "line 1: this is not Gherkin: Picture: Ours"),
        ("# language: xx\nFeature: Ours\n", "line 1: this is not Gherkin: # language: xx"),
        (scenario(GIVEN, WHEN, THEN).encode("utf-16"), "it is not text in UTF-8 (byte 0): save"),
    ],
)  # fmt: skip
def test_what_cannot_be_played_is_reported_by_line_with_a_remedy(
    text: str | bytes, problem: str, tmp_path: Path
) -> None:
    found = problems(tmp_path, text)
    assert any(each.startswith(problem) for each in found), found


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            outline(ROWS.replace("| t |", "| tt |"), THEN.replace("360Learning shows", "<t>")),
            "<t> is not a column of the Examples in line 10; these have tt.",
        ),
        (
            scenario(GIVEN, WHEN.replace("a day passes", "<days> days pass"), THEN),
            "<days> is a placeholder, and 'A' has no Examples",
        ),
    ],
    ids=["of an outline", "without Examples"],
)
def test_a_placeholder_without_a_column_is_the_one_problem_of_its_step(
    text: str, problem: str, tmp_path: Path
) -> None:
    (found,) = (each for each in problems(tmp_path, text) if "column of these" not in each)
    assert problem in found


@pytest.mark.parametrize(
    ("tag", "problem"),
    [
        (
            "C29",
            "@C29 of 'A' is unknown. Did you mean @C029? Correct it, or choose a name that does not"
            " resemble a tag of the suite",
        ),
        ("c089", "is unknown. Did you mean @C089?"),
        ("D4", "Did you mean @D04?"),
        (
            "C999",
            "@C999 of 'A' is unknown. There is no clause 'C999': the register holds C001 to",
        ),
        ("mst", "Did you mean @must?"),
        ("Platform", "Did you mean @platform?"),
        ("cap-nothing", "is unknown. Correct it, or choose a name that does not resemble a tag"),
        ("A-DST.nowhere", "is unknown. Correct it, or choose a name that does not resemble a tag"),
        ("skip", "would be taken by pytest: give it another name"),
        ("_mine", "would be taken by pytest: give it another name"),
        ("C112", "@C112 cannot be checked by a machine"),
    ],
)
def test_a_tag_that_looks_like_ours_has_to_be_one(tag: str, problem: str, tmp_path: Path) -> None:
    text = scenario(GIVEN, WHEN, THEN).replace("@C089", f"@C089 @{tag}")
    (found,) = problems(tmp_path, text)
    assert found.startswith("line 3: ")
    assert problem in found


def test_different_rows_never_share_an_id(tmp_path: Path) -> None:
    path = tmp_path / "ours.feature"
    rows = "      Examples:\n        | t | u |\n        | A, B | C |\n        | A | B, C |\n"
    path.write_text(
        outline(rows, '      Then 360Learning shows "<t>"\n      And 360Learning shows "<u>"\n')
    )
    assert [each.id for each in scenarios_in(path, Path("ours.feature"))] == [
        "ours::A [A, B | C]",
        "ours::A [A | B, C]",
    ]
    assert check_file(path, "ours.feature", load_registry(), own=True) == []


@pytest.mark.parametrize("path", sorted(FEATURES.rglob("*.feature")), ids=lambda path: path.stem)
def test_the_suite_keeps_the_same_rules(path: Path) -> None:
    name = f"features/{path.relative_to(FEATURES)}"
    assert check_file(path, name, load_registry(), own=False) == []
    # The name of every row in the suite is its values joined by commas.
    for each in read_scenarios(path):
        for instance in each.instances():
            assert instance.example == ", ".join(instance.values.values())
