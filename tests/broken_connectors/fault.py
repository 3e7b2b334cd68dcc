"""What the modules of the catalogue define a fault with."""

from __future__ import annotations

import sys
from pathlib import Path

# A connector of this folder can be named by `--subject`, where the tools are not on the path: they
# are not installed.
sys.path.append(str(Path(__file__).parents[2]))

from tools.mutants.mutant import Fault, clauses, named

__all__ = ["Fault", "clauses", "named"]
