"""Where a report comes from: "ATLANTA (AP) -", "LIMA —", "Iquitos, 27 de setiembre de 2022."."""

from __future__ import annotations

import re

# What follows the place that a report comes from: " (AP) -", ", W.Va. --", " —", ", 4 may. (".
_MONTH = "(?i:ene|jan|feb|mar|abr|apr|may|jun|jul|ago|aug|sep|set|oct|nov|dic|dec)"
_DATELINE = re.compile(
    r"(?:,[^\n()—–]{2,40}?)?\s?(?:(\([A-Z]{2}[^)\n]{0,30}\))|--|[—–]|-\s)"
    rf"|,\s(?:\d{{1,2}}\s(?:de\s)?{_MONTH}|{_MONTH}[a-z]*\.?\s\d)[^\n()]{{0,20}}[.(–—-]"
)
# And with its year after a name in small letters: "Iquitos, 27 de setiembre de 2022. Un corte".
_DATED = re.compile(
    rf",\s(?:\d{{1,2}}\s(?:de\s)?{_MONTH}|{_MONTH}[a-z]*\.?\s\d)[^\n(]{{0,15}}\d{{4}}\s?[.(–—-]"
)


def comes_from_here(text: str, stop: int, *, shouted: bool) -> bool:
    """Whether a line is one that begins with a name (up to `stop`; `shouted`: in capitals)."""
    told = _DATELINE.match(text, stop)
    return bool(told and (told[1] or shouted)) or bool(_DATED.match(text, stop))
