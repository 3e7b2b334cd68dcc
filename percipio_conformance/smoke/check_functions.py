"""The checks of a smoke test: each makes a few calls to one connector in a small world.

A check returns a short description of the observation, or raises :class:`CheckFailed`.
"""

from __future__ import annotations

import httpx

from percipio_conformance.clock.daily_run import next_daily_run
from percipio_conformance.connectors.description import changes
from percipio_conformance.core.coroutines import RunCoroutine
from percipio_conformance.core.times import format_time, format_timestamp
from percipio_conformance.smoke.context import MINUTE, CheckContext
from percipio_conformance.smoke.finding import CheckFailed, CheckSkipped
from percipio_conformance.smoke.webhook import check_post, check_token, started
from percipio_conformance.world.world import World

TITLES = ("Six Sigma Basics", "Leadership", "Negotiation")
"""The titles of the catalog in a smoke test."""

FIELDS_OF = {
    "statistics": ("learner_identification",),
    "filters": ("languages", "content_types"),
    "tags": ("tags_synchronization",),
    "globalization": ("globalization",),
}
"""The fields that GET settings must return, by capability."""


class Checks(CheckContext):
    """All checks; the table of them is in :mod:`percipio_conformance.smoke.checks`."""

    def __init__(self, world: World, run: RunCoroutine, timeout_seconds: float) -> None:
        super().__init__(world, run, timeout_seconds)
        for title in TITLES:
            world.percipio.catalog.offer(title)

    # Description and reset

    def describe(self) -> str:
        said = self._run(self._driver.describe())
        again = self._run(self._driver.describe())
        if found := changes(said, again):
            raise CheckFailed(
                f"two answers that differ: {'; '.join(found)}",
                "Answer GET describe at any time, always with the same body: the first answer of a "
                "run decides which scenarios apply.",
            )
        self._world.set_description(said)
        what = ", ".join(said["capabilities"]) or "no capability"
        return f"{said['name']} {said['version']}, clock {said['clock']}: {what}"

    def reset(self) -> str:
        self._world.reset_connector()
        return "a new world"

    # Time

    def idle(self) -> str:
        answer = self._wait_until_idle()
        self._expect_now(answer, "POST reset set it")
        return f"idle, {self._describe_time(answer)}"

    def move(self) -> str:
        if self._world.clock_support == "none":
            raise CheckSkipped("the connector runs on real time")
        later = self._world.now + MINUTE
        self._world.clock.move_to(later)
        self._expect_now(self._run(self._driver.move_clock(later)), "PUT clock said so")
        answer = self._wait_until_idle()
        self._expect_now(answer, "PUT clock said so")
        return f"the clock follows, {self._describe_time(answer)}"

    def schedule(self) -> str:
        if self._world.clock_support != "full":
            raise CheckSkipped(
                f"next_due is not used with clock support {self._world.clock_support}"
            )
        answer, now = self._wait_until_idle(), self._world.now
        due = next_daily_run(now, self._world.profile.reading("A-DST"))
        if answer.next_due is None or answer.next_due > due + MINUTE:
            said = "nothing" if answer.next_due is None else format_time(answer.next_due)
            raise CheckFailed(
                f"next_due is {said}, and the next daily run is due at {format_time(due)}",
                "Return in next_due the earliest instant at which work is due: the simulation "
                "stops there; work that is not announced runs late.",
                ("control/clock", "/next_due"),
            )
        return f"next_due is {format_time(answer.next_due)}"

    # The integration

    def enabled(self) -> str:
        return self._expect_state("enabled", "after POST reset the integration waits for its setup")

    def blank(self) -> str:
        refused = self._setup("  ")
        field = ("control/error", "/error/field")
        if refused is None:
            raise CheckFailed(
                "the setup was accepted",
                "Answer 400 with an error whose field is tenant_url: reject a blank value "
                "immediately.",
                field,
            )
        if refused.field != "tenant_url":
            raise CheckFailed(
                f"400, with the field {refused.field!r}",
                "Name the invalid field in the error: tenant_url.",
                field,
            )
        return "refused because of tenant_url"

    def setup(self) -> str:
        refused = self._setup(self._world.lms.setup.tenant_url)
        if refused is not None:
            raise CheckFailed(
                f"400 {refused.code}: {refused.message}",
                "Accept these values with 202 and verify them in the background: they are valid. "
                "The tenant URL is plain http on this machine unless --tls is given.",
            )
        return "accepted"

    def active(self) -> str:
        if self._world.clock_support == "none":
            self._wait_until_active()
        else:
            self._world.advance_by(self._world.promised_delay)
        return self._expect_state(
            "active", "the values are valid, and the verification takes minutes at most"
        )

    # Settings and statistics

    def settings(self) -> str:
        stored = self._run(self._driver.settings())
        wanted = [
            field
            for capability, fields in FIELDS_OF.items()
            if self._can(capability)
            for field in fields
        ]
        missing = [each for each in wanted if each not in stored]
        if missing:
            raise CheckFailed(
                f"{', '.join(sorted(stored)) or 'no field'}; {', '.join(missing)} missing",
                "Return all settings as they are stored, including unchanged ones.",
                ("control/settings", f"/{missing[0]}"),
            )
        return f"{len(stored)} settings"

    def identification(self) -> str:
        self._demand("statistics")
        wish = {"learner_identification": "email"}
        for said in (
            self._run(self._driver.change_settings(wish)),
            self._run(self._driver.settings()),
        ):
            if said.get("learner_identification") != "email":
                raise CheckFailed(
                    f"learner_identification is {said.get('learner_identification')!r}",
                    "Store the values of PUT settings, and return the stored settings.",
                    ("control/settings", "/learner_identification"),
                )
        return "stored"

    def webhook(self) -> str:
        self._demand("statistics")
        webhook = self._run(self._driver.webhook())
        for field in ("statement_url", "token_endpoint"):
            url = webhook[field]
            if not url.startswith(("http://", "https://")):
                raise CheckFailed(
                    f"{field} is {url!r}",
                    "Return a complete URL that begins with http:// or https://.",
                    ("control/webhook", f"/{field}"),
                )
        return f"statements to {webhook['statement_url']}"

    def token(self) -> str:
        self._demand("statistics")
        check_token(self._world.percipio.webhook_client)
        return "issued"

    def statement(self) -> str:
        self._demand("statistics")
        acme = self._world.personas.acme
        item = acme.catalog.get(self._world.percipio.catalog.id_of(TITLES[0]))
        said = started(
            acme.learners["Ada"].email or "ada@acme.example",
            item["xapiActivityId"],
            format_timestamp(self._world.now),
        )
        check_post(self._world.percipio.webhook_client, said)
        return "accepted"

    # A day passes

    def pull(self) -> str:
        self._demand("courses")
        if self._world.clock_support == "none":
            raise CheckSkipped("the clock of a connector on real time cannot be moved by a day")
        six = next_daily_run(self._world.now, self._world.profile.reading("A-DST"))
        before = len(self._world.traffic_log.exchanges)
        self._world.advance_to(six + self._world.promised_delay)
        said = self._world.traffic_log.exchanges[before:]
        asked = [each for each in said if each.side == "percipio"]
        if not asked:
            raise CheckFailed(
                f"no request to Percipio until {format_time(self._world.now)}",
                f"Read the catalog at {format_time(six)}, from the tenant instance URL of "
                "POST setup.",
            )
        if missing := self._world.lms.courses.missing():
            refused = [
                f"{each.method} {each.path} -> {each.status}"
                for each in said
                if each.side in ("percipio", "lms")
                and (each.status or 0) >= httpx.codes.BAD_REQUEST
            ]
            last = f"; the last refused request was {refused[-1]}" if refused else ""
            raise CheckFailed(
                f"{len(missing)} of {len(TITLES)} courses are missing in 360Learning{last}",
                "Create a course for every item, with the credentials of POST reset. If the "
                "requests look right to you, run the scenarios for more details: "
                "percipio-conformance run --clause C018",
            )
        return f"{len(TITLES)} courses by {format_time(self._world.now)}"

    def record(self) -> str:
        run = self._run(self._driver.status()).get("last_run")
        return "no run record" if run is None else f"the run is {run['outcome']}"
