"""Which links there are, trying each at most once a day, and when one counts as broken."""

import hashlib
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from entries import library
from entries.editorial.checks.addresses import Known, own_path
from entries.editorial.checks.passages import links
from entries.editorial.linkcheck.asking import Answer, Asker
from entries.models import CheckedLink, LinkState, SectionStyle

# On so many days, one after another or not, with no success between.
BROKEN_AFTER = 3
AGAIN_AFTER = timedelta(hours=20)
PAUSE = 2.0  # seconds between two questions to one host
NOBODY_ANSWERED = 5  # so many hosts, and the fault is ours
BATCH = 200
Progress = Callable[[CheckedLink], None]


class Offline(Exception):
    """No site answers: this machine is not let out. Of other sites nothing was noted."""


@dataclass(frozen=True, slots=True)
class Tried:
    """How a run went: how many links were tried, and how many are broken now."""

    tried: int
    broken: int


def gather() -> None:
    """Bring the rows up to date with the links that readers' pages hold now; those that no page holds go."""
    held: dict[str, set[int]] = defaultdict(set)
    for pk, url in _held():
        held[url].add(pk)
    urls = list(held)
    for at in range(0, len(urls), BATCH):
        with transaction.atomic():
            _bring_up_to_date({url: held[url] for url in urls[at : at + BATCH]})
    known = CheckedLink.objects.values_list("pk", "address")
    gone = [pk for pk, address in known if address not in held]
    for at in range(0, len(gone), BATCH):
        CheckedLink.objects.filter(pk__in=gone[at : at + BATCH]).delete()


def try_links(asker: Asker, pause: float = PAUSE, progress: Progress = lambda row: None) -> Tried:
    """Try what was not tried of late, host after host in turn. Raises Offline.

    A row is taken before its site is asked, so two machines do not ask twice, and a run that was stopped goes on.
    """
    now = timezone.now()
    due = [row for row in CheckedLink.objects.order_by("pk") if _is_due(row, now)]
    tried, heard = _try_own([row for row in due if own_path(row.address)], now, progress), False
    waiting: list[tuple[CheckedLink, Answer, datetime | None]] = []
    for row in _in_turn([row for row in due if not own_path(row.address)], pause):
        before = row.tried_at
        if not _taken(row, now):
            continue
        answer = asker.ask(row.address)
        heard = heard or answer.heard
        tried += 1
        if answer.works is None:
            _note_all([(row, answer, before)], progress)
            continue
        waiting.append((row, answer, before))
        # What was heard before any site answered may be this machine's own fault.
        if heard:
            _note_all(waiting, progress)
        elif len({_host(one.address) for one, _, _ in waiting}) >= NOBODY_ANSWERED:
            break
    if waiting:
        _give_back(waiting)
        raise Offline
    return Tried(tried, CheckedLink.objects.filter(state=LinkState.BROKEN).count())


def note(row: CheckedLink, answer: Answer, now: datetime) -> None:
    """Keep what came of a try: broken is what failed on `BROKEN_AFTER` days without working in between."""
    today = localdate(now)
    if answer.works is None:
        state, row.failed_days = LinkState.NOT_ASKED, 0
    elif answer.works:
        state, row.failed_days, row.failed_on = LinkState.WORKS, 0, None
    else:
        row.failed_days += row.failed_on != today
        row.failed_on = today
        state = LinkState.BROKEN if row.failed_days >= BROKEN_AFTER else LinkState.FAILING
    if state != row.state:
        row.state, row.since = state, now
    row.why, row.tried_at = answer.why[:200], now
    row.save()


def _held() -> Iterator[tuple[int, str]]:
    """The entry and address of each web link that a reader's page holds."""
    shown = library.visible(timezone.now()).only("document")
    for live in shown.iterator(chunk_size=BATCH):
        for _, url in links(live.document, SectionStyle.BIG_BOOK):
            if url.strip() and (own_path(url) or _scheme(url) in ("http", "https")):
                yield live.pk, url.strip()


def _bring_up_to_date(held: dict[str, set[int]]) -> None:
    """Make the rows of these addresses, and say which entries hold each."""
    found = CheckedLink.objects.filter(digest__in=[_digest(url) for url in held])
    rows = {row.digest: row for row in found.prefetch_related("entries")}
    for url, entries in held.items():
        row = rows.get(_digest(url))
        if row is None:
            row, _ = CheckedLink.objects.get_or_create(digest=_digest(url), defaults={"address": url})
        if {entry.pk for entry in row.entries.all()} != entries:
            row.entries.set(entries)


def _scheme(url: str) -> str:
    """The scheme of an address; that of a web page where it cannot be read, so that it is tried and named."""
    try:
        return urlsplit(url.strip()).scheme.lower()
    except ValueError:
        return "http"


def _document(urls: set[str]) -> dict[str, object]:
    """A document that holds nothing but these links."""
    rows = [{"url": url, "transcript_url": ""} for url in urls]
    return {"sections": {}, "updates": [], "resources": rows, "source_url": "", "booking_url": "", "audio_url": ""}


def _try_own(rows: list[CheckedLink], now: datetime, progress: Progress) -> int:
    """Try the links that lead into the library, which is asked itself; how many were tried."""
    known = Known({0: _document({row.address for row in rows})}, {0: SectionStyle.BIG_BOOK})
    taken = [row for row in rows if _taken(row, now)]
    _note_all([(row, _own(row, known), None) for row in taken], progress)
    return len(taken)


def _own(row: CheckedLink, known: Known) -> Answer:
    dead = known.leads_nowhere(own_path(row.address))
    return Answer(not dead, "There is no such page in the library." if dead else "")


def _is_due(row: CheckedLink, now: datetime) -> bool:
    return row.tried_at is None or row.tried_at < now - AGAIN_AFTER


def _in_turn(rows: list[CheckedLink], pause: float) -> Iterator[CheckedLink]:
    """Host after host, each at most once in `pause` seconds."""
    hosts: dict[str, deque[CheckedLink]] = defaultdict(deque)
    for row in rows:
        hosts[_host(row.address)].append(row)
    asked: dict[str, float] = {}
    while hosts:
        for host in list(hosts):
            if host in asked:
                time.sleep(max(0.0, asked[host] + pause - time.monotonic()))
            yield hosts[host].popleft()
            asked[host] = time.monotonic()
            if not hosts[host]:
                del hosts[host]


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _taken(row: CheckedLink, now: datetime) -> bool:
    """Whether nobody else tries it now; committed before this returns."""
    with transaction.atomic():
        found = CheckedLink.objects.select_for_update().filter(pk=row.pk).first()
        if found is None or not _is_due(found, now):
            return False
        found.tried_at = row.tried_at = timezone.now()
        found.save()
        return True


def _note_all(waiting: list[tuple[CheckedLink, Answer, datetime | None]], progress: Progress) -> None:
    while waiting:
        row, answer, _ = waiting.pop(0)
        with transaction.atomic():
            if CheckedLink.objects.select_for_update().filter(pk=row.pk).exists():
                note(row, answer, timezone.now())
        progress(row)


def _give_back(waiting: list[tuple[CheckedLink, Answer, datetime | None]]) -> None:
    for row, _, before in waiting:
        row.tried_at = before
        row.save()


def _digest(url: str) -> str:
    return hashlib.sha256(url.encode(errors="replace")).hexdigest()
