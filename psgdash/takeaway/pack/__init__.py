"""The meeting pack: the filtered view as one HTML file that opens by double click, offline."""

from psgdash.takeaway.pack.page import build

__all__ = ["build"]
