"""People in the text: what identifies a patient blocks, what is somebody's own is warned of."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from entries.editorial.checks.finding import Finding, block, warning
from entries.editorial.checks.passages import links, told
from entries.text.identifying import births, homes, is_persons, mailboxes, mobiles, nhs_numbers


def patients(told: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """What tells who a patient is, in passages that come with where they stand."""
    for where, passage in told:
        for found in nhs_numbers(passage):
            yield block(f"“{found}” is an NHS number by its check digit. Take it out.", where)
        for found in births(passage):
            yield block(f"“{found}” is a date of birth. Take it out.", where)


def private(document: Mapping[str, Any], style: str) -> Iterator[Finding]:
    """Numbers and addresses that are a person's own. A team's mailbox or a switchboard is none."""
    people = named(document)
    for where, passage in (*told(document, style), *_linked(document, style)):
        for found in mobiles(passage):
            yield warning(f"“{found}” looks like a person’s own telephone.", where)
        for found in mailboxes(passage):
            if is_persons(found, people):
                yield warning(f"“{found}” looks like a person’s own mailbox.", where)
        for found in homes(passage):
            yield warning(f"“{found}” looks like where somebody lives.", where)


def only_contact(document: Mapping[str, Any]) -> Iterator[Finding]:
    """A person as the only one to ask: the entry outlives their time in the job."""
    contact = document["contact"]
    if contact is None:
        return
    if not contact["mailbox"]:
        yield warning(f"“{contact['person']}” is the only contact. A shared mailbox outlives who reads it.", "Contact")
    elif is_persons(contact["mailbox"], named(document)):
        yield warning(f"“{contact['mailbox']}” is a person’s own mailbox, and the only contact.", "Contact")


def named(document: Mapping[str, Any]) -> list[str]:
    """The people whom a document names as such."""
    names = [row["speaker"] for row in document["quotes"]] + [(document["contact"] or {}).get("person", "")]
    return [name for name in names if name]


def _linked(document: Mapping[str, Any], style: str) -> Iterator[tuple[str, str]]:
    for where, url in links(document, style):
        if url.startswith(("mailto:", "tel:")):
            yield where, unquote(url.partition(":")[2].partition("?")[0])
