"""Who to ask: a record that several entries may share."""

from django.core.exceptions import ValidationError
from django.db import models

from entries.models.fields import Keyed, key_validator, new_key


class Contact(Keyed):
    """A mailbox first, a person and role second."""

    key = models.CharField(max_length=60, unique=True, default=new_key, editable=False, validators=[key_validator])
    mailbox = models.EmailField("mailbox", blank=True, help_text="A shared mailbox outlives the person who reads it.")
    person = models.CharField(max_length=120, blank=True, help_text="A name, if readers may ask for someone.")
    role = models.CharField(max_length=160, blank=True, help_text="What that person does.")
    hidden = models.BooleanField(
        default=False, help_text="Keep it for the desk; readers are sent to the communications team."
    )

    class Meta:
        ordering = ["mailbox", "person"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(mailbox="") | ~models.Q(person=""), name="contact_has_mailbox_or_person"
            )
        ]

    def __str__(self) -> str:
        return ", ".join(part for part in (self.mailbox, self.person, self.role) if part)

    def clean(self) -> None:
        """Ask for a mailbox or a person; raises ValidationError."""
        super().clean()
        if not (self.mailbox or self.person):
            raise ValidationError("Give a mailbox or a person.")
