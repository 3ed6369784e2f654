"""Swapping whoever left for who is asked instead: first what it will do, then all of it in one transaction."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied

from entries import library
from entries.editorial import history, links, moves, second, upkeep
from entries.editorial.leaving.finding import Found, Naming, find
from entries.editorial.leaving.person import Person, Successor
from entries.editorial.upkeep import Line
from entries.models import Contact, Entry, GivenLink, Status, Upkeep, UpkeepKind, User

CONTACTS, ENTRIES, LINKS, OWNED, TOLD = (
    "Contacts", "Entries", "Links", "Entries looked after", "Named in the text: left as it is",
)  # fmt: skip
CHANGE_CONTACT = "entries.change_contact"
DETAILS = ("mailbox", "person", "role")


def may_show(user: Any) -> bool:
    """Whether this person may swap what readers see too: a publisher, and editors where the settings let them.

    Where a second person is asked for, an editor alone puts nothing before readers.
    """
    return moves.may(user, moves.PUBLISH) or (moves.may(user, moves.CORRECTING) and not second.is_asked_for(user))


def listed(found: Found) -> list[Line]:
    """What names them and where, before it is said who is asked instead."""
    return [
        *(Line(CONTACTS, str(one), of="contact", pk=one.pk) for one in found.contacts),
        *(Line(ENTRIES, one.title, _where(one), of="entry", pk=one.pk) for one in found.entries.values()),
        *(Line(LINKS, _name(one), of=_of(one)[0], pk=_of(one)[1]) for one in found.links),
        *(Line(OWNED, one.title, of="entry", pk=one.pk) for one in found.owned),
        *(Line(TOLD, one.title, f"In “{one.where}”.", of=one.of, pk=one.pk) for one in found.told),
    ]


@dataclass(frozen=True)
class Leaving:
    """That somebody left, who is asked instead, and who looks after their entries (`heir`; None: nobody)."""

    who: Person
    by: Successor
    heir: User | None = None

    def lines(self, user: Any, found: Found | None = None) -> list[Line]:
        """What it will do if this person does it."""
        found = found or find(self.who)
        whose = f"{self.heir} looks after it." if self.heir else "Nobody looks after it."
        return [
            *(Line(CONTACTS, str(one), self._effect(one), of="contact", pk=one.pk) for one in found.contacts),
            *(self._entry(one, user) for one in found.entries.values()),
            *(_link(one, user) for one in found.links),
            *(Line(OWNED, one.title, whose, of="entry", pk=one.pk) for one in found.owned),
            *(Line(TOLD, one.title, f"In “{one.where}”.", of=one.of, pk=one.pk) for one in found.told),
        ]

    def carry_out(self, user: Any, why: str = "") -> Upkeep:
        """Do it, and keep what was done. Raises PermissionDenied."""
        if not (moves.may(user, moves.EDIT) and moves.may(user, CHANGE_CONTACT)):
            raise PermissionDenied("Only an editor may swap contacts.")
        with library.writing(user=user, authors_stay=True):
            found = find(self.who)
            lines = self.lines(user, found)
            told = f"{self.who} has left; ask {self.by} instead."
            self._swap(found, user, f"{told} {why}".strip())
            for link in found.links:
                if links.may_end(link, user):
                    links.revoke(link, user=user)
            # Read anew and held: what somebody saved since they were found must not be undone.
            for entry in _held(Entry, found.owned).filter(editor__in=found.accounts):
                entry.editor = self.heir
                entry.save()
            touched = {*found.entries, *(entry.pk for entry in found.owned)}
            kept = library.with_rows(Entry.objects.filter(pk__in=touched))
            history.keep_many(kept, user, f"{told} {why}".strip())
            return upkeep.log(UpkeepKind.LEFT, told, lines, why=why, user=user)

    def _swap(self, found: Found, user: Any, why: str) -> None:
        with history.recorded(user, why):
            for contact in _held(Contact, found.contacts):
                for name, value in self._instead(contact).items():
                    setattr(contact, name, value)
                contact.save()
        if may_show(user):
            for one in found.entries.values():
                if one.live is not None:
                    library.rewrite_live(one.pk, self._rewritten)

    def _rewritten(self, document: dict[str, Any]) -> dict[str, Any]:
        """As it stands when it is stored: what was published meanwhile may name somebody else."""
        contact = document["contact"]
        return {**document, "contact": self.by.instead_of(self.who, contact)} if self.who.is_in(contact) else document

    def _instead(self, contact: Contact) -> dict[str, Any]:
        return self.by.instead_of(self.who, {name: getattr(contact, name) for name in DETAILS})

    def _effect(self, contact: Contact) -> str:
        after = self._instead(contact)
        return f"Becomes {Successor(**after)}."

    def _entry(self, one: Naming, user: Any) -> Line:
        publisher = may_show(user)
        shown = one.live is not None and one.status == Status.PUBLISHED
        effects = list(_effects(one, shown and publisher))
        refusal = "Readers go on seeing the old contact until a publisher does this." if shown and not publisher else ""
        return Line(ENTRIES, one.title, " ".join(effects), refusal, "entry", one.pk)


def _effects(one: Naming, at_once: bool) -> Iterator[str]:
    if one.in_draft:
        yield "The draft names the new contact."
    if at_once:
        yield "Readers see the new contact at once."


def _held(model: Any, rows: Iterable[Any]) -> Any:
    return model.objects.select_for_update().filter(pk__in=[row.pk for row in rows]).order_by("pk")


def _where(one: Naming) -> str:
    places = [*(["in its draft"] if one.in_draft else []), *(["in what was published"] if one.live else [])]
    return f"Contact {' and '.join(places)}."


def _name(link: GivenLink) -> str:
    target = link.entry or link.edition
    return f"{link}: {target}" if target else str(link)


def _of(link: GivenLink) -> tuple[str, int]:
    return ("edition", link.edition_id) if link.edition_id else ("entry", link.entry_id or 0)


def _link(link: GivenLink, user: Any) -> Line:
    of, pk = _of(link)
    if links.may_end(link, user):
        return Line(LINKS, _name(link), "Ends at once.", of=of, pk=pk)
    return Line(LINKS, _name(link), refusal="Only a publisher may end it.", of=of, pk=pk)
