"""The rows of an entry: teams, partners, figures, quotes, lessons, resources, pictures and updates."""

from django.core.exceptions import ValidationError
from django.db import models

from entries.models.choices import LessonKind, PartnerRole, ResourceKind
from entries.models.entries import Entry
from entries.models.fields import Keyed, LinkField, RichTextField, key_validator, new_key
from entries.models.organisations import Organisation, Team


class EntryTeam(Keyed):
    """A team of an entry. The first one's organisation and region are the entry's."""

    natural_key_lookups = ("entry__key", "team__key")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="team_links")
    team = models.ForeignKey(Team, models.PROTECT, related_name="entry_links")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "team of the entry"
        verbose_name_plural = "teams of the entry"
        constraints = [models.UniqueConstraint(fields=["entry", "team"], name="entry_team_once")]

    def __str__(self) -> str:
        return str(self.team)


class EntryPartner(Keyed):
    """Another organisation in the project: partner, client, funder or supplier."""

    natural_key_lookups = ("entry__key", "organisation__key", "role")
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="partner_links")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="partner_links")
    role = models.CharField(max_length=20, choices=PartnerRole.choices, default=PartnerRole.PARTNER)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "partner organisation"
        constraints = [
            models.UniqueConstraint(fields=["entry", "organisation", "role"], name="entry_partner_once"),
            models.CheckConstraint(condition=models.Q(role__in=PartnerRole.values), name="partner_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.organisation}"


class Row(Keyed):
    """A row with a key that stays the same, so that consent and history can refer to it, and a place."""

    natural_key_lookups = ("entry__key", "key")
    key = models.CharField(max_length=40, default=new_key, editable=False, validators=[key_validator])
    position = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "id"]


class KeyFigure(Row):
    """A number worth seeing before the story; at most four are shown."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="figures")
    value = models.CharField(max_length=40, help_text="7 of 12, 91%, £2,140.")
    label = models.CharField(max_length=120, help_text="What the number counts: moved into paid jobs.")

    class Meta(Row.Meta):
        constraints = [models.UniqueConstraint(fields=["entry", "key"], name="figure_key_once")]

    def __str__(self) -> str:
        return f"{self.value} {self.label}"


class Quote(Row):
    """What somebody said, as they said it."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="quotes")
    words = models.TextField(help_text="Without quotation marks; the page sets them.")
    speaker = models.CharField(max_length=120, blank=True, help_text="Empty when anonymous.")
    role = models.CharField(max_length=160, blank=True)

    class Meta(Row.Meta):
        constraints = [models.UniqueConstraint(fields=["entry", "key"], name="quote_key_once")]

    def __str__(self) -> str:
        return f"“{self.words[:60]}”"


class Lesson(Row):
    """One thing learned: a benefit, a cost, a pitfall, or what made it work."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="lessons")
    kind = models.CharField(max_length=20, choices=LessonKind.choices)
    text = models.TextField()

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(fields=["entry", "key"], name="lesson_key_once"),
            models.CheckConstraint(condition=models.Q(kind__in=LessonKind.values), name="lesson_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"


class Resource(Row):
    """Something to use: a file kept here, or a link."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="resources")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=ResourceKind.choices, default=ResourceKind.LINK)
    file = models.FileField(upload_to="resources", blank=True)
    url = LinkField("link", max_length=500, blank=True)
    length = models.CharField(max_length=60, blank=True, help_text="2 pages, 4 minutes.")
    has_captions = models.BooleanField("with captions", default=False)
    transcript_url = LinkField("transcript", max_length=500, blank=True)

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(fields=["entry", "key"], name="resource_key_once"),
            models.CheckConstraint(condition=models.Q(kind__in=ResourceKind.values), name="resource_kind_known"),
            models.CheckConstraint(
                condition=(models.Q(file="") & ~models.Q(url="")) | (~models.Q(file="") & models.Q(url="")),
                name="resource_file_or_link",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Ask for a file or a link, not both; raises ValidationError."""
        super().clean()
        if bool(self.file) == bool(self.url):
            raise ValidationError("Give a file or a link, one of the two.")


class Picture(Row):
    """A picture of the entry; never inside rich text."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="pictures")
    file = models.ImageField(upload_to="pictures", width_field="width", height_field="height")
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    alt = models.CharField(
        "in words", max_length=250, blank=True, help_text="What someone who cannot see it should know."
    )
    decorative = models.BooleanField(default=False, help_text="It carries no meaning: no words needed.")
    caption = models.CharField(max_length=300, blank=True)
    credit = models.CharField(max_length=160, blank=True)

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(fields=["entry", "key"], name="picture_key_once"),
            models.CheckConstraint(
                condition=models.Q(decorative=False) | models.Q(alt=""), name="picture_words_or_decorative"
            ),
        ]

    def __str__(self) -> str:
        return self.alt or self.caption or str(self.file)

    def clean(self) -> None:
        """Refuse words for a picture said to be decorative; raises ValidationError."""
        super().clean()
        if self.decorative and self.alt:
            raise ValidationError({"alt": "A decorative picture has no words. Empty this, or untick “decorative”."})


class Update(Row):
    """A dated addition: what came later. The original text stays."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="updates")
    date = models.DateField()
    title = models.CharField(max_length=120, blank=True, help_text="18 months on.")
    text = RichTextField()

    class Meta(Row.Meta):
        ordering = ["-date", "position", "id"]
        constraints = [models.UniqueConstraint(fields=["entry", "key"], name="update_key_once")]

    def __str__(self) -> str:
        return f"{self.title or 'Update'} ({self.date:%d.%m.%Y})"
