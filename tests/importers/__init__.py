"""Files of entries: read, checked, saved."""
