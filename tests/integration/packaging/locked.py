"""The pins of the locks, and the requirements of their packages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.markers import Environment, Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[3]

Asks = Callable[[str], Sequence[str] | None]
"""The requirements in a package's metadata, None where it is not installed."""


@dataclass(frozen=True)
class Machine:
    """A machine that is promised to install the suite."""

    python: str
    system: str
    processor: str

    def environment(self, extra: str = "") -> Environment:
        return {
            "extra": extra,
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "os_name": "posix",
            "platform_machine": self.processor,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": self.system.capitalize(),
            "platform_version": "",
            "python_full_version": f"{self.python}.0",
            "python_version": self.python,
            "sys_platform": self.system,
        }

    def wants(self, marker: Marker | None, extra: str = "") -> bool:
        return marker is None or marker.evaluate(dict(self.environment(extra)))


MACHINES = [
    Machine(f"3.{minor}", system, processor)
    for minor in (11, 12, 13, 14)
    for system, processor in (
        ("linux", "x86_64"),
        ("linux", "aarch64"),
        ("darwin", "arm64"),
        ("darwin", "x86_64"),
    )
]


def pins(lock: str) -> list[Requirement]:
    """The pinned requirements of a lock, hashes and comments left out."""
    lines = re.findall(r"^([a-z0-9][^\\\n]*==[^\\\n]*?) *\\?$", lock, flags=re.MULTILINE)
    return [Requirement(line) for line in lines]


def declared(group: str, *, project: bool = True) -> list[Requirement]:
    """The requirements of a group, and those of the project itself."""
    document = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = document["dependency-groups"]

    def members(name: str) -> Iterator[str]:
        for each in groups[name]:
            yield from members(each["include-group"]) if isinstance(each, dict) else [each]

    own = document["project"]["dependencies"] if project else []
    return [Requirement(each) for each in (*own, *members(group))]


def installed(name: str) -> Sequence[str] | None:
    try:
        return distribution(name).requires or ()
    except PackageNotFoundError:
        return None


def gaps(lock: str, roots: Sequence[Requirement], asks: Asks) -> list[str]:
    """What an installer that resolves this lock would have to look for elsewhere, in words.

    A pip older than 23.1 in hash mode needs a pin *with the extra* for each requirement that names
    one: without it, it takes the newest release, and refuses that for having no hash.
    """
    all_pins = pins(lock)
    found: dict[str, None] = {}
    for machine in MACHINES:
        here = [each for each in all_pins if machine.wants(each.marker)]
        wanted = [("the project", each) for each in roots if machine.wants(each.marker)]
        for pin in here:
            for line in asks(pin.name) or ():
                each = Requirement(line)
                if any(machine.wants(each.marker, extra) for extra in ("", *pin.extras)):
                    wanted.append((pin.name, each))
        for asker, requirement in wanted:
            for gap in _gaps_of(requirement, here):
                found[f"{asker} asks for {_plain(requirement)}; {gap}"] = None
    return list(found)


def _gaps_of(requirement: Requirement, here: Sequence[Requirement]) -> Iterator[str]:
    name = canonicalize_name(requirement.name)
    same = [each for each in here if canonicalize_name(each.name) == name]
    if not same:
        yield "the lock does not pin it"
        return
    extras = set().union(*(each.extras for each in same))
    if missing := requirement.extras - extras:
        yield f"the lock pins {name} without [{','.join(sorted(missing))}]"
    version = str(same[0].specifier).removeprefix("==")
    if not requirement.specifier.contains(version, prereleases=True):
        yield f"the lock pins {version}"


def _plain(requirement: Requirement) -> str:
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    return f"{requirement.name}{extras}{requirement.specifier}"
