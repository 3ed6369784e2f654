"""The outbox: whoever has something to tell posts a mail as a row, in the transaction of what it tells of.

`send_waiting()`, run by a command, is the only thing that speaks to a mail server. Depends on models and text.
"""

from entries.editorial.outbox.kinds import KINDS, Kind
from entries.editorial.outbox.posting import Line, desk_address, post, post_to
from entries.editorial.outbox.sending import Sent, Unreachable, call_sent, send_waiting, try_again
from entries.editorial.outbox.wording import Words, check, default, keep, sample, words_of

__all__ = [
    "KINDS", "Kind", "Line", "Sent", "Unreachable", "Words", "call_sent", "check", "default", "desk_address",
    "keep", "post", "post_to", "sample", "send_waiting", "try_again", "words_of",
]  # fmt: skip
