// Pins that an editor moves: a click puts the chosen one there, a drag moves the one under the
// pointer, arrow keys nudge it. The base map and both kinds of map are the linked view's own.

const states = new WeakMap();
const REACH = 18; // pixels from the middle of a pin

class PinMap {
  constructor(root, P) {
    this.P = P;
    this.root = root;
    this.mapPlot = root.querySelector(".pin-plot");
    this.overlay = new Overlay(root.querySelector(".pin-map"));
    this.list = root.querySelector(".pin-list");
  }

  async take(data, tell) {
    const first = !this.data;
    this.tell = tell;
    this.data = data;
    this.pins = data.pins.map(pin => ({ ...pin }));
    // None at first: a tap on a map that somebody only looks at moves nothing.
    this.chosen = Math.min(this.chosen ?? -1, this.pins.length - 1);
    if (first) this.map = hasWebGL() ? new GlobeMap(this) : new FlatMap(this);
    await this.map.prepare?.();
    if (first) this.start = this.whole();
    this.words();
    const frame = JSON.stringify(data.frame), look = data.flat;
    if (look !== this.look) await this.base(first ? this.start : this.map.now);
    this.look = look;
    // Where every pin is in sight the map stays as it is, under the hand that has just moved one.
    if (!first && frame !== this.framed && !this.pins.every(pin => pin.faint || this.inSight(pin))) this.map.go(this.whole());
    this.framed = frame;
    this.guard();
    this.draw();
    if (first) this.listen();
    this.root.dataset.state = "ready";
    void this.sharpen(); // what comes next need not wait for it
  }

  /** The names and the lines that tell an editor where a pin lies. */
  async sharpen() {
    const { data } = this;
    try { await this.map.sharpen(); } catch (error) { if (this.root.isConnected) throw error; }
    if (data === this.data) this.root.dataset.sharp = data.language;
  }

  whole() { return fit(this.data.frame, this.mapPlot.clientWidth, this.mapPlot.clientHeight, { x: 40, top: 40, bottom: 52 }, 2, 9); }

  inSight({ lon, lat }) {
    const { clientWidth: w, clientHeight: h } = this.mapPlot, edge = 16, [x, y] = this.map.project(lon, lat);
    return x > edge && y > edge && x < w - edge && y < h - edge;
  }

  guard() { this.map.guard(this.pins.map(pin => [pin.lon, pin.lat])); }

