"""``percipio-conformance smoke``: check the control protocol of a connector before a run."""

from __future__ import annotations

import argparse
import sys

from percipio_conformance.cli.output import complain, say_as_made
from percipio_conformance.connectors.factory import connector_factory
from percipio_conformance.connectors.loading import ConnectorOptionError
from percipio_conformance.core.options import OPTIONS
from percipio_conformance.network.network import InProcessNetwork, Network, SocketNetwork
from percipio_conformance.reporting.screen import look_of
from percipio_conformance.results.recorded_profile import load_run_profile
from percipio_conformance.smoke.runner import SmokeSetup, run_checks
from percipio_conformance.smoke.terminal import table, to_fix, verdict
from percipio_conformance.spec.profiles import ProfileError

RIGHT, WRONG, USAGE, UNREACHABLE = 0, 1, 2, 3

_NO_USE = ("--catalog",)
"""Options of a run that shape the world and have no meaning in this one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Make every call of the control protocol once, check each answer against its schema, "
        "and list the problems to fix, the most important one first. The behavior of the "
        "connector is not tested."
    )
    parser.epilog = (
        "Exit codes: 0 all checks passed, 1 a check failed, 2 wrong usage, 3 nothing answers."
    )
    for option in OPTIONS:
        if option.about == "world" and option.name not in _NO_USE:
            option.declare(parser.add_argument)
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Run all checks; return the exit code."""
    try:
        chosen = connector_factory(arguments)
        profile = load_run_profile(arguments.profile)
    except (ConnectorOptionError, ProfileError) as error:
        complain("smoke", error)
        return USAGE
    smoke = run_checks(
        SmokeSetup(chosen, _network(arguments, chosen.transport), profile, arguments.seed)
    )
    if smoke.unreachable is not None:
        complain(
            "smoke",
            f"nothing to ask: {smoke.unreachable}\n"
            "Start the connector first, or correct the address; nothing is said about it.",
        )
        return UNREACHABLE
    look = look_of(sys.stdout)
    parts = [table(smoke.results, look), to_fix(smoke.results, look), verdict(smoke.results)]
    say_as_made("\n\n".join(part for part in parts if part))
    return WRONG if smoke.failed else RIGHT


def _network(arguments: argparse.Namespace, transport: str) -> Network:
    if transport == "in-process":
        return InProcessNetwork(patience_seconds=arguments.connector_timeout)
    return SocketNetwork(
        arguments.host, tls=arguments.tls, patience_seconds=arguments.connector_timeout
    )
