"""Files made for readers: once for each state of the library, one at a time, whole or not at all."""

from pathlib import Path
from threading import Event, Thread
from typing import BinaryIO

import pytest
from django.test import Client

from entries.serving import Busy, made
from tests import factories


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: pytest.FixtureRequest) -> Path:
    """Where files are kept."""
    settings.DATA_DIR = tmp_path  # type: ignore[attr-defined]
    return tmp_path / "made"


def kept(folder: Path) -> list[Path]:
    """The files that are kept."""
    return [path for path in folder.rglob("*") if path.is_file() and path.name != "turn"]


def test_a_file_is_made_once(folder: Path) -> None:
    times = []
    for _ in range(2):
        with made("1", "sheet", lambda file: times.append(file.write(b"rows"))) as file:
            assert file.read() == b"rows"
    assert len(times) == 1


def test_another_state_makes_it_anew_and_drops_the_old_one(folder: Path) -> None:
    for state in ("1", "2"):
        with made(state, "sheet", lambda file: file.write(state.encode()) and None) as file:  # noqa: B023
            assert file.read() == state.encode()
    assert len(kept(folder)) == 1


def test_a_crash_in_the_middle_leaves_nothing(folder: Path) -> None:
    def crash(file: BinaryIO) -> None:
        file.write(b"half")
        raise OSError("The disk is full.")

    with pytest.raises(OSError, match="disk is full"):
        made("1", "sheet", crash)
    assert kept(folder) == []


def test_what_a_killed_process_left_is_removed(folder: Path) -> None:
    made("1", "one", lambda file: None).close()
    half = kept(folder)[0].with_name("half.part")
    half.write_bytes(b"half")
    made("1", "two", lambda file: None).close()
    assert not half.exists()


def test_one_file_is_made_at_a_time() -> None:
    begun, enough = Event(), Event()

    def slow(file: BinaryIO) -> None:
        begun.set()
        enough.wait(10)

    thread = Thread(target=lambda: made("1", "slow", slow).close())
    thread.start()
    begun.wait(10)
    try:
        with pytest.raises(Busy):
            made("1", "other", lambda file: None, wait=0.1)
    finally:
        enough.set()
        thread.join()
    made("1", "other", lambda file: None, wait=0.1).close()


def test_the_oldest_leaves_when_all_weigh_too_much(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("entries.serving.making.MOST_BYTES", 25)
    for name in ("one", "two", "three"):
        made("1", name, lambda file: file.write(b"0123456789") and None).close()
    assert len(kept(folder)) == 2


@pytest.mark.django_db
def test_a_reader_is_told_to_come_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.published("Rooms")

    def busy(*args: object) -> None:
        raise Busy

    monkeypatch.setattr("entries.views.outlets.made", busy)
    answer = client.get("/entries.csv")
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Load this page again in 10 seconds" in answer.content.decode()
    monkeypatch.setattr("entries.views.outlets.made", made)
    assert client.get("/entries.csv").status_code == 200
