"""Routes beside the dashboard: `/assets/…` and one download a format, with the URL's filters."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from psgdash import exchange
from psgdash.figures import basemap
from psgdash.figures.palette import PALETTES, ThemeName
from psgdash.home import data_folder, shipped
from psgdash.linked import files, payload
from psgdash.locale import LANGUAGES
from psgdash.query.filters import Filter
from psgdash.query.snapshot import current
from psgdash.web import downloads, plotlyjs

# A day: long enough to make a second visit quick, short enough that a new version soon arrives.
CACHE = {"cache-control": "public, max-age=86400"}


class Assets(StaticFiles):
    """Files of one folder, only those named, kept by the browser for a day."""

    def __init__(self, folder: Path, names: tuple[str, ...]) -> None:
        super().__init__(directory=folder)
        self.names = names

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, or 404 where it is not one of those named."""
        if path not in self.names:
            return PlainTextResponse("Not found", 404)
        response = await super().get_response(path, scope)
        response.headers.update(CACHE)
        return response


async def view_ground(request: Request) -> Response:
    """What the linked view draws of the whole archive; `v` names the version that is meant."""
    asked = request.query_params
    look, language = asked.get("look"), asked.get("lang")
    if look not in PALETTES or language not in LANGUAGES:
        return PlainTextResponse("Not found", 404)

    def body() -> tuple[bytes, str]:
        snapshot = current(data_folder())
        chosen = Filter.from_query({key: asked.getlist(key) for key in asked}, snapshot.published)
        return payload.of(snapshot).ground(chosen, look, language), snapshot.version

    content, version = await run_in_threadpool(body)
    # What is not the version that was asked for is not kept: the view asks again.
    headers = dict(CACHE if asked.get("v") == version else {"cache-control": "no-store"})
    headers["vary"] = "Accept-Encoding"
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
    else:
        content = gzip.decompress(content)
    return Response(content, media_type="application/json", headers=headers)


async def module(request: Request) -> Response:
    """A script of ours: `/assets/scripts/<name>.js`."""
    name = request.path_params["name"]
    if name not in files.MODULES:
        return PlainTextResponse("Not found", 404)
    return Response(files.module(name), media_type="text/javascript", headers=CACHE)


async def plotly_script(request: Request) -> Response:
    """Plotly for the browser."""
    script = await run_in_threadpool(plotlyjs.module)
    return Response(script, media_type="text/javascript", headers=CACHE)


async def flat_base(request: Request) -> Response:
    """The drawn base map for browsers without WebGL: `/assets/flat/<theme>-<language>.json`."""
    theme, language = request.path_params["theme"], request.path_params["language"]
    if theme not in PALETTES or language not in LANGUAGES:
        return PlainTextResponse("Not found", 404)
    base = await run_in_threadpool(_flat_base, theme, language)
    return Response(base, media_type="application/json", headers=CACHE)


@lru_cache(maxsize=4)
def _flat_base(theme: ThemeName, language: str) -> bytes:
    """Costs half a second to make, and is always the same."""
    return orjson.dumps(basemap.flat_base(theme, language, shipped("basemap")))


_FONTS = tuple(sorted(path.name for path in shipped("fonts").glob("*.woff2")))

ROUTES: list[BaseRoute] = [
    Route("/assets/plotly/plotly.min.js", plotly_script),
    Mount("/assets/base", Assets(shipped("basemap"), basemap.ASSET_FILES)),
    Mount("/assets/fonts", Assets(shipped("fonts"), _FONTS)),
    Route(payload.ROUTE, view_ground),
    Route(f"{files.ROUTE}/{{name}}.js", module),
    Route("/assets/flat/{theme}-{language}.json", flat_base),
    *(downloads.route(name) for name in exchange.FORMATS),
]
