"""Root addresses: the library's own, and the desk."""

from django.urls import include, path

from entries.admin.site import desk

urlpatterns = [
    path("admin/", desk.urls),
    path("", include("entries.urls")),
]
handler400 = "entries.views.errors.bad_request"
handler403 = "entries.views.errors.forbidden"
handler404 = "entries.views.errors.not_found"
handler500 = "entries.views.errors.server_error"
