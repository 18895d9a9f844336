// Map and timeline as one view. All that the archive draws (events as arrays, places, base map) is
// fetched once; the server then sends which events the filter keeps, and the timeline's figure. The
// range, the chosen event and the chosen places are applied here, at once, and told to the server
// afterwards. Nothing here remounts: Plotly.react feeds the timeline in place, and the
// map, once painted, is painted anew only when it moves; what changes stands in a layer above it.

const DAY = 864e5; // milliseconds
const NEAREST = 5.8; // zoom of the whole: nearer, nothing says where in Peru a single place lies
const views = new WeakMap();
const grounds = new Map();

/** What the whole archive draws, by its address; or the thing itself, where there is no server. */
function groundOf(from) {
  if (typeof from !== "string") return Promise.resolve(from);
  if (!grounds.has(from)) {
    const asked = fetch(from).then(answer => { if (!answer.ok) throw new Error(`${answer.status} for the map's data`); return answer.json(); });
    asked.catch(() => grounds.delete(from));
    grounds.set(from, asked);
    if (grounds.size > 4) grounds.delete(grounds.keys().next().value);
  }
  return grounds.get(from);
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
    this.overlay = new Overlay(this.mapBox);
    this.play = new Play(this);
    window.psgdash.mounts += 1;
  }

  /** What a rerun of the script brings. */
  async take(told, tell) {
    this.tell = tell;
    const ground = await groundOf(told.ground);
    if (ground.version !== told.version) { // the archive has changed meanwhile: ask for what is now
      grounds.delete(told.ground);
      return this.report({});
    }
    const data = { ...ground, ...told };
    const fresh = data.key !== this.data?.key;
    // Another session (after a pause, or back from a page) counts anew.
    if (!this.data || data.ack < this.heard) this.sent = data.ack;
    this.heard = data.ack;
    if (data.ack >= this.sent) this.pending = {};
    const before = JSON.stringify(this.state.range);
    if (data.ack >= this.sent) this.state = { range: data.range, event: data.event, places: data.places };
    const newRange = before !== JSON.stringify(this.state.range);
    const began = performance.now();
    if (fresh) {
      const first = !this.data;
      if (!first) this.play.halt();
      this.data = data;
      if (ground !== this.ground) this.unpack(this.ground = ground);
      this.sieve(data);
      if (first) await this.begin(data);
      else await this.map.prepare?.();
      this.words(data.words);
      if (!first) this.drawMap(true);
      // At first the map, which loads while the timeline is drawn; later it mostly stays as it is.
      const drawn = first ? [this.drawBase(), this.drawLine()] : [this.drawLine(), this.drawBase()];
      if (first && this.map.inner) this.drawMap(true);
      await Promise.all(drawn);
      if (first) { this.drawMap(true); this.listen(); }
      this.play.rewind();
    } else {
      this.data = data;
      if (newRange) this.play.rewind();
      this.drawMap();
    }
    this.brush.show();
    this.mark();
    if (data.event && data.event !== this.lookedAt) this.lookAt(data.event);
    this.lookedAt = data.event;
    void this.painted(began); // what comes next need not wait until this is on the screen
  }

  async begin(data) {
    if (typeof data.flat === "string" && hasWebGL()) this.map = new GlobeMap(this);
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
    await this.map.sharpen();
    this.root.dataset.sharp = this.data.language;
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
    this.drawn = null;
  }

  /** Which events the filter keeps, and the frame around them. */
  sieve({ only, said, events, spots, wide, home: [left, bottom, right, top] }) {
    const bits = Uint8Array.from(atob(only), c => c.charCodeAt(0));
    this.kept = Uint8Array.from({ length: events.n }, (_, i) => bits[i >> 3] >> (7 - (i & 7)) & 1);
    const names = events.ids ? { index: [...events.ids.keys()], ...events } : said ?? { index: [] };
    this.titles = new Map(names.index.map((i, k) => [i, names.titles[k]]));
    this.ids = new Map(names.index.map((i, k) => [i, names.ids[k]]));
    this.eventIndex = new Map([...this.ids].map(([i, id]) => [id, i]));
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    const around = (lat, lon) => {
      west = Math.min(west, lon); east = Math.max(east, lon); south = Math.min(south, lat); north = Math.max(north, lat);
    };
    const shown = [...new Set(this.placedSpot.filter((_, k) => this.kept[this.placedEvent[k]]))];
    const near = shown.filter(s => spots.lon[s] > left && spots.lon[s] < right && spots.lat[s] > bottom && spots.lat[s] < top);
    for (const s of near.length ? near : shown) {
      around(spots.lat[s], spots.lon[s]);
      spots.rings[s]?.forEach(([lat, lon]) => around(lat, lon));
    }
    this.frame = west <= east ? [west, south, east, north] : wide;
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
    return fit(this.frame, this.mapBox.clientWidth, this.mapBox.clientHeight, padding, 2, Math.min(NEAREST, this.map.closest));
  }

  /** The range in view: that of the moment while it plays, else the one that is set. */
  get range() { return this.play.range ?? this.state.range; }

  /** Whether the filter keeps an event, and the range, too. */
  isShown(i) {
    const { range } = this;
    return this.kept[i] && (!range || (this.latest[i] >= range[0] && this.earliest[i] <= range[1]));
  }

  leaders(zoom) {
    const level = this.levels.find(l => zoom < l.zoom + 0.5);
    return level?.leader;
  }

  /** Circles, areas, routes and labels as the range, the zoom and the choice want them. */
  contents(zoom) {
    const { spots, colours } = this.data, T = colours.length;
    const leaders = this.leaders(zoom), n = spots.ids.length;
    const counts = new Int32Array(n), seen = new Int32Array(n).fill(-1), byTheme = new Int32Array(n * T);
    const own = new Int32Array(n), kept = new Uint8Array(n);
    for (let k = 0; k < this.placedEvent.length; k++) {
      const i = this.placedEvent[k], spot = this.placedSpot[k];
      if (!this.kept[i]) continue;
      kept[spot] = 1;
      if (!this.isShown(i)) continue;
      own[spot]++;
      const g = leaders ? leaders[spot] : spot;
      if (seen[g] === i) continue; // placings come in the events' order: an event counts once
      seen[g] = i; counts[g]++; byTheme[g * T + this.themes[i]]++;
    }
    const members = new Map(), ghosts = [];
    for (let s = 0; s < n; s++) {
      const g = leaders ? leaders[s] : s;
      if (own[s]) members.set(g, [...(members.get(g) ?? []), s]);
      else if (kept[s] && !spots.rings[s] && !counts[g]) ghosts.push(s);
    }
    const found = [...members].map(([g, inside]) => {
      const themes = byTheme.subarray(g * T, g * T + T);
      const main = inside.reduce((a, b) => own[b] > own[a] || (own[b] === own[a] && b === g) ? b : a);
      return { g, inside, at: main, n: counts[g], ring: spots.rings[g], colour: themes.indexOf(Math.max(...themes)),
        chosen: inside.some(s => this.isChosen(s)) };
    }).sort((a, b) => b.n - a.n);
    return { found, ghosts, zoom };
  }

  isChosen(spot) {
    const { ids } = this.data.spots;
    if (this.state.places.includes(ids[spot])) return true;
    return this.eventSpots(this.state.event).includes(spot);
  }

  eventSpots(event) {
    const i = event === this.data.event ? this.data.event_index : this.eventIndex.get(event);
    if (i === undefined || i === null || i < 0 || !this.kept[i]) return [];
    const found = [];
    for (let k = 0; k < this.placedEvent.length; k++) if (this.placedEvent[k] === i) found.push(this.placedSpot[k]);
    return found;
  }

  /** What the map shows, for the layer above it. */
  scene({ found, ghosts, zoom }) {
    const { spots, colours, routes, sizes } = this.data;
    const size = f => f.ring ? 14 : sizes[Math.min(f.n, sizes.length - 1)];
    const labels = new Map(placeLabels(found, spots, zoom, size, this.mapBox, this.map.now).map(l => [l.f, l]));
    const at = s => ({ lat: spots.lat[s], lon: spots.lon[s] });
    const near = this.nearby();
    return {
      names: this.map.names,
      areas: found.filter(f => f.ring).map(f => ({ ring: f.ring, colour: colours[f.colour] })),
      routes: routes.filter(r => this.isShown(r.event)).map(r => ({ line: r.line, colour: colours[r.colour] })),
      ghosts: ghosts.map(at).filter(near),
      circles: found.filter(f => near(at(f.at))).map(f => ({
        ...at(f.at), n: f.n, size: size(f), colour: colours[f.colour], area: !!f.ring, chosen: f.chosen,
        text: !f.ring && f.n > 1 ? String(f.n) : "", ids: f.inside.map(s => spots.ids[s]), label: labels.get(f), group: f,
      })),
    };
  }

  /** Whether a place is in the view or within one view of it: what is farther comes with the next move. */
  nearby() {
    const now = this.map.now, a = metresAPixel(now.zoom), [x, y] = [mercatorX(now.lon), mercatorY(now.lat)];
    const [w, h] = [this.mapBox.clientWidth * a * 1.5, this.mapBox.clientHeight * a * 1.5];
    return ({ lon, lat }) => Math.abs(mercatorX(lon) - x) < w && Math.abs(mercatorY(lat) - y) < h;
  }

  hover(group) {
    const { spots, words } = this.data;
    const name = group.inside.map(s => spots.names[s]).slice(0, 3).join(" · ");
    const lines = [`${name} · ${group.n === 1 ? words.one_event : words.many_events.replace("{n}", group.n)}`];
    if (!this.titles.size) return lines;
    const titles = new Set(), inside = new Set(group.inside);
    for (let k = 0; k < this.placedEvent.length && titles.size < 4; k++)
      if (inside.has(this.placedSpot[k]) && this.isShown(this.placedEvent[k])) titles.add(this.placedEvent[k]);
    return [...lines, ...[...titles].map(i => shorten(this.titles.get(i), 64))];
  }

  /** The base map: painted at first, and again only for another theme or language. */
  async drawBase() {
    const { map } = this.data, look = JSON.stringify([this.data.theme, this.data.language, this.data.towns]);
    if (look === this.base) return;
    this.base = look;
    const layout = { ...map.layout, map: { ...map.layout.map } };
    // Where it is now, or plotly would put it back to where the figure says.
    this.map.place(layout, this.listening ? this.map.now : this.start);
    const [drawn, laid] = this.map.figure(map.data, layout);
    await this.P.react(this.mapPlot, drawn, laid, { responsive: true, displayModeBar: false, scrollZoom: true, doubleClick: false });
  }

  /** What stands on the map, if it is not there as it is already. */
  drawMap(whole = false) {
    const { zoom, lon, lat } = this.map.now;
    const key = JSON.stringify([this.state, this.range, this.data.event_index, zoom, lon, lat, this.mapBox.clientWidth, this.mapBox.clientHeight]);
    if (!whole && key === this.drawn) return;
    this.drawn = key;
    this.overlay.show(this.scene(this.contents(zoom)), this.data, this.map.project);
  }

  async drawLine() {
    const { layout } = this.data.timeline;
    const small = this.lineBox.clientWidth < 620;
    this.small = small;
    const narrow = small ? { margin: { ...layout.margin, l: 88, r: 10 },
      yaxis: { ...layout.yaxis, tickfont: { ...layout.yaxis.tickfont, size: 12 } } } : {};
    const rows = layout.meta.rows;
    this.lineBox.style.height = `${Math.max(232, layout.meta.mode === "lanes" ? rows * 23 + 84 : 0)}px`;
    this.marked = this.markKey();
    await this.P.react(this.linePlot, this.lineTraces(), { ...layout, ...narrow }, { responsive: true, displayModeBar: false });
  }

  markKey() { return JSON.stringify([this.state.places, this.state.event, this.data.key]); }

  /** Dim what is not chosen, ring what is, on the timeline. */
  mark() {
    if (this.data.timeline.layout.meta.mode === "lanes" && this.marked !== this.markKey()) this.drawLine();
  }

  /** The traces as the server made them, with the choice put in. */
  lineTraces() {
    const { data, layout } = this.data.timeline;
    const titled = this.lineBox.clientWidth >= 760, marks = data.find(trace => trace.meta.role === "mark");
    const shown = data.map(trace => trace.meta.role === "title" && !titled ? { ...trace, visible: false } : trace);
    if (layout.meta.mode !== "lanes" || !marks) return shown;
    const places = new Set(this.state.places.map(id => this.spotIndex.get(id))), here = new Set();
    if (places.size) for (let k = 0; k < this.placedEvent.length; k++)
      if (places.has(this.placedSpot[k])) here.add(this.ids.get(this.placedEvent[k]));
    const dim = id => !here.has(id), at = marks.customdata.indexOf(this.state.event);
    return shown.map(trace => {
      // A look for each point costs plotly several times what one for all of them does.
      if (!places.size && trace.meta.role !== "chosen") return trace;
      switch (trace.meta.role) {
        case "mark": return { ...trace, marker: { ...trace.marker, opacity: marks.customdata.map(id => dim(id) ? 0.25 : 1) } };
        case "bar": return { ...trace, marker: { ...trace.marker, opacity: trace.customdata.map(id => dim(id) ? 0.06 : 0.2) } };
        case "chosen": return at < 0 ? trace : { ...trace, x: [marks.x[at]], y: [marks.y[at]] };
        case "title": return { ...trace, textfont: { ...trace.textfont, color: trace.customdata.map(id => dim(id) ? faded(trace.textfont.color) : trace.textfont.color) } };
        default: return trace;
      }
    });
  }

  // -- gestures

  listen() {
    this.listening = true;
    const { overlay } = this;
    this.map.watch({
      moved: () => this.drawMap(),
      moving: () => overlay.place(),
      clicked: (x, y) => {
        const circle = overlay.hit(x, y, this.map.project);
        if (!circle) return this.state.places.length && this.choose({ places: [], event: null });
        const same = circle.ids.length === this.state.places.length && circle.ids.every(p => this.state.places.includes(p));
        this.choose({ places: same ? [] : circle.ids, event: null });
      },
    });
    this.mapPlot.addEventListener("pointermove", event => {
      const box = this.mapBox.getBoundingClientRect(), [x, y] = [event.clientX - box.left, event.clientY - box.top];
      const circle = event.buttons ? null : overlay.hit(x, y, this.map.project);
      overlay.say(circle && this.hover(circle.group), x, y, box.width);
      this.mapBox.classList.toggle("lv-over", !!circle);
    });
    this.mapPlot.addEventListener("pointerleave", () => overlay.say(null));
    const zoom = by => { const at = this.map.now; this.map.go({ ...at, zoom: Math.max(1.5, Math.min(12, at.zoom + by)) }, true); };
    const on = (name, act) => this.root.querySelector(name).addEventListener("click", act);
    on(".lv-in", () => zoom(1));
    on(".lv-out", () => zoom(-1));
    on(".lv-whole", () => this.map.go(this.whole()));
    this.sizes = new ResizeObserver(() => { clearTimeout(this.resizing); this.resizing = setTimeout(() => this.resize(), 60); });
    this.sizes.observe(this.mapBox);
    this.sizes.observe(this.lineBox);
    this.asked = event => { event.preventDefault(); this.choose({ event: event.detail.event }); };
    window.addEventListener("psgdash:event", this.asked);
  }

  /** Both plots as large as their boxes; a map that nobody has moved frames its events anew. */
  async resize() {
    const size = [this.mapBox.clientWidth, this.mapBox.clientHeight, this.lineBox.clientWidth].join();
    if (size === this.size || !this.mapBox.clientWidth) return;
    const first = this.size === undefined, { now } = this.map;
    this.size = size;
    if (first) return;
    const unmoved = ["lon", "lat", "zoom"].every(k => Math.abs(now[k] - this.start[k]) < 1e-6);
    await Promise.all([this.P.Plots.resize(this.mapPlot), (this.lineBox.clientWidth < 620) !== this.small
      ? this.drawLine() : this.P.Plots.resize(this.linePlot)]);
    this.start = unmoved ? this.whole() : this.start;
    if (unmoved) this.map.go(this.start);
    this.drawMap(true);
    this.brush.show();
  }

  /** A gesture: shown at once, told to the server after. */
  choose(change, tellNow = true) {
    this.state = { ...this.state, ...change };
    if ("range" in change) this.play.rewind(); // whoever draws a range means that one
    else this.play.pause();
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
    this.play.end();
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
    r: size(f) / 2 + (f.chosen ? 7 : 3) })).filter(p => Math.abs(p.x) < w * 1.2 && Math.abs(p.y) < h * 1.2).slice(0, 80);
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
      labels.push({ f: p.f, side, text });
      break;
    }
  }
  return labels;
}

// -- Streamlit's side ----------------------------------------------------------------------------------

function linkedView({ data, parentElement, setTriggerValue }) {
  window.psgdash ??= { mounts: 0, paints: 0, lastPaintMs: 0 };
  const root = parentElement.querySelector('[data-testid="linked-view"]');
  const tell = gesture => setTriggerValue("gesture", gesture);
  groundOf(data.ground).catch(() => {}); // on its way while plotly loads; who needs it says what failed
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
