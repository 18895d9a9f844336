// The filter row: chips with live counts, two dates, a search; and what filters there are, in words.

function element(tag, more = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(more)) {
    if (name === "text") made.textContent = value;
    else if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/** Numbers and dates as the language writes them. */
class Speech {
  constructor(language, words) {
    const locale = language === "es" ? "es-PE" : "en-GB", utc = { timeZone: "UTC" };
    this.words = words;
    this.numbers = new Intl.NumberFormat(locale);
    this.day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", ...utc });
    this.month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", ...utc });
  }
  number(n) { return this.numbers.format(n); }
  count([one, many], n) { return fill(n === 1 ? one : many, { n: this.number(n) }); }
  /** A range by its coarsest exact words: a year, months, or days. */
  range(first, last) {
    const [a, b] = [short(first, false), short(last, true)];
    const form = Math.max(a.length, b.length) === 4 ? day => iso(day).slice(0, 4)
      : Math.max(a.length, b.length) === 7 ? day => this.month.format(day * DAY) : day => this.day.format(day * DAY);
    const [from, to] = [form(first), form(last)];
    return from === to ? from : fill(this.words.range, { first: from, last: to });
  }
  /** An active filter in words. */
  said(state, name, names) {
    const w = this.words;
    switch (name) {
      case "dates":
        if (state.to === null) return fill(w.since, { day: this.range(state.from, state.from) });
        return state.from === null ? fill(w.until, { day: this.range(state.to, state.to) }) : this.range(state.from, state.to);
      case "themes": return state.themes.map(id => names.themes.get(id)).join(", ");
      case "places": return state.places.map(id => names.places.get(id)).join(", ");
      case "conflicts": return w.only_conflicts;
      default: return fill(w.quoted, { words: state.q });
    }
  }
}

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => name in values ? values[name] : whole);

class Filters {
  /** `change(patch)` is called when a person chose something. */
  constructor(box, change) {
    this.box = box;
    this.change = change;
  }

  /** The row anew; what has the focus keeps it. */
  show({ state, facts, themes, words, speech, names }) {
    // The count, and the most that it can be: it keeps the room of that, so that the row never breaks anew.
    const count = (name, test) => [facts.filter(fact => state.keeps(fact, name) && test(fact)), facts.filter(test)].map(some => speech.number(some.length));
    const used = themes.map((theme, n) => [theme, n]).filter(([theme, n]) => state.themes.includes(theme.id) || facts.some(f => f.themes.includes(n)));
    const turned = (values, value) => values.includes(value) ? values.filter(v => v !== value) : [...values, value];
    const chip = (key, label, [n, most], pressed, act, colour) => {
      const number = element("small", { text: n });
      number.style.minWidth = `${most.length}ch`;
      const made = element("button", { type: "button", class: "chip", "data-key": key, "aria-pressed": String(pressed), onclick: act }, label, " ", number);
      if (colour) { made.prepend(element("span", { class: "dot", "aria-hidden": "true" })); made.firstChild.style.background = colour; }
      return made;
    };
    const dates = ["from", "to"].map(name => element("label", { class: "date" }, words[name], " ",
      element("input", { type: "date", "data-key": name, min: "1000-01-01", max: "2999-12-31", onchange: event => this.dated(state, name, event.target.value) })));
    dates.forEach((label, end) => { const day = [state.from, state.to][end]; label.querySelector("input").value = day === null ? "" : iso(day); });
    const chips = used.map(([theme, n]) => chip(`theme-${theme.id}`, theme.name, count("themes", f => f.themes.includes(n)),
      state.themes.includes(theme.id), () => this.change({ themes: turned(state.themes, theme.id) }), theme.colour));
    const conflicts = chip("conflicts", words.conflicts, count("conflicts", f => f.conflict), state.conflicts, () => this.change({ conflicts: !state.conflicts }));
    const places = state.places.length ? [element("button", { type: "button", class: "chip lifts", "data-key": "places", "aria-label": `${words.lift}: ${speech.said(state, "places", names)}`,
      onclick: () => this.change({ places: [] }) }, element("span", { text: speech.said(state, "places", names) }), element("span", { "aria-hidden": "true", text: " ×" }))] : [];
    const search = element("input", { type: "search", class: "search", "data-key": "q", maxlength: "200", placeholder: words.search, "aria-label": words.search,
      oninput: event => { clearTimeout(this.later); const q = event.target.value; this.later = setTimeout(() => this.change({ q: q.trim() }), 150); } });
    const focused = document.activeElement?.dataset?.key && this.box.contains(document.activeElement) ? document.activeElement : null;
    // A field that somebody is writing into stays itself.
    const kept = focused?.matches("input") ? focused : null;
    if (!kept || kept.dataset.key !== "q") search.value = state.q;
    const row = [...dates, element("div", { class: "group", role: "group", "aria-label": words.themes }, ...chips), conflicts, element("div", { class: "found" }, ...places, search)];
    this.box.setAttribute("aria-label", words.filters);
    this.box.replaceChildren(...row);
    if (!focused) return;
    const again = this.box.querySelector(`[data-key="${CSS.escape(focused.dataset.key)}"]`);
    if (kept && again?.type === kept.type && kept.type === "search") {
      kept.placeholder = words.search;
      kept.setAttribute("aria-label", words.search);
      again.replaceWith(kept);
      kept.focus({ preventScroll: true });
    } else again?.focus({ preventScroll: true });
  }

  /** A date typed or chosen; of two the wrong way round the one just set wins. */
  dated(state, name, text) {
    const day = text ? bound(text, name === "to") : null, other = name === "from" ? state.to : state.from;
    const wrong = day !== null && other !== null && (name === "from" ? day > other : day < other);
    this.change({ [name]: day, ...(wrong ? { [name === "from" ? "to" : "from"]: day } : {}) });
  }
}
