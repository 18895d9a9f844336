"""A static web site: the pack, a page an event in each language, feeds; for any plain web host."""

from psgdash.takeaway.site.building import build

__all__ = ["build"]
