"""Connectors with one deliberate fault each, in a folder for each part of the specification."""

from __future__ import annotations

import sys
from pathlib import Path

# A connector of this package can be named by an option of the command line, where the tools are not
# on the path: they are not installed.
sys.path.append(str(Path(__file__).parents[3]))
