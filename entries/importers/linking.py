"""The columns that name other rows: edition, organisation and its region, teams, care groups, themes."""

from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError

from entries.importers.cells import Wrong
from entries.importers.draft import Draft
from entries.importers.names import Names, Ref
from entries.importers.options import Options
from entries.models import REGION_NAMES, CareGroup, Edition, Organisation, Team, Theme
from entries.models.choices import NO_REGION
from entries.models.fields import RESERVED_SLUGS
from entries.text.folding import fold

if TYPE_CHECKING:
    from entries.importers.plan import Plan

TAGS: dict[str, Any] = {"care_groups": CareGroup, "themes": Theme}
REGIONS = {
    fold(text): "" if slug == NO_REGION else slug for slug, name in REGION_NAMES.items() for text in (slug, name)
}
COLUMNS = {"teams": "team"}
LINKED = {"teams": ("team_links", "team_id"), "care_groups": ("care_group_links", "tag_id"),
          "themes": ("theme_links", "tag_id")}  # fmt: skip


@dataclass(slots=True)
class Linking:
    """Finds what a draft names, or lays out what must be made for it."""

    draft: Draft
    plan: "Plan"
    names: Names
    options: Options
    now: datetime
    wrong: Wrong
    made: dict[tuple[Any, str], Ref] = field(default_factory=dict)

    def work_out(self) -> None:
        """Fill in the plan's edition, links and new names."""
        organisation = self._organisation()
        self._edition(organisation)
        self._teams(organisation)
        for column, model in TAGS.items():
            found = [self._named(model, column, text) for text in getattr(self.draft, column)]
            self._link(column, [ref for ref in found if ref])
        self.plan.new_names = list(self.made.values())

    def _organisation(self) -> Ref | None:
        region = self._region()
        text = " ".join(self.draft.organisation.split())
        ref = self._named(Organisation, "organisation", text, region=region or "") if text else self._default()
        if ref and region is not None and ref.region != region:
            self.wrong(
                "region", f"“{ref.name}” stands under “{REGION_NAMES[ref.region or NO_REGION]}”, not under "
                f"“{self.draft.region}”. Correct the row or the organisation."
            )  # fmt: skip
        return ref

    def _default(self) -> Ref | None:
        """The site's own organisation; for a document, which seldom names one, that of its Book."""
        book = self.names.find(Edition, self._asked_edition()) if self.draft.is_document else None
        return book.organisation if book and book.organisation else self.names.site

    def _asked_edition(self) -> str:
        return self.draft.edition or self.options.edition or self.draft.edition_named

    def _region(self) -> str | None:
        """The region's value ("" for none), or None when the cell is blank or wrong."""
        if not self.draft.region:
            return None
        region = REGIONS.get(fold(self.draft.region))
        if region is None:
            self.wrong("region", f"“{self.draft.region}” is none of {', '.join(REGION_NAMES.values())}.")
        return region

    def _edition(self, organisation: Ref | None) -> None:
        entry = self.plan.entry
        text = self.draft.edition or ("" if entry.edition_id else self._asked_edition())
        if not text:
            return
        owner = organisation or self.names.site
        ref = self._named(Edition, "edition", text, organisation=owner, publishes_at=self.now)
        if ref and ref.pk is None and ref.organisation is None:
            self.wrong("edition", f"“{text}” is new, and there is no organisation whose Book it could be.")
        if ref and (ref.pk is None or ref.pk != entry.edition_id):
            self.plan.edition = ref
            self.plan.changed.add("edition")

    def _teams(self, organisation: Ref | None) -> None:
        if not self.draft.teams:
            if self.draft.is_partial:
                return
            if self.draft.is_document and not self.options.publish:
                return
            if self.plan.is_new or not self.plan.entry.team_links.all():
                self.wrong("team", "is blank. Readers need to know whose work it is.")
            return
        if organisation is None:
            if not self.draft.organisation:
                self.wrong("organisation", _no_organisation())
            return
        found = [self._named(Team, "team", text, organisation=organisation) for text in self.draft.teams]
        self._link("teams", [ref for ref in found if ref])

    def _link(self, column: str, refs: list[Ref]) -> None:
        """Take over the links that a cell asks for, unless they stand already."""
        refs = list(dict.fromkeys(refs))
        if not refs:
            return
        if not self.plan.is_new:
            links, target = LINKED[column]
            before = [getattr(link, target) for link in getattr(self.plan.entry, links).all()]
            now = [ref.pk for ref in refs]
            if before == now or (column in TAGS and set(before) == set(now)):
                return
            self._refuse_retired(column, [ref for ref in refs if ref.pk not in before])
        else:
            self._refuse_retired(column, refs)
        self.plan.links[column] = refs
        self.plan.changed.add(column)

    def _refuse_retired(self, column: str, refs: list[Ref]) -> None:
        for ref in refs:
            if ref.retired:
                self.wrong(COLUMNS.get(column, column), f"“{ref.name}” is retired: entries that have it keep it, "
                           "and no other gets it.")  # fmt: skip

    def _named(self, model: Any, column: str, text: str, **fields: Any) -> Ref | None:
        """What the text names; else a row to be made, or None when it may not be."""
        scope = fields.get("organisation") if model is Team else None
        if ref := self.names.find(model, text, scope):
            return ref
        key = (model, fold(text) or text)
        if key not in self.made and not self._may_make(model, column, text):
            return None
        slug = fold(text).replace(" ", "-") if model is Edition else ""
        return self.made.setdefault(key, Ref(model, text, slug, **fields))

    def _may_make(self, model: Any, column: str, text: str) -> bool:
        name = model._meta.verbose_name
        if model not in (Team, Theme):
            if not self.options.create:
                near = get_close_matches(text, [ref.name for ref in self.names.of(model)], 1)
                hint = f" Is it “{near[0]}”?" if near else ""
                hint += " To make new ones: --create." if self.options.by_command else ""
                self.wrong(column, f"there is no {name} “{text}”.{hint}")
                return False
            if not self.options.may_make(model):
                self.wrong(column, f"{self.options.user} may not make the {name} “{text}”.")
                return False
        return self._holds(model, column, text)

    def _holds(self, model: Any, column: str, text: str) -> bool:
        """Whether the text can be the name of a new row."""
        try:
            model._meta.get_field("title" if model is Edition else "name").clean(text, None)
        except ValidationError as error:
            self.wrong(column, " ".join(error.messages))
            return False
        if model is Edition and (slug := fold(text).replace(" ", "-")) in RESERVED_SLUGS | {""}:
            self.wrong(column, f"“{slug}” cannot be the address of an edition.")
            return False
        return True


def _no_organisation() -> str:
    own = settings.CASEBOOK_ORGANISATION
    if own:
        return f"is blank, and the site's own (CASEBOOK_ORGANISATION={own}) is not in the library."
    return "is blank, and the site has none of its own (CASEBOOK_ORGANISATION is not set)."
