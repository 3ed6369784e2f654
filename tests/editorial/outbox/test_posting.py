"""Putting a mail into the outbox, and what it says."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from entries.editorial import outbox
from entries.editorial.outbox import KINDS, Line, Words, post, post_to
from entries.models import Mail, MailText
from tests import factories
from tests.editorial.outbox.mails import LINE, posted

pytestmark = pytest.mark.django_db


def test_lines_join_the_mail_that_still_waits() -> None:
    posted()
    other = Line("“Day breaks”", "“Day breaks” was withdrawn.", "https://casebook.example/entries/2/")
    mail = post("moved", "owen@anyshire.example", {"name": "Owen"}, [other, LINE])
    assert Mail.objects.get() == mail
    assert mail.subject == "News of 2 entries"
    assert mail.text.count("\n- ") == 3


@pytest.mark.parametrize("fields", [{"state": "sent"}, {"state": "sending"}, {"tries": 1}, {"to": "x@a.example"}])
def test_nothing_joins_a_mail_that_somebody_tried_to_send(fields: dict[str, Any]) -> None:
    posted(**fields)
    posted()
    assert Mail.objects.count() == 2


def test_nothing_joins_a_mail_that_is_tried_again_under_its_name() -> None:
    mail = posted(state="unsure", tries=1, taken_at=timezone.now())
    outbox.try_again(mail)
    assert posted().key != mail.key
    assert len(Mail.objects.get(pk=mail.pk).lines) == 1


def test_who_has_no_address_or_a_closed_account_gets_none() -> None:
    assert post_to(factories.person(email=""), "moved", lines=[LINE]) is None
    assert post_to(factories.person(email="a@b.example", is_active=False), "moved", lines=[LINE]) is None
    assert not Mail.objects.exists()


def test_somebody_is_called_by_name() -> None:
    mail = post_to(factories.person(email="a@b.example", first_name="Anna"), "moved", lines=[LINE])
    assert mail is not None
    assert mail.text.startswith("Hello Anna,")


def test_no_address_no_mail() -> None:
    with pytest.raises(ValidationError):
        post("moved", "nobody", {"name": "X"}, [LINE])


def test_a_state_that_is_none_is_refused_by_the_database() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        posted(state="lost")


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_the_words_of_each_kind_are_right_and_fill(kind: outbox.Kind) -> None:
    outbox.check(kind, outbox.default(kind))
    values = outbox.sample(kind, "Night breaks", "https://a.example/1", "Owen", "https://a.example/admin/")
    filled = outbox.default(kind).filled(values)
    assert "{" not in filled.subject + filled.text
    assert "(" not in "".join(values.values())


@pytest.mark.parametrize(
    ("text", "told"),
    [("{lines} {titel}", "{titel}"), ("{lines} {name", "{"), ("{lines} {{name}}", "{"), ("{lines} {}", "{}"),
     ("{lines} {name.email}", "{name.email}"), ("{lines} {0} { name }", "{0}, { name }")],
)  # fmt: skip
def test_places_that_there_are_not_are_named(text: str, told: str) -> None:
    with pytest.raises(ValidationError) as refused:
        outbox.keep(KINDS["moved"], Words("News", text))
    (message,) = refused.value.message_dict["text"]
    assert message.startswith(f"There is nothing to fill in for {told}")
    assert "{what}, {lines}" in message
    assert not MailText.objects.exists()


def test_what_a_mail_must_say_is_asked_for() -> None:
    with pytest.raises(ValidationError) as refused:
        outbox.keep(KINDS["moved"], Words(" ", "Hello."))
    assert set(refused.value.message_dict) == {"subject", "text"}
    assert "Without {lines}" in refused.value.message_dict["text"][0]


def test_words_put_in_place_are_used_and_taken_away_again() -> None:
    kind = KINDS["moved"]
    outbox.keep(kind, Words("{site}: {what}", "% now % {lines}"))
    assert posted().text.startswith("% now % - “Night breaks”")
    outbox.keep(kind, outbox.default(kind))
    assert not MailText.objects.exists()


def test_words_kept_for_a_place_that_the_code_no_longer_has_give_way_to_its_own() -> None:
    MailText.objects.create(kind="moved", subject="News from {ward}", text="{lines}")
    assert posted().subject == "News of “Night breaks”"


def test_what_is_filled_in_is_not_looked_through_again() -> None:
    line = Line("“{name}”", "“{name}” & <b>", "https://a.example/")
    mail = post("moved", "owen@anyshire.example", {"name": "Owen"}, [line])
    assert "“{name}” & <b>" in mail.text
