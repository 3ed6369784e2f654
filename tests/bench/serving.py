"""The library that the checks of whole pages look at: the demo's, served as in production, from a folder of its own."""

import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
PATIENCE = 30  # seconds that the server may take to be ready
OURS = ("CASEBOOK_", "DATABASE_URL", "CACHE_URL", "EMAIL_URL", "DEBUG")


@dataclass(frozen=True, slots=True)
class Served:
    """A library's address, and the settings under which its commands run; none when it is somebody else's."""

    base: str
    settings: dict[str, str] | None = None

    def manage(self, *arguments: str) -> str:
        """What a command of `manage.py` printed; raises CalledProcessError when it failed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.settings, check=True, text=True, stdout=subprocess.PIPE)
        return done.stdout


@contextmanager
def library(base: str = "") -> Iterator[Served]:
    """The library at `base`; without one the demo library, by gunicorn on a free port, until the block ends."""
    if base:
        yield Served(base.rstrip("/"))
        return
    with tempfile.TemporaryDirectory() as folder:
        port = _free_port()
        served = Served(f"http://{HOST}:{port}", _settings(folder))
        served.manage("demo", "--no-serve")
        command = [sys.executable, "-m", "gunicorn", "--bind", f"{HOST}:{port}", "--workers", "2"]
        command += ["--log-level", "warning", "casebook.wsgi"]
        log = Path(folder, "server.log")
        with log.open("w") as said:
            server = subprocess.Popen(command, cwd=ROOT, env=served.settings, stdout=said, stderr=said)
        try:
            if not _answers(served.base, server):
                raise SystemExit(f"The library does not answer at {served.base}.\n{log.read_text()}")
            yield served
        finally:
            server.terminate()
            server.wait()


def _settings(folder: str) -> dict[str, str]:
    """Production's, but for plain HTTP; nothing that this shell has set for another library."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return kept | {
        "SECRET_KEY": secrets.token_urlsafe(50),
        "ALLOWED_HOSTS": HOST,
        "CASEBOOK_HTTPS": "0",
        "CASEBOOK_DATA_DIR": folder,
        "CASEBOOK_ORGANISATION": "cheshire-and-wirral-partnership",
    }


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(base: str, server: subprocess.Popen[bytes]) -> bool:
    """Whether the server answers before it ends or PATIENCE does."""
    until = time.monotonic() + PATIENCE
    while server.poll() is None and time.monotonic() < until:
        try:
            urlopen(f"{base}/readyz").close()
        except URLError:
            time.sleep(0.2)
        else:
            return True
    return False
