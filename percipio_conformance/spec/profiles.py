"""Profiles: one reading for every ambiguity of the article, and the figures that go with them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from percipio_conformance.core.text import did_you_mean, join_or
from percipio_conformance.spec.clauses import ClauseRegistry, UnknownAmbiguity, load_register
from percipio_conformance.spec.data import FEATURES
from percipio_conformance.spec.yaml_document import DocumentError, read_document

ARTICLE = "article"
"""The profile that holds our pick for every switch; the default of every run."""

_ENDING = ".yaml"


class ProfileError(ValueError):
    """A profile that cannot be used. The message says what is wrong, why it matters, what to do."""


@dataclass(frozen=True)
class Profile:
    """The readings a run judges by.

    ``readings`` maps every switch with readings to one of them, ``parameters`` every parameter to
    its figure. ``defaulted`` names the switches and parameters that the file left to our pick, in
    the register's order.
    """

    name: str
    title: str
    readings: Mapping[str, str]
    parameters: Mapping[str, float]
    defaulted: tuple[str, ...] = ()
    description: str = ""

    def reading(self, switch_id: str) -> str:
        """The reading chosen for that switch.

        Raises:
            UnknownSwitch: no such switch, or one that is a figure.
        """
        try:
            return self.readings[switch_id]
        except KeyError:
            near = did_you_mean(switch_id.upper(), self.readings)
            raise UnknownAmbiguity(
                f"there is no switch {switch_id!r} with readings.{near}"
            ) from None


def profile_names() -> list[str]:
    """The profiles that are shipped, sorted."""
    names = [each.name for each in (FEATURES / "profiles").iterdir()]
    return sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING))


def load_profile(name_or_path: str | Path, register: ClauseRegistry | None = None) -> Profile:
    """The shipped profile of that name, or the one in that file.

    Raises:
        ProfileError: there is none; or it names a switch, reading or parameter that is unknown, a
            figure that is too large, or itself after a shipped profile.
    """
    source = _find(name_or_path)
    try:
        document = read_document(source, "profile")
    except DocumentError as error:
        raise _unusable(source, str(error).splitlines()) from error
    register = register or load_register()
    wrong = [
        *_borrowed_name(document["name"], source),
        *_wrong_readings(document, register),
        *_wrong_parameters(document, register),
    ]
    if wrong:
        raise _unusable(source, wrong)
    return _filled(document, register)


def recorded_profile(used: dict[str, Any], path: Path, register: ClauseRegistry) -> Profile:
    """The profile of an earlier run, from the ``profile`` of its report in ``path``.

    Raises:
        ProfileError: it names a switch, reading or parameter that is unknown.
    """
    wrong = [*_wrong_readings(used, register), *_wrong_parameters(used, register)]
    if wrong:
        raise _unusable(path, wrong)
    document = {"title": f"As recorded in {path}", **used}
    profile = replace(_filled(document, register), defaulted=tuple(used.get("defaulted", ())))
    if profile.name in profile_names():
        ours = load_profile(profile.name, register)
        if (ours.readings, ours.parameters) != (profile.readings, profile.parameters):
            # Since then the shipped profile reads the article in another way.
            return replace(profile, name=f"{profile.name}-as-recorded")
    return profile


def _find(name_or_path: str | Path) -> Traversable:
    if name_or_path in profile_names():
        return _shipped(str(name_or_path))
    path = Path(name_or_path)
    if path.is_file():
        return path
    raise ProfileError(
        f"There is no profile {str(name_or_path)!r}: it is neither a shipped profile nor a file."
        f" Name one of {join_or(profile_names())}, or give the path of a YAML file like"
        f" features/profiles/{ARTICLE}{_ENDING}."
    )


def _shipped(name: str) -> Traversable:
    return FEATURES / "profiles" / f"{name}{_ENDING}"


def _place(source: Traversable) -> Path:
    return Path(str(source)).resolve()


def _unusable(source: Traversable, wrong: list[str]) -> ProfileError:
    return ProfileError(
        f"The profile {source} cannot be used:\n"
        + "".join(f"  {each}\n" for each in wrong)
        + "A run judges by its profile, so every entry has to be one that the register knows."
        " Correct these entries, or leave them out to take our pick."
    )


def _wrong_readings(document: dict[str, Any], register: ClauseRegistry) -> Iterator[str]:
    for switch_id, reading in document.get("readings", {}).items():
        place = f"/readings/{switch_id}: "
        try:
            switch = register.switch(switch_id)
        except UnknownAmbiguity as error:
            yield place + str(error)
            continue
        if switch.parameter:
            yield f"{place}this one is a figure; set {switch.parameter.name} under parameters"
        elif reading not in switch.readings:
            yield f"{place}{reading!r} is none of its readings; choose {join_or(switch.readings)}"


def _wrong_parameters(document: dict[str, Any], register: ClauseRegistry) -> Iterator[str]:
    known = {each.name: each for each in register.parameters}
    for name, value in document.get("parameters", {}).items():
        if name not in known:
            yield f"/parameters/{name}: there is no such parameter; known are {', '.join(known)}"
        elif not math.isfinite(value):
            yield f"/parameters/{name}: {value} is not a figure to wait for; give a finite one"
        elif value > (most := known[name].most):
            yield (
                f"/parameters/{name}: {value:g} is more than {most:g} {known[name].unit}, the most"
                " that still keeps the article's word; a must clause is judged by this figure"
            )


def _borrowed_name(name: str, source: Traversable) -> Iterator[str]:
    # A report names the profile: a file of that name with other readings would pass for ours.
    if name in profile_names() and _place(source) != _place(_shipped(name)):
        yield f"/name: {name!r} is the name of a shipped profile; give yours another one"


def _filled(document: dict[str, Any], register: ClauseRegistry) -> Profile:
    given: dict[str, str] = document.get("readings", {})
    figures: dict[str, float] = document.get("parameters", {})
    readings: dict[str, str] = {}
    parameters: dict[str, float] = {}
    defaulted: list[str] = []
    for switch in register.switches:
        if switch.pick is not None:
            readings[switch.id] = given.get(switch.id, switch.pick)
            if switch.id not in given:
                defaulted.append(switch.id)
        if switch.parameter is not None:
            name = switch.parameter.name
            parameters[name] = figures.get(name, switch.parameter.default)
            if name not in figures:
                defaulted.append(name)
    return Profile(
        name=document["name"],
        title=document["title"],
        readings=readings,
        parameters=parameters,
        defaulted=tuple(defaulted),
        description=document.get("description", "").strip(),
    )
