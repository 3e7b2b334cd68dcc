"""Arguments and environment of a connector's command, with placeholders filled in."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from percipio_conformance.connectors.loading import ConnectorOptionError
from percipio_conformance.core.addresses import Addresses


@dataclass(frozen=True, slots=True)
class CommandTemplate:
    """Values for the placeholders of a command.

    ``port`` is a free port for the control protocol; ``state_folder`` belongs to the connector
    during the run.
    """

    addresses: Addresses
    port: int
    state_folder: str

    def words(self, command: str) -> list[str]:
        """``command`` split into words, with ``{port}``, ``{state}`` and ``{ca_file}`` filled in.

        Other braces stay as they are.
        """
        known = {
            "port": str(self.port),
            "state": self.state_folder,
            "ca_file": self.addresses.ca_file or "",
        }
        pattern = re.compile("|".join(rf"\{{{name}\}}" for name in known))
        return [
            pattern.sub(lambda found: known[found[0][1:-1]], word) for word in shlex.split(command)
        ]

    def environment(self, around: Mapping[str, str]) -> dict[str, str]:
        """The environment ``around``, with the addresses of the world."""
        values = {
            "CONTROL_PORT": str(self.port),
            "STATE_FOLDER": self.state_folder,
            "PERCIPIO_URL": self.addresses.percipio,
            "PERCIPIO_EU_URL": self.addresses.percipio_eu,
            "LMS_URL": self.addresses.lms,
            # Otherwise Python buffers its output into a pipe, and the evidence is missing.
            "PYTHONUNBUFFERED": "1",
        }
        if self.addresses.ca_file is not None:
            values["WORLD_CA_FILE"] = self.addresses.ca_file
        return {**around, **values}


def check_command(command: str, *, tls: bool) -> None:
    """Raise ConnectorOptionError unless ``command`` can be parsed and filled in.

    Raises:
        ConnectorOptionError: it is empty, its quotes do not match, or it needs a CA file and
            there is none.
    """
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise ConnectorOptionError(
            f"--connector-command {command!r} cannot be read: {error}. "
            "Quote it as for a shell; no shell reads it"
        ) from error
    if not words:
        raise ConnectorOptionError(
            "--connector-command is empty; give the program and its arguments"
        )
    if "{ca_file}" in command and not tls:
        raise ConnectorOptionError(
            "--connector-command holds {ca_file}, and there is an authority only with --tls: "
            "add --tls, or leave {ca_file} out"
        )
