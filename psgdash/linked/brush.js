// The brush over the timeline: drag, drag an edge, move, click outside to clear; keys on both edges.

const MOVED = 4, HIT = 15; // pixels: what is a drag, and how near a click must be

class Brush {
  constructor(view) {
    this.view = view;
    const part = name => view.root.querySelector(name);
    [this.before, this.after, this.band] = [".lv-veil-before", ".lv-veil-after", ".lv-band"].map(part);
    this.handles = [part(".lv-handle-start"), part(".lv-handle-end")];
    view.lineBox.addEventListener("pointerdown", event => this.press(event), true);
    this.handles.forEach((handle, end) => handle.addEventListener("keydown", event => this.key(event, end)));
  }

  get axis() { return this.view.linePlot._fullLayout?.xaxis; }
  get box() { return this.view.linePlot._fullLayout?._size; }
  /** The range as far as the axis shows it. */
  get held() {
    const { range } = this.view, [first, last] = this.ends;
    return range ? range.map(day => Math.max(first, Math.min(last, day))) : [first, last];
  }
  get ends() { const { first, last } = this.view.data.timeline.layout.meta; return [first, last - 1]; }
  pixel(day) { return this.box.l + this.axis.d2p(day * DAY); }
  day(pixel) {
    const { first, last } = this.view.data.timeline.layout.meta;
    return first + (pixel - this.box.l) / this.box.w * (last - first);
  }

  show() {
    if (!this.axis || !this.box) return;
    const { range } = this.view, [first, last] = this.ends;
    const clamp = day => Math.max(first, Math.min(last + 1, day));
    const [a, b] = range ? [clamp(range[0]), clamp(range[1] + 1)] : [first, last + 1];
    const { l, t, w, h } = this.box, [x0, x1] = [this.pixel(a), this.pixel(b)];
    const put = (part, x, wide) => Object.assign(part.style, { left: `${x}px`, width: `${Math.max(0, wide)}px`, top: `${t}px`, height: `${h}px` });
    put(this.before, l, x0 - l); put(this.after, x1, l + w - x1); put(this.band, x0, x1 - x0);
    this.view.lineBox.classList.toggle("lv-brushed", !!range);
    this.handles.forEach((handle, end) => {
      const day = this.held[end];
      Object.assign(handle.style, { left: `${(end ? x1 : x0) - 12}px`, top: `${t}px`, height: `${h}px` });
      handle.setAttribute("aria-valuemin", first); handle.setAttribute("aria-valuemax", last);
      handle.setAttribute("aria-valuenow", day); handle.setAttribute("aria-valuetext", this.words(day));
    });
  }

  words(day) {
    return new Intl.DateTimeFormat(this.view.data.language === "es" ? "es-PE" : "en-GB",
      { dateStyle: "long", timeZone: "UTC" }).format(new Date(day * DAY));
  }

