// Map and timeline as one view. The server sends what the filter keeps (figures and events as
// arrays); the range, the chosen event and the chosen places are applied here, at once, and told
// to the server afterwards. Nothing here remounts: Plotly.react feeds the two plots in place.

const DAY = 864e5; // milliseconds
const views = new WeakMap();
let plotly;

/** Plotly from our own server, once a page. */
function loadPlotly() {
  return plotly ??= new Promise((done, fail) => {
    if (window.Plotly) return done(window.Plotly);
    const tag = document.createElement("script");
    tag.src = new URL("/assets/plotly/plotly.min.js", location.origin).href;
    tag.onload = () => done(window.Plotly);
    tag.onerror = () => { plotly = null; fail(new Error("plotly.min.js could not be loaded")); };
    document.head.append(tag);
  });
}

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const plain = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** MapLibre wants whole addresses. */
function absolute(value) {
  if (typeof value === "string") return value.startsWith("/assets/") ? location.origin + value : value;
  if (Array.isArray(value)) return value.map(absolute);
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, absolute(v)]));
  return value;
}

/** Little-endian numbers that came as base64. */
function numbers(text, Kind) {
  const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
  return new Kind(bytes.buffer);
}

class LinkedView {
  constructor(root, P) {
    this.P = P;
    this.root = root;
    const part = name => root.querySelector(name);
    [this.mapBox, this.mapPlot, this.lineBox, this.linePlot] =
      [".lv-map", ".lv-map-plot", ".lv-line", ".lv-line-plot"].map(part);
    this.state = { range: null, event: null, places: [] };
    this.sent = this.heard = 0;
    this.pending = {};
    this.brush = new Brush(this);
    window.psgdash.mounts += 1;
  }

  /** What a rerun of the script brings. */
  async take(data, tell) {
    this.tell = tell;
    const fresh = data.key !== this.data?.key;
    // Another session (after a pause, or back from a page) counts anew.
    if (!this.data || data.ack < this.heard) this.sent = data.ack;
    this.heard = data.ack;
    if (data.ack >= this.sent) this.pending = {};
    if (data.ack >= this.sent) this.state = { range: data.range, event: data.event, places: data.places };
    const began = performance.now();
    if (fresh) {
      const first = !this.data;
      this.data = data;
      this.unpack(data);
      if (first) await this.begin(data);
      else await this.map.prepare?.();
      this.words(data.words);
      await Promise.all([this.drawMap(true), this.drawLine()]);
      if (first) this.listen();
    } else {
      Object.assign(this.data, { ack: data.ack, event: data.event, event_index: data.event_index });
      await this.drawMap();
    }
    this.brush.show();
    this.mark();
    if (data.event && data.event !== this.lookedAt) this.lookAt(data.event);
    this.lookedAt = data.event;
    void this.painted(began); // what comes next need not wait until this is on the screen
  }

  async begin(data) {
    if (hasWebGL()) this.map = new GlobeMap(this);
    else { this.map = new FlatMap(this); await this.map.prepare(); }
    this.root.dataset.map = this.map instanceof FlatMap ? "flat" : "globe";
    this.start = this.whole();
  }

  async painted(began) {
    await this.map.painted();
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    window.psgdash.paints += 1;
    window.psgdash.lastPaintMs = performance.now() - began;
    this.root.dataset.state = "ready";
  }

  unpack(data) {
    const e = data.events;
    this.earliest = numbers(e.earliest, Int32Array);
    this.latest = numbers(e.latest, Int32Array);
    this.themes = numbers(e.themes, Int32Array);
    this.placedEvent = numbers(data.placings.event, Int32Array);
    this.placedSpot = numbers(data.placings.spot, Int32Array);
    this.levels = data.levels.map(level => ({ zoom: level.zoom, leader: numbers(level.leader, Int32Array) }));
    this.spotIndex = new Map(data.spots.ids.map((id, i) => [id, i]));
    this.eventIndex = new Map((e.ids ?? []).map((id, i) => [id, i]));
    this.drawn = null;
  }

  words(words) {
    for (const [name, text] of Object.entries(words)) {
      const part = this.root.querySelector(`[data-word="${name}"]`);
      if (part?.dataset.as === "label") { part.setAttribute("aria-label", text); part.title = text; }
      else if (part?.dataset.as === "name") part.setAttribute("aria-label", text);
      else if (part) part.textContent = text;
    }
  }

