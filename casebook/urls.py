"""Root addresses: the library's own, and the desk."""

from django.urls import path

from entries.admin.site import desk
from entries.urls import handler400, handler403, handler404, handler500
from entries.urls import urlpatterns as public

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
urlpatterns = [path("admin/", desk.urls), *public]
