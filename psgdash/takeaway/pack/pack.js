// The meeting pack: the linked view, the cards and the filters, with no server behind them. What the
// server does for the page is done here: a gesture changes the state, and the view hears it back.

const PAGE = 40, TRAY = 50; // cards and tray items shown at first

class Pack {
  constructor(data) {
    Object.assign(this, { data, shown: PAGE, ack: 0 });
    this.looks = new Map();
    const look = this.look("light", "en"), number = text => new Int32Array(Uint8Array.from(atob(text), c => c.charCodeAt(0)).buffer);
    const { events, placings, spots } = look.ground;
    const [earliest, latest, placed, spot] = [events.earliest, events.latest, placings.event, placings.spot].map(number);
    this.n = earliest.length;
    this.placeIds = new Set(spots.ids);
    const where = Array.from({ length: this.n }, () => new Set());
    placed.forEach((event, k) => where[event].add(spots.ids[spot[k]]));
    // One row an event, newest first, with all that a filter asks of it.
    const both = LANGUAGES.map(language => this.look("light", language).cards);
    this.facts = data.facts.map((fact, k) => ({
      ...fact, id: look.cards[k].id, places: where[fact.i],
      earliest: fact.lower === null ? null : earliest[fact.i], latest: fact.lower === null ? null : latest[fact.i],
      search: fold(both.flatMap(cards => [cards[k].title, cards[k].text]).concat(fact.also).join("\n")),
    }));
    this.position = new Map(this.facts.map((fact, k) => [fact.id, k]));
    this.themes = look.themes;
    this.state = new State(this);
    this.boxes = Object.fromEntries(["view", "trays", "cards"].map(name => [name, document.getElementById(name)]));
    this.filters = new Filters(document.getElementById("filters"), patch => this.change(patch));
    this.presenting = new Presenting(this);
    this.listen();
  }

  /** Everything for a theme and a language. */
  look(theme, language) {
    const key = `${theme}-${language}`;
    if (!this.looks.has(key)) {
      const { facts, ...data } = this.data, look = pick(data, theme, language);
      const order = [...facts.keys()].sort((a, b) => facts[a].i - facts[b].i);
      look.ground.events.ids = order.map(k => look.cards[k].id);
      look.ground.events.titles = order.map(k => look.cards[k].title);
      look.speech = new Speech(language, look.words);
      look.names = { themes: new Map(look.themes.map(t => [t.id, t.name])), places: new Map(look.ground.spots.ids.map((id, i) => [id, look.ground.spots.names[i]])) };
      this.looks.set(key, look);
    }
    return this.looks.get(key);
  }

  get now() { return this.look(this.state.theme, this.state.language); }

  change(patch) {
    Object.assign(this.state, patch);
    if (!("event" in patch) && !("language" in patch) && !("theme" in patch) && !("story" in patch)) this.shown = PAGE;
    this.state.write();
    this.draw();
  }

  draw() {
    const { state, facts, now } = this, { words, speech } = now, root = document.documentElement;
    root.lang = state.language;
    root.dataset.theme = state.theme;
    document.title = words.title;
    for (const part of document.querySelectorAll("[data-language]")) part.hidden = part.dataset.language !== state.language;
    for (const part of document.querySelectorAll("[data-label]")) part.textContent = words[part.dataset.label];
    const theme = document.getElementById("theme"), other = state.theme === "dark" ? "light" : "dark";
    theme.textContent = other === "dark" ? "☾" : "☀";
    theme.title = words[other];
    theme.setAttribute("aria-label", words[other]);
    for (const button of document.querySelectorAll("#languages button")) button.setAttribute("aria-pressed", String(button.lang === state.language));
    document.getElementById("languages").setAttribute("aria-label", words.language);
    this.filters.show({ state, facts, themes: now.themes, words, speech, names: now.names });
    const kept = facts.filter(fact => state.keeps(fact));
    document.getElementById("summary").replaceChildren(...this.summary(kept));
    document.getElementById("room").replaceChildren(...this.summary(facts, true));
    const said = state.active.map(name => speech.said(state, name, now.names));
    document.getElementById("shown").textContent = said.length ? fill(words.shown, { filters: said.join("; ") }) : "";
    this.nothing(kept);
    this.drawTrays(kept);
    this.drawCards(kept);
    this.drawView();
  }

