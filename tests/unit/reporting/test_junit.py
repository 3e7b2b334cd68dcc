from xml.etree import ElementTree

import pytest

from percipio_conformance.reporting import junit

# The attributes and children that the schema of Jenkins' xunit plugin (junit-10.xsd) knows.
ATTRIBUTES = {
    "testsuites": {"name", "time", "tests", "failures", "disabled", "errors"},
    "testsuite": {
        "name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp", "hostname",
        "id", "package", "file", "log", "url", "version",
    },
    "testcase": {"name", "assertions", "time", "classname", "status"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "skipped": {"type", "message"},
    "system-out": set(),
}  # fmt: skip
CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"properties", "testcase", "system-out", "system-err"},
    "testcase": {"skipped", "error", "failure", "system-out", "system-err"},
}


@pytest.fixture
def root(safe_events):
    return ElementTree.fromstring(junit.render(safe_events))  # noqa: S314 - our own text


def test_it_reads_as_agreed(sample, safe_events):
    expected = (sample.SNAPSHOTS / "junit.xml").read_text(encoding="utf-8")
    assert junit.render(safe_events) == expected


def test_it_has_the_shape_that_ci_servers_know(root):
    for element in root.iter():
        assert set(element.keys()) <= ATTRIBUTES[element.tag]
        assert {child.tag for child in element} <= CHILDREN.get(element.tag, set())
        assert element.tag not in ("testsuite", "testcase") or element.get("name")


def test_the_totals_agree_with_the_cases(root):
    for suite in root:
        for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped",) * 2):
            assert int(suite.get(attribute)) == len(suite.findall(f"testcase/{tag}"))
        assert int(suite.get("tests")) == len(suite.findall("testcase"))
    assert int(root.get("tests")) == 9
    assert (root.get("failures"), root.get("errors")) == ("1", "1")


def test_a_warning_is_told_but_fails_nothing(root):
    case = root.find(".//testcase[@name='A video on its own']")
    assert [child.tag for child in case] == ["system-out"]
    assert case[0].text.startswith("warning: this does not fail the run (profile)")


def test_characters_that_xml_forbids_are_written_out(events):
    text = junit.render(events)
    ElementTree.fromstring(text)  # noqa: S314 - our own text
    assert "Ada finishes a course \\x1b[31m\\ud83d" in text
    assert "KeyError: 'attempt'\\x00\\ud83d" in text


def test_a_run_without_scenarios_is_still_a_document(sample):
    root = ElementTree.fromstring(junit.render(sample.events_of(())))  # noqa: S314 - our own text
    # Nothing was tested: a case for the run says so, or CI would show nothing red.
    assert (root.get("tests"), root.get("errors")) == ("1", "1")
