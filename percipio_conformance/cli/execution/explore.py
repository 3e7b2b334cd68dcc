"""Runs generated sequences of actions for ``percipio-conformance explore``.

``explore.py`` declares the arguments; importing this module takes half a second.
"""

from __future__ import annotations

import argparse
import traceback
from pathlib import Path

from percipio_conformance.cli.explore import RECORDED
from percipio_conformance.cli.output import complain, say
from percipio_conformance.connectors.factory import connector_factory
from percipio_conformance.connectors.loading import ConnectorOptionError
from percipio_conformance.core.options import argv_for
from percipio_conformance.core.outcomes import HarnessError, NotTestable, Outcome, Unreachable
from percipio_conformance.core.text import join_and
from percipio_conformance.reporting.writer import ReportError, ensure_writable
from percipio_conformance.results.recorded_profile import load_run_profile
from percipio_conformance.runner.run import RunOptions
from percipio_conformance.runner.session import Session
from percipio_conformance.spec.profiles import Profile, ProfileError
from percipio_conformance.stateful import recorded_sequence, terminal
from percipio_conformance.stateful.catalog import CatalogDomain
from percipio_conformance.stateful.domain import Assumptions, Domain
from percipio_conformance.stateful.feature_export import FILE_NAME as FEATURE
from percipio_conformance.stateful.feature_export import feature
from percipio_conformance.stateful.integration import IntegrationDomain
from percipio_conformance.stateful.runner import Failed, abilities
from percipio_conformance.stateful.search import Failing, Finding, Passing, Search
from percipio_conformance.stateful.statistics import AnalyticsDomain

KEPT, BROKEN, USAGE, HARNESS_ERROR = 0, 1, 2, 3

DOMAINS: tuple[Domain, ...] = (CatalogDomain(), AnalyticsDomain(), IntegrationDomain())


def run(arguments: argparse.Namespace) -> int:
    """Run the sequences; return the exit code."""
    try:
        replayed = _replayed(arguments)
        profile = (
            load_run_profile(arguments.profile or "article")
            if replayed is None
            else replayed.recorded_profile()
        )
        arguments.seed = (arguments.seed or 0) if replayed is None else replayed.seed
        chosen = connector_factory(arguments)
        ensure_writable(arguments.report)
    except (
        ReportError,
        ConnectorOptionError,
        ProfileError,
        recorded_sequence.RecordError,
    ) as error:
        return _refuse(error, USAGE)
    asked = RunOptions(
        seed=arguments.seed,
        profile=profile,
        transport=chosen.transport,
        narrowed=True,
        host=arguments.host,
        tls=arguments.tls,
        patience_seconds=arguments.connector_timeout,
        scenarios_only=True,
    )
    session = Session(asked, lambda: chosen.make(0), [])
    try:
        return Sequences(arguments, session, profile).run(replayed)
    except recorded_sequence.RecordError as error:
        return _refuse(error, USAGE)
    except NotTestable as error:
        return _refuse(f"sequences cannot be run against this connector: {error}")
    except (Unreachable, HarnessError) as error:
        return _refuse(f"there is no verdict: {error}")
    except Outcome as error:
        return _refuse(f"the connector did not get as far as its first sequence: {error}", BROKEN)
    except Exception:  # noqa: BLE001 - whatever else leaves an action is our fault, see outcomes
        traceback.print_exc()
        return _refuse("the suite failed with an internal error")
    finally:
        session.close()


class Sequences:
    """One run of the command."""

    def __init__(self, arguments: argparse.Namespace, session: Session, profile: Profile) -> None:
        self._arguments = arguments
        self._session = session
        self._profile = profile

    def run(self, replayed: recorded_sequence.RecordedSequence | None) -> int:
        """Run all domains, or the recorded one; return the exit code."""
        restarts, follows_clock = abilities(self._session)
        description = self._session.description or {}
        assumptions = Assumptions(
            self._profile,
            frozenset(description["capabilities"]),
            restarts,
            follows_clock == "full",
        )
        say(terminal.head(description, self._profile.name, self._arguments.seed))
        kept = True
        for domain in DOMAINS:
            if replayed is not None and domain.name != replayed.domain:
                continue
            if domain.capability not in assumptions.capabilities:
                say(f"{domain.name}: skipped, the connector does not declare {domain.capability}")
                continue
            found = self._search(domain, assumptions, replayed)
            self._print_finding(domain, found, assumptions, written=replayed is None)
            kept = kept and isinstance(found, Passing)
        return KEPT if kept else BROKEN

    def _search(
        self,
        domain: Domain,
        assumptions: Assumptions,
        replayed: recorded_sequence.RecordedSequence | None,
    ) -> Finding:
        asked = self._arguments
        requests = asked.requests // len(DOMAINS)
        search = Search(self._session, domain, assumptions, seed=asked.seed, requests=requests)
        if replayed is not None:
            recorded_sequence.demand_possible(replayed, domain, assumptions)
            return search.again(replayed.sequence)
        return search.run(asked.examples)

    def _print_finding(
        self, domain: Domain, found: Finding, assumptions: Assumptions, *, written: bool
    ) -> None:
        folder: Path = self._arguments.report / domain.name
        path, text = folder / recorded_sequence.FILE_NAME, folder / FEATURE
        if written:
            for old in (path, text):
                old.unlink(missing_ok=True)
        else:
            path = self._arguments.replay
        if isinstance(found, Passing):
            say(terminal.finding(domain, found, self._again(path)))
            return
        broken = found.broken if isinstance(found, Failing) else found.runs[0]
        assert isinstance(broken, Failed)
        exported = feature(domain, found.sequence, broken.violation, assumptions)
        if written:
            folder.mkdir(parents=True, exist_ok=True)
            recorded_sequence.write(
                path, recorded_sequence.record(found, domain, self._profile, self._arguments.seed)
            )
            text.write_text(exported, encoding="utf-8")
        shown = text if written else None
        say(terminal.finding(domain, found, self._again(path), exported, shown))

    def _again(self, path: Path) -> list[str]:
        given = argparse.Namespace(**{"catalog": None, **vars(self._arguments)})
        given.seed, given.profile = 0, "article"
        world = argv_for(given, "world")
        return ["percipio-conformance", "explore", "--replay", str(path), *world]


def _replayed(arguments: argparse.Namespace) -> recorded_sequence.RecordedSequence | None:
    if arguments.replay is None:
        return None
    given = [name for name in RECORDED if getattr(arguments, name.removeprefix("--")) is not None]
    if given:
        raise recorded_sequence.RecordError(
            f"{join_and(given)} cannot be given with --replay, which takes them from the file;"
            " with others it would be no replay"
        )
    return recorded_sequence.read(arguments.replay)


def _refuse(problem: object, code: int = HARNESS_ERROR) -> int:
    complain("explore", problem)
    return code
