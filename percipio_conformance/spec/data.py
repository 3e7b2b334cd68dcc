"""Paths of the suite's own feature files and registers, in a checkout and in an installation."""

from __future__ import annotations

from pathlib import Path

# In a checkout the folder is a link to `features/` at the top. Without resolving it, one file would
# have two paths, and a scenario two ids.
FEATURES = (Path(__file__).parents[1] / "features").resolve()
"""The folder of the suite's own features, of ``clauses.yaml`` and of the profiles."""
