"""What an entry is made of: its title block, the words of its pictures, its sections."""

from collections.abc import Iterator, Mapping
from typing import Any

from entries.editorial.checks.finding import Finding, block, warning
from entries.models import HEADINGS, SECTIONS, Kind

# What was learned may stand as rows, and may come later.
EXPECTED = 4
STORIES = (Kind.CASE_STUDY, Kind.BLUEPRINT)


def title_block(document: Mapping[str, Any]) -> Iterator[Finding]:
    """What it is and whose work it is."""
    if not document["title"].strip():
        yield block("The entry has no title.")
    if not document["teams"]:
        yield block("The entry has no team. Readers need to know whose work it is.")


def pictures(document: Mapping[str, Any]) -> Iterator[Finding]:
    """Each in words, unless it is said to carry no meaning."""
    for number, row in enumerate(document["pictures"], 1):
        if not row["alt"].strip() and not row["decorative"]:
            named = f"Picture {number} ({row['caption']})" if row["caption"] else f"Picture {number}"
            yield block(f"{named} has no words for people who cannot see it. Give some, or say it is decorative.")


def sections(document: Mapping[str, Any], style: str, is_mention: bool) -> Iterator[Finding]:
    """The sections without a word. A mention needs none; what tells no project needs one."""
    if is_mention:
        return
    held = document["sections"]
    empty = [heading for name, heading in zip(SECTIONS[:EXPECTED], HEADINGS[style], strict=False) if name not in held]
    if document["kind"] in STORIES and empty:
        yield warning(f"Nothing stands under: {', '.join(empty)}.")
    elif not held:
        yield warning("It has no text.")
