"""Visible parts that several pages share."""
