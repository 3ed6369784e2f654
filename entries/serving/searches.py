"""Notes what readers search for, whether the page was rendered for them or kept from before."""

import re

from django.conf import settings
from django.http import HttpRequest
from django.utils.timezone import localdate

from entries import library
from entries.library.searched import Searched
from entries.library.searchlog import LOG

SAYS_IT_IS_A_MACHINE = re.compile(r"bot\b|crawl|spider|slurp", re.I)


class PageRequest(HttpRequest):
    """A request with the library opened for it, and the search that its page shows, if it shows one."""

    reading: library.Reading
    searched: Searched | None


def note_search(request: PageRequest) -> None:
    """Note that the page's search was asked for; not when a program asks that says so, nor ahead of the reader."""
    found = request.searched
    if found is None or request.method != "GET" or not settings.CASEBOOK_SEARCH_LOG:
        return
    if "HTTP_SEC_PURPOSE" in request.META or SAYS_IT_IS_A_MACHINE.search(request.META.get("HTTP_USER_AGENT", "")):
        return
    LOG.note(found, localdate(request.reading.at))
