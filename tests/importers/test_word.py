"""Word files as teams send them: twenty, in ten forms and ten vocabularies."""

import re
from collections import Counter
from pathlib import Path

import pytest

from entries.importers import Draft, reader_for
from entries.models import SECTIONS, Contact, Edition, Entry, KeyFigure, LiveVersion, Outcome, Quote, Status
from entries.text.folding import words
from entries.text.markup import TAGS, plain_text
from tests import factories
from tests.importers import word_files
from tests.importers.sheets import bring
from tests.importers.stories import Story, stories
from tests.importers.word_files import FORMS, word_file, words_of
from tests.importers.words import words_in, words_saved

# A form's own names for things: what they say is which field the text went to.
LABELS = words(
    "team or name title of your project contact details email service department for more information key figures"
)
LEFT_OVER = re.compile(r"mso|w:|class=|style=|id=|&amp;[a-z]+;|\[if|\u200b", re.I)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Story, Path]]:
    """Twenty files, each with the story that it tells."""
    folder = tmp_path_factory.mktemp("word")
    # The second ten take each form with another vocabulary.
    forms = [FORMS[(number + number // 10 * 3) % 10] for number in range(20)]
    return [
        (story, word_file(folder / f"{story.number}-{form.__name__}.docx", form, story))
        for story, form in zip(stories(20), forms, strict=True)
    ]


@pytest.fixture(scope="module")
def drafts(files: list[tuple[Story, Path]]) -> list[tuple[Story, Path, Draft]]:
    """What the reader makes of them."""
    return [(story, path, draft_of(path)) for story, path in files]


def draft_of(path: Path) -> Draft:
    """The one draft of a file."""
    [draft] = reader_for(path)(path)
    assert isinstance(draft, Draft)
    return draft


def placed(story: Story, draft: Draft) -> list[str]:
    """The sections of a story that stand in their field, whole and alone."""
    texts = {name: plain_text(getattr(draft, name)) for name in SECTIONS}
    return [
        name
        for name, own in story.sections.items()
        if all(text in texts[name] for text in own)
        and not any(text in texts[name] for other, some in story.sections.items() if other != name for text in some)
    ]


def test_at_least_95_in_100_sections_are_in_their_field(drafts: list[tuple[Story, Path, Draft]]) -> None:
    right = sum(len(placed(story, draft)) for story, _, draft in drafts)
    assert right >= 0.95 * sum(len(story.sections) for story, _, _ in drafts)


def test_no_word_is_lost(drafts: list[tuple[Story, Path, Draft]]) -> None:
    for story, path, draft in drafts:
        names = Counter(word for heading in story.headings.values() for word in words(heading)) + Counter(LABELS)
        numbers = Counter("12345") if "capitals" in path.name else Counter()
        assert words_of(path) - words_in(draft) - names - numbers == Counter(), path.name


def test_titles_and_teams_are_found(drafts: list[tuple[Story, Path, Draft]]) -> None:
    for story, path, draft in drafts:
        assert draft.teams == (story.team,), path.name
        if "line_breaks" not in path.name:
            assert draft.title.casefold() == story.title.casefold(), path.name


def test_a_file_without_a_title_gets_one_that_is_marked(drafts: list[tuple[Story, Path, Draft]]) -> None:
    untitled = [draft for _, path, draft in drafts if "line_breaks" in path.name]
    assert len(untitled) == 2
    for draft in untitled:
        assert draft.title_is_ours
        assert 20 <= len(draft.title) <= 80


def test_a_heading_that_was_guessed_at_is_named(drafts: list[tuple[Story, Path, Draft]]) -> None:
    guessed = dict(pair for _, _, draft in drafts for pair in draft.taken_for)
    assert guessed["What are your plans for the future?"] == "next_steps"
    assert guessed["Outcomess"] == "results"


@pytest.mark.django_db
def test_twenty_files_become_drafts_with_all_they_say(files: list[tuple[Story, Path]]) -> None:
    factories.edition("2026-27", organisation=factories.organisation("anyshire"), state="collecting")
    before: Counter[str] = Counter()
    for story, path in files:
        outcome, problems = bring(path, edition="2026-27")
        assert (outcome.new, problems) == (1, [])
        before += words_of(path) - Counter(word for heading in story.headings.values() for word in words(heading))
    lost = set(before - words_saved()) - set(LABELS) - set("12345")
    assert lost == set()
    assert Entry.objects.filter(status=Status.DRAFT, outcome=Outcome.UNDECIDED).count() == 20
    assert not LiveVersion.objects.exists()


@pytest.mark.django_db
def test_no_markup_of_word_is_left(files: list[tuple[Story, Path]]) -> None:
    factories.edition("2026-27")
    for _, path in files[:10]:
        bring(path, edition="2026-27")
    html = "".join(getattr(entry, name) for entry in Entry.objects.all() for name in SECTIONS)
    assert not LEFT_OVER.search(html)
    assert set(re.findall(r"<(\w+)", html)) <= TAGS
    assert "<table>" in html
    assert '<a href="https://anyshire.example/more"' in html


@pytest.mark.django_db
def test_quotations_figures_and_contact_are_rows(tmp_path: Path) -> None:
    factories.edition("2026-27")
    forms = (word_files.real_headings, word_files.bold_lines, word_files.plain_lines)
    told = stories(3)
    for form, story in zip(forms, told, strict=True):
        bring(word_file(tmp_path / f"{form.__name__}.docx", form, story), edition="2026-27")
    quotes = Quote.objects.order_by("pk").values_list("words", "speaker", "role")
    assert list(quotes) == [told[0].quote, told[2].quote]
    assert list(KeyFigure.objects.order_by("position").values_list("value", "label")) == told[1].figures
    assert set(Contact.objects.values_list("mailbox", "person")) == {
        (told[0].mailbox, told[0].person), (told[1].mailbox, ""),
    }  # fmt: skip


@pytest.mark.django_db
def test_a_document_without_a_team_is_a_draft_without_one(tmp_path: Path) -> None:
    book: Edition = factories.edition("2026-27")
    path = tmp_path / "no-team.docx"
    document = word_files.Document()
    document.add_heading("A quieter handover", 1)
    document.add_heading("Results", 2)
    document.add_paragraph("Handover takes nine minutes.")
    document.save(str(path))
    _, problems = bring(path, edition=book.slug, publish=True)
    assert problems == ["no-team.docx, team: is blank. Readers need to know whose work it is."]
    outcome, problems = bring(path, edition=book.slug)
    assert problems == []
    assert outcome.notes == ["“A quieter handover” names no team: give it one before it is published"]
    assert Entry.objects.get().team_links.count() == 0


def test_what_a_form_asks_for_besides_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    document = word_files.Document()
    grid = document.add_table(rows=0, cols=2)
    rows = [
        ("Question", "Your answer"),
        ("Project title", "Bells"),
        ("Sponsor", "Jo Park"),
        ("Results", "Fewer steps."),
    ]
    for row in rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(path))
    draft = draft_of(path)
    assert (draft.title, draft.results) == ("Bells", "<p>Fewer steps.</p>")
    assert draft.unplaced == ("Question", "Your answer", "Sponsor: Jo Park")


def test_a_line_that_is_called_as_teams_are_is_the_team(tmp_path: Path) -> None:
    path = tmp_path / "line.docx"
    document = word_files.Document()
    document.add_heading("Break buddies for nights", 0)
    for line in ("Night Care Team", "We wanted nights to be calm for every team."):
        document.add_paragraph(line)
    document.add_heading("Results", 1)
    document.add_paragraph("They are.")
    document.save(str(path))
    draft = draft_of(path)
    assert (draft.teams, draft.summary) == (("Night Care Team",), "We wanted nights to be calm for every team.")
    assert draft.taken_for == (("Night Care Team", "team"),)
