"""Where things are, as the contract fixes it: shapes carry addresses, and cards store them."""

from django.conf import settings


def site_address() -> str:
    """How the library's addresses begin, as far as the settings tell: for commands and mails, which no request asks."""
    if settings.CSRF_TRUSTED_ORIGINS:
        return str(settings.CSRF_TRUSTED_ORIGINS[0]).rstrip("/")
    host = next((one for one in settings.ALLOWED_HOSTS if "*" not in one), "localhost")
    return f"{'https' if settings.HTTPS else 'http'}://{host.lstrip('.')}"


def entry_address(slug: str) -> str:
    """An entry's page."""
    return f"/entries/{slug}/"


def book_address(slug: str) -> str:
    """A Book's page."""
    return f"/editions/{slug}/"


def part_address(edition: str, care_group: str) -> str:
    """The page of a care group's part of a Book."""
    return f"/editions/{edition}/{care_group}/"


def care_group_address(slug: str) -> str:
    """A care group's page."""
    return f"/care-groups/{slug}/"


def theme_address(slug: str) -> str:
    """A theme's page."""
    return f"/themes/{slug}/"


def team_address(slug: str) -> str:
    """A team's page."""
    return f"/teams/{slug}/"


def organisation_address(slug: str) -> str:
    """An organisation's page."""
    return f"/organisations/{slug}/"
