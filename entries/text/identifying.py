"""Finds in a text what tells of a person: NHS numbers, dates of birth, and personal numbers and addresses.

Every function takes one passage and answers with what was found, as it stands there. Pure: what a finding means for
publishing is said elsewhere.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from entries.text.folding import words
from entries.text.given_names import GIVEN_NAMES

# What people type between digits comes in many forms.
LOOKS_LIKE = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f", " ") | dict.fromkeys("‐‑‒–—−", "-"))
# What stands before the first digit is looked at after it: digits are found fast.
TEN_DIGITS = re.compile(r"\d(?<![\d.,/=+@_]\d)(?<!\d[ -]\d)\d{2}[ -]?\d{3}[ -]?\d{4}(?![\w/@]|[.,]\d|[ -]\d)")
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DAY = (
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)?[ ./-]+(?:\d{{1,2}}|{MONTH})[ ,./-]+\d{{2,4}}"
    rf"|{MONTH} \d{{1,2}},? \d{{4}}|\d{{4}}-\d\d-\d\d"
)
BIRTH = re.compile(
    rf"\b(?:d\.? ?o\.? ?b\b\.?|date of birth|birth ?date|born)[\s:=(-]*(?:(?:on|is|was|the) )*({DAY})", re.I
)
SAYS_BIRTH = ("dob", "birth", "born")
NOBODYS_BIRTH = {"5 july 1948", "5th july 1948", "july 5 1948"}  # the National Health Service's own
MOBILE = re.compile(r"(?<![\d.])(?:(?:\+|00)44[ -]?(?:\(0\))?[ -]?|\(?0)7(?:[ ()-]{0,2}\d){9}(?!\d)")
MAILBOX = re.compile(r"(?<![\w.+-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
STREET = re.compile(
    r"\b(?!(?:19|20)\d\d)\d{1,4}[a-z]?,? (?:[A-Z][a-z'’]+ ){1,3}"
    r"(?:Road|Street|Avenue|Lane|Close|Drive|Crescent|Grove|Gardens|Terrace|Rd|Ave)\b"
)
PREMISES = frozenset(
    """
    hospital hospitals clinic clinics centre surgery trust unit hub practice headquarters university college school
    council hall church office offices library ward pharmacy hospice board service department studio museum
    """.split()  # noqa: SIM905
)
# Where people have mailboxes of their own, and no organisation has.
AT_HOME = frozenset(
    """
    gmail.com googlemail.com hotmail.com hotmail.co.uk outlook.com live.co.uk live.com msn.com yahoo.com yahoo.co.uk
    ymail.com icloud.com me.com mac.com aol.com btinternet.com btopenworld.com sky.com virginmedia.com talktalk.net
    ntlworld.com blueyonder.co.uk protonmail.com proton.me tiscali.co.uk
    """.split()  # noqa: SIM905
)
# A part of a mailbox's name that no person is called.
OF_WORK = frozenset(
    """
    admin advice ambulance appointments audit booking bookings cancer care careers centre children clinic clinical comms
    communications community contact dementia desk dietetics digital education engagement enquiries enquiry estates
    events experience falls families family feedback governance health healthcare hello help helpdesk hospital hr hub
    improvement info information innovation inbox it learning library mail mailbox manager media mental midwifery news
    night nurse nurses nursing office ot patient patients pals pharmacy physio practice press programme project
    projects quality recovery recruitment referral referrals rehab research rostering safety school secretary service
    services services social staff stories studio support switchboard team teams therapies therapy trust unit
    volunteer volunteering volunteers ward wards wellbeing workforce
    """.split()  # noqa: SIM905
)


def nhs_numbers(text: str) -> list[str]:
    """Ten digits, alone or 3-3-4, whose last one is the check digit of the nine before it (modulus 11)."""
    return [found[0] for found in TEN_DIGITS.finditer(_typed(text)) if _checks(found[0])]


def _typed(text: str) -> str:
    """The text with plain spaces and hyphens for all that look like them."""
    return text if text.isascii() else text.translate(LOOKS_LIKE)


def _checks(number: str) -> bool:
    digits = [int(one) for one in number if one.isdigit()]
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    # One digit ten times passes the sum and is nobody's number.
    return (check % 11) == digits[9] and len(set(digits)) > 1


def births(text: str) -> list[str]:
    """Days that the text calls somebody's birth: DOB 3/4/1948, born on 3 April 1948."""
    plain = _typed(text)
    close = plain.lower().replace(" ", "").replace(".", "")
    if not any(word in close for word in SAYS_BIRTH):
        return []  # as of nearly every text, at a fraction of the cost
    found = BIRTH.finditer(plain)
    return [one[0] for one in found if " ".join(words(one[1])) not in NOBODYS_BIRTH]


def mobiles(text: str) -> list[str]:
    """United Kingdom mobile numbers: a person's, as a rule. Other numbers may be a switchboard's."""
    return [found[0] for found in MOBILE.finditer(_typed(text))]


def homes(text: str) -> list[str]:
    """House numbers with a street, where the passage names no hospital, office or the like."""
    if PREMISES & set(words(text)):
        return []
    return [found[0] for found in STREET.finditer(_typed(text))]


def mailboxes(text: str) -> Iterator[str]:
    """The e-mail addresses in a text."""
    for found in MAILBOX.finditer(text):
        yield found[0].rstrip(".'-")


def is_persons(mailbox: str, people: Iterable[str] = ()) -> bool:
    """Whether a mailbox is a person's own: at a private provider, or called as a person is (`people` are known names).

    When in doubt it is a team's: a warning that is often wrong is soon not read.
    """
    local, _, domain = mailbox.lower().partition("@")
    if domain in AT_HOME:
        return True
    parts = [part.rstrip("0123456789") for part in re.split(r"[._-]", local)]
    parts = [part for part in parts if part]
    if OF_WORK & set(parts):
        return False
    if any(_called(parts, words(name)) for name in people):
        return True
    return len(parts) > 1 and any(
        (one in GIVEN_NAMES or len(one) == 1) and other.isalpha() and len(other) > 1 for one, other in pairwise(parts)
    )


def _called(parts: list[str], name: list[str]) -> bool:
    """Whether these parts are a name's: morgan.hale, m.hale or hale for Morgan Hale."""
    if not name or not parts or parts[-1] != name[-1]:
        return False
    return len(parts) == 1 or parts[0][0] == name[0][0]
