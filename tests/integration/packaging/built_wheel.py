"""Builds the wheel from a copy of the checkout, links included."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from locked import ROOT

DOCUMENT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PROJECT = DOCUMENT["project"]
PACKAGES = [
    each.rstrip("*") for each in DOCUMENT["tool"]["setuptools"]["packages"]["find"]["include"]
]
LINKED = [
    str(each.resolve().relative_to(ROOT))
    for each in sorted((ROOT / "percipio_conformance").iterdir())
    if each.is_symlink()
]
"""Folders outside the package that an installation has inside it: steps, features, and others."""


def build_wheel(folder: Path) -> Path:
    """The path of a new wheel in ``folder``."""
    source = folder / "checkout"
    ignored = shutil.ignore_patterns("__pycache__")
    for each in (*PACKAGES, *LINKED):
        shutil.copytree(ROOT / each, source / each, symlinks=True, ignore=ignored)
    for each in ("pyproject.toml", PROJECT["readme"], *PROJECT["license-files"]):
        shutil.copy(ROOT / each, source / each)
    options = "--quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir"
    build = [sys.executable, "-m", "pip", "wheel", *options.split(), str(folder), "."]
    subprocess.run(build, cwd=source, check=True)
    (built,) = folder.glob("*.whl")
    return built
