"""Every answer carries the security headers; only listed files and published events are served."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from loops import finished
from making import event, write
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from psgdash.figures import basemap
from psgdash.web.headers import HEADERS, POLICY, SecurityHeaders
from psgdash.web.routes import ROUTES


async def _inside(request: Request) -> PlainTextResponse:
    return PlainTextResponse("the inside of the server")


async def _broken(request: Request) -> PlainTextResponse:
    raise RuntimeError("a secret in a message")


APP = Starlette(
    routes=[*ROUTES, Route("/broken", _broken), Route("/{rest:path}", _inside)],
    middleware=[Middleware(SecurityHeaders)],
)


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


def get(target: str, method: str = "GET", headers: Sequence[tuple[str, str]] = ()) -> Answer:
    """Ask as an ASGI server would: the path is decoded, nothing is put right on the way."""
    raw, _, query = target.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(raw),
        "raw_path": raw.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(b"host", b"test"), *((k.encode(), v.encode("latin-1")) for k, v in headers)],
        "server": ("test", 80),
        "client": ("test", 1),
    }
    sent: list[dict[str, Any]] = []

    asked = 0

    async def receive() -> dict[str, Any]:
        nonlocal asked
        asked += 1
        if asked > 1:  # the visitor stays until the answer is there
            await asyncio.sleep(60)
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    async def run() -> None:
        # Starlette answers first and raises after, for the log.
        with suppress(RuntimeError, FileNotFoundError):
            await APP(scope, receive, send)

    finished(run())
    start = next(m for m in sent if m["type"] == "http.response.start")
    told = {k.decode().lower(): v.decode() for k, v in start["headers"]}
    body = b"".join(m.get("body", b"") for m in sent if m["type"] == "http.response.body")
    return Answer(start["status"], told, body)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PSGDASH_CACHE", str(tmp_path / "cache"))


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/", 200),
        ("/events.csv", 200),
        ("/events.geojson?q=gas", 200),
        ("/events.kml?theme=mining", 200),
        ("/events.timelinejs.json", 200),
        ("/events.timelinejs.csv", 200),
        ("/events.lpf.json", 200),
        ("/feed.atom?from=2004-11", 200),
        ("/calendar.ics", 200),
        ("/assets/plotly/plotly.min.js", 200),
        ("/assets/base/nothing.geojson", 404),
        ("/assets/flat/light-en.json", 200),
        ("/assets/flat/pink-en.json", 404),
        ("/_stcore/metrics", 404),
        ("/broken", 500),
    ],
)
def test_every_answer_carries_every_security_header(target: str, status: int) -> None:
    answer = get(target)
    assert answer.status == status
    for name, value in HEADERS.items():
        assert answer.headers.get(name) == value, name
    assert b"a secret in a message" not in answer.body


def test_a_refused_method_carries_the_headers_too() -> None:
    answer = get("/events.csv", method="POST")
    assert answer.status in (405, 200)
    assert HEADERS.items() <= answer.headers.items()


def test_the_policy_allows_no_eval_no_foreign_frame_and_no_other_host() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in POLICY.split(";"))
    assert "eval" not in POLICY
    assert rules["default-src"] == rules["connect-src"] == "'self'"
    assert rules["object-src"] == "'none'"
    assert rules["frame-ancestors"] == "'self'", "a host may show it in a frame of its own page"
    words = {word for values in rules.values() for word in values.split()}
    assert words <= {"'self'", "'none'", "'unsafe-inline'", "blob:", "data:"}
    assert "data:" not in rules["script-src"]
    assert not re.search(r"https?:|\*|//", POLICY)


@pytest.mark.parametrize("name", basemap.ASSET_FILES)
def test_a_listed_file_is_served_and_kept_for_a_day(name: str) -> None:
    answer = get(f"/assets/base/{name}")
    assert answer.status == 200 and answer.body
    assert answer.headers["cache-control"] == "public, max-age=86400"


@pytest.mark.parametrize(
    "target",
    [
        "/assets/base/",
        "/assets/base/build.py",
        "/assets/base/../site.yaml",
        "/assets/base/..%2fsite.yaml",
        "/assets/base/%2e%2e/site.yaml",
        "/assets/base/..%5csite.yaml",
        "/assets/base/....//site.yaml",
        "/assets/base//etc/passwd",
        "/assets/base/%2fetc/passwd",
        "/assets/base/land.geojson%00.js",
        "/assets/base/LAND.geojson",
        "/assets/fonts/fonts.css",
        "/assets/fonts/../events/2004-09-30.yaml",
        "/assets/plotly/../../plotly/__init__.py",
        "/assets/plotly/",
        "/assets/plotly/%2e%2e/__init__.py",
        "/assets/flat/light-fr.json",
        "/assets/flat/../light-en.json",
        "/assets/flat/light-en-en.json",
    ],
)
def test_no_other_file_can_be_had(target: str) -> None:
    answer = get(target)
    assert answer.status == 404 or answer.body == b"the inside of the server"
    assert b"root:" not in answer.body and b"status: published" not in answer.body


@pytest.mark.parametrize(
    "target",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore/metrics//",
        "//_stcore/metrics",
        "/_stcore//metrics",
        "/_stcore/./metrics",
        "/_stcore/metrics/.",
        "/%5fstcore/metrics",
        "/_stcore/%6detrics",
        "/_stcore%2fmetrics",
        "/_STCORE/Metrics",
        "/base/_stcore/metrics",
        "/_stcore/metrics?families=x",
    ],
)
def test_the_servers_metrics_are_closed_however_they_are_spelt(target: str) -> None:
    answer = get(target)
    assert (answer.status, answer.body) == (404, b"Not found")


def test_the_servers_health_is_left_open() -> None:
    assert get("/_stcore/health").body == b"the inside of the server"


def ids(target: str) -> set[str]:
    """Ids of the events in a download."""
    body = get(target).body
    if ".csv" in target:
        return {row["id"] for row in csv.DictReader(io.StringIO(body.decode("utf-8-sig")))}
    return {feature["id"] for feature in json.loads(body)["features"]}


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ("", 10),
        ("conflicts=1", 4),
        ("from=2004-12", 3),
        ("theme=mining", 2),
        ("theme=mining&theme=coca", 3),
        ("place=lima", 1),
        ("q=GABAN", 1),
        ("kind=award&conflicts=1", 1),
        ("q=nothing+like+it", 0),
        ("theme=unknown", 10),
        ("from=2005&to=2004-12", 3),
    ],
)
def test_downloads_hold_what_the_url_asks_for(query: str, n: int) -> None:
    table, features = ids(f"/events.csv?{query}"), ids(f"/events.geojson?{query}")
    assert table == features
    assert len(table) == n


@pytest.mark.parametrize(
    ("ending", "kind"), [("csv", "text/csv"), ("geojson", "application/geo+json")]
)
def test_a_download_is_a_file_with_a_name_that_is_asked_for_anew(ending: str, kind: str) -> None:
    answer = get(f"/events.{ending}")
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-disposition"] == f'attachment; filename="events.{ending}"'
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "query",
    [
        "from=%00",
        "from=9999&to=0000",
        "q=%ff%fe",
        "q=%ed%a0%80",
        "q=" + "%27" * 300,
        "theme=" + "x" * 5000,
        "&&&=&=&",
        "%",
        "q=%",
        "from=2004-02-30&to=-1",
        "lang=xx",
        "event=../..",
        "q=%3Cscript%3E",
        "conflicts=2",
        "q=a&q=b&q=c",
        "place[]=lima",
        "from[$ne]=1",
        "q={{7*7}}",
        "q=%0d%0aset-cookie:x",
        "from=NaN",
    ],
)
@pytest.mark.parametrize("path", ["/events.csv", "/events.geojson"])
def test_junk_in_a_query_is_answered_as_if_it_were_not_there(path: str, query: str) -> None:
    answer = get(f"{path}?{query}")
    assert answer.status == 200
    assert "set-cookie" not in answer.headers
    assert answer.body.startswith((b"\xef\xbb\xbfid,", b"{"))


def test_held_back_events_are_in_no_download(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        tmp_path,
        [event("open"), event("draft", status="draft"), event("hid", sensitivity="hidden")],
    )
    monkeypatch.setenv("PSGDASH_DATA", str(tmp_path))
    assert ids("/events.csv") == ids("/events.geojson") == {"open"}
    assert ids("/events.csv?event=draft&q=draft") == set()


def test_a_data_folder_that_is_gone_is_an_error_without_details(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PSGDASH_DATA", str(tmp_path / "nowhere"))
    answer = get("/events.csv")
    assert answer.status == 500
    assert HEADERS.items() <= answer.headers.items()
    assert str(tmp_path).encode() not in answer.body
