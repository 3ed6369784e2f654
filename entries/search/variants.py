"""One spelling for British and American: `organize`, `behavior` and `pediatric` are read as their British sisters are.

What a word is turned into is never shown, so it need not be a word; it must only be the same for both spellings and
not that of another word. Rules with lists where a rule alone would catch too much (`hour` is not `hor`).
"""

import re

IZE = re.compile(r"(?<=\w{3})iz(?=(?:e|ed|es|er|ers|ing|able|ation|ations|ational)$)")
YZE = re.compile(r"(?<=\w{3})yz(?=(?:e|ed|es|er|ers|ing)$)")
OUR = re.compile(
    r"^((?:un|dis|mis|re|over)?(?:arm|behavi|clam|col|endeav|fav|flav|harb|hon|hum|lab|neighb|od|ranc|rig|rum|sav|"
    r"splend|succ|tum|val|vap|vig))our"
)
RE = re.compile(r"^((?:epi|milli|centi|kilo)?(?:cent|fib|lit|lust|met|spect|theat))r(?:es?|ed)$")
OGUE = re.compile(r"(?<=\w)(al|ol)ogue(?=s?$)")
DOUBLED = re.compile(
    r"^((?:re|un|mis)?(?:cancel|channel|counsel|dial|enrol|equal|fuel|fulfil|initial|instal|label|level|marshal|model|"
    r"panel|shovel|signal|skil|total|travel|tunnel|wil))l(?=(?:ed|ing|ings|er|ers|or|ors|ful|fully|ment|ments|s)?$)"
)
# Greek and Latin diphthongs of medical words, only where no plain English word has them.
DIPHTHONGS = re.compile(
    r"(?<=^p)ae(?=diat|do)|(?<=orthop)ae(?=d)|(?<=encyclop)ae(?=d)|ae(?=mi[ac]|mo[^n]|morr|mat)|(?<=an)ae(?=sth)|"
    r"(?<=gyn)ae(?=c)|^oe(?=soph|dem|str)|(?<=^f)oe(?=t)|(?<=rrh)oe|(?<=^c)oe(?=li)|(?<=isch)ae|"
    r"^ae(?=tiol)|(?<=^f)ae(?=c)|(?<=^c)ae(?=sar|c)|(?<=man)oe(?=uv)|(?<=pn)oe|(?<=hom)oe(?=o)"
)
LIGATURES = ("ae", "oe")
# What may stand before one of these in a word that begins so, by the rules above; or else an `m` follows.
BEFORE_LIGATURES = frozenset(("", "an", "c", "f", "gyn", "hom", "man", "p", "pn"))
WHOLE = {
    "ageing": "aging",
    "acknowledgement": "acknowledgment",
    "artefact": "artifact",
    "defence": "defense",
    "enrol": "enroll",
    "fulfil": "fulfill",
    "grey": "gray",
    "instal": "install",
    "judgement": "judgment",
    "licence": "license",
    "licences": "licenses",
    "manoeuvre": "maneuver",
    "offence": "offense",
    "offences": "offenses",
    "practise": "practice",
    "practised": "practiced",
    "practises": "practices",
    "practising": "practicing",
    "pretence": "pretense",
    "programme": "program",
    "programmes": "programs",
    "sceptical": "skeptical",
    "skilful": "skillful",
    "sulphate": "sulfate",
    "whilst": "while",
}


def one_spelling(word: str) -> str:
    """The form that the British and the American spelling of a folded word share."""
    word = WHOLE.get(word, word)
    word = YZE.sub("ys", IZE.sub("is", word))
    if "our" in word:
        word = OUR.sub(r"\1or", word)
    word = OGUE.sub(r"\1og", RE.sub(r"\1er", word))
    if "ll" in word:
        word = DOUBLED.sub(r"\1", word)
    if "ae" in word or "oe" in word:
        word = DIPHTHONGS.sub("e", word)
    return word


def may_be_diphthong(start: str) -> bool:
    """Whether the first `e` of a beginning may be spelt `ae` or `oe`: in `pediatr` and `anem`, not in `health`."""
    before, letter, after = start.partition("e")
    return bool(letter) and (before in BEFORE_LIGATURES or after[:1] in ("", "m"))
