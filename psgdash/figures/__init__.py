"""Answers turned into plotly figures: the only place that draws."""
