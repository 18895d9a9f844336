"""psgdash: a map and timeline of news, offline, for a human-rights group."""

__version__ = "0.1.0"
