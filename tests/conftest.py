"""What all of the project's own tests need, and which of them are asked for."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

TESTS = Path(__file__).parent
BROWSER = TESTS / "browser"
LEFT_OUT = "tests/browser is left out, it needs Chromium: make browser"


def pytest_configure(config: pytest.Config) -> None:
    if missing := _missing():
        pytest.exit(
            "The project's own tests need packages that a run of the suite does not, and "
            f"{', '.join(missing)} cannot be found here. Run `make dev` once: it installs them.",
            returncode=pytest.ExitCode.USAGE_ERROR,
        )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if collection_path == BROWSER and not _browser_is_named(config) else None


def pytest_report_header(config: pytest.Config) -> str | None:
    return None if _browser_is_named(config) else LEFT_OUT


def _browser_is_named(config: pytest.Config) -> bool:
    named = [config.invocation_params.dir / each.partition("::")[0] for each in config.args]
    return any(BROWSER in (each.resolve(), *each.resolve().parents) for each in named)


def _missing() -> list[str]:
    """The packages of the group ``dev`` that are declared and not installed."""
    document = tomllib.loads((TESTS.parent / "pyproject.toml").read_text("utf-8"))
    declared = [
        Requirement(each) for each in document["dependency-groups"]["dev"] if isinstance(each, str)
    ]
    return [
        each.name
        for each in declared
        if (each.marker is None or each.marker.evaluate()) and not _installed(each.name)
    ]


def _installed(name: str) -> bool:
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True
