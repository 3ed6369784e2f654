"""Mails that wait, for the tests of the outbox."""

from typing import Any

from entries.editorial.outbox import Line, post
from entries.models import Mail

LINE = Line("“Night breaks”", "“Night breaks” was published by Anna Reid.", "https://casebook.example/entries/1/")


def posted(to: str = "owen@anyshire.example", **fields: Any) -> Mail:
    """A mail that waits, unless told otherwise."""
    mail = post("moved", to, {"name": "Owen"}, [LINE])
    for name, value in fields.items():
        setattr(mail, name, value)
    mail.save()
    return mail


def states() -> dict[str, str]:
    """The state of each mail, by address."""
    return dict(Mail.objects.values_list("to", "state"))
