"""Every move, status, role and refusal, from the table that the contract gives; not from the code's own."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils.timezone import localdate
from reversion.models import Version

from entries import library
from entries.editorial import actions, moves
from entries.models import Entry, Status
from tests import factories
from tests.admin.desk import change, sent, signed_in
from tests.admin.test_sheets import agree, back, out
from tests.commands.running import run
from tests.importers.sheets import GOOD, sheet

pytestmark = pytest.mark.django_db

# Each move: from which statuses, to which, and who may make it.
TABLE: dict[str, tuple[set[str], str, set[str]]] = {
    "submit": ({"draft"}, "submitted", {"Editor", "Publisher", "Administrator"}),
    "review": ({"submitted"}, "in-review", {"Editor", "Publisher", "Administrator"}),
    "approve": ({"in-review"}, "approved", {"Publisher", "Administrator"}),
    "send-back": ({"submitted", "in-review", "approved"}, "draft", {"Editor", "Publisher", "Administrator"}),
    "publish": (set(Status.values), "published", {"Publisher", "Administrator"}),
    "withdraw": ({"published"}, "withdrawn", {"Publisher", "Administrator"}),
    # Where the settings allow it; else nobody's.
    "correct": ({"published"}, "published", {"Editor", "Publisher", "Administrator"}),
}
ACTIONS: dict[str, Callable[..., None]] = {
    "submit": actions.submit, "review": actions.take_into_review, "approve": actions.approve,
    "send-back": actions.send_back, "publish": actions.publish, "withdraw": actions.withdraw,
    "correct": actions.correct,
}  # fmt: skip
ROLES = ("", "Editor", "Publisher", "Administrator")


@pytest.fixture(autouse=True)
def corrections_are_allowed(settings: Any) -> None:
    """The table is the fullest one."""
    settings.CASEBOOK_EDITORS_MAY_CORRECT = True


def standing(status: str, name: str = "") -> Entry:
    """An entry with that status, reached as it is reached at work, with something to do for that move."""
    made = factories.entry(**factories.WHOLE)
    if status in ("published", "withdrawn"):
        actions.publish(made)
    if status == "withdrawn":
        actions.withdraw(made, why="Out of date")
    elif name == "correct" and status == "published":
        made.actions = "<p>Budies.</p>"
        made.save()
    elif status != "published":
        made.status = status
        made.save()
    return made


def test_the_code_knows_these_moves_and_no_others() -> None:
    known = {(move.name, before, str(move.after)) for move in moves.MOVES for before in move.before}
    assert known == {(name, before, after) for name, (befores, after, _) in TABLE.items() for before in befores}


@pytest.mark.parametrize(("name", "status"), list(product(TABLE, Status.values)))
def test_each_move_from_each_status_by_each_role(name: str, status: str) -> None:
    befores, after, roles = TABLE[name]
    for role in ROLES:
        made, person = standing(status, name), factories.person(role)
        if role not in roles:
            with pytest.raises(PermissionDenied):
                ACTIONS[name](made, user=person, why="Because")
        elif status not in befores:
            with pytest.raises(ValidationError):
                ACTIONS[name](made, user=person, why="Because")
        else:
            ACTIONS[name](made, user=person, why="Because")
        made.refresh_from_db()
        assert made.status == (after if role in roles and status in befores else status), role


@pytest.mark.parametrize("name", TABLE)
def test_a_move_is_recorded_with_who_and_why(name: str) -> None:
    made, person = standing(sorted(TABLE[name][0])[0], name), factories.person("Publisher")
    ACTIONS[name](made, user=person, why="Because of that")
    last = Version.objects.get_for_object(made).select_related("revision").first()
    assert last is not None
    assert last.revision.user == person
    assert last.revision.comment.endswith(": Because of that" + (" (What we did)" if name == "correct" else ""))


@pytest.mark.parametrize("name", ["send-back", "withdraw", "correct"])
def test_these_moves_ask_a_person_why(name: str) -> None:
    made = standing(sorted(TABLE[name][0])[0])
    with pytest.raises(ValidationError, match="Say why"):
        ACTIONS[name](made, user=factories.person("Publisher"), why="  ")


def test_a_closed_account_makes_no_move() -> None:
    made = standing("draft")
    with pytest.raises(PermissionDenied):
        actions.submit(made, user=factories.person("Editor", is_active=False))


def test_of_two_who_move_it_the_second_is_told_where_it_stands() -> None:
    made = standing("draft")
    seen_before = Entry.objects.get(pk=made.pk)
    actions.submit(made)
    with pytest.raises(ValidationError, match="has the status “submitted”, so it cannot be submitted"):
        actions.submit(seen_before)


def test_what_goes_wrong_half_way_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    made = standing("draft")

    def fails(*args: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(library, "publish_document", fails)
    with pytest.raises(RuntimeError):
        actions.publish(made)
    made.refresh_from_db()
    assert made.status == Status.DRAFT
    assert not Version.objects.get_for_object(made).exists()


# The roads an editor might try, each from a draft and from a published entry with changes waiting.


def by_form(editor: Client, entry: Entry, path: Path) -> None:
    for button in ("_to_publish", "_to_approve", "_to_correct"):
        sent(editor, change(entry), status="published", published_at="2020-01-01T00:00", **{button: "1"})


def by_page(editor: Client, entry: Entry, path: Path) -> None:
    for name in ("approve", "publish", "withdraw", "correct"):
        editor.post(f"/admin/entries/entry/{entry.pk}/{name}/", {"why": "I may not", "at": ""})


def by_bulk(editor: Client, entry: Entry, path: Path) -> None:
    for name in ("publish_chosen", "withdraw_chosen", "decide_chosen"):
        data = {"action": name, "_selected_action": [entry.pk], "step": "do", "why": "x", "outcome": "not-used"}
        editor.post("/admin/entries/entry/", data)


def by_list(editor: Client, entry: Entry, path: Path) -> None:
    data = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": entry.pk, "form-0-status": "published"}
    editor.post("/admin/entries/entry/", {**data, "_save": "Save"})


def by_totals(editor: Client, entry: Entry, path: Path) -> None:
    book = factories.edition("2030-31", state="judging")
    for address in ("judging/", "judging/totals/", "publish/", "take-back/"):
        editor.post(f"/admin/entries/edition/{book.pk}/{address}", {"do": "close", "when": "now", "seen": "1"})
    data = {"action": "decide_chosen", "_selected_action": [entry.pk], "step": "do", "outcome": "full"}
    editor.post("/admin/entries/entry/", {**data, "totals_of": book.pk})


def by_import(editor: Client, entry: Entry, path: Path) -> None:
    for row in ({"status": "published"}, {"status": "approved"}):
        for options in (["--publish"], []):
            file = sheet(path, {**GOOD, "slug": entry.slug, "title": "Sneaked in", **row})
            run("import_entries", str(file), *options, "--user", "erin")


def by_rows(editor: Client, entry: Entry, path: Path) -> None:
    row = {"quotes-TOTAL_FORMS": "1", "quotes-0-words": "Sneaked in.", "quotes-0-position": "0"}
    sent(editor, change(entry), _to_publish="1", **row)


def by_sheet(editor: Client, entry: Entry, path: Path) -> None:
    for values in ({"status": "published"}, {"status": "approved"}, {"outcome": "not-used"}, {"themes": "rest"}, {}):
        rows = [one | {"headline_result": "Sneaked in."} | values for one in out(editor)]
        page = back(editor, rows)
        if b'name="shown"' in page.content:
            agree(editor, page)


def by_still_right(editor: Client, entry: Entry, path: Path) -> None:
    day = localdate() + timedelta(days=300)
    data = {"next_on": day.isoformat(), "confirmed_on": "2026-03-04"}
    editor.post(f"/admin/entries/entry/{entry.pk}/still-right/", data)


def by_names(editor: Client, entry: Entry, path: Path) -> None:
    team, other = entry.teams.get(), factories.team("day-care")
    for address, data in (
        (f"{team.pk}/rename/", {"name": "Sneaked in", "slug": "sneaked-in"}), (f"{team.pk}/retire/", {}),
        (f"merge/?chosen={team.pk}&chosen={other.pk}", {"into": other.pk}),
        (f"{team.pk}/change/", {"name": "Sneaked in"}),
    ):  # fmt: skip
        editor.post(f"/admin/entries/team/{address}", {**data, "step": "do", "shown": "x", "why": "x"})


def by_history(editor: Client, entry: Entry, path: Path) -> None:
    for version in Version.objects.get_for_object(entry):
        editor.post(f"/admin/entries/entry/bring-back/{version.pk}/")


ROADS = [
    by_form, by_page, by_bulk, by_list, by_totals, by_import, by_rows, by_sheet, by_still_right, by_names, by_history,
]  # fmt: skip


@pytest.mark.parametrize("road", ROADS)
@pytest.mark.parametrize("status", ["draft", "in-review", "published", "withdrawn"])
@pytest.mark.parametrize("may_correct", [True, False])
def test_an_editor_publishes_by_no_road(
    status: str, road: Callable[..., None], may_correct: bool, settings: Any, tmp_path: Path
) -> None:
    settings.CASEBOOK_EDITORS_MAY_CORRECT = may_correct
    factories.organisation("anyshire")
    entry = standing(status)
    with library.writing():
        entry.summary = "Only in the draft."
        entry.save()
    address = f"/entries/{entry.slug}/"
    before = Client().get(address)
    editor = Client()
    editor.force_login(factories.person("Editor", username="erin"))
    road(editor, entry, tmp_path)
    entry.refresh_from_db()
    assert entry.status == status
    after = Client().get(address)
    assert (after.status_code, after.content) == (before.status_code, before.content)


def test_an_editor_imports_what_is_submitted() -> None:
    assert moves.may_have(factories.person("Editor"), Status.SUBMITTED)
    assert not moves.may_have(factories.person("Editor"), Status.APPROVED)


def test_the_page_has_a_button_for_each_move_this_person_may_make() -> None:
    for role, status in product(("Editor", "Publisher"), Status.values):
        page = signed_in(role).get(change(standing(status))).content.decode()
        there = {name for name in TABLE if f'name="_to_{name}"' in page}
        wanted = {name for name, (befores, _, roles) in TABLE.items() if status in befores and role in roles}
        # Who publishes any change is not offered the narrower way.
        assert there == wanted - ({"correct"} if role == "Publisher" else set())
