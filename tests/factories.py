"""Rows for tests, with sensible defaults. Names are plainly invented."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

from django.contrib.auth.models import Group

from entries import library
from entries.editorial.actions import publish
from entries.models import (
    CareGroup,
    Contact,
    Edition,
    EditionState,
    Entry,
    EntryCareGroup,
    EntryTeam,
    EntryTheme,
    KeyFigure,
    Organisation,
    Outcome,
    Team,
    Theme,
    User,
)  # fmt: skip

PAST = datetime(2025, 6, 1, 8, 0, tzinfo=UTC)
# A story that the checks before publishing have nothing to say to.
WHOLE = {"aims": "<p>To rest.</p>", "actions": "<p>Buddies.</p>", "results": "<p>91%.</p>", "next_steps": "<p>On.</p>"}
_numbers = count(1)


def organisation(slug: str = "anyshire", **fields: Any) -> Organisation:
    """An organisation, the same one for the same slug."""
    fields.setdefault("name", f"{slug.replace('-', ' ').title()} Partnership")
    return Organisation.objects.get_or_create(slug=slug, defaults={"key": slug, **fields})[0]


def team(slug: str = "night-care", **fields: Any) -> Team:
    """A team, the same one for the same slug."""
    fields.setdefault("name", f"{slug.replace('-', ' ').title()} Team")
    found = Team.objects.filter(slug=slug).first()
    if found is None:
        fields.setdefault("organisation", None)
        fields["organisation"] = fields["organisation"] or organisation()
        found = Team.objects.create(slug=slug, **fields)
    return found


def care_group(slug: str = "community-care", **fields: Any) -> CareGroup:
    """A care group, the same one for the same slug."""
    fields.setdefault("name", slug.replace("-", " ").capitalize())
    return CareGroup.objects.get_or_create(slug=slug, defaults=fields)[0]


def theme(slug: str = "staff-wellbeing", **fields: Any) -> Theme:
    """A theme, the same one for the same slug."""
    fields.setdefault("name", slug.replace("-", " ").capitalize())
    return Theme.objects.get_or_create(slug=slug, defaults=fields)[0]


def edition(slug: str = "2024-25", **fields: Any) -> Edition:
    """A Book that is out, unless told otherwise."""
    fields.setdefault("organisation", None)
    fields["organisation"] = fields["organisation"] or organisation()
    defaults = {"title": f"Big Book {slug}", "short_title": slug, "state": EditionState.PUBLISHED, "publishes_at": PAST}
    found = Edition.objects.filter(slug=slug).first()
    return found or Edition.objects.create(slug=slug, **{**defaults, **fields})


def contact(mailbox: str = "night.care@anyshire.example", **fields: Any) -> Contact:
    """A contact, the same one for the same mailbox."""
    return Contact.objects.get_or_create(mailbox=mailbox, defaults=fields)[0]


def entry(
    title: str = "", *, care_groups: Any = (), themes: Any = (), teams: Any = None, figures: Any = (), **fields: Any
) -> Entry:
    """A draft with a team. `care_groups` and `themes` are slugs, `figures` pairs of value and label."""
    title = title or f"Project {next(_numbers)}"
    fields.setdefault("slug", f"{title.lower().replace(' ', '-')[:80]}-{next(_numbers)}")
    if fields.get("edition") and "outcome" not in fields:
        fields["outcome"] = Outcome.FULL
    with library.writing():
        made = Entry.objects.create(title=title, **fields)
        for position, one in enumerate([team()] if teams is None else teams):
            EntryTeam.objects.create(entry=made, team=one, position=position)
        made.care_groups.set([care_group(slug) for slug in care_groups])
        made.themes.set([theme(slug) for slug in themes])
        for position, (value, label) in enumerate(figures):
            KeyFigure.objects.create(entry=made, value=value, label=label, position=position)
    return made


def published(title: str = "", *, at: datetime = PAST, **fields: Any) -> Entry:
    """An entry that readers see."""
    made = entry(title, **fields)
    publish(made, at=at)
    made.refresh_from_db()
    return made


def person(role: str = "", **fields: Any) -> User:
    """Someone with an account: in the group named by `role`, or an administrator of everything with "superuser"."""
    fields.setdefault("username", f"{role.lower() or 'nobody'}{next(_numbers)}")
    user = User.objects.create_user(
        is_staff=True, is_superuser=role == "superuser", password="a good long password", **fields
    )
    if role and role != "superuser":
        user.groups.add(Group.objects.get(name=role))
    return user


def many(number: int, **fields: Any) -> list[Entry]:
    """`number` published entries at once, spread over five care groups, nine themes, two Books and four teams."""
    groups = [care_group(f"group-{n}") for n in range(5)]
    themes = [theme(f"theme-{n}") for n in range(9)]
    books = [edition("2022-23"), edition("2023-24"), None]
    teams = [team(f"team-{n}") for n in range(4)]
    rows = [
        Entry(
            title=f"Project {n:05} about breaks",
            slug=f"project-{n:05}",
            key=f"project-{n:05}",
            summary="Two wards changed how they work, and wrote down what came of it.",
            aims="<p>To rest.</p>",
            edition=books[n % 3],
            outcome=Outcome.FULL if books[n % 3] else "",
            status="published",
            published_at=PAST,
            **fields,
        )
        for n in range(number)
    ]
    with library.writing() as scope:
        made = Entry.objects.bulk_create(rows)
        EntryTeam.objects.bulk_create(EntryTeam(entry=one, team=teams[n % 4]) for n, one in enumerate(made))
        EntryCareGroup.objects.bulk_create(
            EntryCareGroup(content_object=one, tag=groups[n % 5]) for n, one in enumerate(made)
        )
        EntryTheme.objects.bulk_create(EntryTheme(content_object=one, tag=themes[n % 9]) for n, one in enumerate(made))
        scope.entries.update(dict.fromkeys(one.pk for one in made))
        scope.publish.update(one.pk for one in made)
    return made
