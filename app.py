"""ASGI entry: `streamlit run app.py`, `psgdash serve`, or any ASGI server on `app:app`."""

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

import psgdash
from psgdash.web.compression import Compression
from psgdash.web.head import Head
from psgdash.web.headers import SecurityHeaders
from psgdash.web.routes import ROUTES

# While a script runs, what it has drawn already is to leave at once: hand over after a millisecond,
# not after five.
sys.setswitchinterval(0.001)

# Streamlit finds this call by reading the source, so it stands here literally. The script's path is
# absolute because the package may lie in a checkout or where pip put it.
app = st.App(
    Path(psgdash.__file__).parent / "ui" / "main.py",
    routes=ROUTES,
    middleware=[Middleware(SecurityHeaders), Middleware(Compression), Middleware(Head)],
)
