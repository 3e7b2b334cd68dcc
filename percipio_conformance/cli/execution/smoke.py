"""Checks the control protocol of a connector, for ``percipio-conformance smoke``.

``smoke.py`` declares the arguments; importing this module takes half a second.
"""

from __future__ import annotations

import argparse
import sys

from percipio_conformance.cli.output import complain, say_as_made
from percipio_conformance.connectors.factory import connector_factory
from percipio_conformance.connectors.loading import ConnectorOptionError
from percipio_conformance.network.network import InProcessNetwork, Network, SocketNetwork
from percipio_conformance.reporting.screen import look_of
from percipio_conformance.results.recorded_profile import load_run_profile
from percipio_conformance.smoke.runner import SmokeSetup, run_checks
from percipio_conformance.smoke.terminal import table, to_fix, verdict
from percipio_conformance.spec.profiles import ProfileError

RIGHT, WRONG, USAGE, UNREACHABLE = 0, 1, 2, 3


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
