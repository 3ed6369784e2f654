"""Which mails there are, what each says unless somebody rewrote it, and what may be filled in. A new one is a line."""

from collections.abc import Mapping
from dataclasses import dataclass, field

COMMON = {"name": "who gets it", "site": "what the library is called", "desk": "the address of the desk"}
LINES = {
    "what": "the title in quotation marks, or how many entries",
    "lines": "what happened, a line for each entry with its address",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of mail: when it goes out, its words, the places in them and what each is.

    `needed` places must stand in the text. Mails of a kind that `gathers` join the one that still waits for a person.
    """

    name: str
    label: str
    when: str
    subject: str
    text: str
    places: Mapping[str, str] = field(default_factory=dict)
    needed: tuple[str, ...] = ()
    gathers: bool = False


MOVED = Kind(
    "moved",
    "Somebody moved your entry",
    "To the person who looks after an entry, when somebody else moves it: submits, approves, publishes and so on.",
    "News of {what}",
    "Hello {name},\n\nthis happened to what you look after:\n\n{lines}\n\nYour desk: {desk}",
    COMMON | LINES,
    needed=("lines",),
    gathers=True,
)
SUBMITTED = Kind(
    "submitted",
    "An entry was sent for review",
    "To the publishers, when somebody else submits an entry.",
    "For review: {what}",
    "Hello {name},\n\nthis was sent for review:\n\n{lines}\n\nYour desk: {desk}",
    COMMON | LINES,
    needed=("lines",),
    gathers=True,
)
REMINDER = Kind(
    "reminder",
    "What your entries need",
    "To each person who looks after published entries that need somebody: by the command send_reminders, once a week "
    "unless IT set it otherwise.",
    "What your entries need: {count}",
    "Hello {name},\n\nthese entries that you look after need you.\n\n{lines}\n\n"
    "All of them, and how to say that one still holds: {worklist}",
    COMMON
    | {
        "count": "how many entries",
        "lines": "the entries, under what they need, with their addresses",
        "worklist": "the address of the list at the desk",
    },
    needed=("lines",),
)
KINDS: Mapping[str, Kind] = {kind.name: kind for kind in (MOVED, SUBMITTED, REMINDER)}
