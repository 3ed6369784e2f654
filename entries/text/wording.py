"""Numbers in words for readers, and texts cut to a length."""

FICTIONAL = "Fictional example"  # what readers must see with everything that is made up


def counted(value: int, one: str, many: str = "") -> str:
    """A number and what it counts: 1 project, 1,204 stories. Without `many`, a plain s."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def listed(*counts: tuple[int, str, str], last: str = ", ") -> str:
    """Several counts in a row, without those that are none; `last` stands before the last one."""
    words = [counted(*count) for count in counts if count[0]]
    return ", ".join(words[:-1]) + last + words[-1] if len(words) > 1 else "".join(words)


def shortened(text: str, most: int) -> str:
    """The text in at most so many characters, cut between two words if there are two."""
    if len(text) <= most:
        return text
    start = text[:most].rpartition(" ")[0] or text[: most - 1]
    return start.rstrip(" .,;:") + "…"


def forewarning(is_fictional: bool) -> str:
    """What stands before a text where no label can: `Fictional example: `, or nothing."""
    return f"{FICTIONAL}: " if is_fictional else ""
