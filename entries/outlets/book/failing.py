"""Why a file could not be made, in words for whoever asked for it."""


class NotMade(Exception):
    """A file could not be made. The text names the entry and the field, where it is one that is to blame."""
