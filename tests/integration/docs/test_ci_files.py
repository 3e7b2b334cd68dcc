"""The CI files that vendors copy are well-formed and use only existing options.

These tests have no CI server. They parse the words that the files pass to ``percipio-conformance``
with its own parser.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import stat
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from fenced_blocks import ROOT, commands

from percipio_conformance.cli import merge, run

CI = ROOT / "examples" / "ci"
CONTAINERFILE = CI / "Containerfile"
ACTION = ROOT / "action.yml"
WORKFLOW = CI / "github.yml"
GITLAB = CI / "gitlab.yml"
IN_CI = ROOT / "docs" / "how-to" / "run-in-ci.md"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
VERSION = PROJECT["project"]["version"]


def read(path: Path) -> dict[str, Any]:
    # In YAML 1.1 the key `on` of a workflow is a boolean; it is not needed here.
    document: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return document


def parsed(words: list[str]) -> argparse.Namespace:
    """The options as parsed by the command line; an unknown option fails the test."""
    parser = argparse.ArgumentParser(allow_abbrev=False)
    commands = parser.add_subparsers(required=True)
    for name, each in (("run", run), ("merge", merge)):
        each.add_arguments(commands.add_parser(name))
    return parser.parse_args(words)


def step(name: str) -> dict[str, Any]:
    (found,) = (each for each in read(ACTION)["runs"]["steps"] if each["name"].startswith(name))
    return dict(found)


def run_step(tmp_path: Path, name: str, **inputs: str) -> list[str]:
    """Run the script of a step with these inputs; return the arguments for the suite."""
    suite = tmp_path / "suite with a space"
    program = suite / ".venv" / "bin" / "percipio-conformance"
    program.parent.mkdir(parents=True)
    program.write_text(
        f"#!{sys.executable}\nimport json, sys\njson.dump(sys.argv[1:], open('words', 'w'))\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    asked = step(name)
    given = dict.fromkeys(asked["env"], "") | {"SUITE": str(suite), "REPORT": "out"} | inputs
    subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", asked["run"]],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]} | given,
        check=True,
    )
    words: list[str] = json.loads((tmp_path / "words").read_text())
    return words


def test_the_action_hands_over_what_it_was_asked(tmp_path: Path) -> None:
    words = run_step(
        tmp_path,
        "Run the suite",
        CONNECTOR_COMMAND="node main.mjs --title 'a b' $(touch harm)",
        BASELINE="known failures.yaml",
        SHARD="2/4",
        OPTIONS="--profile=paris\n\n--clause=C018\n--clause=C013\n",
    )
    asked = parsed(words)
    assert asked.connector_command == "node main.mjs --title 'a b' $(touch harm)"
    assert asked.baseline == Path("known failures.yaml")
    assert (asked.shard, asked.profile, asked.report) == ("2/4", "paris", Path("out"))
    assert asked.clause == ["C018", "C013"]
    assert not (tmp_path / "harm").exists()


def test_the_action_asks_for_nothing_more_than_it_was_told(tmp_path: Path) -> None:
    words = run_step(tmp_path, "Run the suite", CONNECTOR="http://127.0.0.1:8080/control")
    assert words == ["run", "--report", "out", "--connector", "http://127.0.0.1:8080/control"]


def test_the_action_merges_the_parts_of_a_folder(tmp_path: Path) -> None:
    for part in ("part-1", "part-2"):
        (tmp_path / "all parts" / part).mkdir(parents=True)
    asked = parsed(run_step(tmp_path, "Run the suite", MERGE="all parts"))
    assert [each.name for each in asked.parts] == ["part-1", "part-2"]
    assert asked.report == Path("out")


def test_every_input_reaches_a_step_and_no_step_wants_another() -> None:
    inputs = read(ACTION)["inputs"]
    used = set(re.findall(r"inputs\.([\w-]+)", ACTION.read_text("utf-8")))
    assert used == set(inputs)
    assert all(each["description"] for each in inputs.values())


def test_the_step_that_runs_the_suite_gets_each_input_under_its_own_name() -> None:
    given = step("Run the suite")["env"]
    assert given.pop("SUITE") == "${{ github.action_path }}"
    passed_on = read(ACTION)["inputs"].keys() - {"artifact", "python-version"}
    wanted = {each.upper().replace("-", "_"): f"${{{{ inputs.{each} }}}}" for each in passed_on}
    assert given == wanted


def test_no_script_of_the_action_holds_words_from_outside() -> None:
    for each in read(ACTION)["runs"]["steps"]:
        assert "${{" not in each.get("run", ""), "hand it over in env: a shell would read it"


def test_the_install_step_makes_what_the_makefile_makes() -> None:
    (target,) = re.findall(r"(\S+/\.installed)$", step("Install")["run"], re.MULTILINE)
    subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, check=True)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert re.search(r"^VENV +:= \.venv$", makefile, re.MULTILINE)
    assert re.search(r"^READY +:= \$\(VENV\)/\.installed$", makefile, re.MULTILINE)


@pytest.mark.parametrize("job", ["part", "verdict"])
def test_the_workflow_gives_inputs_that_the_action_has(job: str) -> None:
    steps = read(WORKFLOW)["jobs"][job]["steps"]
    (ours,) = (each for each in steps if "percipio-conformance@" in each["uses"])
    assert ours["with"].keys() <= read(ACTION)["inputs"].keys()
    assert ours["uses"].endswith(f"@v{VERSION}")


def test_the_workflow_runs_every_part_and_merges_what_it_kept() -> None:
    jobs = read(WORKFLOW)["jobs"]
    numbers = jobs["part"]["strategy"]["matrix"]["number"]
    given = jobs["part"]["steps"][-1]["with"]
    assert given["shard"] == f"${{{{ matrix.number }}}}/{len(numbers)}"
    assert numbers == list(range(1, len(numbers) + 1))
    download, judge = jobs["verdict"]["steps"]
    assert given["artifact"].startswith(download["with"]["pattern"].removesuffix("*"))
    assert judge["with"]["merge"] == download["with"]["path"]
    assert jobs["verdict"]["needs"] == "part"


def gitlab_words(job: str) -> list[str]:
    (line,) = read(GITLAB)[job]["script"]
    program, *words = shlex.split(line)
    assert program == "percipio-conformance"
    return words


def test_gitlab_runs_a_part_on_each_machine_and_keeps_what_the_last_job_merges() -> None:
    document = read(GITLAB)
    asked = parsed(gitlab_words("conformance"))
    assert asked.shard == "$CI_NODE_INDEX/$CI_NODE_TOTAL"
    assert document["conformance"]["parallel"] > 1
    merged = parsed(gitlab_words("verdict"))
    kept = Path(document["conformance"]["artifacts"]["paths"][0])
    assert asked.report.parent == kept
    assert [each.parent for each in merged.parts] == [kept]
    assert document["verdict"]["needs"] == ["conformance"]
    junit = document["verdict"]["artifacts"]["reports"]["junit"]
    assert junit == str(merged.report / "junit.xml")


def test_gitlab_jobs_belong_to_stages() -> None:
    document = read(GITLAB)
    assert {document[job]["stage"] for job in ("conformance", "verdict")} == set(document["stages"])


def instructions() -> list[tuple[str, str]]:
    text = re.sub(r"^#.*\n|\\\n", "", CONTAINERFILE.read_text("utf-8"), flags=re.MULTILINE)
    lines = [line.split(maxsplit=1) for line in text.splitlines() if line.strip()]
    return [(name, rest) for name, rest in lines]


def test_the_container_copies_what_is_there_and_all_that_is_installed() -> None:
    known = {"FROM", "WORKDIR", "COPY", "RUN", "USER", "ENTRYPOINT", "CMD"}
    assert {name for name, _ in instructions()} <= known
    sources = [
        each for name, rest in instructions() if name == "COPY" for each in rest.split()[:-1]
    ]
    assert [each for each in sources if not (ROOT / each).exists()] == []
    packages = PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]
    assert {each.rstrip("*") for each in packages} <= set(sources)
    linked = {
        each.readlink().parts[-1]
        for each in (ROOT / "percipio_conformance").iterdir()
        if each.is_symlink()
    }
    assert linked <= {Path(each).name for each in sources}
    assert {"pyproject.toml", "requirements.lock", PROJECT["project"]["readme"]} <= set(sources)


def test_the_container_begins_with_our_command_and_is_nobody_special() -> None:
    words = {name: rest for name, rest in instructions() if name in ("ENTRYPOINT", "CMD", "USER")}
    command = json.loads(words["ENTRYPOINT"]) + json.loads(words["CMD"])
    assert command[0] in PROJECT["project"]["scripts"]
    parsed(command[1:])
    assert words["USER"] != "root"


def docker_runs() -> list[list[str]]:
    shown = [each.line for each in commands(IN_CI) if each.line.startswith("docker run")]
    return [shlex.split(re.sub(r" (&&|\|\|) .*", "", line)) for line in shown]


def test_no_container_is_removed_before_its_report_is_kept() -> None:
    directory = dict(instructions())["WORKDIR"]
    kept, copied = docker_runs()
    assert "--rm" in kept
    volume = kept[kept.index("--volume") + 1]
    reports = f"{directory}/{parsed(['run']).report.parent}"
    assert volume == f"$PWD/reports:{reports}", "where `run` writes by default"
    assert "--user" in kept, "a folder of yours is not the image's user's"
    assert "--rm" not in copied
    (copy,) = (each.line for each in commands(IN_CI) if each.line.startswith("docker cp"))
    assert f":{directory}/{parsed(['run']).report}" in copy


def test_a_container_gets_options_that_the_command_line_knows() -> None:
    for words in docker_runs():
        image = next(each for each in words if each.startswith("percipio-conformance:"))
        assert image == f"percipio-conformance:{VERSION}"
        parsed(words[words.index(image) + 1 :])


def test_anybody_may_write_reports_in_the_container() -> None:
    directory = dict(instructions())["WORKDIR"]
    made = [rest for name, rest in instructions() if name == "RUN" and "mkdir" in rest]
    assert any(f"mkdir -m 1777 {directory} {directory}/reports" in each for each in made)


def test_copying_a_report_keeps_the_exit_code() -> None:
    shown = [each.line for each in commands(IN_CI)]
    (run,) = (each for each in shown if each.startswith("docker run --init --name"))
    after = run.partition("&& ")[2]
    for code in (0, 1, 3):
        script = f"set -e\n(exit {code}) && {after}\ntrue\n{shown[-1]}"
        assert subprocess.run(["bash", "-c", script], check=False).returncode == code


def test_the_report_is_kept_of_a_job_that_failed_or_was_cancelled() -> None:
    assert step("Keep")["if"] == "${{ always() }}"
    assert step("Show")["if"].startswith("${{ always() &&")
    for job in ("conformance", "verdict"):
        assert read(GITLAB)[job]["artifacts"]["when"] == "always"


def test_no_line_of_ci_loses_the_exit_code_in_a_pipe() -> None:
    scripts = [each.get("run", "") for each in read(ACTION)["runs"]["steps"]]
    scripts += [line for job in ("conformance", "verdict") for line in read(GITLAB)[job]["script"]]
    for line in "\n".join(scripts).splitlines():
        assert not re.search(r"(?<!\|)\|(?!\|)", line), line


def test_files_of_ci_name_the_present_version() -> None:
    for path in (ACTION, WORKFLOW, GITLAB, CONTAINERFILE):
        named = re.findall(r"percipio-conformance[@:]v?(\d+\.\d+\.\d+)", path.read_text("utf-8"))
        assert set(named) == {VERSION}, path.name
