"""What stands beside a story: what it belongs to, and where its words come from."""

from entries.library.shapes import Story


def beside(story: Story) -> list[tuple[str, list[str]]]:
    """What a story belongs to, each under its heading."""
    rows = [("Team" if len(story.teams) == 1 else "Teams", [team.name for team in story.teams])]
    rows += [(heading, [one.name for one in names]) for heading, names in story.stands_under]
    rows += [("Period", [story.period])] if story.period else []
    return [(heading, names) for heading, names in rows if names]


def notes(story: Story) -> list[str]:
    """What a reader should know of where the words come from."""
    found = ["The source gave no title; this one is ours."] if story.title_is_ours else []
    source = f"Source: {story.source}" if story.source else ""
    return [one for one in (*found, source, story.source_note) if one]
