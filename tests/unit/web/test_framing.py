"""One page may be shown in a frame, by the sites that the group lists and nobody else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from making import SITE, event, write
from test_routes_and_headers import HEADERS, POLICY, get

from psgdash.web.headers import framed_by

HOSTS = ["https://www.example.org", "https://*.example.net"]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PSGDASH_CACHE", str(tmp_path / "cache"))


def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, **site: Any) -> None:
    """Serve an archive whose site.yaml says this."""
    folder = write(tmp_path / "data", [event()])
    (folder / "site.yaml").write_text(json.dumps({**SITE, **site}), "utf-8")
    monkeypatch.setenv("PSGDASH_DATA", str(folder))


def test_a_listed_host_may_frame_the_page_for_frames_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown(tmp_path, monkeypatch, embed_hosts=HOSTS)
    for target in ("/embed", "/embed/", "/embed?theme=mining"):
        headers = get(target).headers
        rules = dict(r.strip().split(" ", 1) for r in headers["content-security-policy"].split(";"))
        assert rules["frame-ancestors"] == "'self' https://www.example.org https://*.example.net"
        # It cannot name a host: a browser that knows nothing else would refuse the listed ones.
        assert "x-frame-options" not in headers
        others = {k: v for k, v in HEADERS.items() if "frame" not in k and "policy" not in k}
        assert others.items() <= headers.items()
        assert headers["content-security-policy"].split("; frame-ancestors")[0] in POLICY
    for target in ("/", "/add", "/present", "/embedded", "/x/embed", "/EMBED", "/embed/x",
                   "//embed", "/?embed=1", "/events.csv"):  # fmt: skip
        assert HEADERS.items() <= get(target).headers.items(), target


def test_without_a_list_nobody_may(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown(tmp_path, monkeypatch)
    assert HEADERS.items() <= get("/embed").headers.items()
    assert framed_by(()) is HEADERS


def test_a_bad_entry_opens_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown(tmp_path, monkeypatch, embed_hosts=["*", "https://*", "https://a.org; script-src *"])
    assert HEADERS.items() <= get("/embed").headers.items()


def test_an_archive_that_is_gone_opens_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PSGDASH_DATA", str(tmp_path / "nowhere"))
    assert HEADERS.items() <= get("/embed").headers.items()
