"""What an editor may put live without a publisher, where the settings allow it: corrections, and nothing beyond them.

A correction changes who to ask (not whether anybody is named), or typos in the title, the lines and the sections.
"""

from dataclasses import dataclass
from typing import Any

from entries import library
from entries.models import HEADINGS, SECTIONS, Corrected, Entry, LiveVersion
from entries.text.typos import beyond_typos

LINES = {"title": "Title", "summary": "Summary", "headline_result": "What changed, in one line"}


@dataclass(frozen=True, slots=True)
class Correction:
    """What waits in a published entry's draft: the names of what is corrected, and what goes beyond, with why.

    `texts` holds, by field, each text that a publisher put out and what corrections would have made of it.
    """

    mended: tuple[str, ...]
    beyond: tuple[str, ...]
    texts: dict[str, list[str]]


def corrected(entry: Entry) -> Correction:
    """Look at what waits. A text is measured against the one that a publisher put out, so that corrections add up."""
    live, draft = _both(entry)
    put_out = _put_out(entry, live)
    mended, beyond = [], []
    for name, old, new in _differences(live, draft):
        if _is_text(name):
            old = put_out.setdefault(name, old)
        why = _why_not(name, old, new)
        if why:
            beyond.append(f"{_called(name, draft)}: {why}.")
        else:
            mended.append(_called(name, draft))
    now = {**draft, **draft["sections"]}
    texts = {name: [old, now.get(name, "")] for name, old in put_out.items()}
    return Correction(tuple(mended), tuple(beyond), texts)


def waiting(entry: Entry) -> set[str]:
    """The names of what the draft of a published entry has otherwise than readers see it."""
    return {name for name, _, _ in _differences(*_both(entry))}


def remember(entry: Entry, correction: Correction) -> None:
    """Keep what a publisher put out of the texts that a correction changes."""
    Corrected.objects.update_or_create(entry=entry, defaults={"texts": correction.texts})


def forget(entry: Entry) -> None:
    """What a publisher puts out is what later corrections are measured against."""
    Corrected.objects.filter(entry=entry).delete()


def _both(entry: Entry) -> tuple[dict[str, Any], dict[str, Any]]:
    draft = library.compose(library.with_rows(Entry.objects.filter(pk=entry.pk)).get())
    return LiveVersion.objects.get(pk=entry.pk).document, draft


def _put_out(entry: Entry, live: dict[str, Any]) -> dict[str, str]:
    """The texts before corrections. One that readers see otherwise by now was put out anew, by a load, say."""
    kept = Corrected.objects.filter(entry=entry).first()
    seen = {**live, **live["sections"]}
    return {name: before for name, (before, after) in kept.texts.items() if seen.get(name) == after} if kept else {}


def _differences(live: dict[str, Any], draft: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    found = [
        (name, live.get(name), draft.get(name))
        for name in {**live, **draft}
        if name != "sections" and live.get(name) != draft.get(name)
    ]
    old, new = live["sections"], draft["sections"]
    return found + [(name, old.get(name, ""), new.get(name, "")) for name in SECTIONS if old.get(name) != new.get(name)]


def _why_not(name: str, old: Any, new: Any) -> str:
    if _is_text(name):
        if not (old and new):
            return "it comes or goes"
        return beyond_typos(str(old), str(new))
    if name == "contact":
        return "" if old and new else "whether anybody is named changes"
    return "this is not a typo or a contact"


def _is_text(name: str) -> bool:
    return name in LINES or name in SECTIONS


def _called(name: str, draft: dict[str, Any]) -> str:
    if name in SECTIONS:
        style = draft["section_style"] or next(iter(HEADINGS))
        return HEADINGS[style][SECTIONS.index(name)]
    return LINES.get(name) or name.replace("_", " ").capitalize()
