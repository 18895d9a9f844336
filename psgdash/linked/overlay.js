// What stands on the map: areas, routes, circles with their counts and names, drawn as SVG above it.
// The base map below need not be painted again when they change, which on an old laptop is the
// difference between at once and a second. Everything from data goes in as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";
const SIDES = { "middle right": [1, 0, "start"], "middle left": [-1, 0, "end"], "top center": [0, -1, "middle"], "bottom center": [0, 1, "middle"] };

function shape(tag, attributes, text) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (text !== undefined) element.textContent = text;
  return element;
}

class Overlay {
  constructor(box) {
    this.box = box;
    this.svg = shape("svg", { class: "lv-spots", "aria-hidden": "true" });
    this.tip = document.createElement("div");
    this.tip.className = "lv-tip";
    this.tip.hidden = true;
    box.append(this.svg, this.tip);
    this.parts = new Map(); // by all that they look like
    this.lines = new WeakMap(); // a line's points -> a number that stands for them
    this.count = 0;
  }

  /** A scene: `areas` and `routes` (points in degrees, colour), `ghosts`, `circles`, and the base's `names`. */
  show(scene, look, project) {
    const before = this.parts, corners = [[-80, 0], [-70, -15]].map(([lon, lat]) => project(lon, lat)).join();
    const moved = corners !== this.corners, fresh = [];
    Object.assign(this, { scene, parts: new Map() });
    // What looks as it did is left as it is: while time plays, that is nearly everything, each frame.
    const keep = (looks, make) => {
      let key = looks ? JSON.stringify(looks) : `new ${++this.count}`; // what glows begins to glow anew
      while (this.parts.has(key)) key += "+";
      let part = before.get(key);
      before.delete(key);
      if (!part) fresh.push(part = make());
      this.parts.set(key, part);
    };
    const line = (points, attributes, glow) => keep(!glow && [this.lineNumber(points), attributes], () => {
      const element = shape("path", attributes);
      return { element, move: () => element.setAttribute("d", "M" + points.map(([lat, lon]) => project(lon, lat).map(v => v.toFixed(1)).join(" ")).join("L")) };
    });
    for (const { ring, colour, glow } of scene.areas) line(ring, { class: glow ? "lv-area lv-glow" : "lv-area", fill: colour, "fill-opacity": 0.16, stroke: colour, "stroke-opacity": 0.7, "stroke-width": 1.5 }, glow);
    const put = (one, looks, inside, attributes = {}) => keep(looks, () => {
      const element = shape("g", attributes);
      element.append(...inside());
      return { element, move: () => element.setAttribute("transform", `translate(${project(one.lon, one.lat).map(v => v.toFixed(1)).join(" ")})`) };
    });
    for (const free of freeNames(scene.names, scene, this.box, project))
      put(free.name, [free.name.text, free.name.lon, free.side, free.name.font], () => nameParts(free));
    for (const route of scene.routes) line(route.line, { class: "lv-route lv-route-edge", stroke: look.ring, "stroke-width": 7 });
    for (const route of scene.routes) line(route.line, { class: "lv-route", stroke: route.colour, "stroke-width": 3.5 });
    for (const ghost of scene.ghosts) put(ghost, ghost, () => [shape("circle", { r: 3.5, class: "lv-ghost" })]);
    // The smaller ones stand before the larger, so that none is hidden whole.
    for (const { group, label, ...c } of scene.circles) put(c, !c.glow && [c, look.ring], () => {
      const r = c.size / 2, inside = [];
      if (c.glow) inside.push(shape("circle", { r: r * 1.9, fill: c.colour, class: "lv-glow" }));
      if (c.chosen) inside.push(shape("circle", { r: r + 6.5, class: "lv-chosen" }));
      if (!c.area) inside.push(shape("circle", { r: r + 2.5, fill: look.ring }));
      inside.push(shape("circle", { r, fill: c.colour }));
      if (c.text) inside.push(shape("text", { class: "lv-count", fill: look.ring }, c.text));
      return inside;
    }, { "data-places": c.ids.join("|"), "data-n": c.n });
    for (const c of scene.circles) {
      if (!c.label) continue;
      const { side, text, gap = 5 } = c.label, [dx, dy, anchor] = SIDES[side], far = c.size / 2 + (c.chosen ? 11 : 7); // past its ring
      put(c, [c.lon, c.lat, far, side, gap, text], () =>
        [shape("text", { class: "lv-label", x: dx * far, y: dy * (far + gap), "text-anchor": anchor }, text)]);
    }
    this.svg.dataset.events = scene.circles.reduce((sum, c) => sum + (c.n ?? 0), 0);
    for (const { element } of before.values()) element.remove();
    let at = this.svg.firstChild;
    for (const { element } of this.parts.values()) {
      if (element === at) at = at.nextSibling;
      else this.svg.insertBefore(element, at);
    }
    if (moved) this.place();
    else for (const part of fresh) part.move();
    this.corners = corners;
  }

  lineNumber(points) {
    if (!this.lines.has(points)) this.lines.set(points, ++this.count);
    return this.lines.get(points);
  }

  /** Put everything where it belongs after the map has moved. */
  place() {
    this.corners = null;
    for (const part of this.parts.values()) part.move();
  }

  /** The circle under a pixel of the box, the topmost first. */
  hit(x, y, project) {
    for (const c of [...(this.scene?.circles ?? [])].reverse()) {
      const [a, b] = project(c.lon, c.lat);
      if (Math.hypot(a - x, b - y) <= Math.max(12, c.size / 2 + 3)) return c;
    }
    return null;
  }

  /** A title beside the pointer; none with no lines. The first line is the head. */
  say(lines, x, y, wide) {
    this.tip.hidden = !lines?.length;
    if (this.tip.hidden) return;
    this.tip.replaceChildren(...lines.map((text, i) => {
      const row = document.createElement(i ? "span" : "b");
      row.textContent = text;
      return row;
    }));
    const left = x > wide * 0.6;
    Object.assign(this.tip.style, { left: left ? "" : `${x + 16}px`, right: left ? `${wide - x + 16}px` : "", top: `${y}px` });
  }
}
