"""Where things are, as the contract fixes it: shapes carry addresses, and cards store them."""


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
