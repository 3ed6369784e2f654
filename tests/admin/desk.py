"""The desk as tests use it: somebody signed in, and a form sent as a browser would send it."""

import re
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from entries.models import Entry
from tests import factories


def signed_in(role: str = "Editor") -> Client:
    """A browser in which a person of that role has signed in."""
    client = Client()
    client.force_login(factories.person(role))
    return client


def change(entry: Entry) -> str:
    """The address of an entry's form."""
    return reverse("admin:entries_entry_change", args=[entry.pk])


def sent(client: Client, address: str, **changed: Any) -> HttpResponse:
    """The form at `address` sent back with these fields changed. Names it does not have are sent too: crafted."""
    page = client.get(address)
    assert page.status_code == 200
    fields = Fields()
    fields.feed(page.content.decode())
    data: dict[str, Any] = fields.values | changed
    return client.post(address, {name: value for name, value in data.items() if value is not None})


def publishes(client: Client, entry: Entry, **given: Any) -> HttpResponse:
    """The page after publishing, with whatever there is to look at acknowledged."""
    address = reverse("admin:entries_entry_publish", args=[entry.pk])
    found = re.search(r'name="seen" id="id_seen" value="([\w ]+)"', client.get(address).content.decode())
    seen = {"seen": found[1]} if found else {}
    return client.post(address, {**seen, **given}, follow=True)


class Fields(HTMLParser):
    """The names and values that a browser would send of the entry's form."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, Any] = {}
        self._inside = False
        self._text: str | None = None
        self._select: tuple[str, bool] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an input, or that a list or text begins."""
        found = dict(attrs)
        if tag == "form":
            self._inside = found.get("id") != "logout-form"
        name = found.get("name")
        if tag == "option" and self._select and "selected" in found:
            chosen, many = self._select
            self.values[chosen] = [*self.values.get(chosen, []), found["value"]] if many else found["value"]
        if not self._inside or not name or "__prefix__" in name or "disabled" in found:
            return
        if tag == "select":
            self._select = (name, "multiple" in found)
        elif tag == "textarea":
            self._text, self.values[name] = name, ""
        elif tag == "input" and self._is_sent(found):
            self.values[name] = found.get("value") or ("on" if found.get("type") == "checkbox" else "")

    def _is_sent(self, found: dict[str, str | None]) -> bool:
        kind = found.get("type")
        return kind not in ("submit", "file") and (kind != "checkbox" or "checked" in found)

    def handle_data(self, data: str) -> None:
        """Note the text of a text area."""
        if self._text:
            self.values[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        """Leave whatever ends."""
        if tag == "textarea" and self._text:
            # The line break that a browser drops after the opening tag.
            self.values[self._text] = self.values[self._text].removeprefix("\r\n").removeprefix("\n")
            self._text = None
        elif tag == "select":
            self._select = None
        elif tag == "form":
            self._inside = False
