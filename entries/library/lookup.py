"""What became of an address: moved, gone, or never there."""

from typing import NoReturn

from entries.models import Edition, Entry, OldSlug, Organisation, SlugKind, Status, Team


class Missing(Exception):
    """Nothing was ever public at this address."""


class Gone(Exception):
    """An entry that readers have seen and that was withdrawn."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class Moved(Exception):
    """The present slug of what had this one before; for a part of a Book, `part` is its care group's."""

    def __init__(self, slug: str, part: str = "") -> None:
        super().__init__(slug)
        self.slug = slug
        self.part = part


def present_slug(kind: SlugKind, slug: str) -> str:
    """The slug that an old one leads to now; raises Missing when it was never one."""
    target = OldSlug.objects.filter(kind=kind, slug=slug[:120]).values_list("target", flat=True).first()
    if target is None:
        raise Missing(slug)
    keyed = {SlugKind.ENTRY: Entry, SlugKind.TEAM: Team, SlugKind.ORGANISATION: Organisation, SlugKind.EDITION: Edition}
    if kind not in keyed:
        return target
    present: str | None = keyed[kind]._default_manager.filter(key=target).values_list("slug", flat=True).first()
    if present is None:
        raise Missing(slug)
    return present


def raise_for_entry(slug: str) -> NoReturn:
    """Say why no entry is visible at a slug: raises Gone, Moved or Missing."""
    withdrawn = Entry.objects.filter(slug=slug, status=Status.WITHDRAWN, was_public=True).values_list(
        "live__card", flat=True
    )
    for card in withdrawn:
        raise Gone(card["title"] if card else "")
    raise Moved(present_slug(SlugKind.ENTRY, slug))
