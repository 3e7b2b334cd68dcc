"""``percipio-conformance serve``: the arguments for the sandbox."""

from __future__ import annotations

import argparse
from pathlib import Path

from percipio_conformance.cli.commands import imported
from percipio_conformance.core.addresses import LOOPBACK
from percipio_conformance.core.arguments import bounded_int


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Start both fakes and the reference connector, print their addresses and test "
        "credentials, and run until Ctrl-C."
    )
    offered = parser.add_mutually_exclusive_group()
    offered.add_argument("--catalog", type=Path, metavar="FILE", help="offer a real site's items")
    offered.add_argument(
        "--items", type=bounded_int(0), metavar="N", default=25, help="offer N made-up items"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    for name in ("percipio", "lms", "connector", "world"):
        parser.add_argument(f"--{name}-port", type=bounded_int(0, 65_535), default=0, metavar="P")
    parser.add_argument(
        "--host",
        metavar="HOST",
        default=LOOPBACK,
        help="address or name of the world; 0.0.0.0 listens everywhere",
    )
    parser.add_argument("--tls", action="store_true", help="https, with a temporary CA")
    parser.add_argument(
        "--from-scratch",
        action="store_true",
        help="do not enable or set up the integration",
    )
    parser.add_argument(
        "--variables",
        type=Path,
        metavar="FILE",
        help="write addresses, ids and credentials to FILE as shell variables",
    )
    parser.set_defaults(command=imported("serve"))
