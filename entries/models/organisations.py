"""Organisations and their teams."""

from typing import Any, ClassVar

from django.db import models

from entries.models.choices import NO_REGION, REGION_NAMES, Region
from entries.models.fields import LinkField, Retirable, Slugged
from entries.models.slugs import MergeableManager, SlugKind


class Organisation(Retirable, Slugged):
    """A trust, board, charity or supplier."""

    slug_kind = SlugKind.ORGANISATION
    objects: ClassVar[Any] = MergeableManager()
    name = models.CharField(max_length=200, unique=True, help_text="The full name, as readers know it.")
    short_name = models.CharField(
        max_length=80, blank=True, help_text="For a Book's cover and narrow places. May be empty."
    )
    region = models.CharField(
        max_length=40, choices=Region.choices, blank=True, help_text="Empty for national or no region."
    )
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        help_text="The organisation that took over its work, if it is no more.",
    )
    website = LinkField(blank=True)
    description = models.TextField(blank=True, help_text="One or two sentences for its page.")
    is_fictional = models.BooleanField(
        "fictional example", default=False, help_text="Everything from it is labelled “Fictional example”."
    )

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(region__in=["", *Region.values]), name="organisation_region_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(successor=models.F("id")), name="organisation_not_its_own_successor"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def region_slug(self) -> str:
        """The region's slug in addresses, also for none."""
        return self.region or NO_REGION

    @property
    def region_name(self) -> str:
        """The region's name for readers."""
        return REGION_NAMES[self.region_slug]


class Team(Retirable, Slugged):
    """A team of one organisation. Its slug is unique in the library."""

    slug_kind = SlugKind.TEAM
    objects: ClassVar[Any] = MergeableManager()
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="teams")
    note = models.TextField(
        blank=True, help_text="Shown with the team's projects: how the name stands in the source, say."
    )

    class Meta:
        ordering = ["slug"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="team_name_once_in_organisation")]

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"
