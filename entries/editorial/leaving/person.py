"""Who has left and who is asked instead. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from entries.text.folding import fold


@dataclass(frozen=True, slots=True)
class Person:
    """Someone by name, by an address that was theirs alone, or both."""

    name: str = ""
    address: str = ""

    def __str__(self) -> str:
        return self.name or self.address

    def has(self, mailbox: str) -> bool:
        """Whether the mailbox is theirs, in whatever letters."""
        return bool(self.address) and mailbox.strip().lower() == self.address.lower()

    def is_called(self, name: str) -> bool:
        """Whether the name is theirs."""
        return bool(fold(self.name)) and fold(name) == fold(self.name)

    def is_in(self, contact: Mapping[str, Any] | None) -> bool:
        """Whether a contact of a live version names them."""
        return contact is not None and (self.has(contact["mailbox"]) or self.is_called(contact["person"]))

    def is_told_in(self, text: str) -> bool:
        """Whether a text names them: the whole name, also with an s after it, or the whole address."""
        name = fold(self.name)
        if name and re.search(rf"\b{name}s?\b", fold(text)):
            return True
        address = re.escape(self.address.lower())
        return bool(address and re.search(rf"(?<![\w.+-]){address}(?![\w-])", text.lower()))


@dataclass(frozen=True, slots=True)
class Successor:
    """Who is asked instead: a mailbox, a person with a role, or both."""

    mailbox: str = ""
    person: str = ""
    role: str = ""

    def __str__(self) -> str:
        return ", ".join(part for part in (self.mailbox, self.person, self.role) if part)

    def instead_of(self, who: Person, contact: Mapping[str, Any]) -> dict[str, Any]:
        """The contact without `who`. What is not theirs stays: a shared mailbox, or somebody else beside it."""
        mailbox, person, role = contact["mailbox"], contact["person"], contact["role"]
        if who.has(mailbox) or not mailbox:
            mailbox = self.mailbox
        if who.is_called(person) or not person:
            person, role = self.person, self.role
        return {**contact, "mailbox": mailbox, "person": person, "role": role}
