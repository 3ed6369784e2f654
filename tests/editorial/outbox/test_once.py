"""Nothing goes out twice, or before it is committed: not with many senders, nor with one that is killed half-way."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.conf import settings
from django.db import connection, connections, transaction
from django.utils import timezone

from entries.editorial.outbox import send_waiting
from entries.models import Mail, MailState
from tests.editorial.outbox.mails import posted, states
from tests.smtp import Given, mail_server

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[3]


class Half(Exception):
    """What goes wrong after a mail was posted."""


def posted_in_vain() -> None:
    """Post a mail in a transaction that comes to nothing."""
    with transaction.atomic():
        posted()
        raise Half


def environment(port: int) -> dict[str, str]:
    """The settings of a process of its own, as production would have them, on this test's database."""
    db = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{db['NAME']}"
    else:
        where = {"host": db["HOST"], "port": db["PORT"]}
        socket = urlencode({name: value for name, value in where.items() if value})
        url = f"postgres://{quote(db['USER'])}@/{db['NAME']}?{socket}"
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "casebook.settings", "DATABASE_URL": url, "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "CASEBOOK_DATA_DIR": str(settings.DATA_DIR),
    }  # fmt: skip


def test_what_is_taken_back_was_never_posted(server: Given) -> None:
    with pytest.raises(Half):
        posted_in_vain()
    send_waiting()
    assert server.mails == []


def test_no_mail_is_sent_inside_a_transaction(server: Given) -> None:
    posted()
    with pytest.raises(RuntimeError), transaction.atomic():
        send_waiting()
    assert server.mails == []


def test_many_senders_at_once_send_each_mail_once(server: Given) -> None:
    for number in range(12):
        posted(f"person{number}@anyshire.example")

    def one(_: int) -> int:
        try:
            return send_waiting().sent
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(one, range(4))) == 12
    assert sorted(server.to()) == sorted(set(server.to()))
    assert set(states().values()) == {MailState.SENT}


def test_a_sender_killed_half_way_sends_nothing_twice() -> None:
    for number in range(5):
        posted(f"person{number}@anyshire.example")
    with mail_server() as (given, port):
        given.silent = True
        command = [sys.executable, "manage.py", "send_outbox"]
        sender = subprocess.Popen(command, cwd=ROOT, env=environment(port), stdout=subprocess.DEVNULL)
        given.wait_for(1)
        sender.send_signal(signal.SIGKILL)
        assert sender.wait(30) == -signal.SIGKILL
        given.silent = False
        again = subprocess.run(command, cwd=ROOT, env=environment(port), capture_output=True, text=True, timeout=60)
        assert (again.returncode, again.stdout) == (0, "4 mails sent.\n"), again.stderr
        assert sorted(given.to()) == [f"person{number}@anyshire.example" for number in range(5)]
    assert states()["person0@anyshire.example"] == MailState.SENDING
    Mail.objects.filter(state=MailState.SENDING).update(taken_at=timezone.now() - timedelta(hours=1))
    with mail_server() as (given, port):
        subprocess.run(command, cwd=ROOT, env=environment(port), check=True, capture_output=True, timeout=60)
        assert given.mails == []
    assert states()["person0@anyshire.example"] == MailState.UNSURE
