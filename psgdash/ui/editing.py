"""Who may edit: nobody unless `psgdash serve --edit`, and then this computer or the password."""

from __future__ import annotations

import hmac
import ipaddress
import os
import time
from urllib.parse import urlsplit

import streamlit as st

from psgdash.ui.components.text import escaped
from psgdash.ui.state import State

EDIT, PASSWORD = "PSGDASH_EDIT", "PSGDASH_PASSWORD"  # names of environment variables
_OPEN = "psg_editor"
_WAIT = 1.0  # seconds that a wrong password costs


def offered() -> bool:
    """Whether the server was started for editing."""
    return os.environ.get(EDIT) == "1"


def allowed() -> bool:
    """Whether this session may edit. Without a password only pages opened on this computer may."""
    if not offered():
        return False
    if os.environ.get(PASSWORD):
        return bool(st.session_state.get(_OPEN))
    asker = st.context.ip_address  # Streamlit gives none for this computer
    return asker is None and _is_this_computer(st.context.headers.get("Host", ""))


def _is_this_computer(host: str) -> bool:
    """Whether a Host header names this computer. A proxy passes on, and a hostile page must send,
    the name that the world knows, so neither comes in by way of the loopback address."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def door(state: State) -> None:
    """What stands where an editor's page would, for who may not edit (yet)."""
    t = state.t
    st.html(f'<h1 class="page-title">{escaped(t("For editors"))}</h1>')
    wanted = os.environ.get(PASSWORD, "")
    if not wanted:
        st.warning(t("Editing is open on the computer that runs this page, and nowhere else."))
        return
    with st.form("editor-door", border=False):
        given = st.text_input(t("Password"), type="password", autocomplete="current-password")
        sent = st.form_submit_button(t("Open"), type="primary")
    if sent and hmac.compare_digest(given.encode(), wanted.encode()):
        st.session_state[_OPEN] = True
        st.rerun()
    elif sent:
        time.sleep(_WAIT)
        st.error(t("That is not the password."))
