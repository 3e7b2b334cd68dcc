"""The arguments and the environment of a connector's command."""

from __future__ import annotations

from percipio_conformance.connectors.command_template import CommandTemplate
from percipio_conformance.connectors.reference_process import reference_command
from percipio_conformance.core.addresses import Addresses

PLAIN = Addresses("http://p", "http://q", "http://l")
SAFE = Addresses("https://p", "https://q", "https://l", "/some where/ca.pem")


def test_words_are_split_as_by_a_shell_and_filled_in_afterwards() -> None:
    template = CommandTemplate(SAFE, 4711, "/my state")
    words = template.words("node 'my main.mjs' --port={port} --db {state}/x --ca {ca_file}")
    assert words == [
        *("node", "my main.mjs", "--port=4711", "--db", "/my state/x", "--ca"),
        "/some where/ca.pem",
    ]


def test_other_braces_and_a_shells_own_signs_stay_as_they_are() -> None:
    template = CommandTemplate(PLAIN, 4711, "/s")
    words = template.words("""x --json '{"port": 1}' $HOME ; rm {unknown}""")
    assert words == ["x", "--json", '{"port": 1}', "$HOME", ";", "rm", "{unknown}"]


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert CommandTemplate(PLAIN, 1, "/tmp/{port}").words("x {state}") == ["x", "/tmp/{port}"]  # noqa: S108


def test_the_environment_holds_the_worlds_addresses() -> None:
    template = CommandTemplate(SAFE, 4711, "/s").environment({"PATH": "/bin", "LMS_URL": "another"})
    assert template["PATH"] == "/bin"
    assert template["PERCIPIO_URL"] == "https://p"
    assert template["PERCIPIO_EU_URL"] == "https://q"
    assert template["LMS_URL"] == "https://l"
    assert template["CONTROL_PORT"] == "4711"
    assert template["STATE_FOLDER"] == "/s"
    assert template["WORLD_CA_FILE"] == "/some where/ca.pem"


def test_without_tls_there_is_no_authority_to_trust() -> None:
    assert "WORLD_CA_FILE" not in CommandTemplate(PLAIN, 4711, "/s").environment({})


def test_the_reference_is_started_as_any_other() -> None:
    words = CommandTemplate(SAFE, 4711, "/s").words(reference_command(tls=True))
    assert words[1:4] == ["-m", "reference_impl", "--control"]
    assert words[-2:] == ["--ca-file", "/some where/ca.pem"]
