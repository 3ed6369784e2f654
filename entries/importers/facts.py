"""Facts that stand in a line of text: who to ask, what somebody said, a figure and what it counts."""

import re

from entries.importers.draft import Figure, Said

EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"\d[\d\s()-]{6,}\d")
PART = re.compile(r"\s*(?:[,;|\n]|\s[–—-]\s|:|\bon\b)\s*", re.I)
NAME = re.compile(
    r"(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Sister)\.?\s)?[A-Z][\w'’.-]*(?:\s(?:de |van |of )?[A-Z][\w'’.-]*){1,3}"
)
QUOTED = re.compile(r"[“\"„«](?P<words>[^“”\"„«»]{8,})[”\"»]\s*(?P<by>.*)", re.S)
DASH = re.compile(r"^[\s,–—(~-]+")
VALUE = re.compile(
    r"(?P<value>(?:(?:over|nearly|about|around|almost|up to|more than|less than|under)\s)?"
    r"[£€$]?[+-]?\d[\d,.]*\s?(?:%|per cent|k\b|m\b|million\b|bn\b)?(?:\s(?:of|out of|in|to)\s\d[\d,.]*)?)"
    r"(?P<mark>\s*[:–—|\t-]\s*|\s+)(?P<label>\S.*)",
    re.I | re.S,
)
# Words that tell a role from a name.
ROLE = re.compile(
    r"\b(?:nurse|doctor|manager|lead|volunteer|service|user|patient|carer|staff|member|family|relative|parent|mother|"
    r"father|daughter|son|therapist|director|consultant|worker|practitioner|colleague|student|team|officer|matron|"
    r"ward|trust|hospital|head|chief|clinician|midwife|pharmacist|learner|apprentice|attendee|participant)s?\b", re.I
)  # fmt: skip
LONGEST_BY = 160


def contact_of(text: str) -> tuple[str, str, str]:
    """The mailbox, the person, and what else a line about a contact says; each "" when there is none."""
    emails = EMAIL.findall(text)
    mailbox = emails[0].rstrip(".") if emails else ""
    rest = text.replace(mailbox, "", 1).replace("mailto:", "") if mailbox else text
    parts = [part.strip(" .()<>") for part in PART.split(rest)]
    person = next((part for part in parts if NAME.fullmatch(part) and not ROLE.search(part)), "")
    left = [part for part in parts if part and part != person]
    return mailbox, person, ", ".join(left)


def said_in(text: str, *, quoted: bool = False) -> Said | None:
    """What somebody said, when a paragraph is that and nothing else; `quoted` when it is set as a quotation."""
    found = QUOTED.fullmatch(text.strip())
    if found:
        words, by = found["words"], found["by"]
    elif quoted:
        *lines, last = text.strip().split("\n")
        words, by = ("\n".join(lines), last) if lines and DASH.match(last) else (text, "")
    else:
        return None
    by = DASH.sub("", by).strip(" .)")
    if len(by) > LONGEST_BY or by.count(".") > 1:
        return None
    speaker, role = speaker_of(by)
    return Said(words.strip(), speaker, role)


def is_attribution(text: str) -> bool:
    """Whether a line only says who spoke: "– Ann Fox, ward manager"."""
    return text[:1] in "–—-~" and len(text) <= LONGEST_BY and "\n" not in text


def speaker_of(by: str) -> tuple[str, str]:
    """Speaker and role: "Ann Fox, ward manager"; a role alone is an anonymous speaker's."""
    by = DASH.sub("", by).strip()
    name, _, role = by.partition(",")
    if NAME.fullmatch(name.strip()) and not ROLE.search(name):
        return name.strip(), role.strip()
    return "", by


def figure_in(text: str) -> Figure | None:
    """A figure and what it counts: "7 of 12: moved into paid jobs"."""
    found = VALUE.fullmatch(text.strip())
    if not found or len(found["value"]) > 40 or len(found["label"]) > 120:
        return None
    return Figure(found["value"].strip(), found["label"].strip())
