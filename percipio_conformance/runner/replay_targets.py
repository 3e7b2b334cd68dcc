"""Lists what a replay would start or reach because a report names it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from percipio_conformance.connectors.factory import WORKER
from percipio_conformance.core.printable import printable
from percipio_conformance.network.listen_address import is_here, is_url_here
from percipio_conformance.results.recorded_options import CONNECTORS, recorded_options


def started_by(words: Sequence[str], given: Mapping[str, Any]) -> list[str]:
    """What the recorded options ``words`` start or reach, one sentence each; printable.

    What is in ``given``, by the attribute of its option, the user named now; it is left out. A
    connector at an address of this machine starts nothing, and the reference is ours.

    Raises:
        ReplayError: this version does not know one of the options.
    """
    return list(_started(vars(recorded_options(words)), given))


def _started(recorded: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[str]:
    if recorded["host"] and "host" not in given and not is_here(recorded["host"]):
        yield f"opens the world to other machines, at {printable(recorded['host'])}"
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
            yield f"speaks to {printable(url)}, which is not on this machine"


def recorded_urls(words: Sequence[str], given: Mapping[str, Any]) -> list[str]:
    """Connector URLs in the report; empty if the user has named a connector."""
    urls: list[str] = recorded_options(words).connector
    return [] if _is_named(given) else urls


def _is_named(given: Mapping[str, Any]) -> bool:
    return any(each.removeprefix("--").replace("-", "_") in given for each in CONNECTORS)
