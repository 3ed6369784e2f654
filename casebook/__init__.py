"""The deployment: settings, root addresses and the servers' entry point."""

__version__ = "0.1.0"
