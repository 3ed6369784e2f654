"""The admin site: its name, its policy for scripts and styles, and its first page."""

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from entries.admin import marking
from entries.admin.start import first_page
from entries.models import Organisation

# The order in which the first page names what can be kept; what is not named comes after.
ORDER = (
    "Entry", "Delivery", "Edition", "CareGroup", "Theme", "Team", "Organisation", "Contact", "Ask", "CheckedLink",
    "Search", "Synonym", "BestBet", "Mail", "MailText", "User", "Upkeep", "OldSlug",
)  # fmt: skip
NAMES = {"auth": "What people may do"}


class Desk(admin.AdminSite):
    """Where the communications team works."""

    enable_nav_sidebar = False
    index_title = "Your desk"
    index_template = "admin/desk/index.html"
    login_template = "admin/desk/login.html"
    logout_template = "admin/desk/logged_out.html"
    password_change_template = "admin/desk/password_change.html"
    password_change_done_template = "admin/desk/password_changed.html"

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Django's, with the desk's policy on whatever it answers."""
        return _with_policy(super().admin_view(view, cacheable))

    def get_urls(self) -> list[Any]:
        """Django's, and the pages of judges before them."""
        return [*marking.urls(self), *super().get_urls()]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Django's sign-in page, with the desk's policy."""
        answer: HttpResponse = _with_policy(super().login)(request, extra_context)
        return answer

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """Django's, with the site's name and whose library it is."""
        name = f"{settings.CASEBOOK_NAME} desk"
        own = Organisation.objects.filter(slug=settings.CASEBOOK_ORGANISATION).values_list("name", flat=True).first()
        return super().each_context(request) | {"site_title": name, "site_header": name, "organisation": own or ""}

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Django's, with entries first, and what a group may do under a name that says so."""
        found = super().get_app_list(request, app_label)
        places = {name: place for place, name in enumerate(ORDER)}
        found.sort(key=lambda app: app["app_label"] != "entries")
        for app in found:
            app["name"] = NAMES.get(app["app_label"], app["name"])
            app["models"].sort(key=lambda model: places.get(model["object_name"], len(places)))
        return found

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The first page: what needs somebody, then everything that is kept."""
        return super().index(request, first_page(request) | (extra_context or {}))


def _with_policy(view: Callable[..., Any]) -> Callable[..., Any]:
    """The public policy, but scripts also by nonce (the editor's import map) and styles in attributes (pasting)."""

    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        # Asked for, so that it stands in the header of every page of the desk.
        str(request.csp_nonce)  # type: ignore[attr-defined]
        answer: HttpResponseBase = csp_replace(settings.ADMIN_CSP)(view)(request, *args, **kwargs)
        return answer

    return answered


desk = Desk(name="admin")
