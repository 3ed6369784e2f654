"""A draft as readers would see it: the shape of an entry that nothing of was stored."""

from django.utils import timezone

from entries.library.derive import Names, derived
from entries.library.document import compose, with_rows
from entries.library.shapes import Story
from entries.library.stories import story_of
from entries.models import Entry, LiveVersion


def preview(entry: Entry, own: str = "") -> Story:
    """The story of an entry's draft. `own` is the slug of the site's organisation. Nothing is saved."""
    now = timezone.now()
    draft = with_rows(Entry.objects.filter(pk=entry.pk)).select_related("edition__organisation").get()
    # One that was never published bears today's date.
    draft.published_at = draft.published_at or now
    document = compose(draft)
    made = derived(draft, document, Names.of([document]))
    return story_of(LiveVersion(entry=draft, document=document, changed_at=now, **made), own)
