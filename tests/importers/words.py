"""The words of drafts and of what was saved of them, to compare with those of a file."""

from collections import Counter

from reversion.models import Revision

from entries.importers import Draft
from entries.models import SECTIONS, Entry
from entries.text.folding import words
from entries.text.markup import plain_text


def words_in(draft: Draft) -> "Counter[str]":
    """Every word that a draft holds, wherever; a title of our own aside."""
    texts = [
        *([] if draft.title_is_ours else [draft.title]), *draft.teams, draft.organisation, *draft.care_groups,
        *draft.themes, draft.summary, draft.headline_result, draft.contact_name, draft.contact_email, *draft.unplaced,
        *(heading for heading, _ in draft.taken_for), *(picture.alt for picture in draft.pictures),
        *(plain_text(getattr(draft, name)) for name in SECTIONS),
        *(f"{figure.value} {figure.label}" for figure in draft.figures),
        *(f"{said.words} {said.speaker} {said.role}" for said in draft.quotes),
    ]  # fmt: skip
    return Counter(word for text in texts for word in words(text))


def words_saved() -> "Counter[str]":
    """Every word of all entries, their rows and their history's comments."""
    texts = list(Revision.objects.values_list("comment", flat=True))
    for entry in Entry.objects.all():
        texts += ["" if entry.title_is_ours else entry.title, entry.summary, str(entry.contact or "")]
        texts += [plain_text(getattr(entry, name)) for name in SECTIONS]
        texts += [team.name for team in entry.teams.all()]
        texts += [f"{figure.value} {figure.label}" for figure in entry.figures.all()]
        texts += [f"{quote.words} {quote.speaker} {quote.role}" for quote in entry.quotes.all()]
    return Counter(word for text in texts for word in words(text))
