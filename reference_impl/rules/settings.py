"""The settings that an administrator can change on the integration's settings page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

Identification = Literal["email", "username", "external_id"]


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, as stored; field names are those of the control protocol."""

    learner_identification: Identification = "email"
    languages: tuple[str, ...] = ()
    content_types: tuple[str, ...] = ()
    tags_synchronization: bool = False
    globalization: bool = False

    def changed(self, message: Mapping[str, Any]) -> Settings:
        """Copy these settings with the changes of a valid ``PUT settings`` message."""
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in message.items()
        }
        return replace(self, **values)

    def as_message(self) -> dict[str, Any]:
        """All settings, in the form of the answer to ``GET settings``."""
        return asdict(self) | {
            "languages": list(self.languages),
            "content_types": list(self.content_types),
        }

    def same_filter(self, other: Settings) -> bool:
        """True if both include the same content."""
        return (self.languages, self.content_types) == (other.languages, other.content_types)
