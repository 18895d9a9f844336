"""A presentation the plain Streamlit way: a button with a shortcut, a rerun and a chart a step.

The steps come from the JSON file that BENCH_STEPS names.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

st.set_page_config(page_title="Baseline", layout="wide")
steps = json.loads(Path(os.environ["BENCH_STEPS"]).read_text("utf-8"))
n = st.session_state.setdefault("n", 0)


def move(by: int) -> None:
    """To another step."""
    st.session_state["n"] = max(0, min(len(steps) - 1, st.session_state["n"] + by))


left, right = st.columns([0.4, 0.6])
step = steps[n]
with left:
    st.title(step["headline"])
    st.subheader(f"{step['when']} · {step['where']}")
    st.write(step["text"])
    st.button("Back", shortcut="PageUp", on_click=move, args=(-1,))
    st.button("Next", shortcut="PageDown", on_click=move, args=(1,))
figure = go.Figure(
    go.Scattermap(
        lat=step["lats"], lon=step["lons"], text=step["names"], mode="markers", marker={"size": 30}
    )
)
figure.update_layout(
    map={"style": "white-bg", "center": step["center"], "zoom": step["zoom"]},
    height=860,
    margin={"l": 0, "r": 0, "t": 0, "b": 0},
)
right.plotly_chart(figure, key="map")
