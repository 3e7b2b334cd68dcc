"""An authority made for one run, whose certificates the world shows over https."""

from __future__ import annotations

import ssl
from pathlib import Path

from percipio_conformance.core.addresses import LOOPBACK
from percipio_conformance.processes.guarded_folder import GuardedFolder


class TemporaryCA:
    """Its key dies with the process; its own certificate lies in a file for whoever shall trust it.

    Args:
        name: the host name or address that the world is reached at.
    """

    def __init__(self, name: str) -> None:
        # Imported here, because only --tls needs it.
        import trustme

        self._authority = trustme.CA(organization_name="percipio-conformance, for one run")
        names = dict.fromkeys((name, "localhost", LOOPBACK, "::1"))
        self._certificate = self._authority.issue_cert(*names)
        self._folder = GuardedFolder("authority-")
        self.ca_file = str(Path(self._folder.name) / "ca.pem")
        """Where its certificate is, in PEM."""
        self._authority.cert_pem.write_to_path(self.ca_file)

    def server_context(self) -> ssl.SSLContext:
        """For a server of the world."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._certificate.configure_cert(context)
        return context

    def close(self) -> None:
        """The file is no longer needed."""
        self._folder.cleanup()
