"""An empty library of the chosen kind, gone at the end of the block, and what work on it costs in CPU."""

import os
import secrets
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from urllib.parse import unquote, urlsplit

import django
from django.core.management import call_command

from tests.plugins import postgres

KINDS = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def library(kind: str) -> Iterator[None]:
    """Make the library and set Django up for it: import models inside the block, and open one only once a process."""
    with tempfile.TemporaryDirectory() as folder, _database(kind, folder) as url:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "casebook.settings",
            "DATABASE_URL": url,
            "SECRET_KEY": secrets.token_urlsafe(50),
            "ALLOWED_HOSTS": "localhost",
            "CASEBOOK_DATA_DIR": folder,
            "CASEBOOK_HTTPS": "0",
            "CASEBOOK_ORGANISATION": "",
            "CASEBOOK_CONTACT": "",
        }
        django.setup()
        call_command("migrate", verbosity=0)
        yield


def _database(kind: str, folder: str) -> AbstractContextManager[str]:
    """The address of a database, for as long as it is there."""
    return postgres.server() if kind == "postgres" else nullcontext(f"sqlite:///{folder}/bench.sqlite3")


class Clock:
    """Seconds of CPU that this process and the database's server have used; read it before and after the work."""

    def __init__(self) -> None:
        url = urlsplit(os.environ["DATABASE_URL"])
        self._server = url.scheme == "postgres"
        if self._server:
            folder = Path(unquote(url.netloc.rpartition("@")[2]))
            self._postmaster = int((folder / "data" / "postmaster.pid").read_text().split()[0])

    def start(self) -> tuple[float, float]:
        """This process's seconds and the server's; its own cost falls outside what is measured."""
        server = self._server_seconds()
        return time.process_time(), server

    def since(self, start: tuple[float, float]) -> tuple[float, float]:
        """What this process and the server have used since."""
        own = time.process_time()
        return own - start[0], self._server_seconds() - start[1]

    def _server_seconds(self) -> float:
        """Of the postmaster, its processes, and those of its processes that have ended."""
        if not self._server:
            return 0.0
        own = Path(f"/proc/{self._postmaster}")
        pids = [self._postmaster, *map(int, (own / f"task/{self._postmaster}/children").read_text().split())]
        ended = (own / "stat").read_text().rpartition(")")[2].split()[13:15]
        return sum(map(int, ended)) / TICKS + sum(map(_seconds, pids))


def _seconds(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except FileNotFoundError:  # it ended just now
        return 0.0
