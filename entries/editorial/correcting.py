"""What an editor may put live without a publisher, where the settings allow it: corrections, and nothing beyond them.

A correction changes who to ask (not whether anybody is named), or typos in the title, the lines and the sections.
"""

from typing import Any

from entries import library
from entries.models import HEADINGS, SECTIONS, Entry, LiveVersion
from entries.text.typos import beyond_typos

LINES = {"title": "Title", "summary": "Summary", "headline_result": "What changed, in one line"}


def corrected(entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What waits in a published entry's draft: the names of what is corrected, and what goes beyond, with why."""
    live = LiveVersion.objects.get(pk=entry.pk).document
    draft = library.compose(library.with_rows(Entry.objects.filter(pk=entry.pk)).get())
    mended, beyond = [], []
    for name, old, new in _differences(live, draft):
        why = _why_not(name, old, new)
        if why:
            beyond.append(f"{_called(name, draft)}: {why}.")
        else:
            mended.append(_called(name, draft))
    return tuple(mended), tuple(beyond)


def _differences(live: dict[str, Any], draft: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    found = [
        (name, live.get(name), draft.get(name))
        for name in {**live, **draft}
        if name != "sections" and live.get(name) != draft.get(name)
    ]
    old, new = live["sections"], draft["sections"]
    return found + [(name, old.get(name, ""), new.get(name, "")) for name in SECTIONS if old.get(name) != new.get(name)]


def _why_not(name: str, old: Any, new: Any) -> str:
    if name in LINES or name in SECTIONS:
        if not (old and new):
            return "it comes or goes"
        return beyond_typos(str(old), str(new))
    if name == "contact":
        return "" if old and new else "whether anybody is named changes"
    return "this is not a typo or a contact"


def _called(name: str, draft: dict[str, Any]) -> str:
    if name in SECTIONS:
        style = draft["section_style"] or next(iter(HEADINGS))
        return HEADINGS[style][SECTIONS.index(name)]
    return LINES.get(name) or name.replace("_", " ").capitalize()
