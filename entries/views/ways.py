"""Ways in: care groups, themes, teams and organisations."""

from django.http import HttpResponse
from django.shortcuts import render

from entries.filters import selection_of
from entries.library.selection import Selection
from entries.library.shapes import TeamPage
from entries.serving import PageRequest, public_page
from entries.serving.context import page_address
from entries.views.library import canonical, trail
from entries.views.links import Link, address


@public_page
def care_groups(request: PageRequest) -> HttpResponse:
    """Every care group with its sentence and count."""
    return _tags(request, "care_group", "Care groups", "The parts of an organisation that projects come from.")


@public_page
def care_group(request: PageRequest, slug: str) -> HttpResponse:
    """One care group: its newest projects, and its parts in the Books."""
    return _tag(request, "care_group", slug, Link("Care groups", page_address("care-groups")))


@public_page
def themes(request: PageRequest) -> HttpResponse:
    """Every theme with its sentence and count."""
    return _tags(request, "theme", "Themes", "What projects are about, across care groups, organisations and years.")


@public_page
def theme(request: PageRequest, slug: str) -> HttpResponse:
    """One theme: its newest projects, and the themes borne beside it."""
    return _tag(request, "theme", slug, Link("Themes", page_address("themes")))


@public_page
def team(request: PageRequest, slug: str) -> HttpResponse:
    """One team with its projects, twenty a page."""
    page = request.reading.team(slug, selection_of(request.GET).page)
    at = page.way.url + (f"?page={page.page}" if page.page > 1 else "")
    context = {
        "section": "find",
        "trail": trail(
            Link("Organisations", page_address("organisations")), Link(page.organisation.name, page.organisation.url)
        ),
        "page": page,
        "way": page.way,
        "previous": _beside(page, -1),
        "next": _beside(page, 1),
        "canonical": request.build_absolute_uri(at),
    }
    return render(request, "entries/team.html", context)


@public_page
def organisations(request: PageRequest) -> HttpResponse:
    """Every organisation that visible content names, A to Z."""
    context = {
        "section": "find",
        "trail": trail(),
        "organisations": request.reading.organisations(),
        "canonical": canonical(request),
    }
    return render(request, "entries/organisations.html", context)


@public_page
def organisation(request: PageRequest, slug: str) -> HttpResponse:
    """One organisation: its teams, its Books, its newest projects, and those it had a hand in."""
    page = request.reading.organisation(slug)
    context = {
        "section": "find",
        "trail": trail(Link("Organisations", page_address("organisations"))),
        "page": page,
        "way": page.way,
        "all": address(Selection(organisation=(slug,))),
        "canonical": canonical(request),
    }
    return render(request, "entries/organisation.html", context)


def _tags(request: PageRequest, facet: str, heading: str, lead: str) -> HttpResponse:
    context = {
        "section": "find",
        "trail": trail(),
        "heading": heading,
        "lead": lead,
        "ways": request.reading.tags(facet),
        "canonical": canonical(request),
    }
    return render(request, "entries/tags.html", context)


def _tag(request: PageRequest, facet: str, slug: str, above: Link) -> HttpResponse:
    page = request.reading.tag(facet, slug)
    chosen = Selection(care_group=(slug,)) if facet == "care_group" else Selection(theme=(slug,))
    context = {
        "section": "find",
        "trail": trail(above),
        "what": "Care group" if facet == "care_group" else "Theme",
        "above": above,
        "page": page,
        "way": page.way,
        "all": address(chosen),
        "canonical": canonical(request),
    }
    return render(request, "entries/tag.html", context)


def _beside(team: TeamPage, step: int) -> Link | None:
    """The page before or after, named by the numbers of its projects."""
    page = team.page + step
    if not 1 <= page <= team.pages:
        return None
    first, last = (page - 1) * team.page_size + 1, min(page * team.page_size, team.way.count)
    url = team.way.url + (f"?page={page}" if page > 1 else "")
    return Link(f"{first:,} to {last:,} of {team.way.count:,}", url)
