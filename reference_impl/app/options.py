"""Command-line options, with environment variables as fallback.

Secrets come from the environment or from a file, never from the command line, which every user
of a machine can read.
"""

from __future__ import annotations

import argparse
import math
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reference_impl.rules.config import LmsAccess, LmsConfig, PercipioConfig
from reference_impl.rules.interpretations import Interpretations, UnknownReadingError
from reference_impl.time.test_clocks import CLOCKS, ClockSupport
from reference_impl.webhook.webhook import LARGEST_BODY_BYTES

DESCRIPTION = """\
The reference connector between Skillsoft Percipio and 360Learning.

It reads Percipio's catalog once a day, at 06:00 Central European Time, and writes it into
360Learning as external courses; it receives xAPI statements at /api/skillsoft and writes them as
attempts. Every option can be given in the environment instead, by the name in brackets.
"""

EPILOG = """\
secrets, from the environment or from a file:
  CONNECTOR_LMS_CLIENT_SECRET     or --lms-client-secret-file
  CONNECTOR_BEARER_TOKEN          or --bearer-token-file

examples:
  python -m reference_impl --lms-url https://app.360learning.com --lms-client-id ID \\
      --lms-client-secret-file lms.secret --integration-id 66... --group-id 66... \\
      --connector-admin-id 66... --organization-id 1b2c... \\
      --tenant-url https://api.percipio.com --bearer-token-file percipio.token \\
      --public-url https://connector.example.com
  python -m reference_impl ... --run-now         one run, its record printed; 0 complete, 1 partial
  python -m reference_impl ... --show-webhook    what to type into Percipio's LRS configuration
  python -m reference_impl --control --port 0    for a test: configured by the control protocol
"""

# Option, variable, description. All are required unless the control protocol sets them.
_WORLD = {
    "lms-url": "base URL of 360Learning, without /api/v2",
    "lms-client-id": "client ID for 360Learning's API v2",
    "integration-id": "id of the Skillsoft integration in 360Learning",
    "group-id": "id of the group the integration belongs to",
    "connector-admin-id": "id of the user who becomes the main author",
    "organization-id": "Percipio organization ID",
    "tenant-url": "Percipio tenant instance URL, the base of every catalog call",
}
_SECRETS = {
    "lms-client-secret": "client secret for 360Learning's API v2",
    "bearer-token": "Percipio service-account bearer token",
}


@dataclass(frozen=True, slots=True)
class Customer:
    """The Percipio and 360Learning settings of one customer, from the command line."""

    world: LmsConfig
    parameters: PercipioConfig
    globalization: bool


@dataclass(frozen=True, slots=True)
class Options:
    """The options. ``customer`` is None exactly when ``control`` is on."""

    customer: Customer | None
    readings: Interpretations
    database: str
    host: str
    port: int
    public_url: str | None
    largest_body: int
    trusted: ssl.SSLContext
    control: bool
    clock_support: ClockSupport
    run_now: bool
    show_webhook: bool


def read_options(arguments: Sequence[str], environment: Mapping[str, str]) -> Options:
    """Read the options from ``arguments``, and missing ones from ``environment``.

    Raises:
        SystemExit: with status 2 and a message on standard error, when one is missing or wrong.
    """
    parser = _parser()
    given = parser.parse_args(arguments)
    try:
        readings = Interpretations.from_profile(dict(_pair(each) for each in given.reading))
        customer = None if given.control else _customer(vars(given), environment)
        trusted = _trust(given.ca_file or environment.get("CONNECTOR_CA_FILE"))
    except (_OptionError, UnknownReadingError) as error:
        parser.error(str(error))
    if given.control and (given.run_now or given.show_webhook):
        parser.error(
            "with --control the integration is configured later, so there is nothing to run or show"
        )
    if given.clock_support != "full" and not given.control:
        parser.error("--clock-support is about the clock of --control; without it time is real")
    return Options(
        customer=customer,
        readings=readings,
        database=given.database or environment.get("CONNECTOR_DATABASE") or "connector.sqlite",
        host=given.host,
        port=given.port,
        public_url=given.public_url or environment.get("CONNECTOR_PUBLIC_URL"),
        largest_body=round(given.largest_body * 1024 * 1024),
        trusted=trusted,
        control=given.control,
        clock_support=given.clock_support,
        run_now=given.run_now,
        show_webhook=given.show_webhook,
    )


