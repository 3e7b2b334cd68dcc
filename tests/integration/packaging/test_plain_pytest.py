"""``pytest`` as one types it in the checkout: the installed program, without ``python -m``."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from locked import ROOT

PROGRAM = Path(sys.executable).parent / "pytest"
HIDDEN = """\
import importlib.metadata

find = importlib.metadata.distribution

def distribution(name):
    if name == "playwright":
        raise importlib.metadata.PackageNotFoundError(name)
    return find(name)

importlib.metadata.distribution = distribution
"""


def collected(*words: str, folder: Path = ROOT, path: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PROGRAM, "--collect-only", "-q", "-p", "no:cacheprovider", *words],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "folder", "has", "lacks"),
    [
        ((), "", "tests/unit/", "tests/browser/"),
        (("features",), "", "features/content/arrival.feature", "tests/"),
        (("tests/browser",), "", "tests/browser/test_report_page.py", "tests/unit/"),
        (("browser/test_report_page.py",), "tests", "tests/browser/test_report_page.py", "unit/"),
    ],
    ids=["alone", "features", "browser", "from within"],
)
def test_pytest_collects_what_is_named(
    words: tuple[str, ...], folder: str, has: str, lacks: str
) -> None:
    done = collected(*words, folder=ROOT / folder)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    ids = [each for each in done.stdout.splitlines() if "::" in each]
    assert any(each.startswith(has) for each in ids), ids[:3]
    assert not any(each.startswith(lacks) for each in ids)
    assert re.search(rf"^{len(ids)} tests collected", done.stdout, re.MULTILINE)


def test_a_package_of_the_tests_that_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "hidden.py").write_text(HIDDEN)
    done = collected("-p", "hidden", "tests/integration/packaging", path=str(tmp_path))
    assert done.returncode == pytest.ExitCode.USAGE_ERROR
    assert "playwright cannot be found here. Run `make dev` once" in done.stdout + done.stderr
