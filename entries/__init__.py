"""The library: its models, what readers see of them, the desk, and every way in and out."""
