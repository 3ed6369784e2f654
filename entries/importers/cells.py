"""One cell each: text as it is given becomes a value, or something is wrong with it."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.timezone import get_default_timezone, localtime, make_aware

from entries.models import Contact, Entry
from entries.text.markup import clean_html, paragraphs

# Takes a column and what is wrong in it.
Wrong = Callable[[str, str], None]
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?")
LIKELY_YEARS = range(1900, 2201)
FIELDS: dict[str, Any] = {
    "title": Entry._meta.get_field("title"),
    "slug": Entry._meta.get_field("slug"),
    "summary": Entry._meta.get_field("summary"),
    "headline_result": Entry._meta.get_field("headline_result"),
    "contact_email": Contact._meta.get_field("mailbox"),
    "contact_name": Contact._meta.get_field("person"),
}


def text(wrong: Wrong, column: str, cell: str) -> str:
    """Plain text, checked as its field asks."""
    if not cell:
        return ""
    try:
        return str(FIELDS[column].clean(cell, None))
    except ValidationError as error:
        wrong(column, " ".join(error.messages))
        return ""


def line(wrong: Wrong, column: str, cell: str) -> str:
    """Plain text on one line."""
    return text(wrong, column, " ".join(cell.split()))


def email(wrong: Wrong, column: str, cell: str) -> str:
    """An e-mail address in small letters."""
    return line(wrong, column, cell.lower())


def slug(wrong: Wrong, cell: str) -> str:
    """An entry's address in small letters, never a reserved one."""
    return text(wrong, "slug", cell.lower())


def section(cell: str) -> str:
    """Rich text from plain text or simple HTML."""
    return clean_html(paragraphs(cell)) if cell else ""


def choice(wrong: Wrong, column: str, choices: type[TextChoices], cell: str) -> str:
    """One of the choices, given by value or by label."""
    for value, label in choices.choices:
        if cell.casefold() in (value, str(label).casefold()):
            return str(value)
    if cell:
        wrong(column, f"“{cell}” is none of {', '.join(choices.values)}.")
    return ""


def moment(wrong: Wrong, column: str, cell: str) -> datetime | None:
    """An ISO date, which means midnight in London, or an ISO date and time."""
    if not cell:
        return None
    try:
        if not ISO_DATE.fullmatch(cell):
            raise ValueError
        found = datetime.fromisoformat(cell)
    except ValueError:
        wrong(column, f"“{cell}” is not a date like 2026-10-25.")
        return None
    if found.year not in LIKELY_YEARS:
        wrong(column, f"the year of “{cell}” cannot be right.")
        return None
    return found if found.tzinfo else make_aware(found, get_default_timezone())


def midnight(now: datetime) -> datetime:
    """The start of the day in London."""
    today: date = localtime(now).date()
    return make_aware(datetime.combine(today, time.min), get_default_timezone())
