"""Libraries in the states that every page must bear, and the pages of each.

Each state is a function that makes its rows and answers with addresses by what they show.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db.models import CharField, Model, TextField, URLField
from PIL import Image

from entries import library
from entries.editorial.actions import publish, withdraw
from entries.models import (
    Contact,
    Edition,
    Entry,
    EntryPartner,
    Kind,
    Lesson,
    LessonKind,
    Organisation,
    Picture,
    Quote,
    Resource,
    SectionStyle,
    Update,
)  # fmt: skip
from entries.models.fields import RichTextField
from tests import factories

LONG_TITLE = ("Working with families, schools and the ambulance service so that children are seen at home " * 3)[:200]
LONG_MAILBOX = "children.and.young.peoples.urgent.home.response.team@families.and.schools.anyshire.example"
WIDE_TABLE = (
    f"<table><tr>{'<th>Organisation</th>' * 8}</tr><tr>{'<td>Over 1,204 breaks taken in full</td>' * 8}</tr></table>"
)
NOT_TEXT = {"slug", "key", "title", "name", "mailbox", "withdrawn_because", "alt"}
ALWAYS = {
    "home": "/", "browse": "/entries/", "nothing found": "/entries/?q=heliotrope&kind=award", "editions": "/editions/",
    "care groups": "/care-groups/", "themes": "/themes/", "organisations": "/organisations/",
    "map": "/map/",
    "list": "/compare/?entry=story&entry=word&entry=mention&entry=story-1&entry=none&q=breaks",
}  # fmt: skip
STANDING = {
    "about": "/about/", "accessibility": "/accessibility/", "privacy": "/privacy/", "JSON": "/api/v1/",
    "not found": "/nowhere/",
    "withdrawn": "/entries/withdrawn/",
}  # fmt: skip
WAYS = {
    "care group": "/care-groups/wards/", "theme": "/themes/rest/", "team": "/teams/night-care/",
    "organisation": "/organisations/anyshire/",
}  # fmt: skip
BOOK = {
    "edition": "/editions/2024-25/", "edition on paper": "/editions/2024-25/print/",
    "part": "/editions/2024-25/wards/", "part on paper": "/editions/2024-25/wards/print/",
}  # fmt: skip

Say = Callable[[str, int], str]


def plainly(text: str, most: int) -> str:
    """A short text."""
    return f"{text.capitalize()}, in short."[:most]


def at_length(text: str, most: int) -> str:
    """The longest text, in one word."""
    return ("n" * most)[:400]


def texts(model: type[Model], say: Say) -> dict[str, str]:
    """A value for every text field of `model` that may stay empty."""
    found = {}
    for field in model._meta.concrete_fields:
        if field.name in NOT_TEXT or not field.editable or field.choices or not field.blank:
            continue
        said = say(str(field.verbose_name), field.max_length or 400)
        if isinstance(field, RichTextField):
            found[field.name] = f"<p>{said}</p><ul><li>{said}</li></ul><h3>{said}</h3><p>{said}</p>"
        elif isinstance(field, URLField):
            found[field.name] = f"https://anyshire.example/{say('page', 150).replace(' ', '-')}"
        elif isinstance(field, CharField | TextField):
            found[field.name] = said
    return found


def drawing() -> ContentFile:
    """A picture."""
    file = BytesIO()
    Image.new("RGB", (1240, 560), "#9cc6ec").save(file, "PNG")
    return ContentFile(file.getvalue(), "room.png")


def everything(title: str, say: Say = plainly, **fields: Any) -> Entry:
    """A published entry with every field and a row of every kind."""
    moments = {"event_start": datetime(2024, 5, 1, 9, tzinfo=UTC), "event_end": datetime(2024, 5, 1, 11, tzinfo=UTC)}
    dates = {"period_start": date(2023, 4, 1), "period_end": date(2024, 3, 31), "last_confirmed": date(2026, 10, 9)}
    contact = factories.contact(LONG_MAILBOX, **texts(Contact, say))
    defaults = {"care_groups": ["wards"], "themes": ["rest", "safety"], "contact": contact, "title_is_ours": True}
    figures = [(say("91%", 40), say("of breaks taken", 120))] * 4
    with library.writing():
        made = factories.entry(
            title, figures=figures, **{**texts(Entry, say), **moments, **dates, **defaults, **fields}
        )  # fmt: skip
        made.results += WIDE_TABLE
        made.save()
        for kind in LessonKind.values:
            Lesson.objects.create(entry=made, kind=kind, text=say("the nurse in charge goes first", 400))
        Quote.objects.create(entry=made, words=say("I drive home awake now", 400), **texts(Quote, say))
        Quote.objects.create(entry=made, words="Anonymous words.")
        for row in ({"url": "https://anyshire.example/card"}, {"file": drawing()}):
            Resource.objects.create(entry=made, title=say("card", 200), kind="pdf", length=say("2 pages", 60), **row)
        Update.objects.create(entry=made, date=date(2025, 12, 11), text="<p>12 wards.</p>", **texts(Update, say))
        Picture.objects.create(entry=made, file=drawing(), alt="A room", **texts(Picture, say))
        EntryPartner.objects.create(entry=made, organisation=factories.organisation("partner"))
    publish(made, at=factories.PAST)
    return made


def empty() -> dict[str, str]:
    """Nothing at all."""
    return {**ALWAYS, **{name: address for name, address in STANDING.items() if name != "withdrawn"}}


def one() -> dict[str, str]:
    """One entry with everything, in one Book with everything; and one that was withdrawn."""
    own = factories.organisation(region="midlands", **texts(Organisation, plainly))
    book = filled_book(plainly, organisation=own)
    for tag in (factories.care_group("wards"), factories.theme("rest")):
        tag.description = "What a year of it brought."
        tag.save()
    everything("Breaks for night staff", slug="story", edition=book, teams=[factories.team(organisation=own)])
    withdraw(factories.published("Withdrawn", slug="withdrawn"), why="The team asked.")
    return {**ALWAYS, **STANDING, **WAYS, **BOOK, "entry": "/entries/story/"}


def many() -> dict[str, str]:
    """Three pages of results, 40 themes on one entry, 40 organisations, four Books, eight mentions."""
    themes = [f"theme-{number}" for number in range(40)]
    factories.many(45)
    book = factories.edition("2024-25", received=90)
    teams = [
        factories.team(f"unit-{n}", organisation=factories.organisation(f"trust-{n}", region="london"))
        for n in range(40)
    ]
    factories.published(
        "Far away", teams=[factories.team("crew", organisation=factories.organisation("far", region="wales"))]
    )
    for number in range(8):
        fields = {"edition": book, "care_groups": ["wards"], "teams": [teams[number]]}
        factories.published(f"Mention {number}", outcome="mention", **fields)
        factories.published(f"Story {number}", slug=f"story-{number}", figures=[("91%", "of breaks")] * 4, **fields)
    factories.published(
        "Breaks in every way", slug="story", themes=[*themes, "rest"], teams=[factories.team(), *teams[:4]]
    )
    return {
        **ALWAYS, **WAYS, **BOOK, "entry": "/entries/story/", "entry of a Book": "/entries/story-1/",
        "second page": "/entries/?page=2",
        "three filters": "/entries/?q=breaks&care_group=group-1&theme=theme-1&kind=case-study",
        "all of a filter": "/entries/?more=theme",
    }  # fmt: skip


def longest() -> dict[str, str]:
    """Every text as long as it can be and in one word, and titles of 200 characters in words; 40 themes of 100."""
    region = "north-east-and-yorkshire"
    words = texts(Organisation, at_length)
    own = factories.organisation(name="n" * 200, region=region, is_fictional=True, **words)
    book = filled_book(at_length, title="n" * 200, organisation=own)
    # The site's own, whose name stands in the header.
    factories.organisation(settings.CASEBOOK_ORGANISATION, name="o" * 200)
    factories.organisation("partner", name="m" * 200, successor=own)
    team = factories.team(name="n" * 200, note="n" * 400, organisation=own)
    factories.care_group("wards", name="n" * 100, description="n" * 400)
    for slug in ("rest", *(f"theme-{number}" for number in range(39))):
        factories.theme(slug, name=f"{slug:n<100}", description="n" * 400)
    themes = ["rest", *(f"theme-{number}" for number in range(39))]
    everything("n" * 200, at_length, slug="word", edition=book, teams=[team], themes=themes, is_supplier_account=True)
    everything(LONG_TITLE, slug="story", edition=book, teams=[team], kind="event")
    factories.published(LONG_TITLE, slug="mention", edition=book, care_groups=["wards"], outcome="mention")
    withdraw(factories.published("n" * 200, slug="withdrawn"), why="n" * 400)
    return {
        **ALWAYS, **STANDING, **WAYS, **BOOK, "entry": "/entries/story/", "entry in one word": "/entries/word/",
        "mention": "/entries/mention/", "words searched": f"/entries/?q={'n' * 90}",
        "three filters": "/entries/?care_group=wards&theme=rest&theme=theme-1&theme=" + "n" * 90,
    }  # fmt: skip


def bare() -> dict[str, str]:
    """Nothing that may stay empty is filled in: an entry of every kind and a mention, with title and team."""
    book = factories.edition("2024-25", short_title="")
    for kind in Kind.values:
        factories.published(f"A {kind}", slug=kind, kind=kind, care_groups=["wards"], themes=["rest"])
    factories.published("In a Book", slug="story", edition=book, care_groups=["wards"])
    factories.published("Mention", slug="mention", edition=book, care_groups=["wards"], outcome="mention")
    factories.edition("2025-26")
    kinds = {f"bare {kind}": f"/entries/{kind}/" for kind in Kind.values}
    book_without = {"empty edition": "/editions/2025-26/", "empty edition on paper": "/editions/2025-26/print/"}
    entries = {"entry": "/entries/story/", "mention": "/entries/mention/"}
    return {**ALWAYS, **WAYS, **BOOK, **entries, **kinds, **book_without}


def kinds() -> dict[str, str]:
    """An entry of every kind with everything, in every section style in turn."""
    styles = SectionStyle.values
    for number, kind in enumerate(Kind.values):
        everything(f"A {kind}", slug=kind, kind=kind, section_style=styles[number % len(styles)])
    return {**{kind: f"/entries/{kind}/" for kind in Kind.values}, "browse": "/entries/", "theme": "/themes/rest/"}


def filled_book(say: Say, **fields: Any) -> Edition:
    """A Book with all that a Book can have."""
    pictures = {name: drawing() for name in ("cover", "banner", "foreword_portrait")}
    dates = {"period_start": date(2024, 4, 1), "period_end": date(2025, 3, 31)}
    return factories.edition("2024-25", **{**texts(Edition, say), **pictures, **dates, "received": 90, **fields})


STATES = {made.__name__: made for made in (empty, one, many, longest, bare, kinds)}
