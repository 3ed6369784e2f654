"""The tables, one subject per file; import them from here. Depends on `entries.search` and `entries.text`."""

from entries.models.checking import Acknowledgement, Corrected
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
from entries.models.entries import REVIEW_YEARS, Entry, years_after
from entries.models.judging import HEAVIEST, MOST_POINTS, Criterion, Interest, Judge, Judging, Score
from entries.models.keeping import OPEN_ASKS, Ask, AskState, CheckedLink, LinkState
from entries.models.links import GivenLink, LinkPurpose
from entries.models.live import ContentVersion, LastChange, LiveVersion, LoadRecord, Stale
from entries.models.organisations import Organisation, Team
from entries.models.outbox import Mail, MailState, MailText, Reminder
from entries.models.received import Delivery, FoundEntry, FoundState, ReadState, ReceivedFile
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
from entries.models.searching import BestBet, Search, Synonym
from entries.models.slugs import OldSlug, SlugKind
from entries.models.tags import CareGroup, EntryCareGroup, EntryTheme, Theme
from entries.models.upkeep import KnownDifferent, ReturnedSheet, Upkeep, UpkeepKind
from entries.models.users import User
from entries.search.tables import IndexedDocument, Posting, SurfaceWord, WordShape

__all__ = [
    "HEADINGS", "HEAVIEST", "MOST_POINTS", "NO_REGION", "OPEN_ASKS", "OUT_STATES", "PUBLIC_OUTCOMES", "REGION_NAMES",
    "REVIEW_YEARS", "SECTIONS", "Acknowledgement", "Ask", "AskState", "BestBet", "CareGroup", "CheckedLink", "Contact",
    "ContentVersion", "Corrected", "Criterion", "Delivery", "Edition", "EditionState", "Entry", "EntryCareGroup",
    "EntryPartner", "EntryTeam", "EntryTheme", "FoundEntry", "FoundState", "GivenLink", "IndexedDocument", "Interest",
    "Judge", "Judging", "KeyFigure", "Kind", "KnownDifferent", "LastChange", "Lesson", "LessonKind", "LinkPurpose",
    "LinkState", "LiveVersion", "LoadRecord", "Mail", "MailState", "MailText", "OldSlug", "Organisation", "Outcome",
    "PartnerRole", "Picture", "Posting", "Qualifier", "Quote", "ReadState", "ReceivedFile", "Region", "Reminder",
    "Resource", "ResourceKind", "ReturnedSheet", "Score", "Search", "SectionStyle", "SlugKind", "Stale", "Status",
    "SurfaceWord", "Synonym", "Team", "Theme", "Update", "Upkeep", "UpkeepKind", "User", "WordShape", "years_after",
]  # fmt: skip
