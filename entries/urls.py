"""Every public address."""

from django.urls import include, path

from entries.views import editions, health, library, media

urlpatterns = [
    path("", library.home, name="home"),
    path("entries/", library.browse, name="browse"),
    path("entries/<slug:slug>/", library.entry, name="entry"),
    path("editions/", editions.editions, name="editions"),
    path("editions/<slug:slug>/", editions.edition, name="edition"),
    path("editions/<slug:slug>/<slug:care_group>/", editions.part, name="part"),
    path("api/v1/", include("entries.api.urls")),
    path("api/v1/", include("entries.api.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("media/<path:path>", media.media, name="media"),
]