  // -- the map

  /** Frame of everything that the filter shows, or the country. */
  whole() {
    const small = this.mapBox.clientWidth < 600;
    const padding = small ? { x: 44, top: 34, bottom: 40 } : { x: 120, top: 34, bottom: 56 };
    return fit(this.data.frame, this.mapBox.clientWidth, this.mapBox.clientHeight, padding);
  }

  inRange(i) {
    const range = this.state.range;
    return !range || (this.latest[i] >= range[0] && this.earliest[i] <= range[1]);
  }

  leaders(zoom) {
    const level = this.levels.find(l => zoom < l.zoom + 0.5);
    return level?.leader;
  }

  /** Circles, areas, routes and labels as the range, the zoom and the choice want them. */
  contents(zoom) {
    const { spots, colours, sizes } = this.data, T = colours.length;
    const leaders = this.leaders(zoom), n = spots.ids.length;
    const counts = new Int32Array(n), seen = new Int32Array(n).fill(-1), byTheme = new Int32Array(n * T);
    const own = new Int32Array(n);
    for (let k = 0; k < this.placedEvent.length; k++) {
      const i = this.placedEvent[k], spot = this.placedSpot[k];
      if (!this.inRange(i)) continue;
      own[spot]++;
      const g = leaders ? leaders[spot] : spot;
      if (seen[g] === i) continue; // placings come in the events' order: an event counts once
      seen[g] = i; counts[g]++; byTheme[g * T + this.themes[i]]++;
    }
    const members = new Map(), ghosts = [];
    for (let s = 0; s < n; s++) {
      const g = leaders ? leaders[s] : s;
      if (own[s]) members.set(g, [...(members.get(g) ?? []), s]);
      else if (!spots.rings[s] && !counts[g]) ghosts.push(s);
    }
    const found = [...members].map(([g, inside]) => {
      const themes = byTheme.subarray(g * T, g * T + T);
      const main = inside.reduce((a, b) => own[b] > own[a] || (own[b] === own[a] && b === g) ? b : a);
      return { g, inside, at: main, n: counts[g], ring: spots.rings[g], colour: themes.indexOf(Math.max(...themes)),
        chosen: inside.some(s => this.isChosen(s)) };
    }).sort((a, b) => b.n - a.n);
    return { found, ghosts, sizes, zoom };
  }

  isChosen(spot) {
    const { ids } = this.data.spots;
    if (this.state.places.includes(ids[spot])) return true;
    return this.eventSpots(this.state.event).includes(spot);
  }

  eventSpots(event) {
    const i = event === this.data.event ? this.data.event_index : this.eventIndex.get(event);
    if (i === undefined || i === null || i < 0) return [];
    const found = [];
    for (let k = 0; k < this.placedEvent.length; k++) if (this.placedEvent[k] === i) found.push(this.placedSpot[k]);
    return found;
  }

  /** Fill the server's empty traces. */
  fill(traces, { found, ghosts, sizes, zoom }) {
    const { spots, colours, routes } = this.data;
    const points = found.filter(f => !f.ring), areas = found.filter(f => f.ring);
    const size = f => sizes[Math.min(f.n, sizes.length - 1)];
    const labels = placeLabels(found, spots, zoom, size, this.mapBox, this.map.now);
    const at = list => ({ lat: list.map(f => spots.lat[f.at ?? f]), lon: list.map(f => spots.lon[f.at ?? f]) });
    const faces = f => ({ customdata: f.map(g => g.inside.map(s => spots.ids[s]).join("|")),
      hovertext: f.map(g => this.hover(g)), hoverinfo: "text" });
    const shape = (list, ring) => {
      const lat = [], lon = [];
      for (const one of list) for (const [a, b] of [...ring(one), [null, null]]) { lat.push(a); lon.push(b); }
      return { lat, lon };
    };
    const shownRoutes = routes.filter(r => this.inRange(r.event));
    return traces.map(trace => {
      const { role, variant } = trace.meta;
      const mine = list => list.filter(f => colours[f.colour] === variant);
      switch (role) {
        case "area": return { ...trace, ...shape(mine(areas), f => f.ring) };
        case "route": case "route-halo": {
          const found = role === "route" ? mine(shownRoutes) : shownRoutes;
          return { ...trace, ...shape(found, r => r.line) };
        }
        case "ghost": return { ...trace, ...at(ghosts), hoverinfo: "skip" };
        case "chosen": { const list = found.filter(f => f.chosen);
          return { ...trace, ...at(list), hoverinfo: "skip", marker: { ...trace.marker, size: list.map(f => (f.ring ? 14 : size(f)) + 13) } }; }
        case "ring": return { ...trace, ...at(points), hoverinfo: "skip", marker: { ...trace.marker, size: points.map(f => size(f) + 5) } };
        case "dot": { const list = [...points, ...areas];
          return { ...trace, ...at(list), ...faces(list), marker: { ...trace.marker,
            size: list.map(f => f.ring ? 14 : size(f)), color: list.map(f => colours[f.colour]) } }; }
        case "label": { const list = labels.filter(l => l.variant === variant);
          return { ...trace, ...at(list.map(l => l.f)), text: list.map(l => l.text), hoverinfo: "skip" }; }
        case "count": { const list = points.filter(f => f.n > 1);
          return { ...trace, ...at(list), text: list.map(f => String(f.n)), hoverinfo: "skip" }; }
        default: return trace;
      }
    });
  }

