"""`demo`: run as newcomers run it, in a folder of its own."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = ("CASEBOOK_", "DATABASE_", "DJANGO_", "SECRET_KEY", "ALLOWED_HOSTS")


def demo(folder: Path, *arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    """The command in an environment where nothing else is set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return subprocess.run(
        [sys.executable, "manage.py", "demo", *arguments],
        cwd=ROOT,
        env={**kept, "CASEBOOK_DATA_DIR": str(folder), **settings},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_it_prepares_all_and_harms_nothing_when_run_again(tmp_path: Path) -> None:
    first, second = demo(tmp_path, "--no-serve"), demo(tmp_path, "--no-serve")
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert re.search(r"^Sign in: demo / \S{12,}$", first.stdout, re.M)
    assert "big_book_2023_24.json: entries: 7 created" in first.stdout
    assert "Sign in" not in second.stdout
    assert "big_book_2023_24.json: entries: 0 created, 0 updated, 7 unchanged" in second.stdout
    assert (tmp_path / "static" / "staticfiles.json").exists()
    assert "conflict " not in second.stdout


def test_reset_refuses_any_other_database(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite3"
    other.write_bytes(b"")
    done = demo(tmp_path, "--no-serve", "--reset", DATABASE_URL=f"sqlite:///{other}")
    assert done.returncode == 1
    assert "trial's own database only" in done.stderr
    assert other.exists()


def test_a_port_in_use_is_named(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = demo(tmp_path, "--port", str(port))
    assert done.returncode == 1
    assert f"Port {port} cannot be used" in done.stderr


@pytest.mark.parametrize("port", ["0", "70000"])
def test_a_port_that_cannot_be_is_refused(port: str, tmp_path: Path) -> None:
    assert demo(tmp_path, "--port", port).returncode != 0
