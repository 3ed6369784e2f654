"""What an import is told: who acts, what to publish, what may be made."""

from dataclasses import dataclass
from typing import Any

from entries.editorial import second
from entries.editorial.actions import may_publish

NEEDED = {"entries.add_entry": "add entries", "entries.change_entry": "change entries"}


class NotAllowed(Exception):
    """This person may not do what the import asks for."""


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of one import. Without a `user` the system acts."""

    edition: str = ""
    publish: bool = False
    create: bool = False
    skip_bad: bool = False
    dry_run: bool = False
    user: Any = None
    # What acts on readers at once may change: whoever asks for it has seen who may.
    at_once: bool = False
    # Whoever types a command is told which of its options would help; the desk has none.
    by_command: bool = False

    def check(self) -> None:
        """Raise NotAllowed when the user may not import, or not publish when that is asked for."""
        if self.user is None:
            return
        if not self.user.is_active:
            raise NotAllowed(f"The account of {self.user} is closed.")
        for permission, words in NEEDED.items():
            if not self.user.has_perm(permission):
                raise NotAllowed(f"{self.user} may not {words}, so nothing was imported.")
        if self.publish and not may_publish(self.user):
            raise NotAllowed(f"{self.user} may not publish, so nothing was imported. Leave out --publish for drafts.")
        if self.publish and second.is_asked_for(self.user):
            raise NotAllowed(
                f"Nothing was imported: what {self.user} brings in, another publisher publishes. Leave out --publish."
            )

    def may_make(self, model: Any) -> bool:
        """Whether a row of this table may be made by who acts."""
        return self.user is None or self.user.has_perm(f"entries.add_{model._meta.model_name}")
