"""The Book as PDF/UA-1: data and pictures laid out in a folder, and set there by the typesetter's own process."""

import json
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, time
from pathlib import Path

from entries.library.shapes import Picture
from entries.outlets.book.contents import Contents
from entries.outlets.book.data import typeset_data
from entries.outlets.book.failing import NotMade
from entries.outlets.book.pictures import Drawn, drawn

HERE = Path(__file__).parent


def make_pdf(contents: Contents, seconds: float) -> bytes:
    """The file; the same contents give the same bytes. Raises NotMade, also when it takes more than these seconds."""
    with tempfile.TemporaryDirectory(prefix="casebook-book-") as name:
        folder = Path(name)
        for template in (HERE / "template").glob("*.typ"):
            shutil.copy(template, folder)

        def draw(picture: Picture, where: str) -> tuple[str, Drawn]:
            made = drawn(picture, where)
            file = folder / f"{Path(picture.file).stem}.{made.ending}"
            file.write_bytes(made.content)
            return file.name, made

        (folder / "data.json").write_text(json.dumps(typeset_data(contents, draw)))
        _set(folder, contents, seconds)
        return (folder / "book.pdf").read_bytes()


def _set(folder: Path, contents: Contents, seconds: float) -> None:
    """Let the typesetter work in the folder; raises NotMade when it cannot, or takes too long."""
    day = contents.updated
    made = int(datetime.combine(day, time(), UTC).timestamp()) if day else 0
    command = [sys.executable, "-P", str(HERE / "typeset.py"), str(folder), str(made)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise NotMade(f"“{contents.title}” was not set within {seconds:.0f} seconds.") from None
    if done.returncode:
        said = done.stderr.strip() or f"the typesetter ended with status {done.returncode}"
        raise NotMade(f"“{contents.title}” cannot be set: {said}")
