"""Pages about the site itself: what it is, how accessible, what it keeps of its readers."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from entries.serving import PageRequest, public_page
from entries.views.library import canonical, trail


@public_page
def about(request: PageRequest) -> HttpResponse:
    """What this library is, what it holds, how to send in a project."""
    return _standing(request, "about", section="about", holdings=request.reading.holdings())


@public_page
def accessibility(request: PageRequest) -> HttpResponse:
    """The accessibility statement."""
    return _standing(request, "accessibility")


@public_page
def privacy(request: PageRequest) -> HttpResponse:
    """What is kept of readers, and of the people that projects name."""
    return _standing(request, "privacy", searches_are_noted=settings.CASEBOOK_SEARCH_LOG)


def _standing(request: PageRequest, name: str, **context: object) -> HttpResponse:
    context |= {"trail": trail(), "canonical": canonical(request)}
    return render(request, f"entries/{name}.html", context)