  hover(group) {
    const { spots, words, events } = this.data;
    const name = group.inside.map(s => spots.names[s]).slice(0, 3).join(" · ");
    const head = `<b>${plain(name)}</b> · ${group.n === 1 ? words.one_event : words.many_events.replace("{n}", group.n)}`;
    if (!events.titles) return head;
    const titles = new Set();
    const inside = new Set(group.inside);
    for (let k = 0; k < this.placedEvent.length && titles.size < 4; k++)
      if (inside.has(this.placedSpot[k]) && this.inRange(this.placedEvent[k])) titles.add(this.placedEvent[k]);
    return [head, ...[...titles].map(i => plain(shorten(events.titles[i], 64)))].join("<br>");
  }

  /** One drawing after another: plotly moves the map itself while it draws, and says so. */
  drawMap(whole = false) {
    this.wanted = { whole: whole || !!this.wanted?.whole };
    return this.drawing ??= Promise.resolve().then(() => this.drawAll());
  }

  async drawAll() {
    try {
      while (this.wanted) {
        const { whole } = this.wanted;
        this.wanted = null;
        await this.drawOnce(whole);
      }
    } finally { this.drawing = null; }
  }

  async drawOnce(whole) {
    const zoom = this.map.now.zoom;
    const layout = { ...this.data.map.layout, map: { ...this.data.map.layout.map } };
    // Where it is now, or plotly would put it back to where the figure says.
    this.map.place(layout, this.listening ? this.map.now : this.start);
    const key = JSON.stringify([this.state, this.data.event_index, this.leaders(zoom) ? Math.round(zoom) : "fine", Math.round(zoom * 2)]);
    if (!whole && (key === this.drawn || this.map.moving)) return; // the end of a move draws
    this.drawn = key;
    const traces = this.fill(this.data.map.data, this.contents(zoom));
    const [drawn, laid] = this.map.figure(traces, layout);
    await this.P.react(this.mapPlot, drawn, laid, { responsive: true, displayModeBar: false, scrollZoom: true, doubleClick: false });
    this.map.finish();
  }

  async drawLine() {
    const { data, layout } = this.data.timeline;
    const small = this.lineBox.clientWidth < 620;
    this.small = small;
    const shown = data.map(trace => trace.meta.role === "title" && this.lineBox.clientWidth < 760
      ? { ...trace, visible: false } : trace);
    const narrow = small ? { margin: { ...layout.margin, l: 88, r: 10 },
      yaxis: { ...layout.yaxis, tickfont: { ...layout.yaxis.tickfont, size: 12 } } } : {};
    const rows = layout.meta.rows;
    this.lineBox.style.height = `${Math.max(232, layout.meta.mode === "lanes" ? rows * 23 + 84 : 0)}px`;
    await this.P.react(this.linePlot, shown, { ...layout, ...narrow }, { responsive: true, displayModeBar: false });
  }

