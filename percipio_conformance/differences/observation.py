"""Observes one scenario with one connector: pictures of what people see, and the exchanges."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from percipio_conformance.differences.courses import CoursePainter
from percipio_conformance.differences.pages import SettingsPainter, homepages, waiting_statements
from percipio_conformance.differences.picture import Picture
from percipio_conformance.network.traffic_log import Exchange
from percipio_conformance.world.world import World


@dataclass(frozen=True, slots=True)
class Moment:
    """What people see after a step, when everything is idle.

    ``number`` is that of the step in the scenario, ``now`` the simulated time, ``exchanges`` the
    number of exchanges so far.
    """

    number: int
    step: str
    now: datetime
    picture: Picture
    exchanges: int


@dataclass
class Observation:
    """The pictures of one scenario with one connector, and how it ended."""

    moments: list[Moment] = field(default_factory=list)
    exchanges: list[Exchange] = field(default_factory=list)
    """All exchanges of the scenario, as the traffic log has them."""
    hosts: dict[str, str] = field(default_factory=dict)
    """The addresses of the world, each with the word that replaces it."""
    error: BaseException | None = None
    """What ended the scenario early."""
    fault: Exception | None = None
    """A fault of the suite in a picture. It must not become a fault in the scenario's verdict."""
    failed_step: str = ""
    _painters: tuple[CoursePainter, SettingsPainter] | None = None

    def take(self, world: World, number: int, step: str) -> None:
        """Takes a picture, unless something is still under way: it would not be comparable."""
        if not world.is_at_rest or self.fault is not None:
            return
        try:
            self._take(world, number, step)
        except Exception as error:  # noqa: BLE001 - a verdict must not depend on a picture
            self.fault = error

    def _take(self, world: World, number: int, step: str) -> None:
        if self._painters is None:
            self.exchanges = world.traffic_log.exchanges
            self.hosts = _hosts(world)
            self._painters = (CoursePainter(world, self.plain), SettingsPainter())
        courses, settings = self._painters
        picture = {
            **dict(courses.courses()),
            **dict(homepages(world)),
            **dict(settings.pages(self.exchanges, world.personas.integration)),
            **dict(waiting_statements(world)),
        }
        self.moments.append(Moment(number, step, world.now, picture, len(self.exchanges)))

    def release(self) -> None:
        """Forgets the world, which is large; the pictures stay."""
        self._painters = None

    def plain(self, text: str) -> str:
        """Replaces the hosts of this world: they depend on how a connector is reached."""
        if "://" not in text:
            return text
        for address, word in self.hosts.items():
            text = text.replace(address, word)
        return text


def _hosts(world: World) -> dict[str, str]:
    hosts = world.percipio.hosts()
    return {
        hosts["America"]: "https://percipio",
        hosts["Europe"]: "https://percipio-eu",
        world.lms.platform.base_url: "https://360learning",
    }
