"""What every page's template gets: who runs the library, and the ways in. No query of its own."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from entries.library.shapes import Site
from entries.library.shapes.base import Shape

MOST_OFFERED = 20  # on every page, so few: the list of projects must stay light


@dataclass(frozen=True, slots=True)
class NavItem(Shape):
    """A link of the navigation; `section` is the part of the site that it leads to."""

    name: str
    url: str
    section: str


def site_from_settings() -> Site:
    """Who runs the library, as far as the settings tell: for pages that must not ask the database."""
    return Site(name=settings.CASEBOOK_NAME, organisation="", contact=settings.CASEBOOK_CONTACT, total=0)


@cache
def page_address(name: str) -> str:
    """The address of a page that is told by its name alone. Worked out once: reversing costs more than a paragraph."""
    return reverse(name)


@cache
def navigation(*, with_map: bool = False) -> tuple[NavItem, ...]:
    """The links in the header."""
    return (
        NavItem("Find a project", page_address("browse"), "find"),
        NavItem("The Big Book", page_address("editions"), "books"),
        *((NavItem("Map", page_address("map"), "map"),) if with_map else ()),
        NavItem("About", page_address("about"), "about"),
    )


def public(request: HttpRequest) -> dict[str, Any]:
    """`site`, `nav` and what search boxes offer, for templates.

    An error page that came before the library was opened has the settings' name.
    """
    reading = getattr(request, "reading", None)
    if reading is None:
        return {"site": site_from_settings(), "nav": navigation()}
    nav = navigation(with_map=reading.has_regions)
    return {"site": reading.site, "nav": nav, "offered": reading.offered(MOST_OFFERED)}
