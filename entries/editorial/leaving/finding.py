"""What names somebody: contacts, drafts, what readers see, links, accounts, and passages of text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone

from entries import library
from entries.editorial.checks.checking import style_of
from entries.editorial.checks.passages import links, told
from entries.editorial.leaving.person import Person
from entries.models import (
    OPEN_ASKS,
    Ask,
    Contact,
    Edition,
    Entry,
    GivenLink,
    LiveVersion,
    Organisation,
    Team,
    User,
)  # fmt: skip
from entries.text.folding import fold
from entries.text.identifying import is_persons
from entries.text.markup import passages

AT_ONCE = 200
MOST = 50


@dataclass(slots=True)
class Naming:
    """An entry whose contact is somebody: in its draft, in what readers see, or both."""

    pk: int
    title: str
    status: str
    in_draft: bool = False
    live: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Where a text names somebody; `of` and `pk` name the row that holds it."""

    of: str
    pk: int
    title: str
    where: str


@dataclass(slots=True)
class Found:
    """All that names somebody. `owned` are the entries that an account of theirs looks after."""

    contacts: list[Contact] = field(default_factory=list)
    entries: dict[int, Naming] = field(default_factory=dict)
    links: list[GivenLink] = field(default_factory=list)
    accounts: list[User] = field(default_factory=list)
    owned: list[Entry] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing names them."""
        return not (self.contacts or self.entries or self.links or self.accounts or self.told)


def find(who: Person) -> Found:
    """Everything that names them, in a number of queries that does not grow with the library."""
    found = Found()
    found.contacts = [one for one in Contact.objects.all() if who.has(one.mailbox) or who.is_called(one.person)]
    for entry in Entry.objects.filter(contact__in=found.contacts).only("title", "status"):
        found.entries[entry.pk] = Naming(entry.pk, entry.title, entry.status, in_draft=True)
    found.told = list(dict.fromkeys([*_in_live_versions(who, found), *_in_drafts(who), *_in_names(who)]))
    found.accounts = [one for one in User.objects.all() if who.has(one.email) or who.is_called(one.get_full_name())]
    found.owned = list(Entry.objects.filter(editor__in=found.accounts).order_by("title", "pk"))
    found.links = [one for one in _working_links() if _holds(who, one, found.accounts)]
    return found


def candidates(text: str) -> list[Person]:
    """Who may be meant by a part of a name or address, at most `MOST`."""
    pairs = [*Contact.objects.values_list("person", "mailbox")]
    lives = LiveVersion.objects.filter(document__contact__isnull=False).values_list("document__contact", flat=True)
    pairs += [(one["person"], one["mailbox"]) for one in lives.iterator(AT_ONCE) if one]
    pairs += [(one.get_full_name(), one.email) for one in User.objects.all()]
    pairs += [("", address) for address in _working_links().exclude(held_by="").values_list("held_by", flat=True)]
    meant = sorted({pair for pair in pairs if _is_meant(text, *pair)}, key=lambda pair: (fold(pair[0]), pair[1]))
    return list(dict.fromkeys(person_of(*pair) for pair in meant))[:MOST]


def _is_meant(text: str, name: str, address: str) -> bool:
    part = fold(text)
    return text.strip().lower() in address.lower() or bool(part and part in fold(name))


def person_of(name: str, address: str) -> Person:
    """Who leaves when this person does: a shared mailbox does not leave with the person who reads it."""
    return Person(name, address if not name or is_persons(address, [name]) else "")


def _in_live_versions(who: Person, found: Found) -> Iterator[Told]:
    lives = LiveVersion.objects.values_list("pk", "entry__title", "entry__status", "card", "document")
    for pk, title, status, card, document in lives.iterator(AT_ONCE):
        if who.is_in(document["contact"]):
            found.entries.setdefault(pk, Naming(pk, title, status)).live = document["contact"]
        yield from (Told("entry", pk, title, where) for where in _places(who, document, card["style"]))


def _in_drafts(who: Person) -> Iterator[Told]:
    """Those that differ from what readers see: the others are read there."""
    drafts = library.with_rows(Entry.objects.filter(Q(live__isnull=True) | Q(live__draft_differs=True)).order_by("pk"))
    for entry in drafts.iterator(AT_ONCE):
        for where in _places(who, library.compose(entry), style_of(entry)):
            yield Told("entry", entry.pk, entry.title, where)


def _places(who: Person, document: Mapping[str, Any], style: str) -> Iterable[str]:
    """The parts of a document that name them, each once."""
    texts = (*told(document, style), *links(document, style))
    if not who.is_told_in("\n".join(text for _, text in texts)):
        return ()
    return dict.fromkeys(where for where, text in texts if who.is_told_in(text))


def _in_names(who: Person) -> Iterator[Told]:
    for book in Edition.objects.all():
        for where, text in (("Foreword", f"{book.foreword_author}\n{book.foreword_role}"), *_rich(book)):
            if who.is_told_in(text):
                yield Told("edition", book.pk, book.title, where)
    for of, where, rows in (
        ("team", "Note", Team.objects.exclude(note="").values_list("pk", "name", "note")),
        ("organisation", "Description", Organisation.objects.exclude(description="").values_list("pk", "name",
                                                                                                "description")),
    ):  # fmt: skip
        yield from (Told(of, pk, name, where) for pk, name, text in rows if who.is_told_in(text))
    for ask in Ask.objects.filter(state__in=OPEN_ASKS):
        if who.is_told_in(ask.whom):
            yield Told("ask", ask.pk, str(ask), "Teams to ask")


def _rich(book: Edition) -> Iterator[tuple[str, str]]:
    for where, html in (("Foreword", book.foreword), ("Introduction", book.introduction)):
        yield from ((where, passage) for passage in (*passages(html), html))


def _working_links() -> Any:
    working = GivenLink.objects.filter(expires_at__gt=timezone.now(), revoked_at__isnull=True)
    return working.select_related("entry", "edition", "made_by").order_by("pk")


def _holds(who: Person, link: GivenLink, accounts: list[User]) -> bool:
    """Whether a link was made for them, or by them: whoever made it has its address."""
    return who.has(link.held_by) or link.made_by in accounts or who.is_told_in(link.note)
