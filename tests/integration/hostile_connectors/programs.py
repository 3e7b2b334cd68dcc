"""Finds the hostile programs, which lie in a folder for each subject."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def program_path(name: str) -> Path:
    """The file of the program ``name``, which needs this folder in ``PYTHONPATH``."""
    (found,) = HERE.glob(f"*/{name}.py")
    return found
