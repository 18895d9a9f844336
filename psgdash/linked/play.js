// Playing through time: the range moves over the timeline by itself, and the map follows. All of it
// happens here. The server is told nothing, so that cards and address stay as they were, until
// somebody keeps a range; without that, the range that was set comes back at the end.

const PACE = { slow: 2, normal: 1, fast: 0.5 }; // how many times the usual length
const WINDOWS = { so_far: 0, month: 1, year: 12 }; // months in view; none: everything so far
const MONTH_TAKES = 0.25, SHORTEST = 15, LONGEST = 60; // seconds: a month of the archive, the whole of it
const HOLD = 1500; // milliseconds that the last picture stays
const BY_YEAR = 36; // months; a longer stretch is stepped through by years
const UNDATED = -(2 ** 31);

/** The day so many months away, at the same day of its month, or the last one that it has. */
function monthsOn(day, months) {
  const at = new Date(day * DAY), y = at.getUTCFullYear(), m = at.getUTCMonth() + months;
  const last = new Date(Date.UTC(y, m + 1, 0)).getUTCDate();
  return Date.UTC(y, m, Math.min(at.getUTCDate(), last)) / DAY;
}

class Play {
  constructor(view) {
    this.view = view;
    const part = name => view.root.querySelector(name);
    [this.bar, this.button, this.track, this.now, this.nowDate, this.nowSaid, this.heard, this.mode, this.speed, this.keeper, this.stopper] =
      [".lv-play", ".lv-play-go", ".lv-play-track", ".lv-now", ".lv-now-date", ".lv-now-said", ".lv-play-heard", ".lv-play-mode", ".lv-play-speed", ".lv-play-keep", ".lv-play-stop"].map(part);
    this.state = "idle"; // or playing, or paused
    this.range = undefined; // what it shows; undefined where the range that is set holds
    this.button.addEventListener("click", () => this.press());
    this.stopper.addEventListener("click", () => { this.stop(); this.button.focus(); });
    this.keeper.addEventListener("click", () => this.keep());
    this.mode.addEventListener("change", () => { if (this.state !== "idle") this.show(true); });
    this.track.addEventListener("keydown", event => this.key(event));
    this.track.addEventListener("pointerdown", event => this.drag(event));
    this.escape = event => {
      if (event.key !== "Escape" || event.defaultPrevented || this.state === "idle") return;
      event.preventDefault();
      this.stop();
    };
    window.addEventListener("keydown", this.escape);
    this.stillness = matchMedia("(prefers-reduced-motion: reduce)");
    this.stilled = () => { this.pause(); this.paint(); };
    this.stillness.addEventListener("change", this.stilled);
  }

  /** What the server says has changed: back to the beginning, and what it says is shown. */
  rewind() {
    this.halt();
    this.bounds = this.measure();
    this.at = this.bounds?.[0] ?? 0;
    this.paint();
  }

