"""From options to a connector, or to a message that says what to do instead."""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path
from typing import Any

import pytest

from percipio_conformance.connectors.custom_driver import CustomDriverConnector
from percipio_conformance.connectors.factory import (
    ConnectorFactory,
    connector_factory,
    other_connector,
    urls_for,
)
from percipio_conformance.connectors.loading import ConnectorOptionError, load
from percipio_conformance.connectors.remote_connector import RemoteConnector
from percipio_conformance.connectors.subprocess_connector import SubprocessConnector
from percipio_conformance.connectors.under_test import InProcessReference
from percipio_conformance.core.options import add_options
from percipio_conformance.core.outcomes import HarnessError

URL = "http://127.0.0.1:8080/control"


def chosen(*words: str, workers: int = 0) -> ConnectorFactory:
    parser = argparse.ArgumentParser()
    add_options(parser.add_argument)
    return connector_factory(parser.parse_args(words), workers=workers)


class Complete:
    """Every call of the protocol, none of which is called here."""

    describe = reset = setup = status = settings = change_settings = webhook = print
    move_clock = clock = print


class Incomplete:
    describe = reset = print


@pytest.mark.parametrize(
    ("words", "kind", "transport"),
    [
        ([], InProcessReference, "in-process"),
        (["--sockets"], SubprocessConnector, "sockets"),
        (["--tls"], SubprocessConnector, "sockets"),
        (["--host", "localhost"], SubprocessConnector, "sockets"),
        (["--connector", URL], RemoteConnector, "sockets"),
        (["--connector-command", "node main.mjs"], SubprocessConnector, "sockets"),
        (["--connector-class", f"{__name__}:Complete"], CustomDriverConnector, "in-process"),
        (
            ["--connector-class", f"{__name__}:Complete", "--sockets"],
            CustomDriverConnector,
            "sockets",
        ),
        (
            [
                "--connector-factory",
                "percipio_conformance.connectors.under_test:InProcessReference",
            ],
            InProcessReference,
            "in-process",
        ),
    ],
)
def test_each_way_to_name_a_connector_makes_one(
    words: list[str], kind: Any, transport: str
) -> None:
    found = chosen(*words)
    subject = found.make(0)
    assert isinstance(subject, kind)
    assert found.transport == transport
    asyncio.run(subject.close())


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (
            ["--connector", URL, "--connector-command", "x"],
            "--connector and --connector-command each name a connector",
        ),
        (
            ["--connector-class", "a:b", "--connector-factory", "c:d"],
            "--connector-class and --connector-factory each name a connector",
        ),
        (["--connector", "localhost:8080"], "not an http or https URL"),
        (["--connector", "ftp://somewhere/x"], "not an http or https URL"),
        (["--connector", "http://[::1/control"], "is not a URL"),
        (["--connector-command", "sh -c 'oops"], "cannot be read: No closing quotation"),
        (["--connector-command", "x --ca {ca_file}"], "only with --tls"),
        (
            ["--connector-class", "nowhere:Driver"],
            "No module named 'nowhere'; is its folder in PYTHONPATH?",
        ),
        (
            ["--connector-factory", "nosuch.x:y"],
            "No module named 'nosuch'; is its folder in PYTHONPATH?",
        ),
        (
            ["--connector-class", f"{__name__}:Incomplete"],
            "lacks setup, status, settings, change_settings",
        ),
        (
            ["--connector-factory", "percipio_conformance.connectors.under_test"],
            "write it as MODULE:FACTORY",
        ),
        (
            ["--connector-class", "foo"],
            "'foo' names nothing that can be called; write it as MODULE:CLASS",
        ),
        (
            ["--connector-factory", "percipio_conformance.connectors.under_test:Nobody"],
            "cannot be loaded",
        ),
    ],
)
def test_a_connector_that_cannot_be_used_is_refused_with_a_reason(
    words: list[str], problem: str
) -> None:
    with pytest.raises(ConnectorOptionError) as refused:
        chosen(*words)
    assert problem in str(refused.value)


