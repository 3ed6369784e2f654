"""All or nothing, who acts, and what history keeps."""

from pathlib import Path

import pytest
import reversion
from django.core import mail
from reversion.models import Revision, Version

from entries.importers import NotAllowed, Options, import_file
from entries.library import version
from entries.models import Entry, EntryTeam, LiveVersion, Status, Theme
from tests import factories
from tests.importers.sheets import GOOD, bring, good, sheet, wrong

pytestmark = pytest.mark.django_db
FILLED = {"themes": "Falls; Safety", "care_groups": "Inpatient", "aims": "Why.", "contact_email": "a@anyshire.example"}


def test_publish_publishes_rows_whose_status_is_blank_or_published(tmp_path: Path) -> None:
    outcome = good(tmp_path, {"status": ""}, {"status": "published"}, {"status": "draft"}, publish=True)
    assert outcome.published == 2
    assert sorted(Entry.objects.values_list("status", flat=True)) == ["draft", "published", "published"]
    assert LiveVersion.objects.count() == 2


def test_without_publish_nothing_is_seen(tmp_path: Path) -> None:
    good(tmp_path, {"status": "published"})
    assert Entry.objects.get().status == Status.DRAFT
    assert not LiveVersion.objects.exists()


def test_one_bad_row_keeps_all_of_the_file_out(tmp_path: Path) -> None:
    wrong(tmp_path, {}, {"kind": "poem"})
    assert not Theme.objects.exists()


def test_skip_bad_saves_the_good_rows(tmp_path: Path) -> None:
    factories.organisation("anyshire")
    outcome, problems = bring(sheet(tmp_path, {**GOOD, "kind": "poem"}, {**GOOD, "kind": "blog"}), skip_bad=True)
    assert (outcome.bad, outcome.new, outcome.saved, len(problems)) == (1, 1, True, 1)
    assert Entry.objects.get().kind == "blog"


def test_a_dry_run_counts_and_saves_nothing(tmp_path: Path) -> None:
    outcome = good(tmp_path, FILLED, {}, dry_run=True, publish=True, create=True)
    assert (outcome.new, outcome.published, outcome.saved) == (2, 2, False)
    assert not Entry.objects.exists()
    assert not Theme.objects.exists()


def test_the_content_version_moves_once_and_no_mail_goes_out(tmp_path: Path) -> None:
    before = version.current()
    good(tmp_path, *({"title": f"Entry {number}"} for number in range(3)), publish=True)
    assert version.current() > before
    assert mail.outbox == []


def test_history_keeps_what_reversion_itself_would_keep(tmp_path: Path) -> None:
    good(tmp_path, FILLED, create=True)
    revision = Revision.objects.get(comment="Imported from sheet.csv", version__object_repr="Fewer falls")

    def kept(one: Revision) -> list[object]:
        names = "content_type", "object_id", "db", "format", "serialized_data", "object_repr"
        return sorted(map(str, Version.objects.filter(revision=one).values_list(*names)))

    with reversion.create_revision():
        reversion.add_to_revision(Entry.objects.get())
    theirs = Revision.objects.order_by("pk").last()
    assert theirs is not None
    assert kept(revision) == kept(theirs)
    assert len(kept(revision)) == 5


def test_an_imported_entry_can_be_restored_with_its_team(tmp_path: Path) -> None:
    good(tmp_path, {})
    EntryTeam.objects.get().delete()
    Version.objects.get_for_object(Entry.objects.get()).latest("pk").revision.revert()
    assert EntryTeam.objects.count() == 1


def test_the_act_is_the_users(tmp_path: Path) -> None:
    publisher = factories.person("Publisher")
    good(tmp_path, {}, publish=True, user=publisher)
    assert LiveVersion.objects.get().published_by == publisher
    assert Version.objects.get_for_object(Entry.objects.get()).get().revision.user == publisher


def test_without_a_user_the_system_acts(tmp_path: Path) -> None:
    good(tmp_path, {}, publish=True)
    assert LiveVersion.objects.get().published_by is None


def test_an_editor_imports_drafts_with_new_teams_and_themes(tmp_path: Path) -> None:
    good(tmp_path, {"themes": "Falls"}, user=factories.person("Editor"))
    assert Entry.objects.get().status == Status.DRAFT


def test_an_editor_may_not_publish_by_importing(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="may not publish"):
        good(tmp_path, {}, publish=True, user=factories.person("Editor"))
    assert not Entry.objects.exists()


def test_an_editor_may_not_retag_a_published_entry_by_importing(tmp_path: Path) -> None:
    factories.published("Fewer falls", slug="fewer-falls")
    [problem] = wrong(tmp_path, {"slug": "fewer-falls", "team": "", "themes": "Falls"}, user=factories.person("Editor"))
    assert "Only publishing may do that" in problem


def test_an_editor_may_not_make_a_care_group(tmp_path: Path) -> None:
    [problem] = wrong(tmp_path, {"care_groups": "Inpatient"}, create=True, user=factories.person("Editor"))
    assert "may not make the care group “Inpatient”" in problem


def test_a_stranger_may_not_import(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed, match="may not add entries"):
        good(tmp_path, {}, user=factories.person())


def test_more_rows_than_one_batch_are_saved(tmp_path: Path) -> None:
    outcome = good(tmp_path, *({"title": f"Entry {number}", "themes": "Falls"} for number in range(250)), publish=True)
    assert (outcome.new, Entry.objects.count(), LiveVersion.objects.count()) == (250, 250, 250)


@pytest.mark.parametrize("outcome", ["full", "mention", "not-used"])
def test_a_row_of_an_editors_decides_nothing(tmp_path: Path, outcome: str) -> None:
    factories.edition("2030-31", organisation=factories.organisation("anyshire"), state="judging", publishes_at=None)
    row, editor = {"slug": "falls", "edition": "2030-31"}, factories.person("Editor")
    good(tmp_path, {**row, "outcome": "undecided"}, user=editor, create=True)
    [problem] = wrong(tmp_path, {**row, "outcome": outcome}, user=editor)
    assert "outcome: Only a publisher may decide this." in problem
    good(tmp_path, {**row, "outcome": outcome}, user=factories.person("Publisher"))
    good(tmp_path, {**row, "outcome": outcome, "summary": "Changed."}, user=editor)
    assert (Entry.objects.get().outcome, Entry.objects.get().summary) == (outcome, "Changed.")


def test_a_row_that_changed_since_it_was_checked_is_searched_again(tmp_path: Path) -> None:
    factories.organisation("anyshire")
    path = sheet(tmp_path, GOOD)

    def change(what: str, rows: int) -> None:
        if what == "checked":
            sheet(tmp_path, {**GOOD, "summary": "DOB 3/4/1948"})

    import_file(path, Options(publish=True, by_command=True), lambda problem: None, change)
    assert not Entry.objects.exists()