  /** To whole days, or months or years where a day is under three pixels. */
  snap([a, b]) {
    const wide = this.box.w / (this.ends[1] - this.ends[0] + 1);
    [a, b] = [Math.min(a, b), Math.max(a, b)];
    if (wide >= 3) { // to the day, with a pull towards the ends of months
      const pull = day => { const d = new Date(Math.round(day) * DAY), at = k => Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + k) / DAY;
        return [at(0), at(1)].find(edge => Math.abs(edge - day) * wide < 7) ?? Math.round(day); };
      return [pull(a), Math.max(pull(a), pull(b) - 1)];
    }
    const unit = wide * 30.4 >= 3 ? 1 : 12;
    const edge = day => { const d = new Date(Math.round(day) * DAY), m = d.getUTCFullYear() * 12 + d.getUTCMonth();
      const lower = Math.floor(m / unit) * unit, at = k => Date.UTC(Math.floor(k / 12), k % 12) / DAY;
      return day - at(lower) < at(lower + unit) - day ? at(lower) : at(lower + unit); };
    const [from, to] = [edge(a), edge(b)];
    return to > from ? [from, to - 1] : [from, edge(from + 32 * unit) - 1];
  }

  press(event) {
    if (event.button || !this.box) return;
    const { view } = this, area = view.lineBox.getBoundingClientRect();
    const at = e => e.clientX - area.left, x0 = at(event), y0 = event.clientY - area.top;
    const end = this.handles.indexOf(event.target), { range } = view;
    const { l, t, w, h } = this.box;
    if (end < 0 && (x0 < l || x0 > l + w || y0 < t || y0 > t + h)) return;
    const inside = range && x0 >= this.pixel(range[0]) && x0 <= this.pixel(range[1] + 1);
    const held = this.held;
    let moved = false;
    const move = e => {
      if (!moved && Math.abs(at(e) - x0) < MOVED) return;
      moved = true;
      view.lineBox.classList.add("lv-dragging");
      const [first, last] = this.ends, day = Math.max(first, Math.min(last + 1, this.day(at(e))));
      let next;
      if (end >= 0) next = this.snap(end ? [held[0], day] : [day, held[1] + 1]);
      else if (inside) {
        const by = Math.max(first - held[0], Math.min(last - held[1], Math.round(this.day(at(e)) - this.day(x0))));
        next = [held[0] + by, held[1] + by];
      } else next = this.snap([this.day(x0), day]);
      this.frame ??= requestAnimationFrame(() => { this.frame = null; view.choose({ range: this.next }, false); });
      this.next = next;
    };
    const up = e => {
      removeEventListener("pointermove", move); removeEventListener("pointerup", up); removeEventListener("pointercancel", up);
      view.lineBox.classList.remove("lv-dragging");
      if (this.frame) { cancelAnimationFrame(this.frame); this.frame = null; }
      if (moved) return this.settle(this.next);
      if (end < 0 && e.type === "pointerup") this.click(x0, y0, inside);
    };
    addEventListener("pointermove", move); addEventListener("pointerup", up); addEventListener("pointercancel", up);
    if (end < 0 && event.pointerType === "mouse") event.preventDefault();
  }

  /** The whole axis is no range. */
  settle(range) {
    const [first, last] = this.ends;
    this.view.choose({ range: range && (range[0] > first || range[1] < last) ? range : null });
  }

  click(x, y, inside) {
    const { view } = this, hit = this.hit(x, y);
    if (hit?.event) return view.choose({ event: hit.event === view.state.event ? null : hit.event });
    if (hit?.range) return this.settle(hit.range);
    if (view.range && !inside) this.settle(null);
  }

  /** What is under a point: an event's mark, bar or title, or a bin of the histogram. */
  hit(x, y) {
    const { data, layout } = this.view.data.timeline, full = this.view.linePlot._fullLayout;
    const { l, t } = this.box, yPixel = v => t + full.yaxis._offset - full._size.t + full.yaxis.l2p(v);
    if (layout.meta.mode === "histogram") {
      const bin = this.view.linePlot.calcdata?.find(c => c[0]?.trace?.meta?.role === "bin");
      const found = bin?.find(b => x >= this.pixel(b.p0 / DAY) && x < this.pixel(b.p1 / DAY));
      if (!found || y > yPixel(0)) return null;
      return { range: this.snap([(found.p0) / DAY + 1, (found.p1) / DAY]) };
    }
    const mark = data.find(trace => trace.meta.role === "mark");
    let best = null, near = HIT;
    mark?.customdata.forEach((event, i) => {
      const dy = Math.abs(yPixel(mark.y[i]) - y);
      if (dy > 11) return;
      const [a, b] = mark.meta.days[i].map(day => this.pixel(day));
      const dx = Math.max(0, a - x, x - b) + Math.abs(this.pixel(mark.x[i] / DAY) - x) / 1e4;
      if (dx < near) { near = dx; best = event; }
    });
    for (const trace of data.filter(tr => tr.meta.role === "title" && tr.visible !== false)) trace.customdata.forEach((event, i) => {
      if (best || Math.abs(yPixel(trace.y[i]) - y) > 9) return;
      const from = this.pixel(trace.x[i] / DAY), wide = trace.text[i].length * 6.4;
      const [a, b] = trace.textposition.includes("left") ? [from - wide, from] : [from, from + wide];
      if (x >= a && x <= b) best = event;
    });
    return best ? { event: best } : null;
  }

  key(event, end) {
    const { view } = this, [first, last] = this.ends, held = this.held;
    const wide = last - first > 730 ? 30 : 1;
    const steps = { ArrowLeft: -wide, ArrowDown: -wide, ArrowRight: wide, ArrowUp: wide, PageDown: -30 * wide, PageUp: 30 * wide };
    let range = [...held];
    if (event.key in steps) range[end] += steps[event.key];
    else if (event.key === "Home") range[end] = end ? held[0] : first;
    else if (event.key === "End") range[end] = end ? last : held[1];
    else if (event.key === "Escape") range = null;
    else return;
    event.preventDefault(); event.stopPropagation();
    if (range) {
      range[end] = Math.max(first, Math.min(last, range[end]));
      if (range[0] > range[1]) range[end] = range[1 - end];
    }
    view.choose({ range }, false);
    clearTimeout(this.later); // a key held down tells the server once, at its end
    this.later = setTimeout(() => this.settle(range), 350);
  }
}

