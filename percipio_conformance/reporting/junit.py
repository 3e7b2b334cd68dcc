"""``junit.xml``: one suite per feature, one case per scenario, as CI servers read it.

Control characters are escaped: XML forbids most of them, even as a reference (XML 1.0, 2.2).

JUnit has no warnings: a scenario that only warns is a passed case with the warning in
``system-out``, because the run is conformant nevertheless. A scenario that did not apply or could
not run is skipped, with the reason; so is a failure that the baseline lists. A run without a
verdict and without a failed scenario has an additional case, an error.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from percipio_conformance.core.events import Event, RunStarted, ScenarioFinished
from percipio_conformance.core.printable import printable
from percipio_conformance.reporting.labels import (
    STATUS_LABELS,
    details_command,
    explanation,
    labeled,
)
from percipio_conformance.reporting.view import RunView
from percipio_conformance.results.status import Status, status_of

FILE_NAME = "junit.xml"

_SKIPPED: tuple[Status, ...] = ("not_applicable", "not_testable", "known_failure")


def render(events: Sequence[Event]) -> str:
    """Returns the text of the file."""
    view = RunView.of(events)
    started = view.run_result.started
    name = f"{started.suite.name} (narrowed: {view.narrowed})" if view.narrowed else None
    root = Element("testsuites", name=printable(name or started.suite.name))
    everything = view.run_result.scenarios
    _count(root, everything)
    by_feature = sorted(everything, key=lambda each: (each.feature, each.id))
    for feature, group in groupby(by_feature, key=lambda each: each.feature):
        _suite(root, feature, list(group), started)
    if _needs_own_case(view):
        _whole_run(root, view)
    indent(root)
    return tostring(root, encoding="unicode", xml_declaration=False).join(
        ('<?xml version="1.0" encoding="UTF-8"?>\n', "\n")
    )


def _needs_own_case(view: RunView) -> bool:
    """Returns whether the run needs a case of its own, because no failed case shows its state.

    An invalid feature file has no scenario that could fail.
    """
    verdict = view.run_result.finished.verdict
    broken = any(each.verdict == "harness_error" for each in view.run_result.scenarios)
    return (
        verdict == "interrupted"
        or bool(view.run_result.started.invalid_features)
        or (verdict == "harness error" and not broken)
    )


def _whole_run(root: Element, view: RunView) -> None:
    """Adds a case for the run itself, an error, so that a CI server does not show a pass."""
    name = printable(view.run_result.started.suite.name)
    suite = SubElement(root, "testsuite", name=name, tests="1", failures="0", errors="1")
    case = SubElement(suite, "testcase", classname=name, name="The whole run", time="0.000")
    text = printable(view.run_result.finished.summary)
    SubElement(case, "error", message=text, type=view.run_result.finished.verdict).text = text
    for count in ("tests", "errors"):
        root.set(count, str(int(root.get(count, "0")) + 1))


def _suite(
    root: Element, feature: str, scenarios: Sequence[ScenarioFinished], started: RunStarted
) -> None:
    suite = SubElement(root, "testsuite", name=printable(scenarios[0].feature_title))
    _count(suite, scenarios)
    suite.set("timestamp", printable(started.started_at.removesuffix("Z")))
    suite.set("file", printable(feature))
    for scenario in scenarios:
        _case(suite, scenario)


def _case(suite: Element, scenario: ScenarioFinished) -> None:
    case = SubElement(
        suite,
        "testcase",
        classname=printable(scenario.id.partition("::")[0].replace("/", ".")),
        name=printable(scenario.id.partition("::")[2]),
        time=f"{scenario.duration_s:.3f}",
    )
    lines = explanation(scenario)
    if scenario.clauses:
        lines.append(("details", details_command(scenario.clauses)))
    text = labeled(lines)
    if scenario.known_failure is not None:
        SubElement(
            case, "skipped", message=printable(f"known failure: {scenario.known_failure.reason}")
        )
        SubElement(case, "system-out").text = text
        return
    match scenario.verdict:
        case "fail":
            _verdict(case, "failure", scenario, text)
        case "harness_error" | "invalid_feature":
            _verdict(case, "error", scenario, text)
        case "not_applicable" | "not_testable":
            reason = scenario.reason or STATUS_LABELS[scenario.verdict]
            SubElement(case, "skipped", message=printable(reason))
        case "warn":
            text = f"warning: this does not fail the run ({scenario.level})\n{text}"
            SubElement(case, "system-out").text = text
        case "pass":
            pass


def _verdict(case: Element, tag: str, scenario: ScenarioFinished, text: str) -> None:
    clauses = ", ".join(scenario.clauses)
    about = scenario.failure.message if scenario.failure else scenario.reason
    headline = (about or STATUS_LABELS[scenario.verdict]).split("\n", 1)[0]
    element = SubElement(
        case, tag, message=printable(f"{clauses}: {headline}" if clauses else headline)
    )
    element.set("type", STATUS_LABELS[scenario.verdict])
    element.text = text


def _count(element: Element, scenarios: Sequence[ScenarioFinished]) -> None:
    verdicts = [status_of(each) for each in scenarios]
    element.set("tests", str(len(verdicts)))
    element.set("failures", str(verdicts.count("fail")))
    element.set(
        "errors", str(sum(verdicts.count(each) for each in ("harness_error", "invalid_feature")))
    )
    if element.tag == "testsuite":
        element.set("skipped", str(sum(each in _SKIPPED for each in verdicts)))
    element.set("time", f"{sum(each.duration_s for each in scenarios):.3f}")
