// The two kinds of map, MapLibre's and the flat one, behind the same few calls; and Web Mercator.

const TILE = 512; // pixels that the world is wide at zoom 0

// Where a name stands: direction from the circle, and the side of the text that faces it.
const OUTWARD = { "middle right": [1, 0, "left"], "middle left": [-1, 0, "right"], "top center": [0, -1, "bottom"], "bottom center": [0, 1, "top"] };
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

// -- the two kinds of map: the same traces, the same calls -----------------------------------------

/** MapLibre inside plotly. */
class GlobeMap {
  constructor(view) { this.view = view; this.plot = view.mapPlot; }
  get inner() { return this.plot._fullLayout?.map?._subplot?.map; }
  figure(traces, layout) {
    // A town that has a circle of ours keeps its own dot and name off the base map.
    const { style } = layout.map, named = ["literal", this.view.data.spots.names];
    const layers = style.layers.map(layer => layer.source !== "towns" ? layer
      : { ...layer, filter: ["all", layer.filter ?? true, ["!", ["in", ["get", "name"], named]]] });
    return [traces, absolute({ ...layout, map: { ...layout.map, style: { ...style, layers } } })];
  }
  place(layout, at) { layout.map.center = { lon: at.lon, lat: at.lat }; layout.map.zoom = at.zoom; }
  get now() {
    const c = this.inner?.getCenter(), z = this.inner?.getZoom();
    return c ? { lon: c.lng, lat: c.lat, zoom: z } : this.view.start;
  }
  get moving() { return !!this.inner?.isMoving(); }
  go(at, quick) {
    const to = { center: [at.lon, at.lat], zoom: at.zoom };
    if (!this.inner) return;
    if (still()) this.inner.jumpTo(to);
    else if (quick) this.inner.easeTo({ ...to, duration: 250 });
    else this.inner.flyTo({ ...to, duration: 900 });
  }
  /** What plotly leaves at MapLibre's defaults: our names are placed already, and want a halo. */
  finish() {
    const map = this.inner, { ring } = this.view.data;
    for (const { uid, meta } of this.plot._fullData ?? []) {
      const id = `plotly-trace-layer-${uid}-symbol`;
      if (!["label", "count"].includes(meta?.role) || !map?.getLayer(id)) continue;
      map.setLayoutProperty(id, "text-allow-overlap", true);
      map.setLayoutProperty(id, "text-max-width", 60);
      if (meta.role === "count") { map.setLayoutProperty(id, "text-offset", [0, 0]); continue; }
      const far = meta.variant.endsWith("large") ? 2.3 : 1.2; // ems, past the circle's edge
      const [x, y, anchor] = OUTWARD[meta.variant.split(",")[0]];
      map.setLayoutProperty(id, "text-anchor", anchor);
      map.setLayoutProperty(id, "text-offset", [x * far, y * (far - 0.35)]);
      map.setPaintProperty(id, "text-halo-color", ring);
      map.setPaintProperty(id, "text-halo-width", 1.8);
    }
  }
  watch(moved, background) {
    this.inner.on("moveend", moved);
    this.inner.on("click", background);
    this.inner.keyboard?.disable(); // the buttons are the keyboard's way; arrows scroll the page
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
  constructor(view) { this.view = view; this.plot = view.mapPlot; }
  async prepare() {
    if (this.from === this.view.data.flat) return;
    this.from = this.view.data.flat;
    this.base = await (await fetch(this.view.data.flat)).json();
  }
  figure(traces, layout) {
    const names = new Set(this.view.data.spots.names);
    const base = this.base.traces.map(trace => trace.text
      ? { ...trace, text: trace.text.map(name => names.has(name.trim()) ? "" : name) } : trace);
    const flat = traces.map(({ lat, lon, below, ...rest }) => ({
      ...rest, type: "scatter", cliponaxis: true,
      x: (lon ?? []).map(v => v === null ? null : mercatorX(v)),
      y: (lat ?? []).map(v => v === null ? null : mercatorY(v)),
      // Here a name stands off by the size of its own (invisible) marker.
      ...(rest.meta.role === "label" && { text: (rest.text ?? []).map(plain), marker: { size: rest.meta.variant.endsWith("large") ? 62 : 30, opacity: 0 } }),
    }));
    const axis = { visible: false, zeroline: false, showgrid: false };
    const { map, ...others } = layout;
    return [[...base, ...flat], {
      ...others, dragmode: "pan", hovermode: "closest", plot_bgcolor: this.base.background,
      images: absolute(this.base.images), annotations: this.base.annotations,
      xaxis: { ...axis, range: this.range.x }, yaxis: { ...axis, range: this.range.y, scaleanchor: "x" },
    }];
  }
  finish() {}
  get moving() { return false; }
  place(layout, at) { this.range = this.ranges(at); }
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
  watch(moved, background) {
    this.plot.on("plotly_relayout", moved);
    this.plot.addEventListener("click", background);
  }
  async painted() {}
}

const hasWebGL = () => {
  try { return !!document.createElement("canvas").getContext("webgl2"); } catch { return false; }
};

