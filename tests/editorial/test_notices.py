"""Who is told of which move: few, never oneself, one mail a person; and nobody of what is imported or loaded."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from entries.editorial import actions, books, changes, notices
from entries.models import Entry, Mail, User
from tests import factories
from tests.admin.desk import signed_in
from tests.admin.test_many import do
from tests.commands.running import run
from tests.editorial.test_moves import ACTIONS, TABLE, standing
from tests.importers.sheets import GOOD, sheet

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def corrections_are_allowed(settings: Any) -> None:
    """Every move of the table can be made."""
    settings.CASEBOOK_EDITORS_MAY_CORRECT = True


def somebody(role: str, name: str, **fields: Any) -> User:
    """A person of that role, who has an address."""
    return factories.person(role, first_name=name, email=f"{name.lower()}@anyshire.example", **fields)


def owned(status: str, owner: User | None, name: str = "") -> Entry:
    """An entry of that status which somebody looks after, with something to do for that move."""
    made = standing(status, name)
    made.editor = owner
    made.save()
    return made


def mails() -> list[tuple[str, str, str]]:
    return sorted(Mail.objects.values_list("to", "kind", "subject"))


@pytest.mark.parametrize("name", TABLE)
def test_the_owner_is_told_of_each_move_that_somebody_else_makes(name: str) -> None:
    owen, anna = somebody("Editor", "Owen"), somebody("Publisher", "Anna")
    made = owned(sorted(TABLE[name][0])[0], owen, name)
    ACTIONS[name](made, user=anna, why="Because  of\nthat")
    (mail,) = Mail.objects.all()
    assert (mail.to, mail.kind, mail.subject) == ("owen@anyshire.example", "moved", f"News of “{made.title}”")
    told, page = mail.text.partition("- “")[2].splitlines()[:2]
    assert "by Anna: Because of that" in told
    assert page == f"  http://testserver/admin/entries/entry/{made.pk}/change/"
    assert mail.person == owen


@pytest.mark.parametrize("name", TABLE)
def test_nobody_is_told_of_what_they_did_themselves_or_of_what_the_system_does(name: str) -> None:
    anna = somebody("Publisher", "Anna")
    ACTIONS[name](owned(sorted(TABLE[name][0])[0], anna, name), user=anna, why="Because")
    ACTIONS[name](owned(sorted(TABLE[name][0])[0], anna, name), why="Because")
    ACTIONS[name](owned(sorted(TABLE[name][0])[0], None, name), user=anna, why="Because")
    assert mails() == []


def test_publishers_are_told_of_what_is_submitted_the_owner_among_them_once() -> None:
    writer = somebody("Editor", "Writer")
    for role, name in (("Publisher", "Anna"), ("Administrator", "Ade"), ("Editor", "Ed"), ("superuser", "Root")):
        somebody(role, name)
    somebody("Publisher", "Gone", is_active=False)
    made = owned("draft", somebody("Publisher", "Owner"))
    actions.submit(made, user=writer)
    told = f"For review: “{made.title}”"
    assert mails() == [
        ("ade@anyshire.example", "submitted", told),
        ("anna@anyshire.example", "submitted", told),
        ("owner@anyshire.example", "moved", f"News of “{made.title}”"),
    ]


def test_no_other_move_is_told_to_publishers() -> None:
    somebody("Publisher", "Anna")
    for name in set(TABLE) - {"submit"}:
        ACTIONS[name](owned(sorted(TABLE[name][0])[0], None, name), user=somebody("Administrator", name), why="Because")
    assert mails() == []


def test_moves_one_after_another_come_in_one_mail_while_it_waits() -> None:
    somebody("Publisher", "Anna")
    writer = somebody("Editor", "Writer")
    for _ in range(3):
        actions.submit(owned("draft", None), user=writer)
    assert mails() == [("anna@anyshire.example", "submitted", "For review: 3 entries")]


def test_a_move_that_is_refused_is_told_to_nobody() -> None:
    owen, anna = somebody("Editor", "Owen"), somebody("Publisher", "Anna")
    with pytest.raises(ValidationError):
        actions.withdraw(owned("published", owen), user=anna)
    assert mails() == []


def test_what_comes_to_nothing_is_told_to_nobody() -> None:
    owen, anna = somebody("Editor", "Owen"), somebody("Publisher", "Anna")
    made = owned("draft", owen)
    with pytest.raises(RuntimeError), notices.together():
        _submit_and_fail(made, anna)
    assert mails() == []


def _submit_and_fail(made: Entry, user: User) -> None:
    actions.submit(made, user=user)
    raise RuntimeError


def test_a_bulk_action_sends_one_mail_a_person() -> None:
    owen, olga = somebody("Editor", "Owen"), somebody("Editor", "Olga")
    made = [owned("published", owner) for owner in (owen, owen, olga)]
    do(signed_in("Publisher"), "withdraw_chosen", *made, why="Out of date")
    assert mails() == [
        ("olga@anyshire.example", "moved", f"News of “{made[2].title}”"),
        ("owen@anyshire.example", "moved", "News of 2 entries"),
    ]
    assert Mail.objects.get(to="owen@anyshire.example").text.count("was withdrawn by publisher") == 2


def test_publishing_a_book_sends_one_mail_a_person() -> None:
    owen, anna = somebody("Editor", "Owen"), somebody("Publisher", "Anna")
    book = factories.edition("2030-31", state="judging", publishes_at=None)
    for title in ("One", "Two", "Three"):
        factories.entry(title, edition=book, editor=owen, **factories.WHOLE)
    assert books.publish_book(book, user=anna, seen=books.proof(book).seen()) == 3
    assert mails() == [("owen@anyshire.example", "moved", "News of 3 entries")]


def test_what_was_let_pass_stays_in_the_history(monkeypatch: pytest.MonkeyPatch) -> None:
    owen, anna = somebody("Editor", "Owen"), somebody("Publisher", "Anna")
    made = factories.entry(editor=owen)
    change = changes.Publish(seen=True)
    change.look_at([made])
    change.carry_out(made, anna)
    assert "Seen and let pass" not in Mail.objects.get().text


def test_imports_and_loading_send_no_mail(tmp_path: Path) -> None:
    somebody("Publisher", "Anna")
    publisher = somebody("Publisher", "Pat")
    run("import_entries", str(sheet(tmp_path, GOOD)), "--publish", "--create", "--user", publisher.username)
    run("load_big_book", "fixtures/big_book_2023_24.json")
    assert Entry.objects.filter(status="published").count() > 4
    for made in Entry.objects.all():
        made.editor = publisher
        made.save()
    run("import_entries", str(sheet(tmp_path, GOOD)), "--publish", "--user", publisher.username)
    run("load_big_book", "fixtures/big_book_2023_24.json", overwrite=True)
    assert mails() == []
