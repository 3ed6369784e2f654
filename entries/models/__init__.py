"""The tables, one subject per file; import them from here. Depends on `entries.text` and nothing else of ours."""

from entries.models.choices import (
    HEADINGS,
    NO_REGION,
    OUT_STATES,
    PUBLIC_OUTCOMES,
    REGION_NAMES,
    SECTIONS,
    EditionState,
    Kind,
    LessonKind,
    Outcome,
    PartnerRole,
    Qualifier,
    Region,
    ResourceKind,
    SectionStyle,
    Status,
)  # fmt: skip
from entries.models.contacts import Contact
from entries.models.editions import Edition
from entries.models.entries import Entry
from entries.models.live import ContentVersion, LiveVersion, LoadRecord, Stale
from entries.models.organisations import Organisation, Team
from entries.models.rows import (
    EntryPartner,
    EntryTeam,
    KeyFigure,
    Lesson,
    Picture,
    Quote,
    Resource,
    Update,
)  # fmt: skip
from entries.models.slugs import OldSlug, SlugKind
from entries.models.tags import CareGroup, EntryCareGroup, EntryTheme, Theme
from entries.models.users import User

__all__ = [
    "HEADINGS", "NO_REGION", "OUT_STATES", "PUBLIC_OUTCOMES", "REGION_NAMES", "SECTIONS",
    "CareGroup", "Contact", "ContentVersion", "Edition", "EditionState", "Entry", "EntryCareGroup", "EntryPartner",
    "EntryTeam", "EntryTheme", "KeyFigure", "Kind", "Lesson", "LessonKind", "LiveVersion", "LoadRecord", "OldSlug",
    "Organisation", "Outcome", "PartnerRole", "Picture", "Qualifier", "Quote", "Region", "Resource", "ResourceKind",
    "SectionStyle", "SlugKind", "Stale", "Status", "Team", "Theme", "Update", "User",
]  # fmt: skip
