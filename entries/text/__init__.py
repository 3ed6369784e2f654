"""Pure functions on strings: folding, cleaning, excerpts. Knows no model and no setting; imports nothing above."""
