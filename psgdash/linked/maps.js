// The two kinds of map, MapLibre's and the flat one, behind the same few calls; and Web Mercator.

const TILE = 512; // pixels that the world is wide at zoom 0

const RADIUS = 6378137;
const mercatorX = lon => RADIUS * lon * Math.PI / 180;
const mercatorY = lat => RADIUS * Math.asinh(Math.tan(lat * Math.PI / 180));
const longitude = x => x / RADIUS * 180 / Math.PI;
const latitude = y => Math.atan(Math.sinh(y / RADIUS)) * 180 / Math.PI;
const metresAPixel = zoom => 2 * Math.PI * RADIUS / (TILE * 2 ** zoom);

/** Centre and zoom that show a frame [west, south, east, north] in a box of pixels. */
function fit([west, south, east, north], width, height, padding, least = 2, most = 8.5) {
  const [x0, x1, y0, y1] = [mercatorX(west), mercatorX(east), mercatorY(south), mercatorY(north)];
  const scale = Math.max((x1 - x0) / Math.max(40, width - 2 * padding.x),
    (y1 - y0) / Math.max(40, height - padding.top - padding.bottom), 1);
  const zoom = Math.min(most, Math.max(least, Math.log2(2 * Math.PI * RADIUS / (TILE * scale))));
  const lift = (padding.top - padding.bottom) / 2 * metresAPixel(zoom);
  return { lon: longitude((x0 + x1) / 2), lat: latitude((y0 + y1) / 2 + lift), zoom };
}

// -- the two kinds of map: the same calls -----------------------------------------

/** Where circles may stand, for an unseen layer that keeps the base map's names from under them. */
const guards = points => ({ type: "geojson", data: { type: "FeatureCollection", features: points.map(at =>
  ({ type: "Feature", properties: {}, geometry: { type: "Point", coordinates: at } })) } });

/** MapLibre inside plotly. */
class GlobeMap {
  closest = 8.5; // zoom at which it frames a single place
  names = []; // MapLibre draws them itself
  constructor(view) { this.view = view; this.plot = view.mapPlot; }
  get inner() { return this.plot._fullLayout?.map?._subplot?.map; }
  figure(traces, layout) { return [traces, absolute(layout)]; }
  place(layout, at) { layout.map.center = { lon: at.lon, lat: at.lat }; layout.map.zoom = at.zoom; }
  get now() {
    const c = this.inner?.getCenter(), z = this.inner?.getZoom();
    return c ? { lon: c.lng, lat: c.lat, zoom: z } : this.view.start;
  }
  go(at, quick) {
    const to = { center: [at.lon, at.lat], zoom: at.zoom };
    if (!this.inner) return;
    if (still()) this.inner.jumpTo(to);
    else if (quick) this.inner.easeTo({ ...to, duration: 250 });
    else this.inner.flyTo({ ...to, duration: 900 });
  }
  /** Once the picture of the country is painted, the layers that are sharp at every zoom. */
  sharpen() {
    const { data, root } = this.view, look = JSON.stringify([data.theme, data.language, data.towns]);
    if (this.look !== look) {
      this.look = look;
      delete root.dataset.sharp;
      this.sharpened = this.addLayers(look);
    }
    return this.sharpened;
  }
  async addLayers(look) {
    const map = this.inner, { data } = this.view;
    await this.painted();
    await new Promise(done => setTimeout(done, 150)); // whoever clicks at once comes first
    if (this.look !== look || !map.getLayer("picture")) return;
    const { sources, layers } = absolute(data.map.detail), named = ["literal", data.towns];
    map.setLayoutProperty("picture", "visibility", "visible"); // over all that is on its way
    for (const { id } of layers) if (id !== "sea" && map.getLayer(id)) map.removeLayer(id);
    for (const [name, source] of Object.entries({ ...sources, guards: guards(data.guards) })) {
      if (map.getSource(name)) map.removeSource(name);
      map.addSource(name, source);
    }
    for (const layer of layers) {
      if (layer.id === "sea") continue;
      // A town that has a circle of ours keeps its own dot and name off the base map.
      map.addLayer(layer.source !== "towns" ? layer
        : { ...layer, filter: ["all", layer.filter ?? true, ["!", ["in", ["get", "name"], named]]] }, "picture");
    }
    await this.painted();
    if (this.look === look && map.getLayer("picture")) map.setLayoutProperty("picture", "visibility", "none");
  }
  /** Keep the names from under circles that have moved. */
  guard(points) { this.inner?.getSource("guards")?.setData(guards(points).data); }
  /** Pixels in the map's box of a point in degrees. */
  project = (lon, lat) => {
    const at = this.inner.project([lon, lat]);
    return [at.x, at.y];
  };
  unproject = (x, y) => {
    const { lng, lat } = this.inner.unproject([x, y]);
    return { lon: lng, lat };
  };
  watch({ moved, moving, clicked }) {
    this.inner.on("moveend", moved);
    this.inner.on("render", moving); // with the picture, not before it
    this.inner.on("click", event => clicked(event.point.x, event.point.y));
    this.inner.keyboard?.disable(); // the buttons are the keyboard's way; arrows scroll the page
    this.inner.dragRotate?.disable();
    this.inner.touchZoomRotate?.disableRotation();
    this.inner.getCanvas().setAttribute("tabindex", "-1");
  }
  async painted() {
    const map = this.inner;
    if (!map || (map.loaded() && !map.isMoving())) return;
    await Promise.race([new Promise(done => map.once("idle", done)), new Promise(done => setTimeout(done, 8000))]);
  }
}

