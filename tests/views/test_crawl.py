"""Everything in the fixtures, loaded once, and every internal link from home followed: nothing is broken or double."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from django.db import transaction
from django.test import Client, override_settings

from entries import library
from entries.bigbook import copy_media, load

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parents[2] / "fixtures"
ORIGIN = "http://testserver"
# One filter deep is enough: every page of results links to every other selection.
FILTERED = re.compile(r"^/(?:entries/|map/|compare/|entries\.csv|entries\.xlsx|feeds/entries\.atom)\?")
LINK = re.compile(r'<(?:a|link|img|script|form)\b[^>]*?\b(?:href|src|action)="([^"]+)"')
PLACE = re.compile(r' id="([^"]+)"')
# A section that ends before any heading.
UNHEADED = re.compile(r"<section\b(?:(?!<h[1-6]|</section>).)*</section>", re.DOTALL)
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@dataclass
class Crawl:
    """What was found: pages by address, what did not answer, and the places that links name."""

    pages: dict[str, str] = field(default_factory=dict)
    broken: dict[str, str] = field(default_factory=dict)
    places: set[tuple[str, str, str]] = field(default_factory=set)  # (page, place, where the link stands)
    sitemap: set[str] = field(default_factory=set)

    def own(self) -> dict[str, str]:
        """The pages that are no other page's filtered, paginated or printed form: those that call themselves so."""
        plain = {address: page for address, page in self.pages.items() if "?" not in address}
        return {address: page for address, page in plain.items() if canonical(page) == ORIGIN + address}


def canonical(page: str) -> str:
    """The address that a page says is its own."""
    found = re.search(r'<link rel="canonical" href="([^"]+)">', page)
    return unescape(found[1]) if found else ""


def crawl(client: Client) -> Crawl:
    """Follow every link from home. Lists are followed one filter deep."""
    found, todo, seen = Crawl(), [("/", "")], {"/"}
    while todo:
        address, above = todo.pop()
        answer = client.get(address)
        if answer.status_code != 200:
            found.broken[address] = f"{answer.status_code}, linked from {above}"
        if not answer.get("Content-Type", "").startswith("text/html"):
            if answer.streaming:  # reading it to its end closes the file, and not the database as `close()` would
                b"".join(answer.streaming_content)
            continue
        page = found.pages[address] = answer.content.decode()
        for link in LINK.findall(page):
            to, place = urldefrag(urljoin(address, unescape(link)))
            if urlsplit(to).scheme or urlsplit(to).netloc:
                continue
            if place:
                found.places.add((to, place, address))
            if to not in seen and not (FILTERED.match(to) and FILTERED.match(address)):
                seen.add(to)
                todo.append((to, address))
    rows = ElementTree.fromstring(client.get("/sitemap.xml").content)
    found.sitemap = {(row.findtext(LOC) or "").removeprefix(ORIGIN) for row in rows}
    return found


@pytest.fixture(scope="module")
def crawled(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Crawl:
    """The crawl of a library that holds every fixture; what was loaded is taken back at the end."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with media, django_db_blocker.unblock(), transaction.atomic():
        copy_media(FIXTURES / "media")
        for file in sorted(FIXTURES.glob("*.json")):
            load(file)
        library.forget()
        found = crawl(Client())
        transaction.set_rollback(True)
    library.forget()
    return found


def test_no_link_is_broken(crawled: Crawl) -> None:
    assert crawled.broken == {}
    assert len(crawled.pages) > 150


def test_every_link_to_a_place_on_a_page_finds_it(crawled: Crawl) -> None:
    ids = {address: set(PLACE.findall(page)) for address, page in crawled.pages.items()}
    lost = [f"{where}: {to}#{place}" for to, place, where in crawled.places if place not in ids.get(to, {place})]
    assert lost == []


def test_every_page_has_one_h1(crawled: Crawl) -> None:
    assert {address for address, page in crawled.pages.items() if page.count("<h1") != 1} == set()


def test_every_section_has_a_heading(crawled: Crawl) -> None:
    assert {address for address, page in crawled.pages.items() if UNHEADED.search(page)} == set()


def test_no_list_is_cut_in_two(crawled: Crawl) -> None:
    assert {address for address, page in crawled.pages.items() if re.search(r"</(ul|ol)>\s*<\1>", page)} == set()


def test_no_two_pages_have_one_title_or_one_description(crawled: Crawl) -> None:
    for pattern in (r"<title>(.*?)</title>", r'<meta name="description" content="(.*?)">'):
        said = Counter(re.search(pattern, page, re.DOTALL)[1] for page in crawled.own().values())  # type: ignore[index]
        assert [words for words, times in said.items() if times > 1] == []


def test_the_sitemap_is_the_pages(crawled: Crawl) -> None:
    assert crawled.sitemap == set(crawled.own())


def test_only_a_form_for_paper_calls_another_page_its_own(crawled: Crawl) -> None:
    others = {address for address in crawled.pages if "?" not in address} - set(crawled.own())
    assert {address for address in others if not address.endswith("/print/")} == set()


def test_what_is_made_up_is_labelled_wherever_it_stands(crawled: Crawl) -> None:
    pages = crawled.own().items()
    unlabelled = [
        address for address, page in pages if "Anyshire" in page[page.index("<main") :] and "Fictional" not in page
    ]
    assert unlabelled == []
