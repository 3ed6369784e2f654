"""Putting a mail into the outbox. It goes out when, and only if, the transaction around it is committed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from entries.editorial.outbox.kinds import KINDS
from entries.editorial.outbox.wording import words_of
from entries.library.addresses import site_address
from entries.models import Mail, MailState
from entries.text.wording import counted

__all__ = ["Line", "desk_address", "post", "post_to"]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a mail tells: what it is about in a few words, what happened, and where to look."""

    about: str
    told: str
    url: str


def desk_address(page: str, *args: Any) -> str:
    """The whole address of a page of the desk, whoever asks: requests of readers know the public addresses alone."""
    return site_address() + reverse(f"admin:{page}", settings.ROOT_URLCONF, args)


def post_to(person: Any, kind: str, values: Mapping[str, str] | None = None, lines: Sequence[Line] = ()) -> Mail | None:
    """Post a mail to somebody with an account; None when the account is closed or has no address."""
    if not person.is_active or not person.email.strip():
        return None
    name = person.get_short_name() or person.get_username()
    return post(kind, person.email.strip(), {"name": name, **(values or {})}, lines, person=person)


def post(
    kind: str, to: str, values: Mapping[str, str] | None = None, lines: Sequence[Line] = (), *, person: Any = None
) -> Mail:
    """Post a mail of a kind, its places filled in with `values` and what `lines` say. Raises ValidationError.

    Where the kind gathers, lines join the mail that still waits for this address.
    """
    validate_email(to)
    with transaction.atomic():
        return _posted(kind, to, values or {}, lines, person)


def _posted(kind: str, to: str, values: Mapping[str, str], lines: Sequence[Line], person: Any) -> Mail:
    chosen = KINDS[kind]
    mail = _waiting(kind, to) if chosen.gathers else None
    mail = mail or Mail(kind=kind, to=to, person=person)
    mail.lines = [*mail.lines, *([one.about, one.told, one.url] for one in lines)]
    words = words_of(chosen).filled(_common() | _told(mail.lines) | dict(values))
    mail.subject, mail.text = words.subject, words.text
    mail.save()
    return mail


def _waiting(kind: str, to: str) -> Mail | None:
    """The mail that nobody has tried to send yet, held so that no sender takes it meanwhile."""
    never = Mail.objects.filter(kind=kind, to=to, state=MailState.WAITING, tries=0, taken_at=None)
    return never.select_for_update().order_by("pk").first()


def _common() -> dict[str, str]:
    return {"site": settings.CASEBOOK_NAME, "desk": desk_address("index")}


def _told(lines: Sequence[Sequence[str]]) -> dict[str, str]:
    if not lines:
        return {}
    # One entry may have moved twice: it is still one.
    abouts = {(about, url): about for about, _, url in lines}
    what = next(iter(abouts.values())) if len(abouts) == 1 else counted(len(abouts), "entry", "entries")
    return {"what": what, "lines": "\n".join(f"- {told}\n  {url}" for _, told, url in lines)}
