// Names of the flat map: countries, the sea, towns, departments. Each goes where nothing of ours and
// no greater name lies, else it is left out. The globe's are MapLibre's own (see `guards` in maps.js).

const extents = new WeakMap(), pen = document.createElement("canvas").getContext("2d");

/** Pixels that a name is wide and high. */
function extent(name) {
  if (!extents.has(name)) {
    const { lines, font: { family, size, weight, style, spacing } } = name;
    pen.font = `${style} ${weight} ${size}px ${family}`;
    const wide = lines.map(line => pen.measureText(line).width + line.length * spacing * size);
    extents.set(name, [Math.max(...wide), lines.length * size * 1.2]);
  }
  return extents.get(name);
}

/** What of a scene covers the ground, as boxes in pixels: circles and their labels, ghosts, routes. */
function covers({ circles, ghosts, routes }, project) {
  const taken = [], around = (x, y, r) => taken.push([x - r, y - r, x + r, y + r]);
  for (const { lon, lat, size, chosen, label } of circles) {
    const [x, y] = project(lon, lat), r = size / 2 + (chosen ? 9 : 4);
    around(x, y, r);
    if (!label) continue;
    const { side, text, gap = 5, size: high = 14.5 } = label, [dx, dy] = SIDES[side], wide = text.length * high * 0.53 + 4;
    const [a, b] = [x + dx * (r + 3) + (dx - 1) / 2 * wide, y + dy * (r + 3 + gap) - high * 0.6];
    taken.push([a, b, a + wide, b + high * 1.2]);
  }
  for (const { lon, lat } of ghosts) around(...project(lon, lat), 9);
  for (const { line } of routes) line.map(([lat, lon]) => project(lon, lat)).reduce(([a, b], [c, d]) => {
    const parts = Math.min(60, Math.ceil(Math.hypot(c - a, d - b) / 8));
    for (let i = 0; i <= parts; i++) around(a + (c - a) * i / parts, b + (d - b) * i / parts, 4);
    return [c, d];
  });
  return taken;
}

/** The names that have room, the greatest first, each with the side of its point where it goes. */
function freeNames(names, scene, box, project) {
  if (!names.length) return [];
  const taken = covers(scene, project), free = [], [w, h] = [box.clientWidth, box.clientHeight];
  for (const name of names) {
    const [x, y] = project(name.lon, name.lat), [wide, high] = extent(name), r = 6;
    if (x < -w || x > 2 * w || y < -h || y > 2 * h) continue; // what is farther comes with the next move
    const sides = name.dot ? { "middle right": [x + r, y - high / 2], "middle left": [x - r - wide, y - high / 2],
      "top center": [x - wide / 2, y - r - high], "bottom center": [x - wide / 2, y + r] } : { here: [x - wide / 2, y - high / 2] };
    const cut = (a, b, c, d) => (a < 0 && c > 0) || (c > w && a < w) || (b < 0 && d > 0) || (d > h && b < h);
    const meets = (a, b, c, d) => taken.some(t => t[0] < c && t[2] > a && t[1] < d && t[3] > b);
    if (name.dot && meets(x - 3, y - 3, x + 3, y + 3)) continue;
    const found = Object.entries(sides).find(([, [a, b]]) => !meets(a, b, a + wide, b + high) && !cut(a, b, a + wide, b + high));
    if (!found) continue;
    const [side, [a, b]] = found;
    taken.push([a - 2, b, a + wide + 2, b + high]);
    if (name.dot) taken.push([x - 3, y - 3, x + 3, y + 3]);
    free.push({ name, side, dx: (a + wide / 2) - x, dy: (b + high / 2) - y });
  }
  return free;
}

/** The dot and the letters of a name, around its point. */
function nameParts({ name: { lines, font, dot }, dx, dy }) {
  const { family, size, weight, style, spacing, colour, halo } = font, parts = [];
  if (dot) parts.push(shape("circle", { r: 2.6, fill: dot, stroke: colour, "stroke-width": 1.1 }));
  lines.forEach((line, i) => parts.push(shape("text", {
    class: "lv-name", x: dx + spacing * size / 2, y: dy + (i - (lines.length - 1) / 2) * size * 1.2, fill: colour, stroke: halo,
    "font-family": family, "font-size": size, "font-weight": weight, "font-style": style, "letter-spacing": spacing * size,
  }, line)));
  return parts;
}
