// The stage: one step of a presentation at a time, full window, dark, the map flying to the place.
//
//   const stage = new Stage(root, data, { step(n) {…}, exit(n) {…}, notes(n) {…} }, { flat: false });
//   await stage.start(n);   // n from 1, put right where it is none
//   stage.go(n); stage.end();
//
// `root` is an empty element, `data` comes from stage_payload.py. It needs common.js, maps.js,
// overlay.js, telling.js and stage_parts.js before it, linked.css and stage.css, and Plotly (as
// window.Plotly, else from our own server). `flat` asks for the flat map whatever the browser can.
// Stepping asks no server. `step` is told every new step (for the address), `exit` that the speaker
// leaves, `notes` that the speaker's window is wanted (without it there is none to be had).
// `root.dataset.state` is "loading", "told" (words there) and "ready" (map painted, too); a map that
// cannot be drawn leaves "ready" with `root.dataset.map = "none"`.

const SLOW = 60, COARSE = 0.5; // milliseconds a frame that are too many; share of the pixels of a side

class Stage extends Telling {
  constructor(root, data, tell, { flat = false } = {}) {
    super(root, data, tell);
    this.flat = flat;
    this.build();
  }

  async start(n) {
    await this.appear(n);
    this.root.dataset.state = "told";
    this.tell.step?.(this.n); // the address says the step that is shown, whatever it said before
    this.catchUp();
    try { await this.raise(); } catch (error) {
      this.root.dataset.map = "none";
      this.map = null;
      this.drawn = false;
      console.warn(error);
    }
    this.root.dataset.state = "ready";
    await this.map?.sharpen();
    this.root.dataset.sharp = "yes";
  }

  build() {
    const { words } = this.data, { root } = this;
    this.dress(words.stage);
    this.mapBox = make("div", "stage-map", null, { "aria-hidden": "true" });
    this.mapPlot = make("div", "stage-plot");
    this.mapBox.append(this.mapPlot);
    this.panel = make("section", "stage-panel", null, { "aria-live": "polite" });
    this.counter = make("p", "stage-counter");
    this.strip = new Strip(make("section", "stage-strip", null, { "aria-label": words.timeline }), this.data);
    this.over = make("div", "stage-over", null, { hidden: "" });
    this.blackout = make("div", "stage-black");
    const bar = make("nav", "stage-buttons", null, { "aria-label": words.stage });
    this.buttons = {};
    for (const name of ["back", "next", "play", "notes", "link", "full", "help", "leave"]) {
      if ((name === "notes" && !this.tell.notes) || (name === "link" && !this.data.steps.some(s => s.code))) continue;
      const button = make("button", `stage-${name}`, null, { type: "button", "aria-label": words[name], title: words[name] });
      button.append(icon(name));
      button.addEventListener("click", () => { if (name !== "play") this.play(false); this.act(name); });
      bar.append(this.buttons[name] = button);
    }
    const credit = make("p", "stage-credit", words.credit);
    root.replaceChildren(this.mapBox, make("div", "stage-shade"), this.panel, this.strip.box, this.counter, bar, credit, this.over, this.blackout);
    this.overlay = new Overlay(this.mapBox);
    root.addEventListener("click", event => {
      if (this.black) return this.darken(false);
      if (!this.over.hidden) { if (event.target === this.over) this.close(); return; }
      if (event.target.closest("button, a")) return;
      this.play(false);
      this.act("next");
    });
    root.addEventListener("pointerdown", down => {
      if (down.pointerType !== "touch") return;
      root.addEventListener("pointerup", up => {
        const [dx, dy] = [up.clientX - down.clientX, up.clientY - down.clientY];
        if (Math.abs(dx) > 50 && Math.abs(dx) > 2 * Math.abs(dy)) { this.play(false); this.act(dx < 0 ? "next" : "back"); }
      }, { once: true });
    });
    this.stir = () => {
      root.dataset.idle = "no";
      clearTimeout(this.idling);
      this.idling = setTimeout(() => { root.dataset.idle = "yes"; }, 3000);
    };
    this.filled = () => { if (!document.fullscreenElement) this.unfilled = performance.now(); };
    document.addEventListener("fullscreenchange", this.filled);
    root.addEventListener("pointermove", this.stir);
    this.stir();
    this.sizes = new ResizeObserver(() => { clearTimeout(this.resizing); this.resizing = setTimeout(() => this.resize(), 80); });
    this.sizes.observe(root);
  }

