"""Answers for what went wrong: a page, and the same as JSON under /api/."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from entries import library
from entries.serving.context import navigation, site_from_settings

LAST_RESORT = (
    "<!DOCTYPE html><html lang=en-GB><title>Something went wrong</title>"
    "<h1>Something went wrong</h1><p>Try again in a few minutes.</p></html>"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """A kind of error: its HTTP status, its name in JSON, and what it says there."""

    status: int
    code: str
    message: str


BAD_REQUEST = Problem(400, "bad-request", "The request cannot be read.")
FORBIDDEN = Problem(403, "forbidden", "You may not see this.")
NOT_FOUND = Problem(404, "not-found", "There is nothing at this address.")
GONE = Problem(410, "gone", "This was published here and has been withdrawn.")
BUSY = Problem(503, "busy", "Another file is being made. Try again in a few seconds.")
SERVER_ERROR = Problem(500, "server-error", "Something went wrong here. Try again in a few minutes.")


def is_json(path: str) -> bool:
    """Whether the address is one of the JSON ones."""
    return path.startswith("/api/")


def as_json(problem: Problem, message: str = "") -> JsonResponse:
    """The problem as JSON; `message` says more than the problem's own."""
    answer = JsonResponse(
        {"error": {"code": problem.code, "message": message or problem.message}}, status=problem.status
    )
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be read."""
    return _answer(request, BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not for this reader."""
    return _answer(request, FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing at this address. Its header and footer are those of all pages while the database answers."""
    if not hasattr(request, "reading") and not is_json(request.path_info):
        # Without one there is still a page: it leaves out what only the library knows.
        with suppress(DatabaseError):
            request.reading = library.read(lately=True)  # type: ignore[attr-defined]
    return _answer(request, NOT_FOUND)


def gone(request: HttpRequest, title: str) -> HttpResponse:
    """410: an entry that was withdrawn after it had been published."""
    return _answer(request, GONE, title=title)


def busy(request: HttpRequest, seconds: int) -> HttpResponse:
    """503: what was asked for is made for one reader at a time; `seconds` is when to ask again."""
    answer = _answer(request, BUSY, seconds=seconds)
    answer["Retry-After"] = str(seconds)
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. Asks neither the database nor the request's context, which may be what failed."""
    if is_json(request.path_info):
        return as_json(SERVER_ERROR)
    try:
        page: str = render_to_string("entries/500.html", {"site": site_from_settings(), "nav": navigation()})
    except Exception:
        page = LAST_RESORT
    return HttpResponse(page, status=500)


def _answer(request: HttpRequest, problem: Problem, **context: Any) -> HttpResponse:
    if is_json(request.path_info):
        return as_json(problem)
    answer = render(request, f"entries/{problem.status}.html", context, status=problem.status)
    answer["Cache-Control"] = "no-cache"
    return answer
