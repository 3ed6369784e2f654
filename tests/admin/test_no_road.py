"""An editor who opens every page of the desk and presses every button there changes nothing that readers see.

Whatever pages and forms the desk has are found by following its links and reading its addresses, so a new one is tried
as soon as it is there. Each form is sent with everything in it changed, and with the names of what acts at once.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver
from reversion.models import Version

from entries import library
from entries.admin.site import desk
from entries.editorial import actions
from entries.models import Entry, LiveVersion, Status
from tests import factories
from tests.importers.sent import brought

pytestmark = pytest.mark.django_db
MOST_STEPS = 3  # a page that asks, one that says what it will do, and the deed
LEFT_OUT = re.compile(r"^/admin/(logout|password_change|jsi18n|autocomplete|r/)")


@dataclass
class Form:
    """A form of a page: where it is sent, what is in it, and its buttons."""

    action: str
    method: str = "get"
    values: dict[str, Any] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """The forms and links of a page; what can be filled in is filled in otherwise than it was."""

    def __init__(self, address: str, html: str) -> None:
        super().__init__()
        self.address, self.forms, self.links = address, [], []  # type: ignore[var-annotated]
        self._text: str | None = None
        self._select: str | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what it is."""
        found = {name: value or "" for name, value in attrs}
        if tag == "a" and found.get("href"):
            self.links.append(urljoin(self.address, unescape(found["href"])))
        if tag == "form":
            self.forms.append(Form(urljoin(self.address, found.get("action", "")), found.get("method", "get").lower()))
        if self.forms and tag in ("input", "select", "textarea", "button", "option"):
            self._control(tag, found)

    def handle_endtag(self, tag: str) -> None:
        """What is in it has ended."""
        self._text = None if tag == "textarea" else self._text
        self._select = None if tag == "select" else self._select

    def handle_data(self, data: str) -> None:
        """Words in a text area stay, and others came."""
        if self._text and data.strip():
            self.forms[-1].values[self._text] = f"{data.strip()} Changed."

    def _control(self, tag: str, found: dict[str, str]) -> None:
        form, name, kind = self.forms[-1], found.get("name", ""), found.get("type", "text")
        if tag == "option":
            if self._select and found.get("value"):
                form.values[self._select] = found["value"]  # the last one
        elif not name or "__prefix__" in name:
            return
        elif tag == "button" or kind == "submit":
            form.buttons.append((name, found.get("value", "1")))
        elif tag == "select":
            self._select = name
        elif tag == "textarea":
            self._text, form.values[name] = name, "Changed."
        elif kind != "file":
            form.values[name] = _changed(kind, found.get("value", ""))


def _changed(kind: str, value: str) -> str:
    if kind == "text":
        return f"{value} Changed".strip()
    return {"checkbox": value or "on", "email": "changed@anyshire.example", "date": "2026-03-04"}.get(kind, value)


@dataclass
class Walk:
    """One person's way through the desk. `trespass` is what changed readers' view."""

    client: Client
    crafted: dict[str, Any]
    seen: dict[str, None] = field(default_factory=dict)
    trespass: list[str] = field(default_factory=list)

    def everywhere(self) -> None:
        """Follow every link; on each page send every form, by each of its buttons."""
        for address in _addresses():
            if not LEFT_OUT.match(address):
                self._post(address, self.crafted)
        todo = ["/admin/"]
        while todo:
            address = todo.pop(0)
            key = address.partition("?")[0]
            if key in self.seen or not address.startswith("/admin/") or LEFT_OUT.match(address):
                continue
            self.seen[key] = None
            page = self.page(address, self.client.get(address))
            todo += [urlsplit(link)._replace(fragment="").geturl() for link in page.links]
            self.send_all(page, MOST_STEPS)

    def send_all(self, page: Page, steps: int) -> None:
        """Send each form of a page by each button, as it stands changed and with the crafted names."""
        for form in page.forms:
            if form.method != "post" or LEFT_OUT.match(form.action) or not steps:
                continue
            for button in form.buttons or [("", "")]:
                answer = self._post(form.action, form.values | dict([button]))
                if answer.status_code == 200 and "step" in form.values:
                    self.send_all(self.page(form.action, answer), steps - 1)
            self._post(form.action, form.values | self.crafted)

    def _post(self, address: str, data: dict[str, Any]) -> Any:
        before = readers_view()
        answer = self.client.post(address, data)
        if readers_view() != before:
            self.trespass.append(f"{address} {data}")
        return answer

    def page(self, address: str, answer: Any) -> Page:
        """What an answer holds; it is no error page."""
        assert answer.status_code < 500, address
        is_page = answer.get("Content-Type", "").startswith("text/html") and not answer.streaming
        return Page(address, answer.content.decode() if is_page else "")


