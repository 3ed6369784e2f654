"""The workflow: which moves are allowed, and one function for each that checks, changes and records together."""
