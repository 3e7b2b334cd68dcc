"""Paths: list, make, read; replace the steps."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fake_lms.api import path_documents
from fake_lms.api.answers import json_answer
from fake_lms.api.bodies import Body, NonEmpty, given, read_body
from fake_lms.api.context import platform_of
from fake_lms.api.filters import DATE, EQ, Field, instant, one_of, read_filters
from fake_lms.api.forms import read_form
from fake_lms.api.paging import page, read_query
from fake_lms.core.languages import CourseLanguage
from fake_lms.training.path_model import Path, PathOptions, Reveal, Step

PAGE = 200

FILTERS: dict[str, Field[Path]] = {
    "createdAt": Field(lambda each: each.created_at, DATE, instant),
    "modifiedAt": Field(lambda each: each.modified_at, DATE, instant),
    "status": Field(lambda each: each.status, EQ, one_of("archived", "published")),
}


class PathForm(Body):
    """The fields of a path; its steps are set afterwards."""

    author_id: NonEmpty
    group_id: NonEmpty
    name: NonEmpty
    co_author_ids: tuple[NonEmpty, ...] | UnsetType = UNSET
    description: NonEmpty | UnsetType = UNSET
    default_lang: CourseLanguage | UnsetType = UNSET
    options: PathOptions | UnsetType = UNSET


class StepOptions(Body):
    optional: bool
    show_correction: Reveal
    show_forum: Reveal


class CourseStep(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The only kind of step that this platform supports."""

    id: NonEmpty = msgspec.field(name="_id")
    type: Literal["course"]
    options: StepOptions


class StepsBody(Body):
    steps: tuple[CourseStep, ...]


async def list_paths(request: Request) -> Response:
    query = read_query(request)
    filters = read_filters(query.parameters, FILTERS)
    return page(
        request,
        query,
        platform_of(request).paths.after(query.after, filters.conditions),
        size=PAGE,
        key=lambda each: each.id,
        document=path_documents.path,
    )


async def make_path(request: Request) -> Response:
    form = await read_form(
        request, PathForm, lists=frozenset({"coAuthorIds"}), objects=frozenset({"options"})
    )
    fields = given(form)
    if "default_lang" in fields:
        fields["lang"] = fields.pop("default_lang")
    path = platform_of(request).paths.add(fields.pop("name"), **fields)
    return json_answer(path_documents.path(path), 201)


async def get_path(request: Request) -> Response:
    path = platform_of(request).paths.get(request.path_params["path_id"])
    return json_answer(path_documents.path(path))


async def set_steps(request: Request) -> Response:
    body = await read_body(request, StepsBody)
    steps = [
        Step(each.id, each.options.optional, each.options.show_correction, each.options.show_forum)
        for each in body.steps
    ]
    path = platform_of(request).paths.set_steps(request.path_params["path_id"], steps)
    return json_answer([path_documents.step(each) for each in path.steps])


routes = [
    Route("/paths", list_paths, methods=["GET"]),
    Route("/paths", make_path, methods=["POST"]),
    Route("/paths/{path_id}", get_path, methods=["GET"]),
    Route("/paths/{path_id}/steps", set_steps, methods=["PUT"]),
]