/** Without WebGL: a cartesian plot in Web-Mercator metres over a drawn base. */
class FlatMap {
  closest = 6; // its base has no more to show
  constructor(view) { this.view = view; this.plot = view.mapPlot; }
  async prepare() {
    const { flat } = this.view.data; // where it is, or itself
    if (this.from === flat) return;
    this.from = flat;
    this.base = typeof flat === "string" ? await (await fetch(flat)).json() : flat;
  }
  figure(_, layout) {
    const axis = { visible: false, zeroline: false, showgrid: false };
    const { map, ...others } = layout;
    return [this.base.traces, {
      ...others, dragmode: "pan", hovermode: "closest", plot_bgcolor: this.base.background,
      images: absolute(this.base.images),
      xaxis: { ...axis, range: this.range.x }, yaxis: { ...axis, range: this.range.y, scaleanchor: "x" },
    }];
  }
  place(layout, at) { this.range = this.ranges(at); }
  /** What the ground's names are at this zoom, the greatest first; the layer above the map draws them. */
  get names() {
    const { base, view: { data: { towns } } } = this;
    if (this.named?.base !== base || this.named.towns !== towns) this.named = { base, towns, all: this.pick(base, new Set(towns)) };
    const { zoom } = this.now;
    return this.named.all.filter(name => name.zoom <= zoom);
  }
  /** A town that has a circle of ours keeps its own dot and name off the map. */
  pick({ names, fonts }, towns) {
    return names.filter(name => name.kind !== "town" || !towns.has(name.text))
      .map(name => ({ ...name, lines: name.text.split("\n"), font: fonts[name.kind], dot: fonts[name.kind].dot }));
  }
  ranges(at) {
    const half = metresAPixel(at.zoom) / 2, { clientWidth: w, clientHeight: h } = this.plot;
    const [x, y] = [mercatorX(at.lon), mercatorY(at.lat)];
    return { x: [x - w * half, x + w * half], y: [y - h * half, y + h * half] };
  }
  get now() {
    const axes = this.plot._fullLayout;
    if (!axes?.xaxis) return this.view.start;
    const [a, b] = axes.xaxis.range, [c, d] = axes.yaxis.range;
    const zoom = Math.log2(2 * Math.PI * RADIUS / (TILE * (b - a) / this.plot.clientWidth));
    return { lon: longitude((a + b) / 2), lat: latitude((c + d) / 2), zoom };
  }
  go(at) {
    const to = this.ranges(at);
    this.view.P.relayout(this.plot, { "xaxis.range": to.x, "yaxis.range": to.y });
  }
  project = (lon, lat) => {
    const { xaxis, yaxis } = this.plot._fullLayout;
    return [xaxis._offset + xaxis.l2p(mercatorX(lon)), yaxis._offset + yaxis.l2p(mercatorY(lat))];
  };
  unproject = (x, y) => {
    const { xaxis, yaxis } = this.plot._fullLayout;
    return { lon: longitude(xaxis.p2l(x - xaxis._offset)), lat: latitude(yaxis.p2l(y - yaxis._offset)) };
  };
  watch({ moved, moving, clicked }) {
    this.plot.on("plotly_relayouting", moving);
    this.plot.on("plotly_relayout", () => { moving(); moved(); });
    // Not the click itself: plotly lays a cover over the page while the button is down, and then
    // sends a click of its own, so that there may be none, one or two.
    this.plot.addEventListener("pointerdown", down => {
      if (down.button) return;
      addEventListener("pointerup", up => {
        if (Math.hypot(up.clientX - down.clientX, up.clientY - down.clientY) > 4) return;
        const box = this.plot.getBoundingClientRect();
        clicked(up.clientX - box.left, up.clientY - box.top);
      }, { once: true, capture: true });
    }, true);
  }
  guard() {} // the layer above it keeps its names off the circles
  async painted() {}
  async sharpen() {}
}

const hasWebGL = () => {
  try { return !!document.createElement("canvas").getContext("webgl2"); } catch { return false; }
};

