"""The page of the protocol lists the variables and placeholders that a started connector gets."""

from __future__ import annotations

import re

from percipio_conformance.connectors.command_template import CommandTemplate
from percipio_conformance.core.addresses import Addresses
from tools.docs.protocol_page import PAGE
from tools.docs.protocol_starting import STARTING

TOLD = CommandTemplate(Addresses("p", "e", "l", ca_file="c"), 1, "s")
ROWS = [line.split("|")[1:3] for line in STARTING.splitlines() if line.startswith("| ")][1:]


def test_every_variable_of_the_environment_is_on_the_page_and_no_other() -> None:
    shown = {name for _, cell in ROWS for name in re.findall(r"`(\w+)`", cell)}
    # The output settings of Python are not part of the connector's environment.
    assert shown == TOLD.environment({}).keys() - {"PYTHONUNBUFFERED"}


def test_every_placeholder_on_the_page_is_filled_in() -> None:
    shown = [name for cell, _ in ROWS for name in re.findall(r"`(\{\w+\})`", cell)]
    assert TOLD.words(" ".join(shown)) == ["1", "s", "c"]


def test_it_stands_on_the_page() -> None:
    assert STARTING.strip() in PAGE.read_text("utf-8")