def readers_view() -> list[Any]:
    """All that readers see of entries, as it is stored, and what decides whether they see it."""
    lives = LiveVersion.objects.order_by("pk").values_list("pk", "document", "card", "facets", "sort_key")
    names = ("pk", "slug", "status", "published_at", "outcome", "edition", "edition__state", "edition__publishes_at")
    shown = Entry.objects.filter(status__in=[Status.PUBLISHED, Status.WITHDRAWN, Status.APPROVED]).order_by("pk")
    return [list(lives), list(shown.values_list(*names))]


def _addresses(patterns: Any = None, above: str = "/admin/") -> Iterator[str]:
    """Every address of the desk, with the ids of rows that are there."""
    for one in desk.get_urls() if patterns is None else patterns:
        route = above + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _addresses(one.url_patterns, route)
        elif isinstance(one, URLPattern) and "(?P" not in route:
            yield from (re.sub(r"<[^>]+>", str(key), route) for key in _keys(route))


def _keys(route: str) -> list[Any]:
    """The ids of the first two rows of which the route is the address; one that is no id where it needs none."""
    if "<" not in route:
        return [0]
    parts = route.split("/")
    kinds = {model._meta.model_name: model for model in desk._registry}
    model = kinds.get(parts[3], Entry)
    return list(model._default_manager.order_by("pk").values_list("pk", flat=True)[:2])


@pytest.fixture
def entries(tmp_path: Path) -> list[Entry]:
    """A published entry with changes waiting, a draft and a withdrawn one; names, a Book, a file."""
    book = factories.edition("2026-27", state="judging", publishes_at=None)
    out = factories.edition("2024-25")
    fields: dict[str, Any] = {
        "contact": factories.contact(),
        "care_groups": ["wards"],
        "themes": ["rest"],
        **factories.WHOLE,
    }
    made = [
        factories.published("Night breaks", edition=out, **fields),
        factories.entry("Only begun", edition=book, outcome="undecided", **fields),
        factories.published("Gone", **fields),
    ]
    actions.withdraw(made[2], why="Out of date")
    made[0].summary = "Waits."
    with library.writing():
        made[0].save()
    factories.theme("another")
    factories.contact("another@anyshire.example", person="Sam Reed")
    path = tmp_path / "breaks.txt"
    path.write_text("Night breaks\nTeam: Night Care Team\nResults\nFewer falls.\n")
    brought([path])
    return made


def crafted(entry: Entry) -> dict[str, Any]:
    """Names and values by which somebody might get what no form offers them."""
    return {
        "status": "published", "status__exact": "published", "published_at": "2020-01-01T00:00", "published": "1",
        "slug": "taken-over", "position": "9", "edition": str(factories.edition("2024-25").pk), "outcome": "not-used",
        "care_groups": [str(factories.care_group("wards").pk)], "themes": [str(factories.theme("another").pk)],
        "tag": f"theme:{factories.theme('another').pk}", "step": "do", "shown": "x", "why": "Because", "seen": "1 2 3",
        "_to_publish": "1", "_to_correct": "1", "_to_withdraw": "1", "do": "close", "when": "now", "at": "",
        "make": "1", "into": str(entry.pk), "action": "publish_chosen", "_selected_action": [str(entry.pk)],
        "confirmed_on": "2026-03-04", "next_on": "2027-03-04", "select_across": "1", "user": "1", "state": "published",
    }  # fmt: skip


def walk_as(role: str, entries: list[Entry]) -> Walk:
    client = Client()
    client.force_login(factories.person(role))
    return Walk(client, crafted(entries[0]))


def test_no_button_of_the_desk_lets_an_editor_change_what_readers_see(entries: list[Entry]) -> None:
    walk = walk_as("Editor", entries)
    walk.everywhere()
    assert walk.trespass == []
    # It came everywhere, and what it sent was taken.
    assert {f"/admin/entries/entry/{one.pk}/change/" for one in entries} <= set(walk.seen)
    kept = {version.field_dict["title"] for version in Version.objects.get_for_model(Entry)}
    assert {"Night breaks Changed", "Only begun Changed"} <= kept


def test_the_same_walk_notices_what_a_publisher_does(entries: list[Entry]) -> None:
    walk = walk_as("Publisher", entries)
    address = f"/admin/entries/entry/{entries[0].pk}/change/"
    walk.send_all(walk.page(address, walk.client.get(address)), 1)
    assert [one.split()[0] for one in walk.trespass]
