"""Paths in 360Learning: built by authors, followed by learners."""

from __future__ import annotations

from collections.abc import Sequence

from fake_lms.platform import Platform
from fake_lms.training.path_model import Path, PathOptions, PathSession, Step
from fake_lms.training.progression import PathState, Replay, SessionStatus, TrainingRules
from percipio_conformance.core.names import Names
from percipio_conformance.spec.profiles import Profile
from percipio_conformance.world.lms.manual_edits import ManualEdits
from percipio_conformance.world.lms.users import Users
from percipio_conformance.world.personas import Personas

STATUSES: dict[SessionStatus, str] = {
    "sessionNotOpened": "not open yet",
    "notYetStarted": "not started",
    "onTime": "on time",
    "successful": "completed",
}
"""A learner's status in a path, as the statistics of the path call it."""

_REPLAY: dict[str, Replay] = {
    "path-option-decides": "path-option",
    "earlier-completion-counts": "never",
    "replay-required": "always",
}


def training_rules(profile: Profile) -> TrainingRules:
    """360Learning's rules for training under the interpretations of a profile."""
    return TrainingRules(
        replay=_REPLAY[profile.reading("A-GATE")],
        every_path=profile.reading("A-WHICHPATH") == "every-path",
        reopens=profile.reading("A-LAUNCH50") == "new-attempt",
    )


class Paths:
    """The paths of a scenario, by name; learners by name, courses by title."""

    def __init__(
        self, platform: Platform, personas: Personas, manual_edits: ManualEdits, users: Users
    ) -> None:
        self._platform = platform
        self._personas = personas
        self._manual_edits = manual_edits
        self._users = users
        self._sessions: Names[PathSession] = Names(
            "path", lacking="no step enrolls a learner in the path"
        )

    def build(
        self, name: str, titles: Sequence[str], *, linear: bool = False, replay: bool = False
    ) -> None:
        """Make a path of these courses, and a session of it that has started.

        Args:
            linear: each step is locked until the step before it is complete.
            replay: learners must complete the courses again.
        """
        author, now = self._personas.connector_admin, self._platform.now()
        path = self._platform.paths.add(
            name,
            author_id=author,
            group_id=self._platform.integrations.get(self._personas.integration).group_id,
            options=PathOptions(linear_progression=linear, mandatory_replay=replay),
            steps=[Step(self._course_id(title)) for title in titles],
        )
        self._sessions[name] = self._platform.paths.add_session(
            path.id, name, instructor_id=author, start_date=now
        )

    def session_id(self, name: str) -> str:
        """The id of the path's session."""
        return self._sessions[name].id

    def enroll(self, learner: str, name: str) -> None:
        self._platform.paths.enrol(self.session_id(name), self._users.id_of(learner))

    def steps_of(self, name: str) -> list[str]:
        """The titles of the path's steps, in order."""
        return [self._platform.courses.get(step.course_id).name for step in self._path(name).steps]

    def is_open(self, learner: str, title: str, name: str) -> bool:
        """Whether the learner can begin that step of the path."""
        return not self._state(learner, name).locks(self._course_id(title))

    def progress(self, learner: str, name: str) -> int:
        """The learner's progress in the path, in percent."""
        return self._state(learner, name).progress

    def learners_seen_by(self, viewer: str, name: str) -> list[tuple[str, int, str]]:
        """Name, percent and status of every learner of the path whom the viewer can see."""
        training, path = self._platform.training, self._path(name)
        found = []
        for each in training.enrolments(path.id, self._users.id_of(viewer)):
            session = self._platform.paths.session(each.session_id)
            state = training.path_state(path, session, each.user_id)
            status = STATUSES[training.session_status(session, state)]
            found.append((self._users.name_of(each.user_id), state.progress, status))
        return found

    def _state(self, learner: str, name: str) -> PathState:
        return self._platform.training.path_state(
            self._path(name), self._sessions[name], self._users.id_of(learner)
        )

    def _path(self, name: str) -> Path:
        return self._platform.paths.get(self._sessions[name].path_id)

    def _course_id(self, title: str) -> str:
        return self._manual_edits.course_of(title).id
