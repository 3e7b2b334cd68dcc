"""``world.lms``: actions and views of people in 360Learning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from percipio_conformance.world.lms.administration import Administration
from percipio_conformance.world.lms.attempts import Attempts
from percipio_conformance.world.lms.browser import Browser
from percipio_conformance.world.lms.course_editor import CourseEditor
from percipio_conformance.world.lms.courses import SyncedCourses
from percipio_conformance.world.lms.groups import Groups
from percipio_conformance.world.lms.homepage import Homepage
from percipio_conformance.world.lms.launch import Launch
from percipio_conformance.world.lms.manual_edits import ManualEdits
from percipio_conformance.world.lms.outages import LmsOutages
from percipio_conformance.world.lms.paths import Paths
from percipio_conformance.world.lms.setup import IntegrationSetup
from percipio_conformance.world.lms.snapshots import Snapshots
from percipio_conformance.world.lms.users import Users
from percipio_conformance.world.percipio.catalog import Catalog
from percipio_conformance.world.personas import Personas

if TYPE_CHECKING:
    from percipio_conformance.world.environment import Environment


class LmsFacade:
    """360Learning from the point of view of one integration's group.

    Args:
        administration: the settings page of the integration.
        setup: the setup of the integration.
        catalog: of the Percipio customer behind the integration.
    """

    def __init__(
        self,
        environment: Environment,
        personas: Personas,
        administration: Administration,
        setup: IntegrationSetup,
        catalog: Catalog,
    ) -> None:
        platform, network = environment.platform, environment.network
        self.platform = platform
        self.administration = administration
        self.setup = setup
        self.outages = LmsOutages(platform)
        self.courses = SyncedCourses(platform, personas, catalog)
        self.manual_edits = ManualEdits(platform, personas, self.courses)
        self.course_editor = CourseEditor(platform, personas, catalog)
        self.snapshots = Snapshots(platform, self.courses)
        self.users = Users(platform, personas)
        self.groups = Groups(platform, personas, self.courses, self.users)
        self.attempts = Attempts(platform, personas, self.manual_edits, self.users)
        self.paths = Paths(platform, personas, self.manual_edits, self.users)
        self.launch = Launch(
            platform,
            personas,
            self.manual_edits,
            self.users,
            self.paths,
            browser=Browser(platform, network.client(), network.addresses.percipio),
            run=environment.run,
        )
        self.homepage = Homepage(platform, self.users)
