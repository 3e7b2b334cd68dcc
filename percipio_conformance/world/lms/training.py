"""Learners and paths in 360Learning: launches, gates, the homepage, and who sees what."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from fake_lms.platform import Platform
from fake_lms.training.attempts import Attempt, AttemptState
from fake_lms.training.homepage import Homepage
from fake_lms.training.path_model import Path, PathOptions, PathSession, Step
from fake_lms.training.progression import COMPLETE, PathState, Replay, SessionStatus, TrainingRules
from percipio_conformance.core.names import Names, unknown
from percipio_conformance.core.outcomes import FeatureMistake
from percipio_conformance.spec.profiles import Profile
from percipio_conformance.world.lms.browser import Browser, LaunchResult
from percipio_conformance.world.lms.manual_edits import ManualEdits
from percipio_conformance.world.personas import Personas

Run = Callable[[Coroutine[Any, Any, Any]], Any]

SECTIONS: dict[str, Callable[[Homepage], Sequence[Any]]] = {
    "to do": lambda shown: shown.to_do,
    "in progress": lambda shown: shown.in_progress,
    "completed": lambda shown: shown.completed,
}
"""The sections of the homepage, as a learner calls them."""

STATUSES: dict[SessionStatus, str] = {
    "sessionNotOpened": "not open yet",
    "notYetStarted": "not started",
    "onTime": "on time",
    "successful": "completed",
}
"""What the statistics of a path call where a learner stands."""

_REPLAY: dict[str, Replay] = {
    "path-option-decides": "path-option",
    "earlier-completion-counts": "never",
    "replay-required": "always",
}


def rules_of(profile: Profile) -> TrainingRules:
    """The readings of a profile that are 360Learning's to follow."""
    return TrainingRules(
        replay=_REPLAY[profile.reading("A-GATE")],
        every_path=profile.reading("A-WHICHPATH") == "every-path",
        reopens=profile.reading("A-LAUNCH50") == "new-attempt",
    )