  /** First and last day of what there is to play: the range that is set, or the months that hold events. */
  measure() {
    const { earliest, latest, kept, state, brush } = this.view, [first, last] = brush.ends;
    let [a, b] = [Infinity, -Infinity];
    if (state.range) [a, b] = state.range;
    else {
      for (let i = 0; i < kept.length; i++) if (kept[i] && latest[i] !== UNDATED) { a = Math.min(a, earliest[i]); b = Math.max(b, latest[i]); }
      if (a > b) return null;
      const edge = (day, on) => { const d = new Date(day * DAY); return Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + on) / DAY; };
      [a, b] = [edge(a, 0), edge(b, 1) - 1];
    }
    [a, b] = [Math.max(a, first), Math.min(b, last)];
    return a < b ? [a, b] : null;
  }

  get months() { return (this.bounds[1] - this.bounds[0] + 1) / 30.44; }
  get unit() { return this.months > BY_YEAR ? 12 : 1; }
  get day() { return Math.min(this.bounds[1], Math.floor(this.at)); }

  /** What is in view at this moment. */
  window() {
    const [a] = this.bounds, months = WINDOWS[this.mode.value], { day } = this;
    return [months ? Math.max(a, monthsOn(day + 1, -months)) : a, day];
  }

  // -- what a person does

  press() {
    if (!this.bounds) return;
    if (this.state === "playing") return this.pause();
    if (still()) return this.day >= this.bounds[1] && this.state === "paused" ? this.stop() : this.step(this.unit);
    if (this.state === "idle" || this.at >= this.bounds[1]) this.at = this.bounds[0];
    this.state = "playing";
    this.show(true);
    this.last = performance.now();
    this.frame = requestAnimationFrame(now => this.tick(now));
  }

  tick(now) {
    const [a, b] = this.bounds, seconds = Math.min(LONGEST, Math.max(SHORTEST, this.months * MONTH_TAKES)) * PACE[this.speed.value];
    const passed = Math.min(100, Math.max(0, now - this.last)); // a page that was out of sight does not jump
    this.last = now;
    this.at = Math.min(b + 1, this.at + passed * (b - a + 1) / (seconds * 1000));
    this.show();
    if (this.at > b) this.ending = setTimeout(() => this.stop(), HOLD);
    else this.frame = requestAnimationFrame(next => this.tick(next));
  }

  /** What is shown stays, and the server need not know. */
  pause() {
    if (this.state !== "playing") return;
    this.rest();
    this.state = "paused";
    this.paint();
    this.tell();
  }

  /** The range that was set before comes back. */
  stop() {
    this.halt();
    this.at = this.bounds?.[0] ?? 0;
    this.paint();
    this.view.drawMap();
    this.view.brush.show();
  }

  /** What is in view becomes the range that is set, for cards and address, too. */
  keep() {
    const { range } = this;
    this.view.brush.settle(range); // which ends the playing
    this.button.focus();
  }

  /** To the end of this month or of the next ones, or back. */
  step(months) {
    const [a, b] = this.bounds, fresh = this.state === "idle";
    this.rest();
    this.state = "paused";
    const month = day => { const d = new Date(day * DAY); return Date.UTC(d.getUTCFullYear(), d.getUTCMonth()) / DAY; };
    // From the beginning the first step shows the first month; from within a month, its end comes first.
    const from = fresh ? month(a) : month(this.day + 1);
    const january = months % 12 === 0 && fresh ? Date.UTC(new Date(from * DAY).getUTCFullYear(), 0) / DAY : from;
    this.at = Math.max(a, Math.min(b, monthsOn(january, months) - 1));
    this.show(true);
    this.tell();
  }

  key(event) {
    const steps = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12 };
    if (!this.bounds || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === " " || event.key === "Enter") this.press();
    else if (event.key in steps) this.step(steps[event.key]);
    else if (event.key === "Home" || event.key === "End") this.put(this.bounds[event.key === "End" ? 1 : 0]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** To a day, at rest. */
  put(day) {
    this.rest();
    this.state = "paused";
    this.at = Math.max(this.bounds[0], Math.min(this.bounds[1], day));
    this.show(true);
  }

  drag(event) {
    if (event.button || !this.bounds) return;
    const to = e => {
      const box = this.track.getBoundingClientRect(), [a, b] = this.bounds, edge = 9; // half the knob
      this.put(a + (e.clientX - box.left - edge) / (box.width - 2 * edge) * (b - a));
    };
    const up = () => { for (const name of ["pointerup", "pointercancel"]) removeEventListener(name, up); removeEventListener("pointermove", to); };
    addEventListener("pointermove", to);
    for (const name of ["pointerup", "pointercancel"]) addEventListener(name, up);
    this.track.focus();
    event.preventDefault();
    to(event);
  }

  // -- what is seen

  rest() { cancelAnimationFrame(this.frame); clearTimeout(this.ending); }
  halt() { this.rest(); this.state = "idle"; this.range = undefined; this.heard.textContent = ""; }

  /** Map and brush as of now, drawn only where another day has come. */
  show(whole = false) {
    const range = this.window();
    if (whole || range.join() !== this.range?.join()) {
      this.range = range;
      this.view.drawMap();
      this.view.brush.show();
      this.say();
    }
    if (whole) this.paint(); else this.knob();
  }

  knob() {
    const [a, b] = this.bounds ?? [0, 1];
    this.track.style.setProperty("--at", Math.min(1, (this.at - a) / (b - a)));
  }

  format(options) { return new Intl.DateTimeFormat(this.view.data.language === "es" ? "es-PE" : "en-GB", { timeZone: "UTC", ...options }); }

  /** The date in words: large the month, below it the range and how many events it holds. */
  say() {
    const { view, range } = this, { words, language } = view.data;
    if (this.spoken !== language) {
      this.spoken = language;
      this.big = this.format({ month: "long", year: "numeric" });
      this.small = this.format({ day: "numeric", month: "short", year: "numeric" });
    }
    let n = 0;
    for (let i = 0; i < view.kept.length; i++) n += view.isShown(i) ? 1 : 0;
    const of = n === 1 ? words.one_event : words.many_events.replace("{n}", n.toLocaleString(language === "es" ? "es-PE" : "en-GB"));
    this.nowDate.textContent = this.big.format(range[1] * DAY);
    this.nowSaid.textContent = `${this.small.formatRange(range[0] * DAY, range[1] * DAY)} · ${of}`;
    this.track.setAttribute("aria-valuenow", this.day);
    this.track.setAttribute("aria-valuetext", view.brush.words(this.day));
  }

  /** For who does not see it: only when it rests, or it would never be silent. */
  tell() { this.heard.textContent = `${this.nowDate.textContent}. ${this.nowSaid.textContent}`; }

  /** The bar as the state wants it. */
  paint() {
    const { view, state, bounds } = this, { words } = view.data, { root } = view;
    root.dataset.play = state;
    this.button.disabled = !bounds;
    this.track.setAttribute("aria-disabled", String(!bounds));
    const label = state === "playing" ? words.pause : still() ? (bounds && this.unit === 12 ? words.next_year : words.next_month) : words.play;
    this.button.setAttribute("aria-label", label);
    this.button.title = label;
    this.bar.dataset.still = still() ? "yes" : "no";
    this.now.hidden = state === "idle";
    if (bounds) {
      this.track.setAttribute("aria-valuemin", bounds[0]);
      this.track.setAttribute("aria-valuemax", bounds[1]);
      this.track.setAttribute("aria-valuenow", this.day);
      this.track.setAttribute("aria-valuetext", view.brush.words(this.day));
    }
    this.knob();
  }

  end() {
    this.rest();
    window.removeEventListener("keydown", this.escape);
    this.stillness.removeEventListener("change", this.stilled);
  }
}
