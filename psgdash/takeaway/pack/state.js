// The pack's state, which is its address after the #, and what it keeps of the events.

const DAY = 864e5; // milliseconds
const LANGUAGES = ["en", "es"], THEMES = ["light", "dark"];

/** One value of what differs by theme and language (see sharing.py). */
function pick(value, theme, language) {
  if (Array.isArray(value)) return value.some(v => v && typeof v === "object") ? value.map(v => pick(v, theme, language)) : value;
  if (!value || typeof value !== "object") return value;
  if ("$theme" in value) return value.$theme[theme];
  if ("$lang" in value) return value.$lang[language];
  if ("$look" in value) return value.$look[`${theme}-${language}`];
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, pick(v, theme, language)]));
}

const WHOLE = { ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ß: "ss", ı: "i" };

/** Lower case, no accents, punctuation to spaces, as the archive folds words. */
function fold(text) {
  const small = text.normalize("NFKD").toLowerCase().replace(/[øłđðþæœßı]/g, c => WHOLE[c]).normalize("NFKD");
  return small.replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD` as a day since 1970, its last with `end`; null for what is none. */
function bound(text, end) {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text ?? "");
  if (!found) return null;
  const [y, m, d] = [+found[1], found[2] ? +found[2] : null, found[3] ? +found[3] : null];
  const at = (year, month, day) => { const t = new Date(0); t.setUTCFullYear(year, month, day); return t.getTime() / DAY; };
  if (y < 1000 || (m !== null && (m < 1 || m > 12))) return null;
  if (d !== null) return d >= 1 && d <= at(y, m, 1) - at(y, m - 1, 1) ? at(y, m - 1, d) : null;
  if (m !== null) return end ? at(y, m, 0) : at(y, m - 1, 1);
  return end ? at(y, 11, 31) : at(y, 0, 1);
}

const iso = day => new Date(day * DAY).toISOString().slice(0, 10);

/** The shortest form that `bound` reads as this day. */
function short(day, end) {
  const whole = iso(day);
  return [whole.slice(0, 4), whole.slice(0, 7)].find(text => bound(text, end) === day) ?? whole;
}

class State {
  constructor(pack) {
    this.pack = pack;
    this.themeIds = pack.themes.map(theme => theme.id);
    this.read();
  }

  /** From the address; what is unknown or malformed is dropped or put right. */
  read() {
    const query = new URLSearchParams(location.hash.slice(1)), known = (value, values) => values.includes(value) ? value : null;
    this.language = known(query.get("lang"), LANGUAGES) ?? this.language ?? this.pack.data.language;
    this.theme = known(query.get("look"), THEMES) ?? this.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    let [from, to] = [bound(query.get("from"), false), bound(query.get("to"), true)];
    if (from !== null && to !== null && from > to) [from, to] = [bound(query.get("to"), false), bound(query.get("from"), true)];
    Object.assign(this, { from, to });
    this.themes = [...new Set(query.getAll("theme"))].filter(id => this.themeIds.includes(id));
    this.places = [...new Set(query.getAll("place"))].filter(id => this.pack.placeIds.has(id));
    this.conflicts = query.get("conflicts") === "1";
    this.q = (query.get("q") ?? "").trim().slice(0, 200);
    this.event = this.pack.position.has(query.get("event")) ? query.get("event") : null;
    this.story = query.get("present");
    this.step = +(query.get("step") ?? 1) || 1;
  }

  /** Into the address, so that a reload and a link show the same. */
  write() {
    const query = new URLSearchParams();
    if (this.from !== null) query.append("from", short(this.from, false));
    if (this.to !== null) query.append("to", short(this.to, true));
    for (const id of this.themes) query.append("theme", id);
    for (const id of this.places) query.append("place", id);
    if (this.conflicts) query.append("conflicts", "1");
    if (this.q) query.append("q", this.q);
    if (this.event) query.append("event", this.event);
    if (this.story) { query.append("present", this.story); query.append("step", this.step); }
    query.append("lang", this.language);
    query.append("look", this.theme);
    // Some browsers let no script write the address of a file this way; then it is a step back more.
    try { history.replaceState(null, "", `#${query}`); } catch { location.replace(`#${query}`); }
  }

  get range() { return this.from === null && this.to === null ? null : [this.from ?? -1e6, this.to ?? 1e6]; }

  /** The words searched for, folded. */
  get terms() {
    if (this.folded?.q !== this.q) this.folded = { q: this.q, terms: fold(this.q).split(" ") };
    return this.folded.terms;
  }

  /** Whether an event passes, less the dimensions that are lifted. */
  keeps(fact, ...lifted) {
    const on = name => !lifted.includes(name), { earliest, latest } = fact;
    if (on("themes") && this.themes.length && !fact.themes.some(n => this.themes.includes(this.themeIds[n]))) return false;
    if (on("conflicts") && this.conflicts && !fact.conflict) return false;
    if (on("q") && this.q && !this.terms.every(word => fact.search.includes(word))) return false;
    if (on("places") && this.places.length && !this.places.some(id => fact.places.has(id))) return false;
    if (on("dates") && this.range && (earliest === null || latest < this.range[0] || earliest > this.range[1])) return false;
    return true;
  }

  /** Which dimensions keep something out. */
  get active() {
    return Object.entries({ dates: this.range, themes: this.themes.length, places: this.places.length, conflicts: this.conflicts, q: this.q })
      .filter(([, value]) => value).map(([name]) => name);
  }

  lift(name) {
    if (name === "dates") this.from = this.to = null;
    else if (name === "conflicts") this.conflicts = false;
    else if (name === "q") this.q = "";
    else this[name] = [];
  }
}
