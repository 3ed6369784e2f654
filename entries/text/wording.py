"""Numbers in words for readers."""


def counted(value: int, one: str, many: str = "") -> str:
    """A number and what it counts: 1 project, 1,204 stories. Without `many`, a plain s."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def listed(*counts: tuple[int, str, str], last: str = ", ") -> str:
    """Several counts in a row, without those that are none; `last` stands before the last one."""
    words = [counted(*count) for count in counts if count[0]]
    return ", ".join(words[:-1]) + last + words[-1] if len(words) > 1 else "".join(words)
