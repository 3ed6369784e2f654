"""What is sent, put off, refused and unsure, with a real mail server."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from entries.editorial import outbox
from entries.editorial.outbox import Line, post, send_waiting
from entries.models import Mail, MailState
from tests import factories
from tests.commands.running import run
from tests.editorial.outbox.mails import posted, states
from tests.smtp import Given

pytestmark = pytest.mark.django_db


def test_a_mail_goes_out_as_text_and_simple_html(server: Given) -> None:
    posted()
    assert send_waiting().sent == 1
    (mail,) = server.mails
    assert (mail["Subject"], mail["From"], mail["To"]) == (
        "News of “Night breaks”", "comms@casebook.example", "owen@anyshire.example"
    )  # fmt: skip
    text, html = (part.get_content() for part in mail.iter_parts())
    assert "Hello Owen,\r\n\r\nthis happened" in text
    assert '<li>“Night breaks” was published by Anna Reid.<br><a href="https://casebook.example/' in html
    row = Mail.objects.get()
    assert (row.state, row.tries) == (MailState.SENT, 1)
    assert row.sent_at is not None


def test_sent_mails_are_not_sent_again(server: Given) -> None:
    posted()
    assert [send_waiting().sent for _ in range(3)] == [1, 0, 0]
    assert len(server.mails) == 1


def test_the_command_says_how_it_went(server: Given) -> None:
    posted()
    assert run("send_outbox") == ("1 mail sent.\n", "", "")
    server.refuse["gone@anyshire.example"] = "550 No such user"
    mail = posted("gone@anyshire.example")
    out, err, failed = run("send_outbox")
    assert out == "0 mails sent.\n"
    assert err == f"Mail {mail.pk}: Failed. The mail server said: 550 No such user\n"
    assert failed == "Not all was sent: 1 failed. The outbox at the desk says why."


def test_an_address_that_is_refused_fails_and_stops_no_other(server: Given) -> None:
    server.refuse["gone@anyshire.example"] = "550 No such user"
    server.after_data["full@anyshire.example"] = "552 Too much"
    for name in ("gone", "full", "owen"):
        posted(f"{name}@anyshire.example")
    done = send_waiting()
    assert (done.sent, done.failed) == (1, 2)
    assert server.to() == ["owen@anyshire.example"]
    assert states()["gone@anyshire.example"] == states()["full@anyshire.example"] == MailState.FAILED


def test_what_is_put_off_is_tried_again_after_growing_pauses_and_then_fails(server: Given) -> None:
    server.refuse["owen@anyshire.example"] = "451 Later, please"
    posted()
    pauses = []
    for _ in range(6):
        before = timezone.now()
        assert send_waiting().waiting == 1
        mail = Mail.objects.get()
        pauses.append(mail.next_try - before)
        assert "451 Later, please" in mail.why
        assert send_waiting() == outbox.Sent(0, 0, 0, 0)
        mail.next_try = timezone.now()
        mail.save()
    assert pauses == sorted(pauses)
    assert (min(pauses) < timedelta(minutes=6), max(pauses) > timedelta(hours=23)) == (True, True)
    assert send_waiting().failed == 1


def test_every_try_bears_the_same_name(server: Given) -> None:
    mail = posted()
    send_waiting()
    Mail.objects.filter(pk=mail.pk).update(state=MailState.FAILED)
    outbox.try_again(mail)
    send_waiting()
    first, second = server.mails
    assert first["Message-ID"] == second["Message-ID"] == f"<{mail.key}@casebook.example>"


def test_without_a_mail_server_everything_waits(server: Given, settings: Any) -> None:
    settings.EMAIL_PORT = 1
    posted()
    _, _, failed = run("send_outbox")
    assert failed.startswith("The mail server cannot be reached: ")
    assert failed.endswith("What waits stays in the outbox.")
    assert (Mail.objects.get().state, Mail.objects.get().tries) == (MailState.WAITING, 0)


def test_a_server_that_falls_silent_leaves_it_open_whether_it_was_sent(server: Given, settings: Any) -> None:
    settings.EMAIL_TIMEOUT, server.silent = 1, True
    posted()
    assert send_waiting().unsure == 1
    assert "broke off" in Mail.objects.get().why
    assert send_waiting() == outbox.Sent(0, 0, 0, 0)
    assert len(server.mails) == 1


def test_what_was_taken_and_never_confirmed_is_named_and_left_alone(server: Given) -> None:
    posted(state=MailState.SENDING, taken_at=timezone.now() - timedelta(hours=1))
    posted("at.it@anyshire.example", state=MailState.SENDING, taken_at=timezone.now())
    send_waiting()
    assert states() == {"owen@anyshire.example": "unsure", "at.it@anyshire.example": "sending"}
    assert server.mails == []


def test_somebody_settles_what_is_unsure(server: Given) -> None:
    person = factories.person(first_name="Anna", last_name="Reid")
    first, second = posted(state=MailState.UNSURE), posted("anna@anyshire.example", state=MailState.UNSURE)
    assert outbox.try_again(first, user=person)
    assert outbox.call_sent(second, user=person)
    assert not outbox.call_sent(first)
    assert Mail.objects.get(pk=second.pk).why == "It was sent, said Anna Reid."
    send_waiting()
    assert server.to() == ["owen@anyshire.example"]


def test_what_is_on_its_way_cannot_be_tried_again() -> None:
    for state in (MailState.SENDING, MailState.SENT):
        assert not outbox.try_again(posted(state=state))


def test_what_was_sent_long_ago_is_forgotten(server: Given) -> None:
    old = timezone.now() - timedelta(days=181)
    posted(state=MailState.SENT, made_at=old)
    kept = posted("failed@anyshire.example", state=MailState.FAILED, made_at=old)
    send_waiting()
    assert Mail.objects.get() == kept


def test_no_line_of_a_title_becomes_a_header(server: Given) -> None:
    post("moved", "owen@anyshire.example", {"name": "O"}, [Line("“A\r\nBcc: all@x.example”", "It moved.", "/")])
    assert send_waiting().sent == 1
    assert server.mails[0]["Bcc"] is None
    assert server.mails[0]["Subject"] == "News of “A Bcc: all@x.example”"
