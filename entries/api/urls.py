"""Addresses of the JSON, below `/api/v1/`."""

from django.urls import path

from entries.api import views

urlpatterns = [
    path("", views.guide, name="api"),
    path("openapi.json", views.openapi, name="openapi"),
    path("entries/", views.entry_list, name="api-entries"),
    path("entries/<slug:slug>/", views.entry, name="api-entry"),
    path("editions/", views.edition_list, name="api-editions"),
    path("editions/<slug:slug>/", views.edition, name="api-edition"),
]
