"""Lists the programs and addresses of a report that a replay would start or connect to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from percipio_conformance.core.connector_options import WORKER
from percipio_conformance.core.printable import printable
from percipio_conformance.network.listen_address import is_here, is_url_here
from percipio_conformance.results.recorded_options import CONNECTORS, recorded_options


def started_by(arguments: Sequence[str], given: Mapping[str, Any]) -> list[str]:
    """Describes what the recorded arguments start or connect to, one printable sentence each.

    Options in ``given``, by attribute, are from the user and are omitted. A connector on this
    machine and the reference connector are omitted, too.

    Raises:
        ReplayError: this version does not know one of the options.
    """
    return list(_started(vars(recorded_options(arguments)), given))


def _started(recorded: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[str]:
    if recorded["host"] and "host" not in given and not is_here(recorded["host"]):
        yield f"makes the world accessible to other machines, at {printable(recorded['host'])}"
    if _is_named(given):
        return
    if recorded["connector_command"] is not None:
        yield f"runs the command: {printable(recorded['connector_command'])}"
    for way in ("connector_class", "connector_factory"):
        if recorded[way] is not None:
            module, _, name = recorded[way].partition(":")
            yield f"imports the Python module {printable(module)} and calls {printable(name)}"
    for url in recorded["connector"]:
        if not is_url_here(url.replace(WORKER, "0")):
            yield f"connects to {printable(url)}, which is not on this machine"


def recorded_urls(arguments: Sequence[str], given: Mapping[str, Any]) -> list[str]:
    """Returns the connector URLs of the report; empty if the user has named a connector."""
    urls: list[str] = recorded_options(arguments).connector
    return [] if _is_named(given) else urls


def _is_named(given: Mapping[str, Any]) -> bool:
    return any(each.removeprefix("--").replace("-", "_") in given for each in CONNECTORS)