def test_a_module_that_lacks_another_one_is_itself_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "needs_more.py").write_text("import nosuch\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ConnectorOptionError) as refused:
        chosen("--connector-class", "needs_more:Driver")
    assert str(refused.value).endswith("No module named 'nosuch'")


def test_an_authority_may_be_named_where_there_is_one() -> None:
    assert chosen("--tls", "--connector-command", "x --ca {ca_file}").transport == "sockets"


def test_one_running_connector_cannot_be_in_two_worlds_at_once() -> None:
    with pytest.raises(ConnectorOptionError) as refused:
        chosen("--connector", URL, workers=2)
    assert "-n 2 runs 2 worlds at once, and a connector can be in only one" in str(refused.value)
    assert "{worker}" in str(refused.value)


def test_the_same_address_twice_is_one_connector() -> None:
    with pytest.raises(ConnectorOptionError, match="names 1"):
        urls_for([URL, URL], 2)


def test_each_worker_has_a_connector_of_its_own() -> None:
    assert urls_for(["http://a/c", "http://b/c"], 2) == ["http://a/c", "http://b/c"]
    numbered = urls_for(["http://connector-{worker}:8080/control"], 3)
    assert numbered[0] == "http://connector-0:8080/control"
    assert numbered[2] == "http://connector-2:8080/control"


def test_one_process_takes_the_first_of_several() -> None:
    assert urls_for(["http://a/c", "http://b/c"], 1) == ["http://a/c", "http://b/c"]


def test_a_worker_in_place_of_a_crashed_one_takes_nobody_elses_connector() -> None:
    found = chosen("--connector", "http://a/c", "--connector", "http://b/c", workers=2)
    with pytest.raises(HarnessError, match="replaces one that crashed"):
        found.make(2)


def test_what_lies_in_the_working_folder_can_be_named(tmp_path: Any, monkeypatch: Any) -> None:
    (tmp_path / "a_vendors_own.py").write_text("def make():\n    return 'made'\n")
    monkeypatch.chdir(tmp_path)
    assert load("a_vendors_own:make", "MODULE:FACTORY")() == "made"


def compared_with(*words: str, workers: int = 0) -> ConnectorFactory:
    parser = argparse.ArgumentParser()
    add_options(parser.add_argument)
    return other_connector(parser.parse_args(words), workers=workers)


@pytest.mark.parametrize(
    ("other", "kind", "transport"),
    [
        ("reference", InProcessReference, "in-process"),
        ("command:node main.mjs", SubprocessConnector, "sockets"),
        (f"class:{__name__}:Complete", CustomDriverConnector, "sockets"),
        (f"url:{URL}", RemoteConnector, "sockets"),
        (
            "factory:percipio_conformance.connectors.under_test:InProcessReference",
            InProcessReference,
            "sockets",
        ),
    ],
)
def test_the_other_connector_is_named_by_its_kind(other: str, kind: type, transport: str) -> None:
    # The options of the connector under test do not name the other one.
    found = compared_with("--connector", URL, "--sockets", "--compare-with", other)
    subject = found.make(0)
    assert (type(subject), found.transport) == (kind, transport)
    asyncio.run(subject.close())


@pytest.mark.parametrize("other", ["refer", "command:", "url: ", "node main.mjs", ":reference"])
def test_another_argument_names_no_connector(other: str) -> None:
    with pytest.raises(ConnectorOptionError, match="names no connector: write reference, or one"):
        compared_with("--compare-with", other)


def test_an_unfit_value_names_the_option_that_it_came_from() -> None:
    with pytest.raises(ConnectorOptionError, match=r"--compare-with 'url:http.*0': -n 2 runs 2"):
        compared_with("--compare-with", "url:http://127.0.0.1:80", workers=2)
