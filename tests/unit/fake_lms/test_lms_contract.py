"""Our description of the API, the routes we serve, and the vendor's description.

Every other test holds every answer against both descriptions as well (see ``lms_contract``).
"""

from __future__ import annotations

import re

import lms_contract
import pytest
from jsonschema import Draft202012Validator
from lms_world import START, World
from stub_backend import StubBackend

from fake_lms.app import ROUTES
from fake_lms.training.path_model import Step
from percipio_conformance import schemas

DOCUMENT = schemas.load(lms_contract.OURS)

# Our component, the vendor's.
COUNTERPARTS = {
    "UserDTO": "UserDTO",
    "GroupDTO": "GroupDTO",
    "UserRole": "UserRole",
    "CourseDTO": "CourseDTO",
    "CourseTranslation": "CourseTranslationDTO",
    "CourseTag": "TagIdWithSource",
    "CourseStat": "CourseStatDTO",
    "TagDTO": "TagDTO",
    "TagDTOWithSource": "TagDTOWithSource",
    "ExternalIdDTO": "ExternalIdDTO",
    "BaseIntegrationDTO": "BaseIntegrationDTO",
    "IntegrationDTO": "IntegrationDTO",
    "ExternalCourse": "ExternalCourseDTO",
    "ExternalCourseAnswer": "ExternalCourseResponseDTO",
    "PendingOperation": "PendingOperationDTO",
    "RunningOperation": "RunningOperationDTO",
    "ErroredOperation": "ErroredOperationDTO",
    "InviteUser": "InputUserDTO",
    "ChangeUser": "UpdateUserDTO",
    "MakeGroup": "InputGroupDTO",
    "Token": "GenerateTokenResponse",
    "TokenRequest": "GenerateTokenBody",
    "PathDTO": "PathDTO",
    "MakePath": "InputPathDTO",
    "PathOptions": "Options",
    "MakePathOptions": "InputOptions",
    "CourseStep": "CourseStepDTO",
    "SetSteps": "UpdateStepsBody",
    "PathSessionDTO": "PathSessionDTO",
    "MakePathSession": "InputPathSessionDTO",
    "PathEnrollment": "PathEnrollmentDTO",
    "SessionUserStat": "SessionUserStatDTO",
    "PathSessionUserStat": "PathSessionUserStatDTO",
}


def shape(path: str) -> str:
    """A path with its parameters' names left out."""
    return re.sub(r"\{\w+(:\w+)?\}", "{}", path)


def test_what_is_described_is_served_and_nothing_else() -> None:
    described = {
        (method.upper(), shape(path))
        for path, operations in DOCUMENT["paths"].items()
        for method in operations
    }
    served = {
        (method, "/api/v2" + shape(route.path))
        for route in ROUTES
        for method in (route.methods or set()) - {"HEAD"}
    }
    assert described == served


def test_operations_have_names_of_their_own() -> None:
    names = [
        operation["operationId"]
        for operations in DOCUMENT["paths"].values()
        for operation in operations.values()
    ]
    assert len(names) == len(set(names))


def test_extensions_are_marked_and_say_why() -> None:
    for path, operations in DOCUMENT["paths"].items():
        for operation in operations.values():
            extension = "/extensions/" in path
            assert operation.get("x-extension", False) == extension
            assert bool(operation.get("x-reason")) == extension


@pytest.mark.parametrize("name", sorted(DOCUMENT["components"]["schemas"]))
def test_components_are_valid_schemas(name: str) -> None:
    Draft202012Validator.check_schema(DOCUMENT["components"]["schemas"][name])


@pytest.mark.parametrize(("ours", "vendors"), COUNTERPARTS.items())
def test_we_have_no_field_that_the_vendor_lacks(ours: str, vendors: str) -> None:
    known = lms_contract.vendor_fields(vendors)
    if known is None:
        pytest.skip("the vendor's description is not beside this checkout")
    fields = set(DOCUMENT["components"]["schemas"][ours]["properties"])
    assert fields <= known


