"""Who last changed a draft: noted where every change comes by, since a note at each road would miss the next road."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from entries.models import LastChange


def note_changes(drafts: Mapping[int, Mapping[str, Any]], user: Any, authors_stay: bool = False) -> None:
    """Note who changed these drafts (documents by entry's id), where they say something else than before.

    With `authors_stay` it remains whoever it was: a name or contact changed on all entries at once.
    """
    rows = LastChange.objects.filter(entry__in=drafts).values_list("entry", "digest", "by")
    known = {pk: (digest, by) for pk, digest, by in rows}
    now, own = timezone.now(), user.pk if user else None
    changed = []
    for pk, draft in drafts.items():
        digest, by = known.get(pk, ("", own))
        if (new := _digest(draft)) != digest:
            changed.append(LastChange(entry_id=pk, digest=new, by_id=by if authors_stay else own, at=now))
    LastChange.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["entry"], update_fields=["digest", "by", "at"]
    )


def _digest(draft: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(draft, sort_keys=True).encode()).hexdigest()
