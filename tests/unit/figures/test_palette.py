"""Colours can be read: text at 4.5 to 1, shapes at 3 to 1, in light and in dark."""

from __future__ import annotations

import pytest
from making import SHIPPED

from psgdash.archive import loading
from psgdash.figures.palette import PALETTES, ThemeName, alpha, plain, shade

THEMES: tuple[ThemeName, ...] = ("light", "dark")
DATA = {t.id: t.colour for t in loading.load(SHIPPED).themes.values()}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    """Contrast ratio, 1 to 21."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("text", ["ink", "muted", "accent"])
@pytest.mark.parametrize("ground", ["paper", "card", "chip", "band"])
def test_text_can_be_read_on_every_ground(theme: ThemeName, text: str, ground: str) -> None:
    look = PALETTES[theme]
    assert contrast(getattr(look, text), getattr(look, ground)) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", DATA)
@pytest.mark.parametrize("ground", ["paper", "card", "ring"])
def test_a_themes_colour_stands_out(theme: ThemeName, name: str, ground: str) -> None:
    assert contrast(shade(DATA[name], theme), getattr(PALETTES[theme], ground)) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_the_number_in_a_circle_can_be_read(theme: ThemeName) -> None:
    for colour in DATA.values():
        assert contrast(PALETTES[theme].ring, shade(colour, theme)) >= 3  # 13 px and bold


@pytest.mark.parametrize("theme", THEMES)
def test_themes_have_colours_of_their_own(theme: ThemeName) -> None:
    assert len({shade(c, theme) for c in DATA.values()}) == len(DATA)


def test_opacity_and_markup_are_written_for_the_browser() -> None:
    assert alpha("#FF8000", 0.5) == "rgba(255,128,0,0.5)"
    assert plain('<b>"a" & b</b>') == '&lt;b&gt;"a" &amp; b&lt;/b&gt;'