  /** The current step: words at once, then the map. */
  paint() {
    const { step, n, count, root } = this;
    root.dataset.step = n;
    root.dataset.kind = step.kind;
    root.style.setProperty("--c", step.colour);
    this.panel.replaceChildren(...panelParts(step));
    this.fitPanel();
    this.counter.textContent = fill(this.data.words.of, { n, m: count });
    this.strip.show(n);
    if (!this.over.hidden && this.opened === "link") this.showLink();
    else this.close();
    this.buttons.back.disabled = n === 1;
    this.buttons.next.disabled = n === count;
    this.soon();
  }

  /** The map goes when the words are on the screen, for its first frame may be long; only to the last of quick steps. */
  soon() {
    cancelAnimationFrame(this.waited);
    clearTimeout(this.leaving);
    const next = act => { this.waited = requestAnimationFrame(act); };
    next(() => next(() => { this.leaving = setTimeout(() => this.fly(), 0); }));
  }

  fly(quick = false) {
    if (!this.drawn) return;
    const to = this.camera();
    const flat = this.map instanceof FlatMap; // it is there at once, and its names go by where it is
    if (!flat) this.draw(to);
    this.map.go(to, quick);
    if (flat) this.draw(to);
    this.root.dataset.flown = this.n;
  }

  /** Smaller type where the words need it, never under the least size; then fewer lines. */
  fitPanel() {
    const { panel } = this, over = () => panel.scrollHeight > panel.clientHeight + 1;
    panel.style.removeProperty("--lines");
    for (const scale of [1, 0.92, 0.84, 0.76]) {
      panel.style.setProperty("--s", scale);
      if (!over()) return;
    }
    for (let lines = 6; lines > 1 && over(); lines--) panel.style.setProperty("--lines", lines);
  }

  // -- the map

  async raise() {
    const P = this.P = await loadPlotly(), { root, mapPlot, unit } = this, { map: figure } = this.data;
    const data = { ...this.data, map: { ...figure, detail: inPixels(figure.detail, unit) } };
    this.view = { root, data, mapPlot, P, start: null }; // what maps.js asks of a view
    this.map = !this.flat && hasWebGL() ? new HallGlobeMap(this.view) : new HallFlatMap(this.view, unit);
    await this.map.prepare?.();
    this.root.dataset.map = this.map instanceof FlatMap ? "flat" : "globe";
    this.view.start = this.camera();
    const { map } = this.data, layout = { ...map.layout, map: { ...map.layout.map } };
    this.map.place(layout, this.view.start);
    const [drawn, laid] = this.map.figure(map.data, layout);
    await P.react(this.mapPlot, drawn, laid, { responsive: false, displayModeBar: false, scrollZoom: false, doubleClick: false, staticPlot: this.map instanceof FlatMap });
    this.map.watch({ moved: () => this.overlay.place(), moving: () => this.overlay.place(), clicked: () => {} });
    this.drawn = true;
    this.fly(true); // the step may be another by now
    await this.map.painted();
  }

  /** Pixels of a hundredth of the screen's width, as stage.css has it. */
  get unit() { return parseFloat(getComputedStyle(this.counter).fontSize) / 1.6; }

  /** The part of the window that nothing lies over, in pixels of the map's box. */
  free() {
    const [box, panel, strip] = [this.mapBox, this.panel, this.strip.box].map(part => part.getBoundingClientRect());
    const beside = panel.right < box.right - 80; // the words stand beside the map, else below it
    return beside ? { left: panel.right - box.left, right: box.width, top: 0, bottom: Math.min(box.height, (strip.height ? strip.top : box.bottom) - box.top) }
      : { left: 0, right: box.width, top: this.counter.offsetHeight, bottom: Math.min(box.height, panel.top - box.top) };
  }

