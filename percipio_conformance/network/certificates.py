"""A temporary certificate authority for the https servers of one run."""

from __future__ import annotations

import ssl
from pathlib import Path

from percipio_conformance.core.addresses import LOOPBACK
from percipio_conformance.processes.guarded_folder import GuardedFolder


class TemporaryCA:
    """A temporary authority. Its key stays in this process; its certificate is a file for clients.

    Args:
        name: the host name or address of the world.
    """

    def __init__(self, name: str) -> None:
        # Imported here, because only --tls needs it.
        import trustme

        self._authority = trustme.CA(organization_name="percipio-conformance, for one run")
        names = dict.fromkeys((name, "localhost", LOOPBACK, "::1"))
        self._certificate = self._authority.issue_cert(*names)
        self._folder = GuardedFolder("authority-")
        self.ca_file = str(Path(self._folder.name) / "ca.pem")
        """The path of its certificate, in PEM."""
        self._authority.cert_pem.write_to_path(self.ca_file)

    def server_context(self) -> ssl.SSLContext:
        """The TLS context of a server of the world."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._certificate.configure_cert(context)
        return context

    def close(self) -> None:
        """Delete the file."""
        self._folder.cleanup()
