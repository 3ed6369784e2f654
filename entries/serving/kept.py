"""Rendered pages that this process keeps, all of one state of the library; another state drops them."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from entries.library.searched import Searched
from entries.serving.coding import COMPRESS, coding_for
from entries.serving.searches import PageRequest

MOST_PAGES = 500
MOST_BYTES = 20_000_000
TOO_SHORT_TO_COMPRESS = 200


@dataclass(slots=True)
class Kept:
    """A page's body by content coding, "" as it is, and the search it shows. A coding is made when first asked for."""

    bodies: dict[str, bytes]
    content_type: str
    searched: Searched | None

    @property
    def size(self) -> int:
        """What it weighs."""
        return sum(map(len, self.bodies.values()))


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
        return self._answer(address, page, request)

    def put(
        self, held: str, address: str, request: HttpRequest, answer: HttpResponse, searched: Searched | None = None
    ) -> HttpResponse:
        """Keep a page, and give back the same from what is kept."""
        page = Kept({"": answer.content}, answer["Content-Type"], searched)
        with self._lock:
            if held != self._held:
                self._pages.clear()
                self._held, self._size = held, 0
            if address not in self._pages and page.size + len(address) <= self.weight:
                self._pages[address] = page
                self._grow(page.size + len(address))
        return self._answer(address, page, request)

    def _answer(self, address: str, page: Kept, request: HttpRequest) -> HttpResponse:
        plain = page.bodies[""]
        coding = coding_for(request) if len(plain) >= TOO_SHORT_TO_COMPRESS else ""
        body = page.bodies.get(coding)
        if body is None:
            body = COMPRESS[coding](plain)
            with self._lock:
                if self._pages.get(address) is page and coding not in page.bodies:
                    page.bodies[coding] = body
                    self._grow(len(body))
        answer = HttpResponse(body, content_type=page.content_type)
        if coding:
            answer["Content-Encoding"] = coding
        patch_vary_headers(answer, ["Accept-Encoding"])
        return answer

    def _grow(self, by: int) -> None:
        """Count what came in, and let leave what there is no room for."""
        self._size += by
        while len(self._pages) > self.most or self._size > self.weight:
            gone, oldest = self._pages.popitem(last=False)
            self._size -= oldest.size + len(gone)
