"""A file that two processes read, since one took so long that the other took it over: the review of it stays."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from entries.importers import received
from entries.models import Delivery, FoundEntry, FoundState, ReceivedFile
from tests import factories
from tests.admin.desk import signed_in
from tests.importers.sent import upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivery(tmp_path: Path) -> Delivery:
    """One story that was kept and not read yet."""
    path = tmp_path / "breaks.txt"
    path.write_text("Night breaks\nTeam: Night Care\nResults\nFewer falls.\n")
    return received.keep([upload(path)], user=factories.person("Editor"))


def test_the_slow_one_undoes_no_review(delivery: Delivery) -> None:
    slow = received._claimed(delivery)
    assert slow is not None
    ReceivedFile.objects.update(begun_at=timezone.now() - received.BROKEN_OFF - timedelta(seconds=1))
    received.read_on(delivery, 1)
    FoundEntry.objects.update(state=FoundState.LEFT_OUT)
    received._read(slow)
    assert [one.state for one in FoundEntry.objects.all()] == [FoundState.LEFT_OUT]


def test_the_page_that_waits_for_another_reader_does_not_ask_without_a_pause(delivery: Delivery) -> None:
    def pause(client: Client) -> str:
        return str(client.get(f"/admin/entries/delivery/{delivery.pk}/read/")["Refresh"].partition(";")[0])

    received._claimed(delivery)
    assert pause(signed_in("Editor")) == "2"
