"""Sending what waits. A mail is taken in a transaction of its own before a word is said to the mail server.

So a sender that is killed half-way leaves a mail that was taken and never confirmed. Whether the server had it nobody
can know: it is shown as such and not sent again by itself. Two senders cannot take the same mail.
"""

import smtplib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone

from entries.models import Mail, MailState
from entries.text.letters import as_html

# After each try that the server put off; when they are used up, the mail has failed.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720, 1440))
# Far longer than any conversation with a server can last: each step of one ends after EMAIL_TIMEOUT seconds.
LOST_AFTER = timedelta(minutes=30)
KEPT = timedelta(days=180)
NEVER_CONFIRMED = "The sender stopped half-way. The mail server may have had it."
Progress = Callable[[Mail], None]


class Unreachable(Exception):
    """The mail server cannot be spoken to; nothing was taken."""


@dataclass(frozen=True, slots=True)
class Sent:
    """How a run went: how many mails came to which state."""

    sent: int
    waiting: int
    failed: int
    unsure: int


def send_waiting(progress: Progress = lambda mail: None) -> Sent:
    """Send what is due, one mail at a time, and say how it went. Raises Unreachable when there is no mail server.

    Not inside a transaction: each step is committed by itself.
    """
    _tidy(timezone.now())
    due = Mail.objects.filter(state=MailState.WAITING, next_try__lte=timezone.now())
    states: Counter[str] = Counter()
    for pk in list(due.order_by("next_try", "pk").values_list("pk", flat=True)):
        connection = _opened()
        try:
            mail = _taken(pk)
            if mail is not None:
                _send(mail, connection)
                states[mail.state] += 1
                progress(mail)
        finally:
            _closed(connection)
    return Sent(*(states[state] for state in (MailState.SENT, MailState.WAITING, MailState.FAILED, MailState.UNSURE)))


def try_again(mail: Mail, *, user: Any = None) -> bool:
    """Let a mail that failed, waits or may have been sent be tried at the next run; False when it is on its way."""
    return _settle(
        mail,
        (MailState.FAILED, MailState.UNSURE, MailState.WAITING),
        state=MailState.WAITING,
        tries=0,
        next_try=timezone.now(),
        why=f"To be tried again, said {user}." if user else "",
    )


def call_sent(mail: Mail, *, user: Any = None) -> bool:
    """Settle a mail that may have been sent as one that was; False for any other."""
    return _settle(mail, (MailState.UNSURE,), state=MailState.SENT, why=f"It was sent, said {user}." if user else "")


def _tidy(now: datetime) -> None:
    """Name what was taken and never confirmed; forget what was sent long ago."""
    for mail in Mail.objects.filter(state=MailState.SENDING, taken_at__lt=now - LOST_AFTER):
        _settle(mail, (MailState.SENDING,), state=MailState.UNSURE, why=NEVER_CONFIRMED)
    Mail.objects.filter(state=MailState.SENT, made_at__lt=now - KEPT).delete()


def _opened() -> Any:
    """A connection with a server that answers. One for each mail, so that what fails here was certainly not sent."""
    connection = get_connection()
    try:
        connection.open()
    except (smtplib.SMTPException, OSError) as error:
        raise Unreachable(f"The mail server cannot be reached: {error}") from error
    return connection


def _closed(connection: Any) -> None:
    try:
        connection.close()
    except (smtplib.SMTPException, OSError):
        return  # what was said before it stands


def _taken(pk: int) -> Mail | None:
    """The mail, if it still waits and nobody else is at it; committed before this returns."""
    with transaction.atomic(durable=True):
        now = timezone.now()
        found = Mail.objects.select_for_update(skip_locked=True).filter(pk=pk, state=MailState.WAITING)
        mail = found.filter(next_try__lte=now).first()
        if mail is not None:
            mail.state, mail.taken_at, mail.tries = MailState.SENDING, now, mail.tries + 1
            mail.save()
        return mail


def _send(mail: Mail, connection: Any) -> None:
    """Say it to the server and note what came of it."""
    try:
        connection.send_messages([_message(mail, connection)])
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as refused:
        code, words = _answer(refused)
        if code >= 500 or mail.tries > len(PAUSES):
            _settle(mail, (MailState.SENDING,), state=MailState.FAILED, why=words)
        else:
            later = timezone.now() + PAUSES[mail.tries - 1]
            _settle(mail, (MailState.SENDING,), state=MailState.WAITING, why=words, next_try=later)
    except (smtplib.SMTPException, OSError) as broken:
        why = f"The conversation with the mail server broke off: {broken}"
        _settle(mail, (MailState.SENDING,), state=MailState.UNSURE, why=why)
    except ValueError as wrong:
        _settle(mail, (MailState.SENDING,), state=MailState.FAILED, why=f"It cannot be made into a mail: {wrong}")
    else:
        both = (MailState.SENDING, MailState.UNSURE)
        _settle(mail, both, state=MailState.SENT, why="", sent_at=timezone.now())


def _settle(mail: Mail, before: tuple[str, ...], **fields: Any) -> bool:
    """Give the mail these values, in a transaction of its own, if its state is still one of `before`."""
    with transaction.atomic():
        found = Mail.objects.select_for_update().filter(pk=mail.pk, state__in=before).first()
        if found is None:
            return False
        for one in (found, mail):
            for name, value in fields.items():
                setattr(one, name, value)
        found.save()
        return True


def _message(mail: Mail, connection: Any) -> EmailMultiAlternatives:
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], connection=connection)
    domain = message.from_email.rpartition("@")[2].rstrip("> ")
    # The same at every try, so that a second copy is known for what it is.
    message.extra_headers = {"Message-ID": f"<{mail.key}@{domain}>", "Auto-Submitted": "auto-generated"}
    message.attach_alternative(as_html(mail.text), "text/html")
    return message


def _answer(refused: smtplib.SMTPException) -> tuple[int, str]:
    """The server's code and words."""
    if isinstance(refused, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(refused.recipients.values()))
    else:
        code, words = refused.smtp_code, refused.smtp_error  # type: ignore[attr-defined]
    told = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return code, f"The mail server said: {code} {told}"
