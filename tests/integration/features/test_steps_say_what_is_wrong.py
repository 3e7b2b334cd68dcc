"""Words of a step that cannot be read are reported before the run, with what to write instead."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from percipio_conformance import steps
from percipio_conformance.runner.feature_checks import check_file
from percipio_conformance.spec.clauses import load_registry

HEAD = "Feature: Ours\n\n  @C089\n  Rule: One\n\n    Scenario: A\n"


@pytest.mark.parametrize(
    ("step", "problem"),
    [
        ("Given it is 31 February 2026, 12:00 CET", "there is no 31 February 2026; write a day"),
        ("Given it is noon", "'noon' is not a moment; write it like '12 January 2026, 12:00 CET'"),
        (
            "Given it is 12.01.2026, 12:00 Uhr",
            "'12.01.2026, 12:00 Uhr' is not a moment; write it like '12 January 2026, 12:00 CET'",
        ),
        ("Given Percipio offers:\n| kind | name |", "the second column must be 'title'"),
        ("When it becomes 1 April 2026, 25:00 CET", "there is no time 25:00 CET"),
        ("When 0 days pass", "the number 0 has no effect here; write a number from 1"),
        ("When 99999999999 days pass", "is too large; write a number up to"),
        (f"When {'9' * 5000} days pass", "is too large; write a number up to"),
        ("Given Percipio offers 2000 items of many kinds", "the mixture has 1,000 items"),
        (
            "Given Percipio offers:\n| kind | title | language |\n| course | Six | Finnish |",
            "there is no language 'Finnish'; known are English, British English, French",
        ),
        (
            "Given Percipio offers:\n| kind | title | subject |\n| course | Six | A |",
            "unknown column 'subject': its columns are kind, title; language, areas, subjects may"
            " follow. Did you mean subjects?",
        ),
        ("Given Percipio offers:\n| title | kind |", "the first column must be 'kind': its col"),
        ("Given Percipio offers:\n| kind | title |", "the table names no item"),
        (
            "Given Percipio offers:\n| kind | title |\n| corse | Six |",
            "there is no kind of content 'corse'",
        ),
        (
            "Given in Sales, Percipio offers:\n| kind | title |\n| corse | Six |",
            "there is no kind of content 'corse'",
        ),
        (
            "When the administrator saves the languages Frensh",
            "there is no language 'Frensh'; known are English,",
        ),
        ("When the administrator saves no types course", "is not a choice; write 'the languages"),
        ("Then the saved filter holds the types corse", "Did you mean 'course'?"),
        ("Then the catalog was read once on 31 June 2026", "there is no 31 June 2026"),
        ("Then the catalog was read once on 1 June 2026, at 6", "'6' is not a time; write it"),
        ('Then Ada\'s score on "Six" is 80', "'80' is not a valid score; write it like '80 %'"),
        ('Then Ada\'s time spent on "Six" is 1 day', "'1 day' is not a time; write it like"),
        (
            'Then Ada\'s attempts on "Six" are:\n| progres |\n| 80 % |',
            "unknown column 'progres'",
        ),
        ('Then Ada\'s attempts on "Six" are:\n| progress |\n| 80 |', "not a valid progress"),
        ('Then Ada\'s attempts on "Six" are:\n| result |\n| success |', "not a result"),
        (
            'Then Carol sees these learners in the path "P":\n'
            "| learner | progress | status |\n| Ada | 5 % | done |",
            "there is no status 'done'; known are",
        ),
        ('Then Ada\'s result on "Six" is passed', "'passed' is not a result; write Success or"),
        ('Then Ada\'s result on "Six" is success', "'success' is not a result; write Success or"),
        ('Then Ada\'s time spent on "Six" is viel', "'viel' is not a time; write it like"),
        ("Then 360Learning shows 'Six'", 'put titles in straight double quotes, like "Ladders"'),
        ("Then Ada's score on 'Ada's Six' is 80 %", "put titles in straight double quotes"),
        ("Then 360Learning shows “Six”", "put titles in straight double quotes"),
        ("Then 360Learning shows „Six“", "put titles in straight double quotes"),
        ("Then 360Learning shows « Six »", "put titles in straight double quotes"),
        ("When many days pass", "'many' does not fit into the phrase '<count> (hours|days) pass';"
         " <count> is a whole number such as 3"),
        ("Given in Sales, many days have passed", "<count> is a whole number such as 3"),
        ('Given ada completes "Six" in Percipio', "<learner> is a name such as Ada"),
        ('Given Percipio offers the corse "Six"', "<kind> is one of course, video"),
        ('Given Percipio offers the corse "Six"', "Did you mean 'course'"),
        ("Given tags synchronization is switched up", "; write on or off"),
        ("Then 360Learning shows \u2018Six\u2019", "put titles in straight double quotes"),
        ('Given Percipio offer the course "Six"', "the nearest are:"),
        ("Given Percipio offers nothing at all", "matches Given 'Percipio offers nothing at all'"),
        ("Then 360Learning shows exactly these Skillsoft courses:\n| A | B |", "has one column"),
        ('Then "Six" has the tags ","', "names no tag; write names between commas"),
        ('Given Ada has reached 250 % of "Six"', "250 % is more than 100 %"),
        ('Then the statement is accepted that names "token"', "only a reason names something"),
        ('Given Ada\'s start of "Six" is posted on paper', "no statement can be posted 'on paper'"),
        (
            'Given Ada\'s start of "Six" is posted with result.score set to high',
            "'high', the value of result.score, is not JSON",
        ),
        (
            'Given Ada\'s start of "Six" is posted in a list with one in vain',
            "there is no statement 'in vain'",
        ),
    ],
)  # fmt: skip
def test_it_is_reported_by_line_before_anything_runs(
    step: str, problem: str, tmp_path: Path
) -> None:
    for module in steps.MODULES:
        import_module(module)
    path = tmp_path / "ours.feature"
    rest = "\n      When a day passes\n      Then 360Learning has no path\n"
    path.write_text(HEAD + "      " + step.replace("\n", "\n        ") + rest)
    (found,) = check_file(path, "ours.feature", load_registry(), own=True)
    assert found.line == 7
    assert problem in found.text
