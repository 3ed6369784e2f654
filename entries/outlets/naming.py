"""What a selection is called where no page stands around it: in the title of a feed, the name of a file."""

from django.utils.text import Truncator

from entries.library import Results, Selection

LONGEST = 120


def in_words(selection: Selection, results: Results) -> str:
    """The words and filters of a selection: “sepsis”, Wards, Rest; "" when it is everything."""
    words = [f"“{Truncator(selection.q).chars(LONGEST)}”"] if selection.q else []
    return ", ".join([*words, *(chip.name for chip in results.chips)])
