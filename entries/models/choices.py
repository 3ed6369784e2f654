"""The closed lists: what an entry, an edition, a lesson or a region can be. Values stand in addresses and files."""

from django.db import models


class Kind(models.TextChoices):
    """What an entry is."""

    CASE_STUDY = "case-study", "Case study"
    BLUEPRINT = "blueprint", "Blueprint"
    BLOG = "blog", "Blog"
    NEWS = "news", "News"
    AWARD = "award", "Award"
    EVENT = "event", "Event"
    PODCAST = "podcast", "Podcast"
    INSIGHT = "insight", "Insight"


class SectionStyle(models.TextChoices):
    """What the sections of an entry are called on the page."""

    BIG_BOOK = "big-book", "Big Book (What did we want to achieve?)"
    CSU = "csu", "Commissioning support unit (Background, Action, Impact)"
    NATIONAL = "national", "National (What the organisation faced)"
    BLUEPRINT = "blueprint", "Blueprint (Benefits, pitfalls)"


SECTIONS = ("aims", "actions", "results", "next_steps", "lessons_learned")
HEADINGS: dict[str, tuple[str, ...]] = {
    SectionStyle.BIG_BOOK: ("What did we want to achieve?", "What we did", "Results", "Next steps", "What we learned"),
    SectionStyle.CSU: ("Background", "Action", "Impact", "Future steps", "Lessons"),
    SectionStyle.NATIONAL: ("What the organisation faced", "Improvement", "Outcome", "Next steps", "Lessons learned"),
    SectionStyle.BLUEPRINT: ("Background", "What we did", "Benefits", "Next steps", "Pitfalls and lessons"),
}


class Status(models.TextChoices):
    """How far an entry is on its way to readers."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    IN_REVIEW = "in-review", "In review"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Outcome(models.TextChoices):
    """What judging decided, for entries of an edition."""

    UNDECIDED = "undecided", "Undecided"
    FULL = "full", "Full story"
    MENTION = "mention", "Honourable mention"
    NOT_USED = "not-used", "Not in this Book"


PUBLIC_OUTCOMES = ("", Outcome.FULL, Outcome.MENTION)


class EditionState(models.TextChoices):
    """How far a Book is."""

    COLLECTING = "collecting", "Collecting"
    JUDGING = "judging", "Judging"
    PUBLISHED = "published", "Published"
    CLOSED = "closed", "Closed"


OUT_STATES = (EditionState.PUBLISHED, EditionState.CLOSED)


class Qualifier(models.TextChoices):
    """How a counted number is to be read."""

    NEARLY = "nearly", "Nearly"
    ABOUT = "about", "About"
    OVER = "over", "Over"


class Region(models.TextChoices):
    """NHS England's seven regions and the other nations; blank is national or no region."""

    EAST_OF_ENGLAND = "east-of-england", "East of England"
    LONDON = "london", "London"
    MIDLANDS = "midlands", "Midlands"
    NORTH_EAST_AND_YORKSHIRE = "north-east-and-yorkshire", "North East and Yorkshire"
    NORTH_WEST = "north-west", "North West"
    SOUTH_EAST = "south-east", "South East"
    SOUTH_WEST = "south-west", "South West"
    SCOTLAND = "scotland", "Scotland"
    WALES = "wales", "Wales"
    NORTHERN_IRELAND = "northern-ireland", "Northern Ireland"


NO_REGION = "national-or-no-region"
REGION_NAMES: dict[str, str] = {**dict(Region.choices), NO_REGION: "National or no region"}


class LessonKind(models.TextChoices):
    """What a lesson is about."""

    BENEFIT = "benefit", "Benefit"
    COST = "cost", "Cost"
    PITFALL = "pitfall", "Pitfall"
    SUCCESS = "success", "What made it work"


class ResourceKind(models.TextChoices):
    """What a file or link is."""

    DOCUMENT = "document", "Document"
    SPREADSHEET = "spreadsheet", "Spreadsheet"
    SLIDES = "slides", "Slides"
    PDF = "pdf", "PDF"
    VIDEO = "video", "Video"
    AUDIO = "audio", "Audio"
    LINK = "link", "Web page"


class PartnerRole(models.TextChoices):
    """What another organisation was to the project."""

    PARTNER = "partner", "Worked with"
    CLIENT = "client", "Done for"
    FUNDER = "funder", "Funded by"
    SUPPLIER = "supplier", "Supplier"
