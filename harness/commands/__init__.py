"""The commands of ``percipio-conformance``, one a module."""