class Training:
    """People by their names, courses and paths by their titles."""

    def __init__(
        self,
        platform: Platform,
        cast: Personas,
        curation: ManualEdits,
        *,
        browser: Browser,
        run: Run,
        profile: Profile,
    ) -> None:
        self._platform = platform
        self._cast = cast
        self._curation = curation
        self._browser = browser
        self._run = run
        self._sessions: Names[PathSession] = Names(
            "path", lacking="no step enrolls a learner in the path"
        )
        platform.training.rules = rules_of(profile)

    # Paths

    def build(
        self, name: str, titles: Sequence[str], *, linear: bool = False, replay: bool = False
    ) -> None:
        """An author makes a path of these courses, and a session that runs already."""
        author, now = self._cast.connector_admin, self._platform.now()
        path = self._platform.paths.add(
            name,
            author_id=author,
            group_id=self._platform.integrations.get(self._cast.integration).group_id,
            options=PathOptions(linear_progression=linear, mandatory_replay=replay),
            steps=[Step(self._course(title)) for title in titles],
        )
        self._sessions[name] = self._platform.paths.add_session(
            path.id, name, instructor_id=author, start_date=now
        )

    def knows(self, name: str) -> bool:
        """Whether a step of the scenario has made a path of that name."""
        return name in self._sessions

    def enrol(self, learner: str, name: str) -> None:
        self._platform.paths.enrol(self._session(name).id, self._user(learner))

    def steps_of(self, name: str) -> list[str]:
        """The titles of the path's steps, in order."""
        return [self._platform.courses.get(step.course_id).name for step in self._path(name).steps]

    def is_open(self, learner: str, title: str, name: str) -> bool:
        """Whether the learner can begin that step of the path."""
        state = self._state(learner, name)
        return not state.locks(self._course(title))

    def path_progress(self, learner: str, name: str) -> int:
        """Percent of the path, as its statistics show it."""
        return self._state(learner, name).progress

    # Launching and playing

    def begin(self, learner: str, title: str, progress: Sequence[int]) -> None:
        """360Learning shows the learner's attempts on the course at these figures, oldest first."""
        now, user = self._platform.now(), self._user(learner)
        course = self._curation.course_of(title)
        self._platform.attempts.replace(
            course.id,
            user,
            [
                AttemptState(
                    progress=each,
                    time_spent_ms=0,
                    result="success" if each == COMPLETE else None,
                    first_activity_at=now,
                    last_activity_at=now,
                    completed_at=now if each == COMPLETE else None,
                )
                for each in progress
            ],
            default_lang=course.default_lang,
        )

    def launch(self, learner: str, title: str, name: str | None = None) -> LaunchResult:
        """The learner clicks the course, in the path of that name or on its own, and is taken
        wherever 360Learning sends them."""
        learners = self._cast.acme.learners
        account = learners[learner].uuid if learner in learners else None
        user = self._user(learner)
        session = None if name is None else self._session(name).id
        arrival: LaunchResult = self._run(
            self._browser.launch(self._course(title), user, session, account)
        )
        return arrival

    def play(self, learner: str, title: str, name: str | None = None) -> None:
        """The learner goes through a course that is 360Learning's own."""
        user = self._user(learner)
        session = None if name is None else self._session(name).id
        self._platform.launching.play(self._course(title), user, session)

    # Who may what

    def lose_license(self, learner: str) -> None:
        """Percipio takes the learner's license away."""
        self._cast.acme.license(learner, False)

    def lose_account(self, learner: str) -> None:
        """Percipio does not know the learner any more."""
        known = self._cast.acme.learners[learner]
        del self._cast.acme.learners[known.name]

    def leave(self, learner: str, group: str) -> None:
        """The learner is no member of the group any more."""
        self._platform.groups.revoke(self._cast.groups[group], self._user(learner), "learner")

    # What the screens show

    def section(self, learner: str, section: str) -> list[str]:
        """The titles in one of the SECTIONS of the learner's homepage."""
        shown = self._platform.training.homepage(self._user(learner))
        return [entry.name for entry in SECTIONS[section](shown)]

    def statistics_seen_by(self, viewer: str, title: str) -> list[tuple[str, Attempt]]:
        """Name and attempt, for every attempt on the course that the viewer is shown."""
        user = self._user(viewer)
        seen = self._platform.training.statistics(self._course(title), user)
        return [(self._name(each.user_id), each) for each in seen]

    def learners_seen_by(self, viewer: str, name: str) -> list[tuple[str, int, str]]:
        """Name, percent and status, of every learner of the path whom the viewer is shown."""
        training, path = self._platform.training, self._path(name)
        found = []
        for each in training.enrolments(path.id, self._user(viewer)):
            session = self._platform.paths.session(each.session_id)
            state = training.path_state(path, session, each.user_id)
            status = STATUSES[training.session_status(session, state)]
            found.append((self._name(each.user_id), state.progress, status))
        return found

    def search(self, person: str, words: str) -> list[str]:
        """The titles that the person finds."""
        return [each.name for each in self._platform.training.search(self._user(person), words)]

    def _state(self, learner: str, name: str) -> PathState:
        return self._platform.training.path_state(
            self._path(name), self._session(name), self._user(learner)
        )

    def _path(self, name: str) -> Path:
        return self._platform.paths.get(self._session(name).path_id)

    def _session(self, name: str) -> PathSession:
        return self._sessions[name]

    def _course(self, title: str) -> str:
        return self._curation.course_of(title).id

    def _name(self, user_id: str) -> str:
        return self._platform.users.get(user_id).first_name or user_id

    def _user(self, name: str) -> str:
        found = self._platform.users.find(name=name)
        if not found:
            everybody = sorted(
                {each.first_name for each in self._platform.users if each.first_name}
            )
            raise FeatureMistake(unknown("user of 360Learning", name, everybody))
        if len(found) > 1:
            raise FeatureMistake(f"360Learning has {len(found)} users called {name}; use another")
        return found[0].id