  /** Where the map must stand so that the step's frame fills the free part. */
  camera() {
    const { step, data } = this, free = this.free(), { clientWidth: w, clientHeight: h } = this.mapBox;
    const [wide, high] = [Math.max(80, free.right - free.left), Math.max(80, free.bottom - free.top)];
    const pad = Math.min(wide, high) * (step.frame ? 0.16 : 0.05), many = step.spots.length > 1;
    const at = fit(step.frame ?? data.frame, wide, high, { x: pad, top: pad, bottom: pad }, 2, Math.min(this.map.closest, (many ? 8 : 6.4) + Math.log2(this.unit / 19.2)));
    const a = metresAPixel(at.zoom), dx = (free.left + free.right - w) / 2, dy = (free.top + free.bottom - h) / 2;
    return { zoom: at.zoom, lon: longitude(mercatorX(at.lon) - dx * a), lat: latitude(mercatorY(at.lat) + dy * a) };
  }

  /** The step's places grown and named, the others small, as the map will stand at `to`. */
  draw(to) {
    const { step, data, unit } = this, here = new Set(step.spots);
    const size = 2.1 * unit, spots = step.spots.map(i => data.spots[i]);
    const sides = labelSides(spots, to, this.mapBox, this.free(), size, 1.75 * unit);
    this.overlay.show({
      names: this.map.names,
      areas: [...(step.country ? [data.country] : []), ...spots.flatMap(s => s.ring ? [s.ring] : [])].map(ring => ({ ring, colour: step.colour, glow: true })),
      routes: step.route ? [{ line: step.route, colour: step.colour }] : [],
      ghosts: data.spots.filter((s, i) => !here.has(i) && !s.ring), // an area has no point
      circles: spots.map((s, i) => ({ ...s, n: 1, size: s.ring ? 0 : size, colour: step.colour, area: !!s.ring, text: "", glow: !s.ring,
        ids: [s.id], label: s.ring ? { text: s.name, side: "top center", gap: -7, size: 1.75 * unit } : { text: s.name, side: sides[i], gap: 1.05 * unit, size: 1.75 * unit } })),
    }, this.data.look, this.map.project);
  }

  async resize() {
    const size = [this.mapBox.clientWidth, this.mapBox.clientHeight].join();
    if (size === this.size || !this.mapBox.clientWidth) return;
    const first = this.size === undefined;
    this.size = size;
    if (first) return;
    this.fitPanel();
    this.strip.show(this.n);
    if (!this.drawn) return;
    await this.P.Plots.resize(this.mapPlot);
    this.fly(true);
  }

  // -- actions of its own

  act(action) {
    switch (action) {
      case "notes": return this.notes();
      case "link": return this.opened === "link" ? this.close() : this.showLink();
      case "help": return this.opened === "help" ? this.close() : this.showHelp();
      case "full": return this.full();
      case "leave": return this.leave();
      case "timer": case "reset": return;
      default: return super.act(action);
    }
  }

  notes() {
    if (this.tell.notes && !this.tell.notes(this.n)) this.open("note", [make("p", "stage-said", this.data.words.blocked)]);
  }

  full() {
    if (document.fullscreenElement) return void document.exitFullscreen();
    document.documentElement.requestFullscreen?.({ navigationUI: "hide" })?.catch(() => {});
  }

  /** Step by step out: what lies over, the full screen, the stage. */
  leave() {
    if (!this.over.hidden) return this.close();
    if (document.fullscreenElement) return void document.exitFullscreen();
    if (performance.now() - this.unfilled < 500) return; // the browser has left the full screen at this very key
    this.tell.exit?.(this.n);
  }

  showLink() {
    const { words, steps } = this.data, { code, link } = steps[this.n - 1];
    if (!code) return;
    const picture = codePicture(code);
    picture.setAttribute("aria-label", words.link);
    const { hostname } = new URL(link), near = /^(localhost|127\..*|\[::1\])$/.test(hostname);
    this.open("link", [picture, make("p", "stage-said", near ? words.local : words.scan), make("a", "stage-address", link, { href: link, target: "_blank", rel: "noopener" })]);
  }

  showHelp() {
    const table = make("table", "stage-keys");
    for (const [keys, what, motion] of this.data.keys) {
      if (motion && still()) continue;
      const row = make("tr");
      row.append(make("th", "", keys, { scope: "row" }), make("td", "", what));
      table.append(row);
    }
    this.open("help", [make("h2", "", this.data.words.help), table]);
  }