  /** How many events, of when, and where they are shown; `longest`: the longest it can get when these are filtered. */
  summary(kept, longest = false) {
    const { words, speech } = this.now, dated = kept.filter(fact => fact.lower !== null);
    const long = year => Date.UTC(year, this.state.language === "es" ? 10 : 8, 28) / DAY; // the month with the longest name
    let said = fill(words.of, { shown: speech.number(kept.length), all: speech.count(words.events, this.n) });
    if (longest) said += `, ${speech.range(long(2000), long(2001))}`;
    else if (dated.length) said += `, ${speech.range(dated.reduce((a, f) => Math.min(a, f.lower), Infinity), dated.reduce((a, f) => Math.max(a, f.upper), -Infinity))}`;
    const n = { map: 0, country: 0, rough: 0, none: 0, undated: kept.length - dated.length };
    for (const fact of kept) n[fact.placing]++;
    const told = Object.entries(words.told).filter(([name]) => n[name]).map(([name, forms]) => (longest ? [1, Math.max(2, n[name])] : [n[name]]).map(m => speech.count(forms, m)).sort((a, b) => b.length - a.length)[0]).join(", ");
    return [`${said}.`, ...(told ? [" ", element("em", { text: `${told}.` })] : [])];
  }

  /** The filters that leave nothing, each with a click to lift it. */
  nothing(kept) {
    const box = document.getElementById("nothing"), { state, now: { words, speech, names } } = this, { active } = state;
    box.hidden = !!kept.length || !active.length;
    if (box.hidden) return box.replaceChildren();
    const said = Object.fromEntries(active.map(name => [name, speech.said(state, name, names)]));
    const lift = name => element("button", { type: "button", class: "action", text: fill(words.without,
      { filter: said[name], n: speech.number(this.facts.filter(fact => state.keeps(fact, name)).length) }), onclick: () => { state.lift(name); this.change({}); } });
    box.replaceChildren(element("p", { text: fill(words.nothing, { filters: Object.values(said).join("; ") }) }), ...active.map(lift),
      element("button", { type: "button", class: "action", text: words.lift_all, onclick: () => { active.forEach(name => state.lift(name)); this.change({}); } }));
  }

  drawTrays(kept) {
    const { words, speech, cards } = this.now, groups = [];
    for (const [key, name] of Object.entries(words.trays)) {
      const inside = kept.filter(fact => key === "undated" ? fact.lower === null : fact.placing === key);
      if (!inside.length) continue;
      const items = inside.slice(0, TRAY).map(fact => cards[this.position.get(fact.id)]);
      groups.push({ name, count: speech.number(inside.length), items, more: "", open: key === "country" && inside.length <= 5 });
    }
    this.feed("trays", "tray", groups, {});
  }

  drawCards(kept, all = false) {
    const { words, speech, cards } = this.now, { event } = this.state;
    document.getElementById("cards-head").replaceChildren(element("b", { text: speech.count(words.events, kept.length) }), `, ${words.newest}`);
    const listed = all ? [...kept] : kept.slice(0, this.shown);
    const chosen = this.facts[this.position.get(event)];
    if (chosen && !listed.includes(chosen)) listed.unshift(chosen); // a link to an event opens it, whatever the filter hides
    this.feed("cards", "cards", listed.map(fact => cards[this.position.get(fact.id)]), words.cards);
    const more = document.getElementById("more");
    more.hidden = all || kept.length <= this.shown;
    more.textContent = words.more;
  }

  feed(name, variant, items, words) {
    eventRecords({ data: { variant, items, chosen: this.state.event, words }, parentElement: this.boxes[name],
      setTriggerValue: (_, event) => this.change({ event: event === this.state.event ? null : event }) });
  }

  drawView() {
    const { state, facts, now } = this, bytes = new Uint8Array(Math.ceil(this.n / 8));
    // Dates and places are the view's own to apply.
    const kept = facts.filter(fact => state.keeps(fact, "dates", "places"));
    for (const { i } of kept) bytes[i >> 3] |= 128 >> (i & 7);
    const only = btoa(String.fromCharCode(...bytes)), chosen = facts[this.position.get(state.event)];
    linkedView({
      data: {
        ground: now.ground, version: this.data.version, only, key: `${state.theme}-${state.language}-${only}`,
        timeline: narrowed(now.timeline, kept, now), range: state.range, places: state.places,
        event: state.event, event_index: chosen && kept.includes(chosen) ? chosen.i : -1, ack: this.ack,
      },
      parentElement: this.boxes.view, setTriggerValue: (_, gesture) => this.heard(gesture),
    });
  }

