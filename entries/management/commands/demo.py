"""A trial with one command: database, sample Books, an account, and the site on this machine."""

import importlib.util
import os
import secrets
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import get_internal_wsgi_application, run
from django.db import connection

from entries.bigbook import Broken, copy_media, load
from entries.models import User

HOST = "127.0.0.1"
ACCOUNT = "demo"


class Command(BaseCommand):
    """Safe to run again: what was edited in the trial is kept."""

    help = "Try Casebook: make the database, load the sample Books, make an account, and serve on this machine."
    # The database may not be there yet, and migrations come first.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be asked for."""
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="prepare all, do not serve")
        parser.add_argument("--reset", action="store_true", help="begin anew: delete the trial's SQLite file first")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, then serve; raises CommandError when something stands in the way."""
        if not options["no_serve"]:
            _check_port(options["port"])
        if options["reset"]:
            _reset()
        call_command("migrate", interactive=False, verbosity=0)
        fixtures = settings.BASE_DIR / "fixtures"
        copy_media(fixtures / "media")
        for path in sorted(fixtures.glob("*.json")):
            self._load(path)
        self._make_account()
        if _static_files_are_old():
            call_command("collectstatic", interactive=False, verbosity=0)
        if not options["no_serve"]:
            self.stdout.write(f"Casebook is at http://{HOST}:{options['port']}/ (Ctrl+C stops it).")
            self.stdout.flush()
            connection.close()
            _serve(options["port"])

    def _load(self, path: Path) -> None:
        try:
            report = load(path)
        except Broken as error:
            raise CommandError(f"{error} Nothing of this file was saved.") from error
        for line in report.conflicts:
            self.stdout.write(str(line))
        self.stdout.write(report.summary())

    def _make_account(self) -> None:
        if User.objects.filter(username=ACCOUNT).exists():
            return
        password = secrets.token_urlsafe(12)
        User.objects.create_superuser(ACCOUNT, password=password)
        self.stdout.write(f"Sign in: {ACCOUNT} / {password}")


def _check_port(port: int) -> None:
    if not 0 < port < 65536:
        raise CommandError(f"Port {port} cannot be. Ports are 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used ({error.strerror}). "
                f"Another program may be serving there: choose another, as in --port {8001 if port == 8000 else 8000}."
            ) from error


def _reset() -> None:
    """Delete the default SQLite file, and no other database."""
    file = settings.DATA_DIR / "casebook.sqlite3"
    if connection.vendor != "sqlite" or Path(connection.settings_dict["NAME"]) != file:
        raise CommandError(
            f"--reset deletes the trial's own database only, which is {file}. DATABASE_URL names another."
        )
    connection.close()
    for ending in ("", "-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)


def _static_files_are_old() -> bool:
    """Whether a static file is missing from what was collected, or newer."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not manifest.exists():
        return True
    collected = manifest.stat().st_mtime
    found = [(name, store) for finder in get_finders() for name, store in finder.list(None)]
    root = Path(settings.STATIC_ROOT)
    return any(
        not (root / name).exists() or Path(store.path(name)).stat().st_mtime > collected for name, store in found
    )


def _serve(port: int) -> None:
    if importlib.util.find_spec("fcntl") and importlib.util.find_spec("gunicorn"):
        arguments = ["--bind", f"{HOST}:{port}", "--workers", "2", "--log-level", "warning"]
        arguments += ["--chdir", str(settings.BASE_DIR), "casebook.wsgi"]
        # In this process's place, so that Ctrl+C and signals reach the server itself.
        os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *arguments])
    # Where gunicorn does not run (Windows); static files are WhiteNoise's work here too.
    run(HOST, port, get_internal_wsgi_application(), threading=True)
