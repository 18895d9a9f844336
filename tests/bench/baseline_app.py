"""The plain Streamlit way, as a measure: `st.plotly_chart` twice, and a rerun a gesture.

Map and timeline are as large as the dashboard's on the same screen (BENCH_WIDTH, BENCH_MAP and
BENCH_LINE, in pixels), and the events come from the table that BENCH_TABLE names.
"""

from __future__ import annotations

import os

import pandas as pd
import plotly.express as px
import streamlit as st

MAP_HEIGHT, LINE_HEIGHT = int(os.environ["BENCH_MAP"]), int(os.environ["BENCH_LINE"])
WIDTH = int(os.environ["BENCH_WIDTH"])
st.set_page_config(page_title="Baseline", layout="wide")


@st.cache_data
def load() -> pd.DataFrame:
    """The events as a table."""
    return pd.read_csv(os.environ["BENCH_TABLE"], parse_dates=["date"])


events = load()
themes = list(events["theme"].unique())
colours = dict(zip(themes, px.colors.qualitative.Plotly, strict=False))
chosen = st.pills("Themes", themes, selection_mode="multi", key="f-themes")
shown = events[events["theme"].isin(chosen)] if chosen else events
above = st.container()  # the map stands above the timeline that filters it

timeline = px.histogram(shown, x="date", color="theme", color_discrete_map=colours, nbins=100)
timeline.update_layout(height=LINE_HEIGHT, width=WIDTH, margin={"l": 60, "r": 16, "t": 24, "b": 44})
timeline.update_layout(dragmode="select", selectdirection="h")
brushed = st.plotly_chart(
    timeline, key="timeline", on_select="rerun", selection_mode="box", width="content"
)
boxes = brushed["selection"]["box"] if brushed else []
if boxes:
    first, last = sorted(pd.to_datetime(boxes[0]["x"], format="ISO8601"))
    shown = shown[shown["date"].between(first, last)]

placed = px.scatter_map(
    shown, lat="lat", lon="lon", color="theme", color_discrete_map=colours, hover_name="title",
    map_style="white-bg", zoom=4, center={"lat": -9, "lon": -75},
)  # fmt: skip
placed.update_layout(height=MAP_HEIGHT, width=WIDTH, margin={"l": 0, "r": 0, "t": 0, "b": 0})
placed.update_layout(showlegend=False)
above.plotly_chart(placed, key="map", width="content")
