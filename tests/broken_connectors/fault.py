"""What the modules of the catalogue say a fault with."""

from __future__ import annotations

from harness.mutants.fault import Fault, clauses, named

__all__ = ["Fault", "clauses", "named"]