  /** A brush or a click, told by the view. */
  heard({ n, range, ...gesture }) {
    this.ack = n;
    const patch = { ...gesture };
    if (range !== undefined) Object.assign(patch, { from: range?.[0] > -1e6 ? range[0] : null, to: range?.[1] < 1e6 ? range[1] : null });
    if (patch.places) patch.places = patch.places.filter(id => this.placeIds.has(id));
    this.change(patch);
  }

  listen() {
    const on = (id, act) => document.getElementById(id).addEventListener("click", act);
    on("theme", () => this.change({ theme: this.state.theme === "dark" ? "light" : "dark" }));
    on("print", () => this.print());
    on("more", () => { this.shown += PAGE; this.draw(); });
    on("skip", event => { event.preventDefault(); document.getElementById("main").focus(); });
    for (const button of document.querySelectorAll("#languages button")) button.addEventListener("click", () => this.change({ language: button.lang }));
    addEventListener("hashchange", () => {
      const { event } = this.state;
      this.state.read();
      this.change({});
      this.presenting.follow();
      // A link of the background leads to its event, which stands above.
      if (this.state.event && this.state.event !== event) scrollTo({ top: 0, behavior: "auto" });
    });
    const paper = all => { this.drawCards(this.facts.filter(fact => this.state.keeps(fact)), all); this.measure(); };
    addEventListener("beforeprint", () => paper(true));
    addEventListener("afterprint", () => paper(false));
    // Paper is narrower than a screen: the view goes on it as a picture of itself, scaled.
    new ResizeObserver(() => this.measure()).observe(this.boxes.view);
  }

  /** On paper the light view is the one to read. */
  async print() {
    const { theme } = this.state;
    if (theme === "dark") {
      const { paints } = window.psgdash;
      this.change({ theme: "light" });
      for (let tries = 0; window.psgdash.paints === paints && tries < 100; tries++) await new Promise(done => setTimeout(done, 30));
      addEventListener("afterprint", () => this.change({ theme }), { once: true });
    }
    window.print();
  }

  measure() {
    const view = this.boxes.view;
    if (matchMedia("print").matches || !view.clientWidth) return;
    view.style.setProperty("--wide", `${view.clientWidth}px`);
    view.style.setProperty("--high", `${view.querySelector(".lv-map").clientHeight}px`);
    view.style.setProperty("--scale", Math.min(1, 690 / view.clientWidth));
  }
}

/** The timeline's figure with the kept events alone; its lanes and its axis stay where they are. */
function narrowed(figure, kept, { words, speech, ground }) {
  if (kept.length === ground.events.n) return figure;
  const ids = new Set(kept.map(fact => fact.id)), marks = figure.data.find(trace => trace.meta.role === "mark");
  const bins = figure.data.filter(trace => trace.meta.role === "bin"), counts = bins.map(trace => trace.y.map(() => 0));
  const rows = new Map(bins.map((trace, row) => [trace.meta.theme, row]));
  if (bins.length) {
    const ends = bins[0].x.map((x, k) => (x + bins[0].width[k] / 0.92 / 2) / DAY); // bars leave some air between them
    for (const fact of kept) {
      const bin = fact.lower === null ? -1 : ends.findIndex(end => fact.lower < end - 1e-6);
      if (bin >= 0) counts[rows.get(fact.themes[0])][bin]++;
    }
  }
  const data = figure.data.map(trace => {
    switch (trace.meta.role) {
      case "mark": case "bar": return sifted(trace, i => ids.has(marks.customdata[i]));
      case "title": return sifted(trace, i => ids.has(trace.customdata[i]));
      case "bin": {
        const y = counts[rows.get(trace.meta.theme)];
        const hovertext = trace.hovertext.map((text, k) => text.slice(0, text.lastIndexOf(": ") + 2) + speech.count(words.events, y[k]));
        return { ...trace, y, hovertext };
      }
      default: return trace;
    }
  });
  if (!bins.length) return { ...figure, data };
  const top = Math.max(1, ...bins[0].x.map((_, k) => counts.reduce((sum, row) => sum + row[k], 0)));
  return { data, layout: { ...figure.layout, yaxis: { ...figure.layout.yaxis, range: [0, top * 1.22] } } };
}

/** A trace with some of its points: every list as long as its own positions loses the others. */
function sifted(trace, keep) {
  const n = trace.y.length;
  const some = value => Array.isArray(value) ? (value.length === n ? value.filter((_, i) => keep(i)) : value)
    : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, some(v)])) : value;
  return some(trace);
}

const begun = new Pack(JSON.parse(document.getElementById("pack-data").textContent));
begun.draw();
begun.presenting.follow();