  open(name, parts) {
    this.opened = name;
    const card = make("div", "stage-card", null, { role: "dialog", "aria-label": this.data.words[name] ?? this.data.words.stage });
    const close = make("button", "stage-close", null, { type: "button", "aria-label": this.data.words.close, title: this.data.words.close });
    close.append(icon("leave"));
    close.addEventListener("click", () => this.close());
    card.dataset.card = name;
    card.append(...parts, close);
    this.over.replaceChildren(card);
    this.over.hidden = false;
  }
  close() { this.opened = null; this.over.hidden = true; this.over.replaceChildren(); }

  played() {
    const { play } = this.buttons, name = this.playing ? "pause" : "play";
    play.replaceChildren(icon(name));
    play.setAttribute("aria-label", this.data.words[name]);
    play.title = this.data.words[name];
    this.root.style.setProperty("--dwell", `${this.step.dwell}s`);
  }

  end() {
    super.end();
    this.sizes.disconnect();
    document.removeEventListener("fullscreenchange", this.filled);
    clearTimeout(this.idling);
    clearTimeout(this.resizing);
    cancelAnimationFrame(this.waited);
    clearTimeout(this.leaving);
    try { this.P?.purge(this.mapPlot); } catch { /* never drawn */ }
  }
}

/** Sizes of names, which come in units of the screen, as pixels; see figures/basemap_hall.py. */
const inPixels = (style, unit) => ({ ...style, layers: style.layers.map(layer => layer.layout?.["text-size"]
  ? { ...layer, layout: { ...layer.layout, "text-size": layer.layout["text-size"] * unit } } : layer) });

/** MapLibre, coarser while it flies where it draws slowly, and sharp again when it has come to rest. */
class HallGlobeMap extends GlobeMap {
  go(at, quick) {
    const map = this.inner;
    if (!this.timed && map) {
      this.timed = true;
      map.on("movestart", () => { this.began = performance.now(); this.frames = 0; });
      map.on("render", () => { this.frames++; });
      map.on("moveend", () => {
        if (this.coarse) { this.coarse = false; map.setPixelRatio(devicePixelRatio); }
        else if (this.flies && this.frames) this.slow = (performance.now() - this.began) / this.frames > SLOW;
        this.flies = false;
      });
    }
    this.flies = !still() && !quick;
    if (this.flies && this.slow && !this.coarse) { map.setPixelRatio(devicePixelRatio * COARSE); this.coarse = true; }
    super.go(at, quick);
  }
}

/** The flat map without the names that nobody could read from the back. */
class HallFlatMap extends FlatMap {
  constructor(view, unit) { super(view); this.unit = unit; }
  pick(base, towns) {
    const sizes = { peru: 2.2, country: 1.6 };
    return super.pick(base, towns).filter(name => sizes[name.kind])
      .map(name => ({ ...name, font: { ...name.font, size: sizes[name.kind] * this.unit } }));
  }
}

/** For each spot the side where its name covers no other and stays in the free part. */
function labelSides(spots, to, box, free, size, letters) {
  const scale = 1 / metresAPixel(to.zoom), [cx, cy] = [mercatorX(to.lon), mercatorY(to.lat)];
  const at = spots.map(s => [(mercatorX(s.lon) - cx) * scale + box.clientWidth / 2, (cy - mercatorY(s.lat)) * scale + box.clientHeight / 2]);
  const r = size / 2 + 6, taken = at.map(([x, y]) => [x - r, y - r, x + r, y + r]);
  return spots.map((s, i) => {
    const [x, y] = at[i], wide = s.name.length * letters * 0.52, own = taken[i];
    const places = { "middle right": [x + r, y - letters / 2], "middle left": [x - r - wide, y - letters / 2],
      "top center": [x - wide / 2, y - r - letters], "bottom center": [x - wide / 2, y + r] };
    const free_ = Object.entries(places).find(([, [a, b]]) => {
      const [c, d] = [a + wide, b + letters];
      return a > free.left && c < free.right && b > free.top && d < free.bottom
        && !taken.some(t => t !== own && t[0] < c && t[2] > a && t[1] < d && t[3] > b);
    });
    const [side, [a, b]] = free_ ?? Object.entries(places)[0];
    taken.push([a, b, a + wide, b + letters]);
    return side;
  });
}
