"""The stage and the speaker's window as one Streamlit component: mounted once, then by itself."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson
import streamlit as st

from psgdash.linked import files

KEY = "presenting"
_SCRIPTS = ("telling", "stage_parts", "stage", "speaker")


@lru_cache(maxsize=1)
def _component() -> Any:
    code = Path(__file__).with_name("presenter.js").read_text("utf-8")
    return st.components.v2.component(
        "psgdash_presenter",
        # Hidden until its style has come: nothing is seen half dressed.
        html='<div class="presenting" role="region" data-testid="presenter" hidden></div>',
        css=files.text("linked.css") + files.text("stage.css"),
        js=files.script(*files.MAPS, *_SCRIPTS) + code,
        isolate_styles=False,
    )


def show(telling: dict[str, Any], *, speaker: bool) -> None:
    """Present what `stage_payload.build` gave, or show its speaker's window."""
    key = hashlib.sha256(orjson.dumps([telling, speaker])).hexdigest()[:20]
    _component()(key=KEY, data={"telling": telling, "speaker": speaker, "key": key})
