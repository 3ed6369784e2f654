"""Rendered pages that this process keeps, all of one state of the library; another state drops them."""

import gzip
import re
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from entries.library.searched import Searched
from entries.serving.searches import PageRequest

MOST_PAGES = 500
MOST_BYTES = 20_000_000
# As Django's GZipMiddleware sees it, which leaves alone what is already compressed.
ACCEPTS_GZIP = re.compile(r"\bgzip\b")


@dataclass(slots=True)
class Kept:
    """A page's body, plain and compressed, and the search that it shows."""

    plain: bytes
    zipped: bytes
    content_type: str
    searched: Searched | None

    @property
    def size(self) -> int:
        """What it weighs."""
        return len(self.plain) + len(self.zipped)


class KeptPages:
    """Pages by address; the one longest unasked for leaves when there are too many or they weigh too much."""

    def __init__(self, most: int = MOST_PAGES, weight: int = MOST_BYTES) -> None:
        self.most, self.weight = most, weight
        self._held, self._size = "", 0
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._lock = Lock()

    def clear(self) -> None:
        """Keep nothing."""
        with self._lock:
            self._pages.clear()
            self._size = 0

    def get(self, held: str, address: str, request: PageRequest) -> HttpResponse | None:
        """The page kept for this state of the library, or None; the request learns which search it shows."""
        with self._lock:
            page = self._pages.get(address) if held == self._held else None
            if page is None:
                return None
            self._pages.move_to_end(address)
        request.searched = page.searched
        return _answer(page, request)

    def put(
        self, held: str, address: str, request: HttpRequest, answer: HttpResponse, searched: Searched | None = None
    ) -> HttpResponse:
        """Keep a page, and give back the same from what is kept: it is compressed once."""
        page = Kept(answer.content, gzip.compress(answer.content, 6, mtime=0), answer["Content-Type"], searched)
        with self._lock:
            if held != self._held:
                self._pages.clear()
                self._held, self._size = held, 0
            if address not in self._pages and page.size + len(address) <= self.weight:
                self._pages[address] = page
                self._size += page.size + len(address)
            while len(self._pages) > self.most or self._size > self.weight:
                gone, oldest = self._pages.popitem(last=False)
                self._size -= oldest.size + len(gone)
        return _answer(page, request)


def _answer(page: Kept, request: HttpRequest) -> HttpResponse:
    zipped = bool(ACCEPTS_GZIP.search(request.META.get("HTTP_ACCEPT_ENCODING", "")))
    answer = HttpResponse(page.zipped if zipped else page.plain, content_type=page.content_type)
    if zipped:
        answer["Content-Encoding"] = "gzip"
    patch_vary_headers(answer, ["Accept-Encoding"])
    return answer
