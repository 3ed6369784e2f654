"""Notes what readers search for, whether the page was rendered for them or kept from before."""

from django.conf import settings
from django.http import HttpRequest

from entries import library
from entries.library.searched import Searched
from entries.library.searchlog import LOG

# No pattern: this is asked at every search, and takes a tenth of the time so.
MACHINES = ("bot/", "bot;", "bot)", "crawl", "spider", "slurp")


class PageRequest(HttpRequest):
    """A request with the library opened for it, and the search that its page shows, if it shows one."""

    reading: library.Reading
    searched: Searched | None


def note_search(request: PageRequest) -> None:
    """Note that the page's search was asked for; not when a program asks that says so, nor ahead of the reader."""
    found = request.searched
    if found is None or request.method != "GET" or not settings.CASEBOOK_SEARCH_LOG:
        return
    asking = request.META.get("HTTP_USER_AGENT", "").lower()
    if "HTTP_SEC_PURPOSE" not in request.META and not any(name in asking for name in MACHINES):
        LOG.note(found, request.reading.at)
