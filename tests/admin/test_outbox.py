"""The outbox at the desk, and the words of mails."""

import pytest
from django.test import Client

from entries.editorial.outbox import KINDS, send_waiting
from entries.models import Mail, MailState, MailText
from tests import factories
from tests.admin.desk import signed_in
from tests.editorial.outbox.mails import posted

pytestmark = pytest.mark.django_db
LIST, TEXTS = "/admin/entries/mail/", "/admin/entries/mailtext/"
GOOD = {"subject": "{site}: {what}", "text": "Dear {name},\r\n\r\n{lines}"}


def chosen(client: Client, action: str, *mails: Mail) -> str:
    data = {"action": action, "_selected_action": [mail.pk for mail in mails]}
    return client.post(LIST, data, follow=True).content.decode()


def test_mails_are_listed_with_what_became_of_them() -> None:
    posted("gone@anyshire.example", state=MailState.FAILED, why="The mail server said: 550 No such user")
    posted("owen@anyshire.example", state=MailState.UNSURE)
    client = signed_in("Publisher")
    page = client.get(LIST).content.decode()
    assert "550 No such user" in page
    assert "May have been sent: check" in page
    narrowed = client.get(f"{LIST}?state__exact=unsure&kind=moved").content.decode()
    assert "gone@anyshire.example" not in narrowed
    assert "owen@anyshire.example" in narrowed


def test_a_mail_is_shown_as_text_and_html_and_cannot_be_changed() -> None:
    mail, client = posted(), signed_in("Publisher")
    page = client.get(f"{LIST}{mail.pk}/change/").content.decode()
    assert "<li>“Night breaks” was published by Anna Reid." in page
    assert 'name="text"' not in page
    assert client.post(f"{LIST}{mail.pk}/change/", {"text": "Other"}).status_code == 403
    assert client.post(f"{LIST}{mail.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.get(f"{LIST}add/").status_code == 403


def test_what_failed_is_tried_again() -> None:
    mail = posted(state=MailState.FAILED, tries=7)
    on_its_way = posted("at.it@anyshire.example", state=MailState.SENDING)
    page = chosen(signed_in("Publisher"), "send_again", mail, on_its_way)
    assert "1 mail waits for the next run. 1 mail left alone: not in a state for that." in page
    assert send_waiting().sent == 1


def test_what_may_have_been_sent_is_called_sent() -> None:
    mail = posted(state=MailState.UNSURE)
    assert "1 mail counts as sent." in chosen(signed_in("Publisher"), "settle_as_sent", mail)
    assert Mail.objects.get().state == MailState.SENT


@pytest.mark.parametrize("role", ["", "Editor"])
def test_only_publishers_see_mails_and_change_their_words(role: str) -> None:
    mail = posted(state=MailState.FAILED)
    client = signed_in(role)
    for path in (LIST, f"{LIST}{mail.pk}/change/", TEXTS, f"{TEXTS}moved/"):
        assert client.get(path).status_code == 403
    chosen(client, "send_again", mail)
    assert client.post(f"{TEXTS}moved/", {**GOOD, "step": "keep"}).status_code == 403
    assert Mail.objects.get().state == MailState.FAILED
    assert not MailText.objects.exists()


def test_every_kind_is_listed_with_when_it_goes_out() -> None:
    page = signed_in("Publisher").get(TEXTS).content.decode()
    for kind in KINDS.values():
        assert kind.label in page
        assert f'href="{TEXTS}{kind.name}/"' in page


def test_words_are_looked_at_before_they_are_kept() -> None:
    client, entry = signed_in("Publisher"), factories.published("Quiet <b>nights</b>")
    page = client.post(f"{TEXTS}moved/", {**GOOD, "step": "look", "entry": entry.pk}).content.decode()
    assert "<strong>Casebook: “Quiet &lt;b&gt;nights&lt;/b&gt;”</strong>" in page
    assert "<li>“Quiet &lt;b&gt;nights&lt;/b&gt;” was sent back by Anna Reid" in page
    assert not MailText.objects.exists()


def test_words_are_kept_used_and_put_back() -> None:
    client = signed_in("Publisher")
    client.post(f"{TEXTS}moved/", {**GOOD, "step": "keep"})
    assert posted().text.startswith("Dear Owen,\n\n- “Night breaks”")
    assert "Changed " in client.get(TEXTS).content.decode()
    client.post(f"{TEXTS}moved/", {"step": "default"})
    assert posted("other@anyshire.example").text.startswith("Hello Owen,")


def test_wrong_places_are_named_and_nothing_is_kept() -> None:
    client = signed_in("Publisher")
    page = client.post(f"{TEXTS}moved/", {"subject": "{titel}", "text": "{lines} {% now %}", "step": "keep"})
    told = page.content.decode()
    assert "There is nothing to fill in for {titel}." in told
    assert "There is nothing to fill in for {% now %}." in told
    assert not MailText.objects.exists()


@pytest.mark.parametrize("data", [{}, {"step": "keep"}, {**GOOD, "step": "x"}, {**GOOD, "step": "look", "entry": "x"}])
def test_no_form_fails(data: dict[str, str]) -> None:
    assert signed_in("Publisher").post(f"{TEXTS}moved/", data).status_code == 200
    assert not MailText.objects.exists()


def test_a_kind_that_is_none_leads_to_the_list() -> None:
    assert signed_in("Publisher").get(f"{TEXTS}other/").status_code == 302
