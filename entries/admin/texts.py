"""Ready-made texts on an entry's page: made of what readers see, to change and copy. Nothing is stored."""

from django.http import HttpRequest

from entries import library
from entries.library.addresses import entry_address
from entries.models import Entry
from entries.outlets.texts import ReadyMade, ready_made


def texts_of(request: HttpRequest, entry: Entry) -> tuple[ReadyMade, ...]:
    """The texts of an entry that readers see; none for any other."""
    reading = library.read()
    try:
        story = reading.story(entry.slug)
    except (library.Missing, library.Moved, library.Gone):
        return ()
    return ready_made(story, reading.site, request.build_absolute_uri(entry_address(entry.slug)))
