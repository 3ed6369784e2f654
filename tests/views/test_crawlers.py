"""What programs ask for: sitemap.xml, robots.txt, security.txt."""

from datetime import UTC, datetime, timedelta
from unittest.mock import patch
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
LASTMOD = LOC.replace("loc", "lastmod")


def sitemap(client: Client, address: str = "/sitemap.xml") -> dict[str, str]:
    """The addresses of a sitemap, each with its date or ""."""
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    rows = ElementTree.fromstring(answer.content)
    return {(row.findtext(LOC) or "").removeprefix("http://testserver"): row.findtext(LASTMOD) or "" for row in rows}


def test_the_sitemap_has_every_kind_of_page(client: Client) -> None:
    factories.published(
        "Rooms", slug="rooms", edition=factories.edition("2024-25"), care_groups=["wards"], themes=["rest"]
    )
    factories.entry("Draft", slug="draft", teams=[factories.team("unseen")])
    assert set(sitemap(client)) == {
        "/", "/entries/", "/entries/rooms/", "/editions/", "/editions/2024-25/", "/editions/2024-25/wards/",
        "/care-groups/", "/care-groups/wards/", "/themes/", "/themes/rest/", "/teams/night-care/", "/organisations/",
        "/organisations/anyshire/", "/about/", "/accessibility/", "/privacy/", "/compare/", "/api/v1/",
    }  # fmt: skip


def test_an_entry_bears_the_day_it_last_changed(client: Client) -> None:
    with time_machine.travel(datetime(2026, 7, 1, 12, tzinfo=UTC), tick=False):
        factories.published("Rooms", slug="rooms")
    assert sitemap(client)["/entries/rooms/"] == "2026-07-01T13:00:00+01:00"


def test_the_sitemap_of_an_empty_library_has_the_sites_own_pages(client: Client) -> None:
    assert len(sitemap(client)) == 11


def test_a_sitemap_too_long_for_one_file_becomes_an_index(client: Client, settings: object) -> None:
    settings.CASEBOOK_PAGE_CACHE = False  # type: ignore[attr-defined]
    factories.published("Rooms", slug="rooms")
    whole = sitemap(client)
    with patch("entries.views.crawlers.MOST_ADDRESSES", 5):
        index = sitemap(client)
        files = [sitemap(client, address) for address in index]
    assert len(index) == 3
    assert {address for file in files for address in file} == set(whole)
    assert client.get("/sitemap.xml?page=9").status_code == 404


def test_robots_may_go_everywhere_but_to_the_desk_and_to_files(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"].startswith("text/plain")
    forbidden = [f"Disallow: {path}" for path in ("/admin/", "/entries.csv", "/entries.xlsx", "/compare/?")]
    lines = [line for line in answer.content.decode().splitlines() if line]
    assert lines == ["User-agent: *", *forbidden, "Sitemap: http://testserver/sitemap.xml"]


def test_security_names_whom_to_tell_for_less_than_a_year(client: Client, settings: object) -> None:
    settings.CASEBOOK_CONTACT = "comms+web@own.example"  # type: ignore[attr-defined]
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    assert fields["Contact"] == "mailto:comms%2Bweb@own.example"
    assert fields["Preferred-Languages"] == "en"
    left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
    assert timedelta(days=90) < left < timedelta(days=365)


def test_without_a_contact_there_is_no_security_file(client: Client) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("address", ["/sitemap.xml", "/robots.txt", "/.well-known/security.txt"])
def test_they_reject_posting(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