async def test_a_document_of_ours_is_found_wanting_when_it_is(world: World) -> None:
    async with world.client() as client:
        user = (await client.get(f"/users/{world.learner.id}")).json()
    pointer = "#/components/schemas/UserDTO"
    assert schemas.problems(lms_contract.OURS, user, pointer) == []
    assert schemas.problems(lms_contract.OURS, {**user, "shoeSize": 42}, pointer)
    assert schemas.problems(lms_contract.OURS, {**user, "_id": "x"}, pointer)


async def test_a_tour_of_every_operation(world: World) -> None:
    """Each operation answers once as it should, and the contract's hook watches."""
    platform = world.platform
    platform.backend = StubBackend()
    sales = platform.groups.add("Sales")
    platform.groups.grant(sales.id, world.admin.id, "admin")
    course = world.upsert("tour", subjects=["Quality"])
    native = platform.courses.add("House rules", author_id=world.admin.id, group_id=world.group.id)
    platform.groups.grant(world.group.id, world.admin.id, "learner")
    platform.groups.add_to_catalog(world.group.id, native.id)
    make = {"author_id": world.admin.id, "group_id": world.group.id}
    path = platform.paths.add("Journey", **make, steps=[Step(native.id)])
    session = platform.paths.add_session(
        path.id, "Spring", instructor_id=world.admin.id, start_date=START
    )
    quality = platform.tags.names_of(course.id)
    assert quality == ["Quality"]
    group, learner = f"/groups/{world.group.id}", world.learner.id
    integration = f"/integrations/{world.integration.id}"
    membership = {"groupId": world.group.id, "role": "learner"}
    placement = {"groupId": world.group.id, "contentType": "course", "contentId": course.id}
    mapping = {"platform": "hr", "targetType": "user", "targetId": learner, "value": "1"}
    launch = f"/extensions/courses/{course.id}/launch?userId={world.admin.id}"
    one_path, one_session = f"/paths/{path.id}", f"/paths/{path.id}/sessions/{session.id}"
    page = f"/extensions/groups/{world.group.id}/settings/skillsoft"
    in_front = f"?userId={world.admin.id}"
    parameters = {"organizationId": "acme", "bearerToken": "t", "tenantUrl": "http://p.test"}
    options = {"optional": False, "showCorrection": "never", "showForum": "never"}
    step = {"_id": native.id, "type": "course", "options": options}
    new_session = {
        "name": "Autumn",
        "mainInstructorId": world.admin.id,
        "registrationRequestValidation": "disabled",
        "startDate": "2025-09-01T05:00:00.000Z",
    }
    other = {
        "externalPlatform": "Other",
        "groupId": world.group.id,
        "authorId": learner,
    }
    tour: list[tuple[str, str, object]] = [
        ("GET", "/users", None),
        ("POST", "/users", {"username": "bo", "membership": membership}),
        ("GET", f"/users/{learner}", None),
        ("PATCH", f"/users/{learner}", {"job": "Smith"}),
        ("GET", "/external-ids", None),
        ("POST", "/external-ids", mapping),
        ("GET", "/groups", None),
        ("POST", "/groups", {"name": "N", "public": True, "parentId": world.group.id}),
        ("GET", group, None),
        ("POST", f"{group}/coach/{learner}", None),
        ("GET", f"{group}/roles", None),
        ("DELETE", f"{group}/coach/{learner}", None),
        ("GET", f"{group}/catalog/course-ids", None),
        ("GET", f"{group}/library/course-ids", None),
        ("GET", "/courses", None),
        ("GET", f"/courses/{course.id}", None),
        ("GET", launch, None),
        ("POST", launch, None),
        ("POST", f"/extensions/courses/{native.id}/play?userId={world.admin.id}", None),
        ("GET", f"/extensions/courses/{course.id}/statistics?viewerId={world.admin.id}", None),
        ("GET", f"/extensions{one_path}/statistics?viewerId={world.admin.id}", None),
        ("GET", f"/extensions/users/{world.admin.id}/homepage", None),
        ("GET", f"/extensions/users/{world.admin.id}/search?text=six", None),
        ("GET", "/paths", None),
        ("GET", one_path, None),
        ("PUT", f"{one_path}/steps", {"steps": [step]}),
        ("GET", f"{one_path}/sessions", None),
        ("POST", f"{one_path}/sessions", new_session),
        ("GET", one_session, None),
        ("POST", f"/extensions{one_session}/enrollments", {"userId": learner}),
        ("GET", f"/extensions{one_session}/learners/{learner}", None),
        ("GET", f"{one_path}/enrollments", None),
        ("GET", f"{one_session}/user-stats", None),
        ("GET", "/paths/stats", None),
        ("PUT", f"/courses/{course.id}/archive", {"archived": True}),
        ("GET", f"/courses/{course.id}/tags", None),
        ("PUT", f"/courses/{course.id}/tags", {"tagIds": []}),
        ("GET", "/tags", None),
        ("POST", "/tags", {"name": "Mine", "isMain": False}),
        ("GET", "/integrations", None),
        ("POST", "/integrations", other),
        ("PATCH", integration, {"defaultProgress": 50}),
        ("GET", f"{integration}/courses/tour", None),
        ("PUT", f"/bulk{integration}/courses", {"input": []}),
        ("DELETE", f"/bulk{integration}/courses", {"input": []}),
        ("POST", "/bulk/groups/catalog", {"input": [placement]}),
        ("DELETE", "/bulk/groups/catalog", {"input": [placement]}),
        ("POST", "/bulk/groups/library", {"input": [placement]}),
        ("DELETE", "/bulk/groups/library", {"input": [placement]}),
        ("PUT", f"/extensions/bulk{integration}/attempts", {"input": []}),
        (
            "POST",
            "/extensions/integrations",
            {"groupId": sales.id, "connectorAdminId": world.admin.id},
        ),
        ("GET", f"/extensions{integration}", None),
        ("PUT", f"/extensions{integration}/solutions", {"globalization": True}),
        ("GET", f"{page}{in_front}", None),
        ("PATCH", f"{page}/draft{in_front}", {"languages": ["fr-FR"]}),
        ("DELETE", f"{page}/draft{in_front}", None),
        ("PUT", f"{page}/sections/tags{in_front}", {"tagsSynchronization": True}),
        ("GET", f"{page}/webhook-credentials{in_front}", None),
        ("POST", f"{page}/setup{in_front}", parameters),
        ("PATCH", f"/extensions/courses/{native.id}", {"userId": world.admin.id, "name": "R"}),
        ("GET", "/courses/stats", None),
        ("GET", "/bulk/operations", None),
        ("DELETE", f"/users/{learner}", None),
    ]
    credentials = {
        "grant_type": "client_credentials",
        "client_id": world.in_house.client_id,
        "client_secret": world.in_house.client_secret,
    }
    lms_contract.covered.clear()
    async with world.client() as client:
        await client.post("/oauth2/token", json=credentials)
        for method, path, body in tour:
            answer = await client.request(method, path, json=body)
            assert answer.is_success or answer.is_redirect, f"{method} {path}: {answer.text}"
            await platform.operations.run_until_idle()
        waiting = platform.integrations.named("Skillsoft")[-1]
        await client.delete(f"/extensions/integrations/{waiting.id}")
        operation = next(iter(platform.operations)).id
        await client.get(f"/bulk/operations/{operation}")
        await client.get(f"/bulk/operations/{operation}/results")
        form = {"authorId": world.admin.id, "groupId": world.group.id, "name": "Another"}
        await client.post("/paths", files={name: (None, text) for name, text in form.items()})
    toured = {(method, path) for method, path, status in lms_contract.covered if status[0] in "23"}
    assert toured == {
        (method, path) for path, operations in DOCUMENT["paths"].items() for method in operations
    }
