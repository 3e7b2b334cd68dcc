"""The stored state of the integration's setup (C003, C094 to C098)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from reference_impl.rules.config import PercipioConfig
from reference_impl.rules.setup_verification import Refusal

State = Literal["enabled", "verifying", "active", "refused"]


@dataclass(frozen=True, slots=True)
class SetupState:
    """Instants are text. ``parameters`` are verified, ``candidate`` is being verified.

    ``active_since`` is when the integration first became active, and survives later edits.
    """

    state: State = "enabled"
    candidate: PercipioConfig | None = None
    submitted: str | None = None
    parameters: PercipioConfig | None = None
    active_since: str | None = None
    refusal: Refusal | None = None

    def submit(self, candidate: PercipioConfig, at: str) -> SetupState:
        """Handle a click on Setup integration."""
        return replace(self, state="verifying", candidate=candidate, submitted=at, refusal=None)

    def accept(self, at: str) -> SetupState:
        """Accept the candidate."""
        return replace(
            self,
            state="active",
            parameters=self.candidate,
            candidate=None,
            active_since=self.active_since or at,
        )

    def refuse(self, refusal: Refusal, *, keeps_old: bool) -> SetupState:
        """Refuse the candidate; existing courses and attempts stay unchanged.

        With ``keeps_old``, earlier verified parameters stay in use, if any (A-RESETUP).
        """
        state: State = "active" if keeps_old and self.parameters is not None else "refused"
        return replace(self, state=state, candidate=None, refusal=refusal)
