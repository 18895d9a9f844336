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
    this.svg = shape("svg", { class: "lv-spots", "aria-hidden": "true" });
    this.tip = document.createElement("div");
    this.tip.className = "lv-tip";
    this.tip.hidden = true;
    box.append(this.svg, this.tip);
    this.moving = [];
  }

  /** A scene: `areas` and `routes` (points in degrees, colour), `ghosts`, and `circles`. */
  show(scene, look, project) {
    this.scene = scene;
    this.moving = [];
    const parts = [];
    const line = (points, attributes) => {
      const path = shape("path", attributes);
      this.moving.push(() => path.setAttribute("d", "M" + points.map(([lat, lon]) => project(lon, lat).map(v => v.toFixed(1)).join(" ")).join("L")));
      parts.push(path);
    };
    for (const { ring, colour, glow } of scene.areas) line(ring, { class: glow ? "lv-area lv-glow" : "lv-area", fill: colour, "fill-opacity": 0.16, stroke: colour, "stroke-opacity": 0.7, "stroke-width": 1.5 });
    for (const route of scene.routes) line(route.line, { class: "lv-route lv-route-edge", stroke: look.ring, "stroke-width": 7 });
    for (const route of scene.routes) line(route.line, { class: "lv-route", stroke: route.colour, "stroke-width": 3.5 });
    const put = (one, inside, attributes = {}) => {
      const group = shape("g", attributes);
      group.append(...inside);
      this.moving.push(() => group.setAttribute("transform", `translate(${project(one.lon, one.lat).map(v => v.toFixed(1)).join(" ")})`));
      parts.push(group);
    };
    for (const ghost of scene.ghosts) put(ghost, [shape("circle", { r: 3.5, class: "lv-ghost" })]);
    // The smaller ones stand before the larger, so that none is hidden whole.
    for (const c of scene.circles) {
      const r = c.size / 2, inside = [];
      if (c.glow) inside.push(shape("circle", { r: r * 1.9, fill: c.colour, class: "lv-glow" }));
      if (c.chosen) inside.push(shape("circle", { r: r + 6.5, class: "lv-chosen" }));
      if (!c.area) inside.push(shape("circle", { r: r + 2.5, fill: look.ring }));
      inside.push(shape("circle", { r, fill: c.colour }));
      if (c.text) inside.push(shape("text", { class: "lv-count", fill: look.ring }, c.text));
      put(c, inside, { "data-places": c.ids.join("|"), "data-n": c.n });
    }
    for (const c of scene.circles) {
      if (!c.label) continue;
      const [dx, dy, anchor] = SIDES[c.label.side], far = c.size / 2 + 7;
      put(c, [shape("text", { class: "lv-label", x: dx * far, y: dy * (far + (c.label.gap ?? 5)), "text-anchor": anchor }, c.label.text)]);
    }
    this.svg.dataset.events = scene.circles.reduce((sum, c) => sum + (c.n ?? 0), 0);
    this.svg.replaceChildren(...parts);
    this.place();
  }

  /** Put everything where it belongs after the map has moved. */
  place() { for (const move of this.moving) move(); }

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
