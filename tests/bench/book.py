"""How long a Book of N generated entries takes to make, as PDF and as EPUB, over a scratch SQLite library.

    python -m tests.bench.book [N] [FOLDER]

Each entry has some 500 words in three sections, four figures, a quote and two lessons; every third one a picture and
a table. Prints seconds by the clock and of CPU, the typesetter's process included, and the size; the best of three.
With FOLDER, the files are left there.
"""

import os
import sys
import time
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.bench.scratch import library as scratch
from tests.bench.synthetic import Text, Words

ROUNDS = 3
BUDGETS = {"pdf": 10, "epub": 2}  # seconds, for 100 entries
PARTS, TEAMS, THEMES = 6, 40, 20


def fill(number: int) -> None:
    """Publish a Book of so many entries."""
    # Models may be imported only when there is a database to ask.
    from django.core.files.base import ContentFile
    from PIL import Image

    from entries.editorial.actions import publish
    from entries.models import Lesson, Picture, Quote
    from tests import factories

    words = Words()
    book = factories.edition("2024-25", foreword=_html(words.text().paragraphs[:3]))
    drawn = BytesIO()
    Image.effect_noise((1200, 700), 40).save(drawn, "JPEG")
    for at in range(number):
        text = words.text()
        entry = factories.entry(
            text.title,
            edition=book,
            summary=text.summary,
            headline_result=text.headline,
            care_groups=[f"part-{at % PARTS}"],
            themes=[f"theme-{at % THEMES}", f"theme-{at % 7}"],
            teams=[factories.team(f"team-{at % TEAMS}")],
            figures=[(f"{n}{at}%", " ".join(words.some(5))) for n in range(1, 5)],
            contact=factories.contact(f"team.{at % TEAMS}@anyshire.example"),
            **_sections(text, at),
        )
        Quote.objects.create(entry=entry, words=" ".join(words.some(20)), speaker="A nurse")
        for kind in ("cost", "pitfall"):
            Lesson.objects.create(entry=entry, kind=kind, text=" ".join(words.some(25)))
        if at % 3 == 0:
            # Each a file of its own, as in a real Book.
            file = ContentFile(drawn.getvalue() + bytes([at % 256]), name="picture.jpg")
            Picture.objects.create(entry=entry, file=file, alt="Noise", caption=" ".join(words.some(8)))
        publish(entry)


def _sections(text: Text, at: int) -> dict[str, str]:
    third = -(-len(text.paragraphs) // 3)
    parts = [text.paragraphs[start : start + third] for start in range(0, len(text.paragraphs), third)]
    found = dict(zip(("aims", "actions", "results"), map(_html, parts), strict=False))
    if at % 3 == 0:
        rows = "".join(f"<tr><td>Month {n}</td><td>{n * at}</td><td>{n + at}</td></tr>" for n in range(6))
        found["results"] += f"<table><tr><th>When</th><th>Before</th><th>After</th></tr>{rows}</table>"
    return found


def _html(paragraphs: Any) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in paragraphs)


def spent() -> float:
    """Seconds of CPU that this process and those it started have used."""
    return sum(os.times()[:4])


def measure(ending: str, folder: Path | None) -> str:
    """One line of the table."""
    from entries import library
    from entries.outlets.book import FORMATS, book_contents

    rounds = []
    for _ in range(ROUNDS):
        library.forget()
        began, used = time.monotonic(), spent()
        made = FORMATS[ending].make(book_contents(library.read(), "2024-25", "https://casebook.example"))
        rounds.append((time.monotonic() - began, spent() - used))
    if folder:
        (folder / f"generated.{ending}").write_bytes(made)
    clock, cpu = min(rounds)
    return f"{ending:5} {clock:6.2f} s, CPU {cpu:6.2f} s, {len(made) / 1e6:6.2f} MB (100: {BUDGETS[ending]} s)"


def main(number: int, folder: Path | None) -> None:
    """Make the library, then the files."""
    with scratch("sqlite"):
        fill(number)
        print(f"A Book of {number} entries, the best of {ROUNDS} rounds:")
        for ending in BUDGETS:
            print(measure(ending, folder))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100, Path(sys.argv[2]) if len(sys.argv) > 2 else None)
