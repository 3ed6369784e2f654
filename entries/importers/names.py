"""What drafts refer to by name: organisations, teams, tags, editions. Looked up once a run; new ones made together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from itertools import chain, count
from typing import Any

from django.conf import settings

from entries.models import CareGroup, Edition, EditionState, OldSlug, Organisation, Team, Theme
from entries.models.fields import RESERVED_SLUGS
from entries.models.slugs import target_of
from entries.text.folding import fold

MODELS: tuple[Any, ...] = (Organisation, Team, CareGroup, Theme, Edition)
KINDS: dict[str, Any] = {str(model.slug_kind): model for model in MODELS}
LONGEST_SLUG = 80


@dataclass(slots=True, eq=False)
class Ref:
    """A row that drafts refer to: one of the database, or one to be made (no `pk` yet)."""

    model: Any
    name: str
    slug: str = ""
    pk: int | None = None
    organisation: "Ref | None" = None
    region: str = ""
    publishes_at: datetime | None = None
    retired: bool = False

    @property
    def kind(self) -> str:
        """What it is, for reports."""
        return str(self.model._meta.verbose_name)


@dataclass(slots=True)
class Names:
    """All names at the start of a run, and those that good rows asked for since."""

    new: list[Ref] = field(default_factory=list)
    _slugs: dict[tuple[Any, str], Ref] = field(default_factory=dict)
    _names: dict[tuple[Any, str, str], Ref] = field(default_factory=dict)

    @classmethod
    def now(cls) -> "Names":
        """What stands in the database, old slugs included."""
        found = cls()
        targets: dict[tuple[str, str], Ref] = {}
        organisations: dict[int, Ref] = {}
        for model in MODELS:
            for row in model._default_manager.all():
                ref = _ref(row, organisations)
                targets[row.slug_kind, target_of(row)] = ref
                found._put(ref)
        for old in OldSlug.objects.filter(kind__in=KINDS):
            # What it led to may be gone; the slug stays taken all the same.
            model, target = KINDS[old.kind], targets.get((old.kind, old.target))
            found._slugs.setdefault((model, old.slug), target or Ref(model, old.slug))
            if old.merged and target:
                # By the name it had, as far as its address tells, a file means what it is part of now.
                found._call(target, old.slug)
        return found

    @property
    def site(self) -> Ref | None:
        """The site's own organisation, if it is set and there."""
        return self._slugs.get((Organisation, settings.CASEBOOK_ORGANISATION))

    def find(self, model: Any, text: str, organisation: Ref | None = None) -> Ref | None:
        """The row with this slug, or else this name; a team only among its organisation's."""
        ref = self._slugs.get((model, text))
        if ref is not None and (organisation is None or ref.organisation is organisation):
            return ref
        return self._names.get((model, organisation.slug if organisation else "", _folded(text)))

    def of(self, model: Any) -> list[Ref]:
        """All of one table."""
        return [ref for (kind, _), ref in self._slugs.items() if kind is model]

    def accept(self, refs: Iterable[Ref]) -> None:
        """Take in what a good row needs made: from now on other rows find it."""
        for ref in refs:
            ref.slug = self._free_slug(ref)
            self._put(ref)
            self.new.append(ref)

    def make(self) -> None:
        """Save what was accepted, organisations first, so that others can refer to them."""
        for ref in sorted(self.new, key=lambda ref: MODELS.index(ref.model)):
            if ref.pk is None:
                ref.pk = _made(ref).pk

    def _put(self, ref: Ref) -> None:
        self._slugs[ref.model, ref.slug] = ref
        self._call(ref, ref.name)

    def _call(self, ref: Ref, name: str) -> None:
        scope = ref.organisation.slug if ref.organisation and ref.model is Team else ""
        self._names.setdefault((ref.model, scope, _folded(name)), ref)

    def _free_slug(self, ref: Ref) -> str:
        base = ref.slug or fold(ref.name).replace(" ", "-")[:LONGEST_SLUG].strip("-") or "unnamed"
        last = base
        if ref.model is Team and ref.organisation:
            last = f"{base[:60]}-{ref.organisation.slug}"[:110].strip("-")
        tries = chain([base, last], (f"{last}-{number}" for number in count(2)))
        return next(slug for slug in tries if slug not in RESERVED_SLUGS and (ref.model, slug) not in self._slugs)


# A file names few things many times.
@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return fold(text) or text.casefold()


def _ref(row: Any, organisations: dict[int, Ref]) -> Ref:
    ref = Ref(type(row), getattr(row, "name", "") or row.slug, row.slug, row.pk, retired=getattr(row, "retired", False))
    if isinstance(row, Organisation):
        ref.region = row.region
        organisations[row.pk] = ref
    elif isinstance(row, Team | Edition):
        ref.organisation = organisations[row.organisation_id]
        ref.publishes_at = getattr(row, "publishes_at", None)
    return ref


def _made(ref: Ref) -> Any:
    """The saved row: by `save()`, so that history and readers' view hear of it."""
    if ref.model is Organisation:
        return Organisation.objects.create(name=ref.name, slug=ref.slug, region=ref.region)
    if ref.model in (CareGroup, Theme):
        return ref.model.objects.create(name=ref.name, slug=ref.slug)
    assert ref.organisation is not None, "a team and an edition belong to an organisation"
    if ref.model is Team:
        return Team.objects.create(name=ref.name, slug=ref.slug, organisation_id=ref.organisation.pk)
    return Edition.objects.create(
        title=ref.name,
        slug=ref.slug,
        organisation_id=ref.organisation.pk,
        state=EditionState.PUBLISHED,
        publishes_at=ref.publishes_at,
    )
