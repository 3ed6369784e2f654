"""Who last changed a draft: noted where every change comes by, since a note at each road would miss the next road."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from entries.models import LastChange


def note_changes(drafts: Mapping[int, Mapping[str, Any]], user: Any) -> None:
    """Note who changed these drafts (documents by entry's id), where they say something else than before."""
    known = dict(LastChange.objects.filter(entry__in=drafts).values_list("entry", "digest"))
    digests = {pk: _digest(draft) for pk, draft in drafts.items()}
    now = timezone.now()
    LastChange.objects.bulk_create(
        [
            LastChange(entry_id=pk, digest=digest, by=user, at=now)
            for pk, digest in digests.items()
            if known.get(pk) != digest
        ],
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["digest", "by", "at"],
    )


def _digest(draft: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(draft, sort_keys=True).encode()).hexdigest()
