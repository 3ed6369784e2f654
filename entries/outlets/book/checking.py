"""Whether all of a Book's texts can be set, and if not, which entry and field is to blame."""

from typing import Any

from entries.outlets.book.failing import NotMade
from entries.outlets.book.plain import Data, texts
from entries.outlets.book.words import BREAK, unknown

FIELDS = {
    "teams": "teams", "labels": "labels", "summary": "summary", "headline": "headline result", "figures": "key figures",
    "facts": "facts", "contact": "contact", "quotes": "quotes", "lessons": "lessons", "resources": "resources",
    "pictures": "pictures", "updates": "updates", "side": "the facts beside the story", "notes": "notes",
    "title": "title", "introduction": "introduction", "foreword": "foreword", "holdings": "what is held",
    "cover": "cover", "ask": "who to ask", "indexes": "indexes", "mentions_note": "about honourable mentions",
}  # fmt: skip


def check(data: Data) -> None:
    """Raise NotMade for a character that no font has: first by entry and field, then by what is left of the Book."""
    for section in data["sections"]:
        for entry in section["stories"] + section["mentions"]:
            _check_entry(entry)
        _check({key: value for key, value in section.items() if key not in ("stories", "mentions")}, section["name"])
    for name, value in data.items():
        if name != "sections":
            _check(value, f"“{data['title']}”, {FIELDS.get(name, name)}")


def _check_entry(entry: Data) -> None:
    for name, value in entry.items():
        if name == "parts":
            for part in value:
                _check(part, f"“{entry['title']}”, “{part['heading'] or part['name']}”")
        else:
            _check(value, f"“{entry['title']}”, {FIELDS.get(name, name)}")


def _check(value: Any, where: str) -> None:
    for text in texts(value):
        for one in unknown(text):
            where = where.replace(BREAK, "")
            raise NotMade(f"{where}: no font of the Book has the character “{one}” (U+{ord(one):04X}). Take it out.")
