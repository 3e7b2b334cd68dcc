"""Fixtures of all tests, and the selection of tests."""

from __future__ import annotations

import signal
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from process_leaks import Leaks

from percipio_conformance.processes.guarding import guarding

TESTS = Path(__file__).parent
BROWSER = TESTS / "browser"
LEAKS: pytest.StashKey[Leaks] = pytest.StashKey()
LEFT: pytest.StashKey[list[str]] = pytest.StashKey()
LEFT_OUT = "tests/browser is left out, it needs Chromium: make browser"


def pytest_configure(config: pytest.Config) -> None:
    if missing := _missing():
        pytest.exit(
            "The project's own tests need packages that a run of the suite does not, and "
            f"{', '.join(missing)} cannot be found here. Run `make dev` once: it installs them.",
            returncode=pytest.ExitCode.USAGE_ERROR,
        )
    config.addinivalue_line("filterwarnings", "error")
    _hear_signals()
    if not hasattr(config, "workerinput"):
        config.stash[LEAKS] = Leaks()


def _hear_signals() -> None:
    """In the background and under ``nohup`` some signals are ignored, and by all children too.

    Tests send them to programs, and would wait for ever.
    """
    for name, heard in (("SIGINT", signal.default_int_handler), ("SIGHUP", signal.SIG_DFL)):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, heard)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail when something outlives the session that started it; the workers have ended by now."""
    if LEAKS not in session.config.stash:
        return
    guarding.close()
    session.config.stash[LEFT] = left = session.config.stash[LEAKS].found()
    if left and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if left := config.stash.get(LEFT, []):
        terminalreporter.section("left behind by the tests", red=True)
        for each in left:
            terminalreporter.line(each, red=True)


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
