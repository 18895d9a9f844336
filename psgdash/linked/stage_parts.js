// Parts of the stage: the panel with the words, the strip of time, the code for phones, the buttons.

const ICONS = {
  back: "M15 4 7 12l8 8", next: "M9 4l8 8-8 8", play: "M7 4v16l13-8z", pause: "M8 5v14M16 5v14",
  notes: "M5 4h14v16H5zM8.5 9h7M8.5 12.5h7M8.5 16h4", link: "M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2v2h-2zM18 14h2M14 18h2M18 18h2v2h-2z",
  full: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5", help: "M9 9a3 3 0 1 1 4.2 2.8c-.8.4-1.2 1-1.2 2M12 17.5v.5", leave: "M5 5l14 14M19 5 5 19",
};

function icon(name) {
  const svg = shape("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" });
  svg.append(shape("path", { d: ICONS[name] }));
  return svg;
}

/** A code that phones read, as dark squares on white with the quiet zone around them. */
function codePicture({ size, bits }) {
  const bytes = Uint8Array.from(atob(bits), c => c.charCodeAt(0));
  let d = "";
  for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) {
    const at = y * size + x;
    if (bytes[at >> 3] >> (7 - at % 8) & 1) d += `M${x} ${y}h1v1h-1z`;
  }
  const svg = shape("svg", { viewBox: `-4 -4 ${size + 8} ${size + 8}`, class: "stage-code", role: "img", "shape-rendering": "crispEdges" });
  svg.append(shape("rect", { x: -4, y: -4, width: size + 8, height: size + 8, fill: "#fff" }), shape("path", { d, fill: "#000" }));
  return svg;
}

/** What a step says: eyebrow, date and place, headline, text or points, source. */
function panelParts(step) {
  const parts = [];
  if (step.eyebrow) parts.push(make("p", "stage-eyebrow", step.eyebrow));
  for (const [name, text] of [["stage-when", step.when], ["stage-where", step.where]]) if (text) parts.push(make("p", name, text));
  const head = said("h1", "stage-headline", step.headline), { length } = step.headline.text;
  head.dataset.long = length > 64 ? "very" : length > 38 ? "yes" : "no";
  parts.push(head);
  if (step.text) parts.push(said("p", "stage-text", step.text));
  if (step.points.length) {
    const list = make("ul", "stage-points");
    list.append(...step.points.map(point => make("li", "", point)));
    parts.push(list);
  }
  const small = make("p", "stage-source");
  for (const theme of step.themes) {
    const chip = make("span", "stage-theme"), letter = make("b", "", theme.letter, { "aria-hidden": "true" });
    letter.style.background = theme.colour;
    chip.append(letter, theme.name);
    small.append(chip);
  }
  for (const text of [step.source, ...step.badges]) if (text) small.append(make("span", "", text));
  if (small.childNodes.length) parts.push(small);
  return parts;
}

/** The strip of time: every step's mark once, and the label of the current one. */
class Strip {
  constructor(box, data) {
    Object.assign(this, { box, data });
    if (!data.strip) { box.hidden = true; return; }
    this.label = make("p", "stage-label");
    this.line = make("div", "stage-line");
    this.marks = data.steps.map(step => this.mark(step));
    this.line.append(...this.marks.filter(Boolean));
    const ticks = make("div", "stage-ticks", null, { "aria-hidden": "true" });
    ticks.append(...data.strip.ticks.map(tick => {
      const one = make("span", tick.year ? "stage-year" : "", tick.year ? `${tick.name} ${tick.year}` : tick.name);
      one.style.left = `${tick.at * 100}%`;
      return one;
    }));
    box.append(this.label, this.line, ticks);
  }

  mark({ mark, colour }) {
    if (!mark) return null;
    const bar = make("i", mark.band ? "stage-band" : "stage-mark");
    Object.assign(bar.style, { left: `${mark.from * 100}%`, width: `${Math.max(0, mark.to - mark.from) * 100}%` });
    bar.style.setProperty("--c", colour);
    return bar;
  }

  show(n) {
    if (!this.data.strip) return;
    const step = this.data.steps[n - 1], { mark } = step;
    this.marks.forEach((bar, i) => { if (bar) bar.dataset.at = i === n - 1 ? "now" : i < n - 1 ? "past" : "later"; });
    this.label.hidden = !mark;
    if (!mark) return;
    const name = step.headline.text, when = `${mark.before ? "← " : ""}${step.when}${mark.after ? " →" : ""}`;
    this.label.replaceChildren(make("b", "", when), make("span", "", name, { lang: step.headline.lang }));
    this.label.style.left = "0px";
    const wide = this.line.clientWidth, own = Math.min(this.label.offsetWidth, wide);
    this.label.style.left = `${Math.max(0, Math.min(wide - own, mark.from * wide))}px`;
  }
}