  words() {
    this.root.querySelector(".pin-credit").textContent = this.data.words.credit;
    for (const [name, text] of [["in", this.data.words.zoom_in], ["out", this.data.words.zoom_out], ["whole", this.data.words.whole_map]]) {
      const button = this.root.querySelector(`.pin-${name}`);
      button.setAttribute("aria-label", text);
      button.title = text;
    }
    const hint = this.root.querySelector(".pin-hint");
    hint.textContent = this.data.words.nudge;
    hint.hidden = this.data.fixed || !this.pins.length;
    this.list.setAttribute("aria-label", this.data.words.list);
    const buttons = this.pins.map((pin, i) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `${i + 1} ${pin.name}`;
      button.setAttribute("aria-pressed", String(i === this.chosen));
      if (pin.faint) {
        button.className = "pin-faint";
        button.title = this.data.words.faint;
        button.setAttribute("aria-label", `${button.textContent}, ${this.data.words.faint}`);
      }
      button.addEventListener("click", () => { this.chosen = i; this.words(); this.draw(); if (!this.inSight(pin)) this.map.go({ ...this.map.now, lon: pin.lon, lat: pin.lat }); this.list.children[i]?.focus(); });
      button.addEventListener("keydown", event => this.key(event, i));
      return button;
    });
    this.list.replaceChildren(...buttons);
  }

  async base(at) {
    const { map } = this.data, layout = { ...map.layout, map: { ...map.layout.map } };
    this.map.place(layout, at);
    const [drawn, laid] = this.map.figure(map.data, layout);
    await this.P.react(this.mapPlot, drawn, { ...laid, dragmode: "pan" }, { responsive: true, displayModeBar: false, scrollZoom: true, doubleClick: false });
  }

  draw() {
    const { accent, ink, muted } = this.data;
    const rank = pin => (this.pins.indexOf(pin) === this.chosen ? 2 : pin.faint ? 0 : 1);
    this.overlay.show({
      areas: this.pins.filter(pin => pin.ring.length).map(pin => ({ ring: pin.ring, colour: accent })),
      routes: [], ghosts: [], names: this.map.names,
      // The chosen one on top, and below all others what is only named.
      circles: [...this.pins].sort((a, b) => rank(a) - rank(b)).map(pin => ({ ...pin, n: 1, size: pin.faint ? 19 : 26,
        colour: [muted, ink, accent][rank(pin)], text: String(this.pins.indexOf(pin) + 1), ids: [String(pin.row)], label: null })),
    }, this.data, this.map.project);
  }

  /** Degrees under a pointer, and the pixel of degrees. */
  degrees(event) {
    const box = this.mapPlot.getBoundingClientRect();
    return this.map.unproject(event.clientX - box.left, event.clientY - box.top);
  }
  pixel(pin) {
    const box = this.mapPlot.getBoundingClientRect(), [x, y] = this.map.project(pin.lon, pin.lat);
    return [box.left + x, box.top + y];
  }

  listen() {
    const on = (name, act) => this.root.querySelector(name).addEventListener("click", act);
    const zoom = by => { const at = this.map.now; this.map.go({ ...at, zoom: Math.max(2, Math.min(13, at.zoom + by)) }, true); };
    on(".pin-in", () => zoom(1));
    on(".pin-out", () => zoom(-1));
    on(".pin-whole", () => this.map.go(this.whole()));
    this.map.watch({ moved: () => this.draw(), moving: () => this.overlay.place(), clicked: () => {} });
    this.mapPlot.addEventListener("pointerdown", event => this.press(event), true);
  }

  /** The pin under a pointer: the chosen one, which is on top, else the nearest; -1 if none is. */
  under({ clientX, clientY }) {
    const away = this.pins.map(pin => { const [x, y] = this.pixel(pin); return Math.hypot(x - clientX, y - clientY); });
    const nearest = away[this.chosen] < REACH ? this.chosen : away.indexOf(Math.min(...away));
    return away[nearest] < REACH ? nearest : -1;
  }

  press(event) {
    if (event.button || !this.pins.length || this.data.fixed) return;
    const hit = this.under(event);
    const [x0, y0] = [event.clientX, event.clientY];
    let moved = false;
    if (hit >= 0) { // the map must not go along
      event.stopPropagation();
      event.preventDefault();
      this.chosen = hit;
      this.words();
    }
    const move = e => {
      moved ||= Math.hypot(e.clientX - x0, e.clientY - y0) > 4;
      if (!moved || hit < 0) return;
      Object.assign(this.pins[hit], this.degrees(e), { ring: [] });
      this.frame ??= requestAnimationFrame(() => { this.frame = null; this.draw(); });
    };
    const up = e => {
      for (const [name, act] of [["pointermove", move], ["pointerup", up], ["pointercancel", up]]) removeEventListener(name, act, true);
      if (e.type !== "pointerup") return;
      if (hit >= 0 && moved) this.put(hit, this.degrees(e));
      else if (hit < 0 && !moved && this.chosen >= 0) this.put(this.chosen, this.degrees(e));
      else this.draw();
    };
    for (const [name, act] of [["pointermove", move], ["pointerup", up], ["pointercancel", up]]) addEventListener(name, act, true);
  }

  key(event, index) {
    const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }, step = steps[event.key];
    if (!step || this.data.fixed) return;
    event.preventDefault();
    const pin = this.pins[index], by = metresAPixel(this.map.now.zoom) * (event.shiftKey ? 20 : 4);
    this.chosen = index;
    Object.assign(pin, { lon: longitude(mercatorX(pin.lon) + step[0] * by), lat: latitude(mercatorY(pin.lat) + step[1] * by), ring: [] });
    this.draw();
    clearTimeout(this.later);
    this.later = setTimeout(() => this.put(index, pin), 500);
  }

  put(index, { lat, lon }) {
    Object.assign(this.pins[index], { lat, lon, ring: [] });
    this.guard();
    this.draw();
    this.tell({ row: this.pins[index].row, lat, lon, at: performance.now() });
  }

  end() { clearTimeout(this.later); try { this.P.purge(this.mapPlot); } catch { /* never drawn */ } }
}

export default function ({ data, parentElement, setTriggerValue }) {
  // What is typed and not saved is not lost by a slip of the hand.
  window.onbeforeunload = data.unsaved ? event => { event.preventDefault(); } : null;
  const root = parentElement.querySelector(".pins");
  const tell = moved => setTriggerValue("moved", moved);
  let entry = states.get(root);
  if (!entry) {
    entry = { queue: loadPlotly().then(P => { if (!entry.gone) entry.view = new PinMap(root, P); }) };
    states.set(root, entry);
  }
  entry.queue = entry.queue.then(() => entry.view?.take(data, tell)).catch(error => {
    root.dataset.state = "failed";
    console.error(error);
  });
  return () => {
    if (root.isConnected) return;
    window.onbeforeunload = null;
    entry.gone = true;
    entry.view?.end();
    states.delete(root);
  };
}
