"""Files made for readers (sheets, Books): made once for each state of the library, one at a time, kept on disk.

Nothing here outlives the state it was made in, and a file is there whole or not at all.
"""

import fcntl
import hashlib
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from django.conf import settings

Write = Callable[[BinaryIO], None]

WAIT = 3.0  # seconds that a request waits for its turn
STEP = 0.05
RETRY_AFTER = 10  # seconds, for who did not get a turn
MOST_BYTES = 500_000_000  # of all files together
PART = ".part"


class Busy(Exception):
    """Another file is being made."""


def made(state: str, name: str, write: Write, *, wait: float = WAIT) -> BinaryIO:
    """The file of that name in this state of the library, open to read; made by `write` when it is not there yet.

    Raises Busy when files are being made for longer than `wait` seconds. What `write` raises leaves nothing behind.
    """
    folder = _root() / _short(state)
    target = folder / _short(name)
    if found := _opened(target):
        return found
    with _turn(wait):
        if found := _opened(target):
            return found
        _clear(folder)
        folder.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(PART)
        try:
            with part.open("wb") as file:
                write(file)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        _make_room(folder, target)
        return target.open("rb")


def size_of(state: str, name: str) -> int | None:
    """How many bytes the file has; None while it was not made in this state of the library."""
    try:
        return (_root() / _short(state) / _short(name)).stat().st_size
    except FileNotFoundError:
        return None


def _root() -> Path:
    return Path(settings.DATA_DIR) / "made"


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _opened(path: Path) -> BinaryIO | None:
    try:
        return path.open("rb")
    except FileNotFoundError:
        return None


@contextmanager
def _turn(wait: float) -> Iterator[None]:
    """Be the only one of all processes and threads that makes a file. A process that dies gives its turn back."""
    _root().mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + wait
    with (_root() / "turn").open("wb") as file:
        while not _taken(file):
            if time.monotonic() >= until:
                raise Busy
            time.sleep(STEP)
        yield


def _taken(file: IO[bytes]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _clear(folder: Path) -> None:
    """Remove what belongs to other states, and parts that a crash left."""
    for other in _root().iterdir():
        if other.is_dir() and other != folder:
            shutil.rmtree(other, ignore_errors=True)
    for part in folder.glob(f"*{PART}"):
        part.unlink(missing_ok=True)


def _make_room(folder: Path, newest: Path) -> None:
    """Remove the oldest files while all of them weigh too much; the newest stays."""
    files = sorted((file for file in folder.iterdir() if file != newest), key=lambda file: file.stat().st_mtime)
    weight = sum(file.stat().st_size for file in [*files, newest])
    for file in files:
        if weight <= MOST_BYTES:
            return
        weight -= file.stat().st_size
        file.unlink()
