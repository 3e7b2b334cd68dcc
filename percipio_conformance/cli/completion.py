"""``percipio-conformance completion``: print a completion script for a shell."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping

from percipio_conformance.cli.completion_words import Level, levels_of
from percipio_conformance.cli.output import say

PROGRAM = "percipio-conformance"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Print a script that completes commands, options, clause ids and profiles. "
        f'bash and zsh: eval "$({PROGRAM} completion bash)" in .bashrc, or with zsh in .zshrc. '
        f"fish: {PROGRAM} completion fish > ~/.config/fish/completions/{PROGRAM}.fish"
    )
    parser.add_argument("shell", choices=tuple(SHELLS))
    # ``program`` is the parser of the whole command line, see parser.py.
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the script; the exit code."""
    say(SHELLS[arguments.shell](levels_of(arguments.program)))
    return 0


def bash(levels: list[Level]) -> str:
    """A function for ``complete``; where it offers no words, the shell offers file names.

    It is written so that zsh can use it: there, ``path`` is a name for ``PATH``.
    """
    values = "\n".join(
        f"        {pattern}) words={_quoted(words)} ;;"
        for pattern, words in _by_value(levels).items()
    )
    options = "\n".join(
        f'        "{each.path}") words={_quoted([*each.words, *each.flags])} ;;' for each in levels
    )
    steps = "\n".join(
        f'        "{each.path}:{word}") place="${{place:+$place }}$each" ;;'
        for each in levels
        for word in each.commands
    )
    return f"""\
# Completion of {PROGRAM} for bash; made by `{PROGRAM} completion bash`.
_percipio_conformance() {{
    local word="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}"
    local place="" words="" each
    if [[ $before == "=" ]]; then before="${{COMP_WORDS[COMP_CWORD-2]}}"; fi
    if [[ $word == "=" ]]; then word=""; fi
    for each in "${{COMP_WORDS[@]:1:$((COMP_CWORD-1))}}"; do
        case "$place:$each" in
{steps}
        esac
    done
    case "$place:$before" in
{values}
        *) case "$place" in
{options}
        esac ;;
    esac
    COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _percipio_conformance {PROGRAM}"""


def zsh(levels: list[Level]) -> str:
    """The function of bash, which zsh can use."""
    begin = ("autoload -U +X compinit && compinit", "autoload -U +X bashcompinit && bashcompinit")
    return "\n".join([*begin, bash(levels)])


def fish(levels: list[Level]) -> str:
    """A line for each command and option."""
    lines = [f"# Completion of {PROGRAM} for fish; made by `{PROGRAM} completion fish`."]
    for level in levels:
        names = level.path.split()
        if not names:
            where = "__fish_use_subcommand"
        else:
            where = "; and ".join(f"__fish_seen_subcommand_from {each}" for each in names)
        begin = f"complete -c {PROGRAM} -n {_fish(where)}"
        for word, description in level.described:
            lines.append(f"{begin} -f -a {_fish(word)} -d {_fish(description)}")
        for option in level.options:
            flags = [
                f"-l {each[2:]}" if each.startswith("--") else f"-s {each[1:]}"
                for each in option.flags
            ]
            value = ""
            if option.takes_value:
                value = f" -x -a {_fish(' '.join(option.values))}" if option.values else " -r"
            lines.append(f"{begin} {' '.join(flags)}{value} -d {_fish(option.description)}")
    return "\n".join(lines)


SHELLS: Mapping[str, Callable[[list[Level]], str]] = {"bash": bash, "zsh": zsh, "fish": fish}


def _by_value(levels: list[Level]) -> dict[str, list[str]]:
    """The values that follow each option; empty where a file name follows."""
    return {
        "|".join(f'"{level.path}:{flag}"' for flag in option.flags): list(option.values)
        for level in levels
        for option in level.options
        if option.takes_value
    }


def _quoted(words: list[str]) -> str:
    return f'"{" ".join(words)}"'


def _fish(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"
