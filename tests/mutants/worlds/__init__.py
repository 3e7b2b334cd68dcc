"""Fakes with one deliberate fault each; the tests of the fakes must detect every one of them."""

from __future__ import annotations

import sys
from pathlib import Path

# The tools are not installed.
sys.path.append(str(Path(__file__).parents[3]))
