"""What a mail of a kind says: the code's words, or those that a publisher put in their place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from entries.editorial.outbox.kinds import Kind
from entries.models import MailText
from entries.text.letters import fill, wrong_places
from entries.text.markup import clean_line

LONGEST_SUBJECT = 250


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and text with their places."""

    subject: str
    text: str

    def filled(self, values: Mapping[str, str]) -> "Words":
        """As a mail has them. The subject is one line, whatever was filled in."""
        subject = " ".join(fill(self.subject, values).split())
        return Words(clean_line(subject)[:LONGEST_SUBJECT], clean_line(fill(self.text, values)))


def default(kind: Kind) -> Words:
    """The code's own words."""
    return Words(kind.subject, kind.text)


def words_of(kind: Kind) -> Words:
    """The words in use; one query. Words kept when the code knew other places give way to the code's own."""
    row = MailText.objects.filter(kind=kind.name).first()
    if row is None or wrong_places(row.subject + row.text, kind.places):
        return default(kind)
    return Words(row.subject, row.text)


def check(kind: Kind, words: Words) -> None:
    """Raise ValidationError, by field, for places that this kind of mail does not have, or that it must have."""
    known = ", ".join(f"{{{name}}}" for name in kind.places)
    wrong: dict[str, str] = {}
    for name in ("subject", "text"):
        if found := wrong_places(getattr(words, name), kind.places):
            wrong[name] = f"There is nothing to fill in for {', '.join(found)}. This mail knows {known}."
        elif not getattr(words, name).strip():
            wrong[name] = "It may not be empty."
    missing = [f"{{{name}}}" for name in kind.needed if f"{{{name}}}" not in words.text]
    if missing and "text" not in wrong:
        wrong["text"] = f"Without {', '.join(missing)} the mail would not say what it is about."
    if wrong:
        raise ValidationError(wrong)


def keep(kind: Kind, words: Words, *, user: Any = None) -> None:
    """Use these words from now on; the code's own need no row. Raises ValidationError."""
    check(kind, words)
    if words == default(kind):
        MailText.objects.filter(kind=kind.name).delete()
        return
    MailText.objects.update_or_create(
        kind=kind.name,
        defaults={"subject": words.subject, "text": words.text, "changed_by": user, "changed_at": timezone.now()},
    )


def sample(kind: Kind, title: str, url: str, name: str, desk: str) -> dict[str, str]:
    """Something for every place, to look at the words with; about an entry of that title and address."""
    about = f"“{title}”"
    told = {
        "name": name,
        "site": settings.CASEBOOK_NAME,
        "desk": desk,
        "what": about,
        "lines": f"- {about} was sent back by Anna Reid: Please say how many wards.\n  {url}",
        "count": "1 entry",
        "worklist": desk,
    }
    return {place: told.get(place, f"({meaning})") for place, meaning in kind.places.items()}
