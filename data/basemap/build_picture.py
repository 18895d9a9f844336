"""Paint picture_light.webp and picture_dark.webp: the country as the map shows it, without names.

A map has the picture at once, and its layers a second later. Needs Chromium and the project's test
environment. Run from the checkout after build.py: python data/basemap/build_picture.py
"""

from __future__ import annotations

import contextlib
import http.server
import io
import math
import shutil
import sys
import tempfile
import threading
from functools import partial
from pathlib import Path
from typing import get_args

import plotly
from PIL import Image
from playwright.sync_api import sync_playwright

from psgdash.figures.basemap_style import style
from psgdash.figures.basemap_tables import BASE_URL, PICTURE_FRAME, Theme

WIDTH = 1500  # pixels, of the map at about zoom 4.3, at which it mostly opens
QUALITY = 82
FOLDER = Path(__file__).resolve().parent
ARGS = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
PAINT = """async ([style, width, height, lon, lat, zoom]) => {
  document.body.innerHTML = `<div id="m" style="width:${width}px;height:${height}px"></div>`;
  const data = [{ type: "scattermap", lat: [], lon: [] }];
  const map = { style, zoom, center: { lat, lon } }, margin = { l: 0, r: 0, t: 0, b: 0 };
  await Plotly.newPlot("m", data, { map, margin }, { displayModeBar: false });
  const inner = document.getElementById("m")._fullLayout.map._subplot.map;
  if (!inner.loaded()) await new Promise(done => inner.once("idle", done));
}"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves the base map and plotly, and says nothing."""

    def log_message(self, *args: object) -> None:
        """Nothing."""


def height_of(north: float, south: float) -> float:
    """Degrees of longitude that are as long in Web Mercator."""
    north, south = (math.degrees(math.asinh(math.tan(math.radians(x)))) for x in (north, south))
    return north - south


def main() -> None:
    """Write both pictures and say how large they are."""
    west, south, east, north = PICTURE_FRAME
    scale = WIDTH / (east - west)
    tall = round(height_of(north, south) * scale)
    middle = math.degrees(math.asinh(math.tan(math.radians(north)))) - tall / scale / 2
    lat = math.degrees(math.atan(math.sinh(math.radians(middle))))
    zoom = math.log2(scale * 360 / 512)
    with contextlib.ExitStack() as stack:
        root = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        base = root / BASE_URL.strip("/")
        base.parent.mkdir(parents=True)
        base.symlink_to(FOLDER, target_is_directory=True)
        shutil.copy(Path(plotly.__file__).parent / "package_data" / "plotly.min.js", root)
        (root / "index.html").write_text(
            '<meta charset="utf-8"><body style="margin:0"><script src="plotly.min.js"></script>'
        )
        handler = partial(Quiet, directory=str(root))
        server = stack.enter_context(http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        play = stack.enter_context(sync_playwright())
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=ARGS)
        page = browser.new_page(viewport={"width": WIDTH, "height": tall})
        for theme in get_args(Theme):
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/index.html")
            shown = style(theme, "en")
            shown["layers"] = [x for x in shown["layers"] if x["type"] not in ("symbol", "circle")]
            for source in shown["sources"].values():
                for key in ("data", "url"):
                    if key in source:
                        source[key] = f"http://127.0.0.1:{server.server_address[1]}{source[key]}"
            page.evaluate(PAINT, [shown, WIDTH, tall, (west + east) / 2, lat, zoom])
            page.wait_for_timeout(1500)
            picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            path = FOLDER / f"picture_{theme}.webp"
            picture.save(path, quality=QUALITY, method=6)
            print(f"{path.name}: {path.stat().st_size:,} bytes, {picture.size}")
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    sys.exit(main())
