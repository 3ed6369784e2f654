"""Every public address. Requests for any of them look here alone (`entries.serving.apart`)."""

from django.urls import include, path

from entries.api.views import suggest
from entries.views import (
    books,
    comparing,
    crawlers,
    editions,
    health,
    library,
    maps,
    media,
    outlets,
    previews,
    standing,
    ways,
)  # fmt: skip

urlpatterns = [
    path("", library.home, name="home"),
    path("entries/", library.browse, name="browse"),
    path("entries/<slug:slug>/", library.entry, name="entry"),
    path("editions/", editions.editions, name="editions"),
    path("editions/<slug:slug>/", editions.edition, name="edition"),
    path("editions/<slug:slug>/book.pdf", books.book_file, {"ending": "pdf"}, name="book-pdf"),
    path("editions/<slug:slug>/book.epub", books.book_file, {"ending": "epub"}, name="book-epub"),
    path("editions/<slug:slug>/<slug:care_group>/book.pdf", books.part_file, name="part-pdf"),
    path("editions/<slug:slug>/print/", editions.book_on_paper, name="book-print"),
    path("editions/<slug:slug>/<slug:care_group>/", editions.part, name="part"),
    path("editions/<slug:slug>/<slug:care_group>/print/", editions.part_on_paper, name="part-print"),
    path("care-groups/", ways.care_groups, name="care-groups"),
    path("care-groups/<slug:slug>/", ways.care_group, name="care-group"),
    path("themes/", ways.themes, name="themes"),
    path("themes/<slug:slug>/", ways.theme, name="theme"),
    path("teams/<slug:slug>/", ways.team, name="team"),
    path("organisations/", ways.organisations, name="organisations"),
    path("organisations/<slug:slug>/", ways.organisation, name="organisation"),
    path("about/", standing.about, name="about"),
    path("accessibility/", standing.accessibility, name="accessibility"),
    path("privacy/", standing.privacy, name="privacy"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("robots.txt", crawlers.robots, name="robots"),
    path(".well-known/security.txt", crawlers.security, name="security"),
    path("entries.csv", outlets.entries_sheet, {"ending": "csv"}, name="sheet"),
    path("entries.xlsx", outlets.entries_sheet, {"ending": "xlsx"}, name="workbook"),
    path("compare/", comparing.compare, name="compare"),
    path("map/", maps.region_map, name="map"),
    path("feeds/entries.atom", outlets.entries_feed, name="feed"),
    path("suggest/", suggest, name="suggest"),
    path("api/v1/", include("entries.api.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("preview/<str:token>/", previews.preview, name="preview"),
    path("preview/<str:token>/entries/<slug:slug>/", previews.preview_entry, name="preview-entry"),
    path("preview/<str:token>/<slug:care_group>/", previews.preview_part, name="preview-part"),
    path("media/<path:path>", media.media, name="media"),
]
handler400 = "entries.serving.errors.bad_request"
handler403 = "entries.serving.errors.forbidden"
handler404 = "entries.serving.errors.not_found"
handler500 = "entries.serving.errors.server_error"
