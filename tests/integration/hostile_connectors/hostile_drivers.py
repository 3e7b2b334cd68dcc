"""The reference connector behind drivers that fail in ways of Python, for ``--connector-class``."""

from __future__ import annotations

import asyncio
import atexit
import multiprocessing
import os
import signal
import threading
import warnings
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from reference_driver import ReferenceDriver

from percipio_conformance.connectors.control_client import ClockAnswer, Message
from reference_impl.app.integration import Integration
from reference_impl.jobs.catalog_jobs import CatalogJobs
from reference_impl.lms.course_writer import CourseWriter, Place
from reference_impl.store.tokens import LIFETIME_SECONDS, Tokens


class EndsTheProgram(ReferenceDriver):
    """Ends the whole process, with the code of success, in the middle of a scenario."""

    async def move_clock(self, now: datetime) -> ClockAnswer:
        os._exit(0)


class BecomesAnotherProgram(ReferenceDriver):
    """Puts another program in place of the whole process, one that succeeds."""

    async def move_clock(self, now: datetime) -> ClockAnswer:
        os.execvp("true", ["true"])  # noqa: S606 - that is what it does


class EndsTheProgramAtItsEnd(ReferenceDriver):
    """Fails every scenario, and wants the program to end with success all the same."""

    def __init__(self) -> None:
        super().__init__()
        atexit.register(lambda: os._exit(0))

    async def move_clock(self, now: datetime) -> ClockAnswer:
        raise ValueError("no clock")


class FailsToClose(ReferenceDriver):
    async def close(self) -> None:
        await super().close()
        raise ValueError("cannot close, password=hunter2")


class NeverCloses(ReferenceDriver):
    async def close(self) -> None:
        await asyncio.Event().wait()


class ClosesAsAFunction(ReferenceDriver):
    def close(self) -> None:  # type: ignore[override]
        """Not a coroutine, although the protocol requires one."""


class WarnsOfWhatIsDeprecated(ReferenceDriver):
    """Warns as libraries do on a newer Python, in a call and where nobody can catch it."""

    async def move_clock(self, now: datetime) -> ClockAnswer:
        warnings.warn("utcnow() is deprecated", DeprecationWarning, stacklevel=2)
        _LeavesAWarning()
        return await super().move_clock(now)


class ForgetsGlobalizationAtRestart(ReferenceDriver):
    """Keeps one setting in memory only."""

    async def start(self) -> None:
        stored = Integration.__init__

        def forgetful(integration: Integration, **parts: Any) -> None:
            stored(integration, **parts)
            integration._settings = replace(integration._settings, globalization=False)

        Integration.__init__ = forgetful  # type: ignore[method-assign, assignment]
        try:
            await super().start()
        finally:
            Integration.__init__ = stored  # type: ignore[method-assign]


class ForgetsASavedFilterAtRestart(ReferenceDriver):
    """Remembers only in memory that a saved filter is still to be applied."""

    def __init__(self) -> None:
        super().__init__()
        CatalogJobs.resume = lambda self: None  # type: ignore[method-assign]


class ForgetsTheAgeOfTokensAtRestart(ReferenceDriver):
    """Stores the tokens that it issued, and gives each a whole new life when it starts."""

    def __init__(self) -> None:
        super().__init__()
        read = Tokens.__init__

        def forgetful(tokens: Tokens, *args: Any, **parts: Any) -> None:
            read(tokens, *args, **parts)
            ends = tokens._clock.now() + timedelta(seconds=LIFETIME_SECONDS)
            tokens._ends = dict.fromkeys(tokens._ends, ends)

        Tokens.__init__ = forgetful  # type: ignore[method-assign, assignment]


class RemembersAcceptedTokens(ReferenceDriver):
    """Accepts a token for ever once it has accepted it."""

    def __init__(self) -> None:
        super().__init__()
        check, accepted = Tokens.accepts, set[str]()

        def remembering(tokens: Tokens, token: str) -> bool:
            if token not in accepted and check(tokens, token):
                accepted.add(token)
            return token in accepted

        Tokens.accepts = remembering  # type: ignore[method-assign]


class DeclaresStatisticsAlone(ReferenceDriver):
    async def describe(self) -> Message:
        return await super().describe() | {"capabilities": ["statistics"]}


class DeclaresCoursesAlone(ReferenceDriver):
    """Has no webhook, and none of the settings of other capabilities."""

    async def describe(self) -> Message:
        return await super().describe() | {"capabilities": ["courses"]}

    async def webhook(self, integration: str | None = None) -> Message:
        raise ValueError("no statistics")


class DescribesItsProcess(ReferenceDriver):
    """Gives another description in each process of a run."""

    async def describe(self) -> Message:
        return await super().describe() | {"version": str(os.getpid())}


class UpdatesWithoutRestoring(ReferenceDriver):
    """Leaves a course archived on the day on which it is wanted again, if it also changes."""

    def __init__(self) -> None:
        super().__init__()
        restore = CourseWriter.restore

        def restore_unchanged(writer: CourseWriter, place: Place) -> None:
            if not writer.is_pending(place.content_id):
                restore(writer, place)

        CourseWriter.restore = restore_unchanged  # type: ignore[method-assign]


class SetsUpWithOldSettings(ReferenceDriver):
    """Undoes what is saved while the parameters of a setup are being verified."""

    def __init__(self) -> None:
        super().__init__()
        verify = Integration._verify

        async def verify_and_restore(integration: Integration) -> None:
            before = integration.settings
            await verify(integration)
            tags = integration.settings.tags_synchronization
            integration._keep_settings(replace(before, tags_synchronization=tags))

        Integration._verify = verify_and_restore  # type: ignore[method-assign]


class _LeavesAWarning:
    def __del__(self) -> None:
        warnings.warn("unclosed", ResourceWarning, stacklevel=2)
        raise ValueError("cannot be closed")


class CannotBeMade(ReferenceDriver):
    def __init__(self) -> None:
        raise ValueError("no license")


class WantsArguments(ReferenceDriver):
    def __init__(self, address: str) -> None:
        super().__init__()


class EndsWithSystemExit(ReferenceDriver):
    async def move_clock(self, now: datetime) -> ClockAnswer:
        raise SystemExit(0)


class Unspeakable(Exception):
    def __str__(self) -> str:
        raise ValueError("no words")


class RaisesWithoutWords(ReferenceDriver):
    async def move_clock(self, now: datetime) -> ClockAnswer:
        raise Unspeakable


class TellsTimeInWords(ReferenceDriver):
    async def move_clock(self, now: datetime) -> ClockAnswer:
        answer = await super().move_clock(now)
        wrong: Any = "soon"
        return replace(answer, next_due=wrong, ready=False)


def makes_a_text() -> str:
    """A factory for ``--connector-factory`` that makes no subject."""
    return "connector"


class LeavesAThread(ReferenceDriver):
    """Starts a thread that runs for as long as Python waits for it."""

    def __init__(self) -> None:
        super().__init__()
        threading.Thread(target=threading.Event().wait).start()


class LeavesAProcess(ReferenceDriver):
    """Starts a process that runs for as long as Python waits for it."""

    def __init__(self) -> None:
        super().__init__()
        multiprocessing.get_context("spawn").Process(target=signal.pause).start()
