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
