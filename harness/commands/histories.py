"""``percipio-conformance histories``: long generated histories against any connector."""

from __future__ import annotations

import argparse
import traceback
from pathlib import Path

from harness.commands.numbers import whole_number
from harness.commands.saying import complain, say
from harness.connectors.choice import choose
from harness.connectors.loading import WrongConnector
from harness.histories import record, words
from harness.histories.analytics import AnalyticsHalf
from harness.histories.catalogue import CatalogueHalf
from harness.histories.feature import FILE_NAME as FEATURE
from harness.histories.feature import feature
from harness.histories.half import Half, Terms
from harness.histories.playing import Broken, can_restart
from harness.histories.search import Failing, Faithful, Finding, Search
from harness.options import OPTIONS, words_for
from harness.report import ReportError, ensure_writable
from harness.requirements.profiles import Profile, ProfileError, load_profile
from harness.run import Asked
from harness.selection import Choice
from harness.theatre import Theatre
from harness.verdicts.outcomes import HarnessError, NotTestable, Outcome, Unreachable

KEPT, BROKEN, USAGE, HARNESS_ERROR = 0, 1, 2, 3

HALVES: tuple[Half, ...] = (CatalogueHalf(), AnalyticsHalf())

_NO_USE = ("--catalog",)
"""Options of a run that shape the world and have no meaning in this one."""

_RECORDED = ("--seed", "--profile")
"""Options that a replay takes from its file."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "histories",
        help="play long generated histories, and make the one that breaks a promise short",
        description="Play long generated histories against a connector and hold what people see "
        "against a model of the article. A history that breaks a promise is played again, made "
        "short, and written down to be replayed or committed.",
        epilog="Exit codes: 0 every promise was kept, 1 one is broken, each time or now and then, "
        "2 wrong usage, 3 harness error: nothing is said about the connector.",
    )
    for option in OPTIONS:
        if option.about == "world" and option.name not in _NO_USE:
            late = {"default": None} if option.name in _RECORDED else {}
            parser.add_argument(option.name, **{**option.details, **late})
    parser.add_argument(
        "--examples",
        type=whole_number(1),
        default=30,
        metavar="N",
        help="histories of each half (30)",
    )
    parser.add_argument(
        "--requests",
        type=whole_number(1),
        default=20_000,
        metavar="N",
        help="exchanges on all wires after which the run comes to its end (20000)",
    )
    parser.add_argument("--replay", type=Path, metavar="FILE", help="play this history.json again")
    parser.add_argument(
        "--report",
        type=Path,
        default=Path("reports/histories"),
        metavar="DIR",
        help="where to write (reports/histories)",
    )
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Play histories; the exit code."""
    try:
        replayed = _replayed(arguments)
        profile = (
            load_profile(arguments.profile or "article")
            if replayed is None
            else replayed.recorded_profile()
        )
        arguments.seed = (arguments.seed or 0) if replayed is None else replayed.seed
        chosen = choose(arguments)
        ensure_writable(arguments.report)
    except (ReportError, WrongConnector, ProfileError, record.RecordError) as error:
        return _refuse(error, USAGE)
    asked = Asked(
        seed=arguments.seed,
        profile=profile,
        transport=chosen.transport,
        catalogue=None,
        report=None,
        choice=Choice(),
        narrowed=True,
        host=arguments.host,
        tls=arguments.tls,
        patience_seconds=arguments.patience,
    )
    theatre = Theatre(asked, lambda: chosen.make(0), [])
    try:
        return Histories(arguments, theatre, profile).play(replayed)
    except record.RecordError as error:
        return _refuse(error, USAGE)
    except NotTestable as error:
        return _refuse(f"histories cannot be played against this connector: {error}")
    except (Unreachable, HarnessError) as error:
        return _refuse(f"nothing was judged: {error}")
    except Outcome as error:
        return _refuse(f"the connector did not get as far as its first history: {error}", BROKEN)
    except Exception:  # noqa: BLE001 - whatever else leaves a move is our fault, see outcomes
        traceback.print_exc()
        return _refuse("the suite itself is broken")
    finally:
        theatre.close()


class Histories:
    """One run of the command."""

    def __init__(self, arguments: argparse.Namespace, theatre: Theatre, profile: Profile) -> None:
        self._arguments = arguments
        self._theatre = theatre
        self._profile = profile

    def play(self, replayed: record.Record | None) -> int:
        """All halves, or the one that was recorded; the exit code."""
        restarts = can_restart(self._theatre)
        description = self._theatre.description or {}
        terms = Terms(self._profile, frozenset(description["capabilities"]), restarts)
        say(words.head(description, self._profile.name, self._arguments.seed))
        kept = True
        for half in HALVES:
            if replayed is not None and half.name != replayed.half:
                continue
            if half.capability not in terms.capabilities:
                say(f"{half.name}: left out, the connector does not declare {half.capability}")
                continue
            found = self._search(half, terms, replayed)
            self._tell(half, found, terms, written=replayed is None)
            kept = kept and isinstance(found, Faithful)
        return KEPT if kept else BROKEN

    def _search(self, half: Half, terms: Terms, replayed: record.Record | None) -> Finding:
        asked = self._arguments
        requests = asked.requests // len(HALVES)
        search = Search(self._theatre, half, terms, seed=asked.seed, requests=requests)
        if replayed is not None:
            record.demand_possible(replayed, half, terms)
            return search.again(replayed.history)
        return search.run(asked.examples)

    def _tell(self, half: Half, found: Finding, terms: Terms, *, written: bool) -> None:
        folder: Path = self._arguments.report / half.name
        path, text = folder / record.FILE_NAME, folder / FEATURE
        if written:
            for old in (path, text):
                old.unlink(missing_ok=True)
        else:
            path = self._arguments.replay
        shown: Path | None = None
        if written and not isinstance(found, Faithful):
            folder.mkdir(parents=True, exist_ok=True)
            record.write(path, record.record(found, half, self._profile, self._arguments.seed))
            broken = found.broken if isinstance(found, Failing) else found.runs[0]
            assert isinstance(broken, Broken)
            text.write_text(feature(half, found.history, broken.breach, terms), encoding="utf-8")
            shown = text
        say(words.finding(half, found, self._again(path), shown))

    def _again(self, path: Path) -> list[str]:
        given = argparse.Namespace(**{"catalog": None, **vars(self._arguments)})
        given.seed, given.profile = 0, "article"
        world = words_for(given, "world")
        return ["percipio-conformance", "histories", "--replay", str(path), *world]


def _replayed(arguments: argparse.Namespace) -> record.Record | None:
    if arguments.replay is None:
        return None
    given = [name for name in _RECORDED if getattr(arguments, name.removeprefix("--")) is not None]
    if given:
        raise record.RecordError(
            f"{' and '.join(given)} cannot be given with --replay, which takes them from the file;"
            " with others it would be no replay"
        )
    return record.read(arguments.replay)


def _refuse(problem: object, code: int = HARNESS_ERROR) -> int:
    complain("histories", problem)
    return code
