"""Every page of the library through the Nu HTML checker.

    python -m tests.bench.html_checker [BASE]

Without BASE it serves the demo library itself. Fetches every address of the sitemap, and what stands in no sitemap:
lists with filters and words, the forms for paper, the pages for errors and the way in to the desk. Prints what the
checker says of each, then how many pages of each type were looked at. Exit status 1 on any error. Needs npm and Java.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen
from xml.etree import ElementTree

from tests.bench.serving import Served, library
from tests.bench.tools import from_npm, program

PACKAGE = "vnu-jar@26.9.27"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
TYPES = {
    "home": r"/",
    "browse": r"/entries/",
    "entry": r"/entries/[^/]+/",
    "editions": r"/editions/",
    "edition": r"/editions/[^/]+/",
    "part": r"/editions/[^/]+/[^/]+/",
    "care groups": r"/care-groups/",
    "care group": r"/care-groups/[^/]+/",
    "themes": r"/themes/",
    "theme": r"/themes/[^/]+/",
    "team": r"/teams/[^/]+/",
    "organisations": r"/organisations/",
    "organisation": r"/organisations/[^/]+/",
    "about": r"/about/",
    "accessibility": r"/accessibility/",
    "privacy": r"/privacy/",
    "map": r"/map/",
    "compare": r"/compare/",
    "JSON, described": r"/api/v1/",
}
UNLISTED = {
    "browse, page 2": "/entries/?page=2",
    "browse, filters": "/entries/?theme=careers-and-training&kind=case-study&kind=blueprint&sort=title",
    "browse, words": "/entries/?q=volunteer&theme=careers-and-training",
    "browse, no matches": "/entries/?q=zebra+xylophone",
    "browse, unknown value": "/entries/?theme=atlantis",
    "browse, all of a filter": "/entries/?more=theme",
    "map, one theme": "/map/?theme=careers-and-training",
    "compare, three": "/compare/?entry=volunteer-to-career&entry=hand-washing-songs&entry=nowhere&q=bank",
    "desk, sign in": "/admin/login/",
}
WITHDRAWN = "open-evening-careers-in-pharmacy"
WITHDRAW = (
    "from entries.editorial.actions import withdraw; from entries.models import Entry; "
    f"withdraw(Entry.objects.get(slug='{WITHDRAWN}'), why='To see what is shown then.')"
)
# No address fails on purpose, so the page for our own faults is asked of its view.
FAULT = (
    "from django.test import RequestFactory; from entries.serving.errors import server_error; "
    "print(server_error(RequestFactory().get('/')).content.decode())"
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page to look at: what type it is of, its address, its HTML."""

    type: str
    address: str
    html: bytes


def fetch(type_: str, request: Request, status: int = 200) -> Page:
    """The page that a request brings; raises SystemExit when its status is another."""
    try:
        answer = urlopen(request)
    except HTTPError as error:
        answer = error
    with answer:
        if answer.status != status:
            raise SystemExit(f"{request.full_url} answers {answer.status}, not {status}.")
        return Page(type_, request.selector, answer.read())


def listed(base: str) -> Iterator[Page]:
    """The pages of the sitemap, and of a Book and its parts also the form for paper."""
    with urlopen(f"{base}/sitemap.xml") as answer:
        rows = ElementTree.fromstring(answer.read())
    for row in rows:
        address = (row.findtext(LOC) or "").removeprefix(base)
        type_ = next((name for name, pattern in TYPES.items() if re.fullmatch(pattern, address)), "other")
        yield fetch(type_, Request(base + address))
        if type_ in ("edition", "part"):
            yield fetch(f"{type_}, on paper", Request(f"{base}{address}print/"))


def unlisted(served: Served) -> Iterator[Page]:
    """The pages that stand in no sitemap; two of them only in a library of our own."""
    for type_, address in UNLISTED.items():
        yield fetch(type_, Request(served.base + address))
    yield fetch("error 400", Request(f"{served.base}/", headers={"Host": "elsewhere.example"}), 400)
    yield fetch("error 403", Request(f"{served.base}/admin/login/", data=b"username=nobody"), 403)
    yield fetch("error 404", Request(f"{served.base}/nowhere/"), 404)
    if served.settings is None:
        print("Left out, as they need a library of our own: errors 410 and 500.")
        return
    served.manage("shell", "-c", WITHDRAW)
    yield fetch("error 410", Request(f"{served.base}/entries/{WITHDRAWN}/"), 410)
    yield Page("error 500", "500", served.manage("shell", "--no-imports", "-c", FAULT).encode())


def remarks(pages: list[Page]) -> Iterator[tuple[Page, str, str]]:
    """What the checker says: of which page, `error` or `warning`, and the words with their line."""
    java = program("java", "default-jre-headless")
    jar = from_npm(PACKAGE, scripts=False) / "vnu-jar" / "build" / "dist" / "vnu.jar"
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{number}.html") for number in range(len(pages))]
        for file, page in zip(files, pages, strict=True):
            file.write_bytes(page.html)
        command = [java, "-jar", str(jar), "--format", "json", *map(str, files)]
        said = subprocess.run(command, capture_output=True, text=True).stderr
    for message in json.loads(said)["messages"]:
        page = pages[int(re.sub(r".*/|\.html$", "", message["url"]))]
        level = "warning" if message["type"] == "info" else "error"
        yield page, level, f"line {message.get('lastLine', '-')}: {message['message']}"


def main(base: str) -> bool:
    """Look at every page and print what was found; whether there is no error."""
    with library(base) as served:
        pages = [*listed(served.base), *unlisted(served)]
    found: Counter[tuple[str, str]] = Counter()
    for page, level, words in remarks(pages):
        found[page.type, level] += 1
        print(f"{level}: {page.address}: {words}")
    print(f"{'page type':25} {'pages':>8} {'errors':>8} {'warnings':>8}")
    for type_, number in Counter(page.type for page in pages).items():
        print(f"{type_:25} {number:8} {found[type_, 'error']:8} {found[type_, 'warning']:8}")
    errors = sum(number for (_, level), number in found.items() if level == "error")
    print(f"{len(pages)} pages, {errors} errors, {found.total() - errors} warnings.")
    return errors == 0


if __name__ == "__main__":
    raise SystemExit(not main(sys.argv[1] if len(sys.argv) > 1 else ""))
