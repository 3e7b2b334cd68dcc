"""Profiles: one interpretation for every ambiguity of the article, and parameters."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from percipio_conformance.core.text import did_you_mean, join_or
from percipio_conformance.spec.clauses import ClauseRegistry, UnknownAmbiguity, load_registry
from percipio_conformance.spec.data import FEATURES
from percipio_conformance.spec.yaml_document import DocumentError, read_document

ARTICLE = "article"
"""The profile that holds our pick for every ambiguity; the default of every run."""

_ENDING = ".yaml"

OLD_READINGS = {
    ("A-PUBLIC", "catalogue-inherited"): "catalog-inherited",
    ("A-PUBLIC", "catalogue-copied"): "catalog-copied",
}
"""Interpretations by their names in 0.2, which profile files may use until the next release."""


class ProfileError(ValueError):
    """A profile that cannot be used. The message says what is wrong, why it matters, what to do."""


@dataclass(frozen=True)
class Profile:
    """The readings a run judges by.

    ``readings`` maps every ambiguity with readings to one of them, ``parameters`` every parameter
    to its figure. ``defaulted`` names the ambiguities and parameters that the file left to our
    pick, in the register's order.
    """

    name: str
    title: str
    readings: Mapping[str, str]
    parameters: Mapping[str, float]
    defaulted: tuple[str, ...] = ()
    description: str = ""

    def reading(self, ambiguity_id: str) -> str:
        """The reading chosen for that ambiguity.

        Raises:
            UnknownAmbiguity: no such ambiguity, or one that is a figure.
        """
        try:
            return self.readings[ambiguity_id]
        except KeyError:
            near = did_you_mean(ambiguity_id.upper(), self.readings)
            raise UnknownAmbiguity(
                f"there is no ambiguity {ambiguity_id!r} with readings.{near}"
            ) from None


def profile_names() -> list[str]:
    """The profiles that are shipped, sorted."""
    names = [each.name for each in (FEATURES / "profiles").iterdir()]
    return sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING))


def load_profile(name_or_path: str | Path, registry: ClauseRegistry | None = None) -> Profile:
    """The shipped profile of that name, or the one in that file.

    Raises:
        ProfileError: there is none; or it names an ambiguity, reading or parameter that is unknown,
            a figure that is too large, or itself after a shipped profile.
    """
    source = _find(name_or_path)
    try:
        document = read_document(source, "profile")
    except DocumentError as error:
        raise _unusable(source, str(error).splitlines()) from error
    document = _with_present_names(document)
    registry = registry or load_registry()
    wrong = [
        *_borrowed_name(document["name"], source),
        *_wrong_readings(document, registry),
        *_wrong_parameters(document, registry),
    ]
    if wrong:
        raise _unusable(source, wrong)
    return _filled(document, registry)


def recorded_profile(used: dict[str, Any], path: Path, registry: ClauseRegistry) -> Profile:
    """The profile of an earlier run, from the ``profile`` of its report in ``path``.

    Raises:
        ProfileError: it names an ambiguity, reading or parameter that is unknown.
    """
    used = _with_present_names(used)
    wrong = [*_wrong_readings(used, registry), *_wrong_parameters(used, registry)]
    if wrong:
        raise _unusable(path, wrong)
    document = {"title": f"As recorded in {path}", **used}
    profile = replace(_filled(document, registry), defaulted=tuple(used.get("defaulted", ())))
    if profile.name in profile_names():
        ours = load_profile(profile.name, registry)
        if (ours.readings, ours.parameters) != (profile.readings, profile.parameters):
            # Since then an interpretation of the shipped profile has changed.
            return replace(profile, name=f"{profile.name}-as-recorded")
    return profile


def _with_present_names(document: dict[str, Any]) -> dict[str, Any]:
    readings = document.get("readings")
    if readings is None:
        return document
    present = {key: OLD_READINGS.get((key, value), value) for key, value in readings.items()}
    return {**document, "readings": present}


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


def _wrong_readings(document: dict[str, Any], registry: ClauseRegistry) -> Iterator[str]:
    for ambiguity_id, reading in document.get("readings", {}).items():
        place = f"/readings/{ambiguity_id}: "
        try:
            ambiguity = registry.ambiguity(ambiguity_id)
        except UnknownAmbiguity as error:
            yield place + str(error)
            continue
        if ambiguity.parameter:
            yield f"{place}this one is a figure; set {ambiguity.parameter.name} under parameters"
        elif reading not in ambiguity.readings:
            choices = join_or(ambiguity.readings)
            yield f"{place}{reading!r} is none of its readings; choose {choices}"


def _wrong_parameters(document: dict[str, Any], registry: ClauseRegistry) -> Iterator[str]:
    known = {each.name: each for each in registry.parameters}
    for name, value in document.get("parameters", {}).items():
        if name not in known:
            yield f"/parameters/{name}: there is no such parameter; known are {', '.join(known)}"
        elif not _is_positive(value):
            yield f"/parameters/{name}: {value!r:.40} is not a positive number; give one"
        elif value > (most := known[name].most):
            yield (
                f"/parameters/{name}: {value:g} is more than {most:g} {known[name].unit}, the most"
                " that still keeps the article's word; a must clause is judged by this figure"
            )


def _is_positive(value: object) -> bool:
    # A report may hold any JSON value here; in Python, True is a number as well.
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and value > 0


def _borrowed_name(name: str, source: Traversable) -> Iterator[str]:
    # A report names the profile: a file of that name with other readings would pass for ours.
    if name in profile_names() and _place(source) != _place(_shipped(name)):
        yield f"/name: {name!r} is the name of a shipped profile; give yours another one"


def _filled(document: dict[str, Any], registry: ClauseRegistry) -> Profile:
    given: dict[str, str] = document.get("readings", {})
    figures: dict[str, float] = document.get("parameters", {})
    readings: dict[str, str] = {}
    parameters: dict[str, float] = {}
    defaulted: list[str] = []
    for ambiguity in registry.ambiguities:
        if ambiguity.pick is not None:
            readings[ambiguity.id] = given.get(ambiguity.id, ambiguity.pick)
            if ambiguity.id not in given:
                defaulted.append(ambiguity.id)
        if ambiguity.parameter is not None:
            name = ambiguity.parameter.name
            parameters[name] = figures.get(name, ambiguity.parameter.default)
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
