import pytest

from percipio_conformance.results.baseline import BaselineError, load_baseline, read_entries

ENTRY = """\
  - clause: C013
    reason: Reads six as UTC
    owner: Olivia
    issue: https://tracker.example/13
    expires: 2026-12-31
"""
SECOND = ENTRY.replace("clause: C013", 'scenario: "features/a::One [x, y]"')


@pytest.fixture
def path(tmp_path):
    def write(text):
        path = tmp_path / "known.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_entries_name_a_clause_or_a_scenario(path):
    first, second = load_baseline(path("known:\n" + ENTRY + SECOND))
    assert (first.what, first.reason, first.owner) == ("C013", "Reads six as UTC", "Olivia")
    assert (first.issue, first.expires) == ("https://tracker.example/13", "2026-12-31")
    assert second.what == "features/a::One [x, y]"


@pytest.mark.parametrize("text", ["known: []\n", "known:\n"])
def test_a_baseline_may_be_empty(path, text):
    assert load_baseline(path(text)) == ()


def test_an_issue_may_be_left_out(path):
    (entry,) = load_baseline(path("known:\n" + ENTRY.replace("    issue: https", "    # ")))
    assert entry.issue == ""


@pytest.mark.parametrize("field", ["reason", "owner", "expires"])
@pytest.mark.parametrize("blank", ["", " ''", " '  '", None])
def test_a_blank_is_refused_by_a_run_and_not_by_an_update(path, field, blank):
    lines = ENTRY.splitlines(keepends=True)
    place = next(number for number, line in enumerate(lines) if f" {field}:" in line)
    lines[place] = "" if blank is None else f"    {field}:{blank}\n"
    file = path("known:\n" + "".join(lines))
    with pytest.raises(BaselineError, match=f"C013: {field} left blank"):
        load_baseline(file)
    assert len(read_entries(file)) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ("known: yes\n", "/known"),
        ("unknown: []\n", "'known' is a required property"),
        ("known:\n" + ENTRY + "    ticket: 5\n", "'ticket' was unexpected"),
        ("known:\n" + ENTRY + "    owner: Sam\n", "'owner' is given a second time"),
        ("known:\n" + ENTRY + "    scenario: a::b\n", "'clause' was unexpected"),
        ("known:\n" + ENTRY + ENTRY, "C013 is named 2 times"),
        ("known:\n" + ENTRY.replace("2026-12-31", "2026-02-30"), "'2026-02-30' is not a day"),
        ("known:\n" + ENTRY.replace("2026-12-31", "soon"), "'soon' is not a day"),
        ("known:\n" + ENTRY.replace("2026-12-31", "20261231"), "expires"),
        ("known:\n" + ENTRY.replace("2026-12-31", "'20261231'"), "'20261231' is not a day"),
        ("known:\n" + ENTRY.replace("2026-12-31", "2026-W53-4"), "'2026-W53-4' is not a day"),
        ("known:\n" + SECOND.replace("::", ":"), "does not match"),
        ("known:\n  - {}\n", "'clause' is a required property"),
        ("known: [\n", "line 2 is not YAML"),
    ],
)
def test_what_is_wrong_is_said(path, text, said):
    with pytest.raises(BaselineError, match=said) as caught:
        load_baseline(path(text))
    assert str(caught.value).startswith("The baseline ")
    assert "known.yaml cannot be used" in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BaselineError, match=r"none\.yaml does not exist") as caught:
        load_baseline(tmp_path / "none.yaml")
    assert "`percipio-conformance baseline update`" in str(caught.value)
    assert "could hide a failure" not in str(caught.value)
