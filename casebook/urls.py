"""Root addresses: the library's own, and the desk."""

from django.urls import include, path

from entries.admin.site import desk

urlpatterns = [
    path("admin/", desk.urls),
    path("", include("entries.urls")),
]
handler400 = "entries.serving.errors.bad_request"
handler403 = "entries.serving.errors.forbidden"
handler404 = "entries.serving.errors.not_found"
handler500 = "entries.serving.errors.server_error"
