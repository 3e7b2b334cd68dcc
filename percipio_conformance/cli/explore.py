"""``percipio-conformance explore``: the arguments for long generated sequences of actions."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from percipio_conformance.cli.commands import imported
from percipio_conformance.core.arguments import bounded_int
from percipio_conformance.core.options import OPTIONS

_NO_USE = ("--catalog",)
"""Options of a run that shape the world and have no meaning in this one."""
RECORDED = ("--seed", "--profile")
"""Options that a replay takes from its file."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Run long generated sequences of actions against a connector, and compare what people see "
        "with a model of the article. A sequence that violates a requirement is repeated, "
        "shortened, and written to a file for a replay or a commit."
    )
    parser.epilog = (
        "Exit codes: 0 the connector met every requirement, 1 it violated one, each time or "
        "sometimes, 2 wrong usage, 3 harness error: no verdict on the connector."
    )
    for option in OPTIONS:
        if option.about == "world" and option.name not in _NO_USE:
            late: dict[str, Any] = {"default": None} if option.name in RECORDED else {}
            option.declare(parser.add_argument, **late)
    parser.add_argument(
        "--examples",
        type=bounded_int(1),
        default=30,
        metavar="N",
        help="number of sequences in each domain (30)",
    )
    parser.add_argument(
        "--requests",
        type=bounded_int(1),
        default=60_000,
        metavar="N",
        help="limit of HTTP exchanges for the whole run (60000)",
    )
    parser.add_argument(
        "--replay", type=Path, metavar="FILE", help="repeat the sequence in this sequence.json"
    )
    parser.add_argument(
        "--report",
        type=Path,
        default=Path("reports/explore"),
        metavar="DIR",
        help="where to write (reports/explore)",
    )
    parser.set_defaults(command=imported("explore"))
