"""A part of a Book in one file: its stories in full, and its honourable mentions."""

import html
import os
from collections import Counter
from pathlib import Path

import pytest

from entries.importers import Draft, reader_for
from entries.models import SECTIONS, Entry, Outcome
from entries.text.folding import words
from tests import factories
from tests.commands.running import run
from tests.importers.words import words_in

OWN = Path(__file__).parent / "part.txt"
SEED = "big-book-2023-24-clinical-support-services.txt"
HEADINGS = {"What did we want to achieve?", "What we did", "Results", "Next steps", "Honourable mentions",
            "Honorable mentions", "What they said:"}  # fmt: skip


def parts() -> list[Path]:
    """A page of ours, and where the source's folder is named, the source's."""
    folder = os.environ.get("CASEBOOK_SEEDS")
    return [OWN, *([Path(folder) / SEED] if folder else [])]


def as_lines(text: str) -> str:
    """A page on which every line is a paragraph."""
    return "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())


def as_page(text: str) -> str:
    """A saved page with headings, lists, a menu and scripts."""
    head = "<!DOCTYPE html><html><head><title>Part</title><style>p{}</style></head>"
    made = [f"{head}<body><nav>Home</nav><main><h1>Part</h1>"]
    for line in text.splitlines():
        safe = html.escape(line, quote=False)
        if line in HEADINGS:
            made.append(f"<h3 class='x'>{safe}</h3>")
        elif line.startswith("- "):
            made.append(f"<ul><li>{safe[2:]}</li></ul>")
        elif line.startswith("Team: "):
            made.append(f"<p><strong>Team:</strong> {safe[6:]}<br>")
        elif line.startswith("Contact: "):
            made.append(f"<strong>Contact:</strong> {safe[9:]}</p>")
        else:
            made.append(f"<div><p style='x'>{safe}</p></div>")
    return "".join([*made, "</main><footer>Cookies</footer><script>alert()</script></body></html>"]).replace(
        "</ul><ul>", ""
    )


SHAPES = {"txt": str, "lines.html": as_lines, "page.html": as_page}


def drafts_of(page: Path, shape: str, folder: Path) -> list[Draft]:
    """The drafts of a page in a shape."""
    path = folder / f"{page.stem}.{shape}"
    path.write_text(SHAPES[shape](page.read_text(encoding="utf-8")), encoding="utf-8")
    return [draft for draft in reader_for(path)(path) if isinstance(draft, Draft)]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("page", parts(), ids=lambda page: page.name)
def test_four_stories_and_three_mentions(page: Path, shape: str, tmp_path: Path) -> None:
    found = drafts_of(page, shape, tmp_path)
    full = [draft for draft in found if draft.outcome == Outcome.FULL]
    assert [len(full), len(found) - len(full)] == [4, 3]
    for draft in full:
        assert draft.title_is_ours
        assert all(getattr(draft, name) for name in SECTIONS[:4])
    assert not any(draft.title_is_ours or draft.aims for draft in found if draft.outcome == Outcome.MENTION)
    assert [draft.position for draft in found] == [1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("page", parts(), ids=lambda page: page.name)
def test_every_word_of_the_page_is_kept(page: Path, shape: str, tmp_path: Path) -> None:
    lines = [line for line in page.read_text(encoding="utf-8").splitlines() if line not in HEADINGS]
    inside = Counter(word for line in lines for word in words(line.removeprefix("Team: ").removeprefix("Contact: ")))
    outside = sum((words_in(draft) for draft in drafts_of(page, shape, tmp_path)), Counter())
    assert inside - outside == Counter()


def test_teams_titles_and_the_pages_own_words(tmp_path: Path) -> None:
    found = drafts_of(OWN, "txt", tmp_path)
    assert [(draft.title, draft.teams) for draft in found] == [
        ("Shorten the wait at the front desk of the clinic", ("Harbour Street Clinic",)),
        ("Nights on the ward had become loud", ("Linden Ward Team",)),
        ("One Line for Carers", ("Carers’ Desk",)),
        ("Bring warm meals to everyone who works late, at any of 14 sites", ("Evening Catering Service",)),
        ("Walking groups", ("Hillside Outreach",)),
        ("Letters in plain words", ("Records Team",)),
        ("A map of quiet routes", ("Night Porters",)),
    ]
    assert {(draft.care_groups, draft.edition_named) for draft in found} == {(("Community",), "2026-27")}
    assert "Contact: maria" in found[0].unplaced
    assert [(said.speaker, said.role) for said in found[2].quotes] == [("", "Carer"), ("Jo Park", "Practice Manager")]


def test_a_title_before_its_team_is_its_title(tmp_path: Path) -> None:
    text = OWN.read_text(encoding="utf-8").replace("Team: Linden", "A quieter night\nTeam: Linden")
    path = tmp_path / "titled.txt"
    path.write_text(text, encoding="utf-8")
    second = list(reader_for(path)(path))[1]
    assert isinstance(second, Draft)
    assert (second.title, second.title_is_ours) == ("A quieter night", False)


def test_headings_of_the_first_level_are_titles_when_each_story_has_one(tmp_path: Path) -> None:
    story = "<h1>{0}</h1><p>Team: {0} Team</p><h2>Results</h2><p>Fewer steps.</p>"
    path = tmp_path / "titled.html"
    path.write_text(story.format("Bells") + story.format("Doors"), encoding="utf-8")
    found = [draft for draft in reader_for(path)(path) if isinstance(draft, Draft)]
    assert [(draft.title, draft.title_is_ours) for draft in found] == [("Bells", False), ("Doors", False)]


@pytest.mark.django_db
@pytest.mark.parametrize("shape", ["txt", "page.html"])
def test_one_command_makes_a_part_of_the_book(shape: str, tmp_path: Path) -> None:
    factories.organisation("anyshire")
    book = factories.edition("2026-27")
    factories.care_group("community", name="Community")
    drafts_of(OWN, shape, tmp_path)
    out, err, failed = run("import_entries", str(tmp_path / f"part.{shape}"), "--publish")
    assert (err, failed) == ("", "")
    assert f"part.{shape}: 7 new, 0 updated, 0 unchanged; 7 published." in out
    assert out.count("check title “") == 4
    entries = Entry.objects.filter(edition=book, care_groups__slug="community").order_by("position")
    assert [entry.outcome for entry in entries] == ["full"] * 4 + ["mention"] * 3
    assert [entry.title_is_ours for entry in entries] == [True] * 4 + [False] * 3
    assert all(entry.published_at == book.publishes_at for entry in entries)


@pytest.mark.django_db
def test_a_book_that_is_not_there_is_named(tmp_path: Path) -> None:
    factories.organisation("anyshire")
    _, err, failed = run("import_entries", str(OWN))
    assert "part.txt, entry 1, edition: there is no edition “2026-27”." in err
    assert "part.txt, entry 1, care_groups: there is no care group “Community”." in err
    assert failed
    assert not Entry.objects.exists()
