"""``percipio-conformance generate statements``: write or deliver made-up statements."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from fake_percipio.generator.deliveries import (
    FIRST_DAY,
    ITEMS,
    Delivery,
    GeneratorOptions,
    deliveries,
)
from fake_percipio.generator.faults import FAULTS
from fake_percipio.generator.people import MAIL_DOMAIN
from fake_percipio.xapi.lrs_configuration import LrsConfiguration, LrsConfigurationError
from percipio_conformance.cli.output import complain, say, warn
from percipio_conformance.core.arguments import bounded_int
from percipio_conformance.core.printable import printable
from percipio_conformance.core.text import join_and
from percipio_conformance.results.catalog_file import CatalogFileError, read_catalog

if TYPE_CHECKING:
    from percipio_conformance.world.percipio.statement_poster import PostResult

DONE, SURPRISED, USAGE = 0, 1, 2


class _WrongUse(Exception):
    """The arguments of the command are invalid."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    things = parser.add_subparsers(required=True, metavar="WHAT")
    statements = things.add_parser(
        "statements",
        help="xAPI statements of learners at work in Percipio",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="Write xAPI statements, one a line, in the order in which Percipio would\n"
        "deliver them. The same options give the same bytes. Learners are called\n"
        f"learner-000001@{MAIL_DOMAIN} (user ID learner-000001) and so on.",
        epilog=_epilog(),
    )
    add = statements.add_argument
    add("--learners", type=bounded_int(0), required=True, metavar="N", help="number of learners")
    add("--days", type=bounded_int(0), required=True, metavar="N", help="number of days")
    add("--seed", type=int, default=0, metavar="N", help="seed of the histories (0)")
    add("--actor", choices=("mbox", "account"), default="mbox", help="the Actor ID (mbox)")
    add("--items", type=Path, metavar="FILE", help="the catalog, a JSON array of its items; "
        f"else the {ITEMS} items that `serve --seed` offers")  # fmt: skip
    add("--first-day", type=_day, default=FIRST_DAY, metavar="YYYY-MM-DD", help="(%(default)s)")
    add("--faults", action="append", type=_fault, default=[], metavar="KIND=RATE",
        help="rate of a kind of fault, from 0 to 1; may be repeated")  # fmt: skip
    add("--out", type=Path, metavar="FILE", help="where to write (standard output)")
    delivery = statements.add_argument_group("deliver instead of writing (all four are needed)")
    add = delivery.add_argument
    add("--post", metavar="URL", help="of the record store, without /statements")
    add("--token-endpoint", metavar="URL")
    add("--client-id", metavar="ID")
    add("--client-secret-file", type=Path, metavar="FILE", help="a file that holds the secret")
    add(
        "--batch",
        type=bounded_int(1),
        default=100,
        metavar="N",
        help="statements per request (100)",
    )
    statements.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Write or deliver the statements; return the exit code."""
    try:
        order = _order(arguments)
        target = _target(arguments)
        if target is not None:
            import asyncio

            return asyncio.run(_deliver(order, target, arguments.batch))
        if arguments.out is not None:
            with _opened(arguments.out) as file:
                return _write(order, file)
        return _write(order, sys.stdout.buffer)
    except (_WrongUse, CatalogFileError, LrsConfigurationError) as error:
        complain("generate statements", error)
        return USAGE
    except BrokenPipeError:
        # The reader has closed the pipe, like `head`. Python must not flush into it any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _order(arguments: argparse.Namespace) -> GeneratorOptions:
    items = None if arguments.items is None else read_catalog(arguments.items)[0]
    try:
        return GeneratorOptions(
            learners=arguments.learners,
            days=arguments.days,
            seed=arguments.seed,
            actor_id="Mbox" if arguments.actor == "mbox" else "Account",
            items=items,
            first_day=arguments.first_day,
            faults=dict(arguments.faults),
        )
    except ValueError as error:
        raise _WrongUse(str(error)) from error


def _target(arguments: argparse.Namespace) -> LrsConfiguration | None:
    names = ("post", "token_endpoint", "client_id", "client_secret_file")
    given = {name: getattr(arguments, name) for name in names}
    missing = [f"--{name.replace('_', '-')}" for name, value in given.items() if value is None]
    if len(missing) == len(names):
        return None
    if missing:
        raise _WrongUse(f"to deliver statements, give {join_and(missing)} as well")
    if arguments.out is not None:
        raise _WrongUse("--out writes statements and --post delivers them; choose one")
    file: Path = given["client_secret_file"]
    try:
        secret = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise _WrongUse(
            f"the file {file} of --client-secret-file cannot be read: {error}"
        ) from error
    return LrsConfiguration(
        url=given["post"],
        token_endpoint=given["token_endpoint"],
        token_request_parameters={"client_id": given["client_id"], "client_secret": secret},
    )


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        raise _WrongUse(f"the file {path} of --out cannot be written: {error.strerror}") from error


def _write(order: GeneratorOptions, file: BinaryIO) -> int:
    kinds: Counter[str] = Counter()
    total = 0
    for each in deliveries(order):
        file.write(each.body + b"\n")
        total += 1
        if each.fault is not None:
            kinds[each.fault] += 1
    file.flush()
    warn(_sentence(total, kinds))
    return DONE


async def _deliver(order: GeneratorOptions, target: LrsConfiguration, batch: int) -> int:
    # Imported here, because to write statements takes no network.
    import httpx

    from fake_percipio.xapi.access_token import AccessTokenError
    from percipio_conformance.network.connection_pool import LIMITS
    from percipio_conformance.world.percipio.statement_poster import WebhookGone, post

    kinds: Counter[str] = Counter()

    def counted() -> Iterator[Delivery]:
        for each in deliveries(order):
            if each.fault is not None:
                kinds[each.fault] += 1
            yield each

    async with httpx.AsyncClient(trust_env=False, timeout=60.0, limits=LIMITS) as http:
        try:
            tally = await post(counted(), target, http, batch=batch)
        except (AccessTokenError, WebhookGone) as error:
            complain("generate statements", error)
            return SURPRISED
    say(_sentence(tally.acknowledged + tally.refused, kinds))
    say(_report(tally))
    return SURPRISED if tally.surprises else DONE


def _sentence(total: int, kinds: Counter[str]) -> str:
    listed = ", ".join(f"{kind} {kinds[kind]:,}" for kind in FAULTS if kinds[kind])
    return f"{total:,} statements" + (f"; {listed}" if listed else "")


def _report(tally: PostResult) -> str:
    lines = [f"acknowledged {tally.acknowledged:,}, refused {tally.refused:,}"]
    for (status, wrong), alike in sorted(tally.answers.items(), key=str):
        lines.append(
            f"  {status}  {wrong or 'nothing wrong':<17} "
            f"{alike.requests:>7,} requests {alike.statements:>9,} statements"
        )
        if alike.example:
            lines.append(f"       for example: {printable(alike.example)}")
    if tally.surprises:
        lines.append("unexpected:")
        lines += [
            f"  {count:,} times {printable(what)}" for what, count in tally.surprises.most_common()
        ]
    return "\n".join(lines)


def _epilog() -> str:
    lines = ["kinds of faults, and their default rates:"]
    for kind, fault in FAULTS.items():
        usual = f"{fault.usual:g}" if fault.usual else "0"
        lines.append(f"  {kind:<17} {usual:>5}  {fault.answer:<8}  {fault.meaning}")
    return "\n".join([
        *lines,
        "",
        "exit codes: 0 written, or delivered and answered as it should be (what is broken is",
        "refused with 4xx, everything else acknowledged); 1 some answer was another one, or",
        "there was none; 2 wrong usage",
    ])  # fmt: skip


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day, such as 2026-01-12") from None


def _fault(text: str) -> tuple[str, float]:
    kind, _, rate = text.partition("=")
    try:
        return kind, float(rate)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not KIND=RATE, such as duplicate=0.02"
        ) from None