  /** Dim what is not chosen, ring what is, on the timeline. */
  mark() {
    const { data, layout } = this.data.timeline;
    if (layout.meta.mode !== "lanes") return;
    const at = data.findIndex(trace => trace.meta.role === "mark"), marks = data[at];
    if (at < 0) return;
    const places = new Set(this.state.places.map(id => this.spotIndex.get(id)));
    const here = new Set();
    if (places.size) for (let k = 0; k < this.placedEvent.length; k++)
      if (places.has(this.placedSpot[k])) here.add(this.data.events.ids[this.placedEvent[k]]);
    const dim = id => places.size && !here.has(id);
    const chosen = marks.customdata.findIndex(id => id === this.state.event);
    const key = JSON.stringify([this.state.places, this.state.event, this.data.key]);
    if (key === this.marked) return;
    this.marked = key;
    const opacity = marks.customdata.map(id => dim(id) ? 0.25 : 1);
    const bars = [], titles = [];
    data.forEach((trace, i) => { if (trace.meta.role === "bar") bars.push(i); if (trace.meta.role === "title") titles.push(i); });
    const ring = data.findIndex(trace => trace.meta.role === "chosen");
    this.P.restyle(this.linePlot, { "marker.opacity": [opacity] }, [at]);
    this.P.restyle(this.linePlot, { "marker.opacity": bars.map(() => marks.customdata.map(id => dim(id) ? 0.06 : 0.2)) }, bars);
    this.P.restyle(this.linePlot, { x: [chosen < 0 ? [] : [marks.x[chosen]]], y: [chosen < 0 ? [] : [marks.y[chosen]]] }, [ring]);
    // Plotly writes what is restyled into the very traces: the colour as it came is kept.
    const ink = this.data.ink ??= data[titles[0]]?.textfont.color;
    this.P.restyle(this.linePlot, { "textfont.color": titles.map(i => data[i].customdata.map(id => dim(id) ? faded(ink) : ink)) }, titles);
  }

  // -- gestures

  listen() {
    this.listening = true;
    let hit = false; // whether the press of the button that is now a click met a place
    this.mapPlot.addEventListener("pointerdown", () => { hit = false; }, true);
    this.mapPlot.on("plotly_click", event => {
      const point = event.points.find(p => typeof p.customdata === "string");
      if (!point) return;
      hit = true;
      const places = point.customdata.split("|");
      const same = places.length === this.state.places.length && places.every(p => this.state.places.includes(p));
      this.choose({ places: same ? [] : places, event: null });
    });
    this.map.watch(() => this.drawMap(), () => {
      // Plotly tells of a place's click just before or after this one.
      setTimeout(() => { if (!hit && this.state.places.length) this.choose({ places: [], event: null }); }, 80);
    });
    const zoom = by => { const at = this.map.now; this.map.go({ ...at, zoom: Math.max(1.5, Math.min(12, at.zoom + by)) }, true); };
    const on = (name, act) => this.root.querySelector(name).addEventListener("click", act);
    on(".lv-in", () => zoom(1));
    on(".lv-out", () => zoom(-1));
    on(".lv-whole", () => this.map.go(this.whole()));
    this.sizes = new ResizeObserver(() => { this.brush.show(); const small = this.lineBox.clientWidth < 620;
      if (small !== this.small) this.drawLine().then(() => { this.marked = null; this.mark(); this.brush.show(); }); });
    this.sizes.observe(this.lineBox);
    this.asked = event => { event.preventDefault(); this.choose({ event: event.detail.event }); };
    window.addEventListener("psgdash:event", this.asked);
  }

  /** A gesture: shown at once, told to the server after. */
  choose(change, tellNow = true) {
    this.state = { ...this.state, ...change };
    this.drawMap();
    this.mark();
    this.brush.show();
    if ("event" in change) window.dispatchEvent(new CustomEvent("psgdash:chosen", { detail: { event: change.event } }));
    if (change.event && this.lookAt(change.event)) this.lookedAt = change.event;
    if (tellNow) this.report(change);
  }

  /** Only what was changed here, until the server has heard of it. */
  report(change) {
    this.pending = { ...this.pending, ...change };
    this.tell({ n: ++this.sent, ...this.pending });
  }