class _OptionError(ValueError):
    """An option is missing or wrong."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m reference_impl",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    for name, meaning in _WORLD.items():
        parser.add_argument(f"--{name}", metavar="VALUE", help=f"{meaning} [{_variable(name)}]")
    for name, meaning in _SECRETS.items():
        parser.add_argument(
            f"--{name}-file",
            metavar="FILE",
            type=Path,
            help=f"a file with the {meaning} [{_variable(name)} holds the value itself]",
        )
    add = parser.add_argument
    add("--tags", action="store_true", help="make Percipio's areas and subjects tags of courses")
    add("--globalization", action="store_true", help="the Globalization solution is on")
    add(
        *("--reading", "-r"),
        action="append",
        default=[],
        metavar="SWITCH=READING",
        help="follow another reading of the article, for example A-DST=paris-wall-clock",
    )
    add("--database", metavar="FILE", help="where state is kept [CONNECTOR_DATABASE]")
    add("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    add("--port", type=int, default=8080, help="port, 0 for any free one (default: %(default)s)")
    add(
        "--public-url",
        metavar="URL",
        help="where Percipio reaches this program, if not where it listens [CONNECTOR_PUBLIC_URL]",
    )
    add(
        "--largest-body",
        type=_mebibytes,
        default=LARGEST_BODY_BYTES / 1024 / 1024,
        metavar="MIB",
        help="statements taken in one request, in MiB (default: %(default)g)",
    )
    add(
        "--ca-file",
        metavar="FILE",
        help="trust the authorities in this file (PEM) as well [CONNECTOR_CA_FILE]",
    )
    add("--run-now", action="store_true", help="synchronize once, print the run record, and end")
    add("--show-webhook", action="store_true", help="print the webhook credentials, and end")
    add(
        "--control",
        action="store_true",
        help="serve the control protocol under /control, on a clock that it moves",
    )
    add(
        "--clock-support",
        "--clock-grade",  # its name until 0.2
        choices=[*CLOCKS],
        default="full",
        help="with --control: how well that clock is followed, to see what is left to test at a "
        "connector that does it less well (default: %(default)s)",
    )
    return parser


def _customer(given: Mapping[str, object], environment: Mapping[str, str]) -> Customer:
    values = {name: _plain(name, given, environment) for name in _WORLD}
    secrets = {name: _secret(name, given, environment) for name in _SECRETS}
    missing = [name for name, value in (values | secrets).items() if not value]
    if missing:
        named = ", ".join(f"--{name}-file" if name in _SECRETS else f"--{name}" for name in missing)
        variables = ", ".join(_variable(name) for name in missing)
        raise _OptionError(
            f"the connector lacks {named}. Without them it knows neither its 360Learning nor its "
            f"Percipio. Give them, or set {variables}; or use --control to let a test "
            "configure the connector"
        )
    return Customer(
        world=LmsConfig(
            lms=LmsAccess(values["lms-url"], values["lms-client-id"], secrets["lms-client-secret"]),
            integration_id=values["integration-id"],
            group_id=values["group-id"],
            connector_admin_id=values["connector-admin-id"],
        ),
        parameters=PercipioConfig(
            organization_id=values["organization-id"],
            bearer_token=secrets["bearer-token"],
            tenant_url=values["tenant-url"],
            tags_synchronization=bool(given["tags"]),
        ),
        globalization=bool(given["globalization"]),
    )


def _plain(name: str, given: Mapping[str, object], environment: Mapping[str, str]) -> str:
    value = given[name.replace("-", "_")]
    return str(value or environment.get(_variable(name), "")).strip()


def _secret(name: str, given: Mapping[str, object], environment: Mapping[str, str]) -> str:
    file = given[f"{name.replace('-', '_')}_file"]
    if not isinstance(file, Path):
        return environment.get(_variable(name), "").strip()
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise _OptionError(f"the file {file} of --{name}-file cannot be read: {error}") from error


def _trust(ca_file: str | None) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if ca_file is not None:
        try:
            context.load_verify_locations(ca_file)
        except (OSError, ssl.SSLError) as error:
            raise _OptionError(
                f"the file {ca_file} of --ca-file holds no certificates to trust: {error}"
            ) from error
    return context


def _variable(name: str) -> str:
    return "CONNECTOR_" + name.replace("-", "_").upper()


def _mebibytes(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of MiB above 0, such as 10")
    return number


def _pair(text: str) -> tuple[str, str]:
    ambiguity, equals, reading = text.partition("=")
    if not equals:
        raise _OptionError(
            f"--reading {text!r} is no SWITCH=READING, for example A-DST=paris-wall-clock"
        )
    return ambiguity.strip(), reading.strip()
