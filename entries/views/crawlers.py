"""What programs ask a site for: its pages, what they may visit, whom to tell of a weakness."""

from datetime import timedelta
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, tostring

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from entries.filters import selection_of
from entries.library import NoSuchPage
from entries.serving import PageRequest, public_page

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST_ADDRESSES = 50_000  # what the protocol lets one file hold
OF_THE_SITE = (
    "home", "browse", "editions", "care-groups", "themes", "organisations", "about", "accessibility", "privacy", "api",
    "compare",
)  # fmt: skip
NOT_FOR_ROBOTS = ("/admin/", "/entries.csv", "/entries.xlsx", "/compare/?")
# A year is the most that RFC 9116 advises; the date is made at each request, so it never runs out.
EXPIRES_AFTER = timedelta(days=180)


@public_page
def sitemap(request: PageRequest) -> HttpResponse:
    """Every public page. When one file cannot hold them: an index of files, which `page` tells apart."""
    pages = [(reverse(name), None) for name in _of_the_site(request)] + list(request.reading.addresses())
    page = selection_of(request.GET).page
    files = -(-len(pages) // MOST_ADDRESSES)
    if page > files:
        raise NoSuchPage
    if files > 1 and "page" not in request.GET:
        address = reverse("sitemap")
        return _xml(request, "sitemapindex", "sitemap", [(f"{address}?page={n}", None) for n in range(1, files + 1)])
    return _xml(request, "urlset", "url", pages[(page - 1) * MOST_ADDRESSES : page * MOST_ADDRESSES])


@public_page
def robots(request: PageRequest) -> HttpResponse:
    """All may be visited but the desk, and what says in another form what pages say."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS),
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return _text(lines)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116); 404 when the settings name nobody. Not kept: its date moves on."""
    if not settings.CASEBOOK_CONTACT:
        raise Http404
    expires = (timezone.now() + EXPIRES_AFTER).strftime("%Y-%m-%dT00:00:00Z")
    contact = quote(settings.CASEBOOK_CONTACT, safe="@")
    answer = _text([f"Contact: mailto:{contact}", f"Expires: {expires}", "Preferred-Languages: en"])
    answer["Cache-Control"] = "no-cache"
    return answer


def _of_the_site(request: PageRequest) -> tuple[str, ...]:
    return (*OF_THE_SITE, "map") if request.reading.has_regions else OF_THE_SITE


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def _xml(request: HttpRequest, root: str, item: str, rows: list) -> HttpResponse:
    top = Element(root, xmlns=NAMESPACE)
    for path, changed in rows:
        one = SubElement(top, item)
        SubElement(one, "loc").text = request.build_absolute_uri(path)
        if changed:
            SubElement(one, "lastmod").text = localtime(changed).isoformat(timespec="seconds")
    return HttpResponse(tostring(top, "utf-8", xml_declaration=True), content_type="application/xml")
