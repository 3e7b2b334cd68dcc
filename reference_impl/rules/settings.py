"""What an administrator can change on the integration's settings page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

Identification = Literal["email", "username", "external_id"]


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings as stored; field names are those of the control protocol."""

    learner_identification: Identification = "email"
    languages: tuple[str, ...] = ()
    content_types: tuple[str, ...] = ()
    tags_synchronization: bool = False
    globalization: bool = False

    def changed(self, message: Mapping[str, Any]) -> Settings:
        """These settings with the ones in a valid ``PUT settings`` message replaced."""
        values: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in message.items()
        }
        return replace(self, **values)

    def as_message(self) -> dict[str, Any]:
        """The whole of it, as ``GET settings`` answers."""
        return asdict(self) | {
            "languages": list(self.languages),
            "content_types": list(self.content_types),
        }

    def same_filter(self, other: Settings) -> bool:
        """Whether both let the same content through."""
        return (self.languages, self.content_types) == (other.languages, other.content_types)