  /** Move the map only if the event is out of sight; false where it is not known where it is. */
  lookAt(event) {
    const { spots } = this.data;
    const where = this.eventSpots(event);
    if (!where.length) return false;
    const now = this.map.now, half = metresAPixel(now.zoom) / 2;
    const [w, h] = [this.mapBox.clientWidth * half * 0.92, this.mapBox.clientHeight * half * 0.9];
    const [x, y] = [mercatorX(now.lon), mercatorY(now.lat)];
    const seen = s => Math.abs(mercatorX(spots.lon[s]) - x) < w && Math.abs(mercatorY(spots.lat[s]) - y) < h;
    if (where.every(seen)) return true;
    const lons = where.map(s => spots.lon[s]), lats = where.map(s => spots.lat[s]);
    const frame = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
    const at = fit(frame, this.mapBox.clientWidth, this.mapBox.clientHeight, { x: 90, top: 70, bottom: 70 }, 2, 6.5);
    this.map.go({ ...at, zoom: Math.min(at.zoom, Math.max(now.zoom, 5)) });
    return true;
  }

  end() {
    window.removeEventListener("psgdash:event", this.asked);
    this.sizes?.disconnect();
    for (const plot of [this.mapPlot, this.linePlot]) try { this.P.purge(plot); } catch { /* never drawn */ }
  }
}

/** `#RRGGBB` at a third of its strength. */
const faded = ink => `rgba(${[1, 3, 5].map(i => parseInt(ink.slice(i, i + 2), 16)).join(",")},.33)`;

function shorten(text, letters) { return text.length > letters ? text.slice(0, letters - 1).trimEnd() + "…" : text; }

/** Names beside circles, each on the first side where it covers nothing; none where there is no room. */
function placeLabels(found, spots, zoom, size, box, centre) {
  const scale = 1 / metresAPixel(zoom), letter = 7.4, high = 17;
  const [cx, cy] = [mercatorX(centre.lon), mercatorY(centre.lat)];
  const [w, h] = [box.clientWidth / 2, box.clientHeight / 2];
  const seen = found.map(f => ({ f, x: (mercatorX(spots.lon[f.at]) - cx) * scale, y: (cy - mercatorY(spots.lat[f.at])) * scale,
    r: (f.ring ? 14 : size(f)) / 2 + 3 })).filter(p => Math.abs(p.x) < w * 1.2 && Math.abs(p.y) < h * 1.2).slice(0, 80);
  const taken = seen.map(p => [p.x - p.r, p.y - p.r, p.x + p.r, p.y + p.r]);
  const labels = [];
  for (const p of seen) {
    const more = p.f.inside.length - 1, text = spots.names[p.f.at] + (more ? ` +${more}` : "");
    const wide = text.length * letter + 4;
    const sides = { "middle right": [p.x + p.r, p.y - high / 2], "middle left": [p.x - p.r - wide, p.y - high / 2],
      "top center": [p.x - wide / 2, p.y - p.r - high], "bottom center": [p.x - wide / 2, p.y + p.r] };
    for (const [side, [a, b]] of Object.entries(sides)) {
      const [c, d] = [a + wide, b + high];
      if (a < -w || c > w || b < -h || d > h) continue;
      if (taken.some(t => t[0] < c && t[2] > a && t[1] < d && t[3] > b
        && !(t[0] === p.x - p.r && t[1] === p.y - p.r))) continue;
      taken.push([a, b, c, d]);
      labels.push({ f: p.f, variant: `${side}, ${p.r > 18 ? "large" : "small"}`, text });
      break;
    }
  }
  return labels;
}

// -- Streamlit's side ----------------------------------------------------------------------------------

export default function ({ data, parentElement, setTriggerValue }) {
  window.psgdash ??= { mounts: 0, paints: 0, lastPaintMs: 0 };
  const root = parentElement.querySelector('[data-testid="linked-view"]');
  const tell = gesture => setTriggerValue("gesture", gesture);
  let entry = views.get(root);
  if (!entry) {
    entry = { queue: loadPlotly().then(P => { if (!entry.gone) entry.view = new LinkedView(root, P); }) };
    views.set(root, entry);
  }
  // One feed after another: a rerun that comes while the first paint is under way waits its turn.
  entry.queue = entry.queue.then(() => entry.view?.take(data, tell)).catch(error => {
    root.dataset.state = "failed";
    root.dataset.error = String(error?.message ?? error);
    console.error(error);
  });
  // Streamlit calls this too when newer data overtakes the loading of this module: not an end.
  return () => { if (root.isConnected) return; entry.gone = true; entry.view?.end(); views.delete(root); };
}
