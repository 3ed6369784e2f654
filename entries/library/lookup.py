"""What became of an address: moved, gone, or never there."""

from collections.abc import Container
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


def present_slug(kind: SlugKind, slug: str, visible: Container[str] | None = None) -> str:
    """The slug that an old one leads to now; raises Missing when it was never one, or leads to none of `visible`."""
    present = _present(kind, slug)
    if present is None or (visible is not None and present not in visible):
        raise Missing(slug)
    return present


def _present(kind: SlugKind, slug: str) -> str | None:
    target = OldSlug.objects.filter(kind=kind, slug=slug[:120]).values_list("target", flat=True).first()
    keyed = {SlugKind.ENTRY: Entry, SlugKind.TEAM: Team, SlugKind.ORGANISATION: Organisation, SlugKind.EDITION: Edition}
    if target is None or kind not in keyed:
        return target
    present: str | None = keyed[kind]._default_manager.filter(key=target).values_list("slug", flat=True).first()
    return present


def raise_for_entry(slug: str, visible: Container[str]) -> NoReturn:
    """Say why no entry is visible at a slug: raises Gone, Moved or Missing. `visible` holds the slugs that are.

    An old slug leads on only to what readers may see, or have seen: a draft's address is nobody's business yet.
    """
    _raise_if_gone(slug)
    present = present_slug(SlugKind.ENTRY, slug)
    if present not in visible:
        _raise_if_gone(present)
        raise Missing(slug)
    raise Moved(present)


def _raise_if_gone(slug: str) -> None:
    withdrawn = Entry.objects.filter(slug=slug, status=Status.WITHDRAWN, was_public=True)
    for card in withdrawn.values_list("live__card", flat=True):
        raise Gone(card["title"] if card else "")
