"""An unforeseen error ends with 3, a fault of the environment with 2; 1 blames a connector."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from program import install_plugin

TESTS = Path(__file__).parents[3]
PROGRAM = Path(sys.executable).parent / "percipio-conformance"
SHORT = ("run", "--quick", "--clause", "C018", "--report", "out")


def played(
    folder: Path, *words: str, program: Path | str = PROGRAM, **environment: str
) -> tuple[int, str, str]:
    done = subprocess.run(
        [program, *words],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


# The last one is there, and takes no file, not even from root.
@pytest.mark.parametrize("folder", ["file/report", "/proc/report", "/dev/full/report", "/proc"])
def test_a_report_folder_that_takes_nothing_is_found_out_before_the_run(
    tmp_path: Path, folder: str
) -> None:
    (tmp_path / "file").write_text("in the way")
    for command in (("run", "--clause", "C018"), ("explore", "--examples", "1")):
        code, said, complained = played(tmp_path, *command, "--report", folder)
        assert code == 2
        assert "the report cannot be written to" in complained
        assert "Name another folder with --report" in complained
        assert "Traceback" not in complained
        assert said == "", "nothing was played"


def test_python_without_assertions_plays_nothing(tmp_path: Path) -> None:
    for words in (SHORT, ("compare", "a", "b"), ("smoke",)):
        code, said, complained = played(tmp_path, *words, PYTHONOPTIMIZE="1")
        assert code == 2
        assert "PYTHONOPTIMIZE" in complained
        assert said == ""
    words = ("-m", "pytest", "-c", str(TESTS.parent / "pyproject.toml"))
    words = (*words, str(TESTS.parent / "features"), "--clause", "C018")
    code, said, complained = played(tmp_path, *words, program=sys.executable, PYTHONOPTIMIZE="1")
    assert (code, said) == (pytest.ExitCode.USAGE_ERROR, "")
    assert "PYTHONOPTIMIZE" in complained


@pytest.mark.parametrize("is_package", [True, False], ids=["package", "folder"])
def test_foreign_packages_of_our_names_do_not_replace_ours(
    tmp_path: Path, is_package: bool
) -> None:
    for name in ("steps", "features", "harness", "schemas", "reference_impl"):
        foreign = tmp_path / "foreign" / name
        foreign.mkdir(parents=True)
        if is_package:
            (foreign / "__init__.py").write_text("")
    path = str(tmp_path / "foreign")
    code, said, complained = played(tmp_path, *SHORT, PYTHONPATH=path)
    assert (code, complained) == (0, "")
    assert "1 of 1 tested must clause passed." in " ".join(said.split())


def test_what_cannot_be_imported_is_ours(tmp_path: Path) -> None:
    (tmp_path / "orjson.py").write_text("raise ImportError('half an installation')")
    code, said, complained = played(tmp_path, *SHORT, PYTHONPATH=str(tmp_path))
    assert (code, said) == (3, "")
    assert "ImportError: half an installation" in complained
    assert "nothing is said about the connector" in complained


@pytest.mark.parametrize("raised", ["raise RuntimeError('broken')", "raise SystemExit(1)"])
def test_a_command_that_breaks_is_ours(tmp_path: Path, raised: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(BREAKS.format(raised=raised))
    code, said, complained = played(tmp_path, "compare", "a", "b", PYTHONPATH=str(tmp_path))
    assert (code, said) == (3, "")
    first = complained.splitlines()[0]
    assert first.startswith("percipio-conformance: an error that was not foreseen: ")
    assert "Details:" in complained
    assert "Traceback" in complained


BREAKS = """
import sys
from importlib.abc import MetaPathFinder

class Breaks(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "percipio_conformance.cli.parser":
            from percipio_conformance.cli import compare
            def run(arguments):
                {raised}
            compare.run = run
        return None

sys.meta_path.insert(0, Breaks())
"""


@pytest.mark.parametrize("raised", ["1 / 0", "raise SystemExit(1)"])
def test_a_module_that_breaks_when_it_is_named_is_wrong_usage(tmp_path: Path, raised: str) -> None:
    (tmp_path / "mine.py").write_text(raised)
    for command in ("run", "smoke", "explore"):
        code, _, complained = played(tmp_path, command, "--connector-factory", "mine:connector")
        assert code == 2
        assert "the connector 'mine:connector' cannot be loaded: its module raised" in complained


@pytest.mark.parametrize("hook", ["pytest_runtest_logfinish", "pytest_runtest_logreport"])
def test_pytest_that_breaks_is_ours(tmp_path: Path, hook: str) -> None:
    plugin = f"def {hook}():\n    raise RuntimeError('a broken plugin')\n"
    install_plugin(tmp_path, "broken_plugin", plugin)
    code, said, _ = played(tmp_path, *SHORT, PYTHONPATH=str(tmp_path))
    assert code == 3
    assert "Conformant" not in said


@pytest.mark.parametrize("subject", ["", "connectors.content.updates:never_restores"])
def test_a_disk_that_is_full_at_the_end_gives_no_verdict(tmp_path: Path, subject: str) -> None:
    (tmp_path / "sitecustomize.py").write_text(FULL)
    words = ("run", "--quick", "--clause", "C030", "--report", "out")
    words += ("--connector-factory", subject) if subject else ()
    places = os.pathsep.join((str(tmp_path), str(TESTS / "mutants")))
    code, said, _ = played(tmp_path, *words, PYTHONPATH=places)
    assert code == 3
    flat = " ".join(said.split())
    assert "Harness error: the report cannot be written to out: No space left on device" in flat
    assert list((tmp_path / "out").iterdir()) == []


FULL = """
import os
opened = os.fdopen
written = 0

def full(handle, *words, **options):
    # The first file is the trial before the run; then the disk takes two more.
    global written
    if words[:1] == ("wb",):
        written += 1
        if written > 3:
            os.close(handle)
            raise OSError(28, "No space left on device")
    return opened(handle, *words, **options)

os.fdopen = full
"""
