// Events as cards, a tray or a table. Everything from data goes in as text, never as markup.
// Choosing an event is asked of the linked view; where there is none, of the server.

function part(tag, name, text, more = {}) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined && text !== null) element.textContent = text;
  for (const [key, value] of Object.entries(more)) if (value) element.setAttribute(key, value);
  return element;
}

const isWeb = url => /^https?:\/\//.test(url ?? "");

function link(source, words) {
  if (!isWeb(source.url)) return part("span", "", source.title);
  const found = part("a", "", source.title, { href: source.url, target: "_blank", rel: "noopener noreferrer", title: words.newtab });
  return found;
}

function fact(label, children) {
  const row = part("p", "card-fact");
  row.append(part("b", "", label + ": "));
  children.forEach((child, i) => row.append(...(i ? [" · "] : []), child));
  return row;
}

function card(item, words, pick) {
  const box = part("article", "card", null, { id: `card-${item.id}`, "data-event": item.id });
  box.style.setProperty("--c", item.colour);
  box.style.setProperty("--c-dark", item.colour_dark);
  const meta = part("p", "card-meta");
  meta.append(part("span", "card-date", item.date), " · ", part("span", "", item.place));
  if (item.conflict) meta.append(" · ", part("span", "card-conflict", item.conflict));
  const heading = part("h3", "card-title"), button = part("button", "", item.title, { type: "button", lang: item.title_language });
  button.addEventListener("click", () => pick(item.id));
  heading.append(button);
  const more = part("div", "card-more", null, { id: `more-${item.id}` });
  button.setAttribute("aria-controls", more.id);
  const text = part("div", "card-text", null, { lang: item.text_language });
  for (const line of item.text.split(/\n+/)) if (line.trim()) text.append(part("p", "", line));
  more.append(text);
  if (item.sources.length) more.append(fact(words.source, item.sources.map(s => link(s, words))));
  if (item.places.length) more.append(fact(words.places, item.places.map(p => part("span", "", p))));
  more.append(fact(words.status, [part("span", "", item.verification)]));
  if (item.corrections.length) more.append(fact(words.corrections, item.corrections.map(c => part("span", "", c))));
  const tags = part("p", "card-tags", [...item.themes, item.kind].join(" · "));
  for (const badge of item.badges) tags.append(part("span", "card-badge", badge));
  box.append(meta, heading, more, tags);
  return box;
}

function tray(group, words, pick) {
  const box = part("section", "tray", null, { "aria-label": group.name });
  const fold = part("details");
  fold.open = group.open;
  fold.append(part("summary", "", `${group.name} · ${group.count}`));
  const list = part("ul");
  for (const item of group.items) {
    const entry = part("li"), button = part("button", "", item.title, { type: "button", "data-event": item.id, title: item.title, lang: item.title_language });
    button.addEventListener("click", () => pick(item.id));
    entry.append(button);
    list.append(entry);
  }
  fold.append(list);
  if (group.more) fold.append(part("p", "tray-more", group.more));
  box.append(fold);
  return box;
}

function table(items, words, pick) {
  const box = part("div", "table-scroll", null, { tabindex: "0", role: "region", "aria-label": words.caption });
  const grid = part("table"), head = part("thead"), row = part("tr"), body = part("tbody");
  for (const name of words.columns) row.append(part("th", "", name, { scope: "col" }));
  head.append(row);
  for (const item of items) {
    const line = part("tr", "", null, { "data-event": item.id }), title = part("td");
    const button = part("button", "", item.title, { type: "button", lang: item.title_language });
    button.addEventListener("click", () => pick(item.id));
    title.append(button);
    line.append(part("td", "table-date", item.date), title, part("td", "", item.place),
      part("td", "", item.themes.join(", ")), part("td", "", item.kind), part("td", "", item.conflict));
    body.append(line);
  }
  grid.append(part("caption", "", words.caption), head, body);
  box.append(grid);
  return box;
}

function mark(root, chosen, moved) {
  for (const box of root.querySelectorAll("[data-event]")) {
    const here = box.dataset.event === chosen;
    box.classList.toggle("chosen", here);
    const button = box.matches("button") ? box : box.querySelector("button");
    button?.setAttribute(box.classList.contains("card") ? "aria-expanded" : "aria-pressed", String(here));
    if (here && moved && box.classList.contains("card")) reveal(box);
  }
}

/** Scroll the list, not the page, until the card is seen; on a phone the page is the list. */
function reveal(box) {
  const smooth = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  let list = box.parentElement;
  while (list && !(list.scrollHeight > list.clientHeight + 4 && /auto|scroll/.test(getComputedStyle(list).overflowY))) list = list.parentElement;
  if (!list || list === document.documentElement || list.matches('[data-testid="stMain"]')) return;
  const a = box.getBoundingClientRect(), b = list.getBoundingClientRect();
  if (a.top < b.top || a.bottom > b.bottom) list.scrollTo({ top: list.scrollTop + a.top - b.top - 8, behavior: smooth });
}

const shown = new WeakMap();

function eventRecords({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".records");
  const before = shown.get(root);
  const pick = id => {
    const event = shown.get(root).chosen === id ? null : id;
    const asked = new CustomEvent("psgdash:event", { detail: { event }, cancelable: true });
    if (window.dispatchEvent(asked)) setTriggerValue("event", id);
  };
  const key = JSON.stringify([data.variant, data.items, data.words]);
  if (before?.key !== key) {
    const build = { cards: () => data.items.map(item => card(item, data.words, pick)),
      tray: () => data.items.map(group => tray(group, data.words, pick)),
      table: () => [table(data.items, data.words, pick)] }[data.variant];
    const focused = root.contains(document.activeElement) ? document.activeElement.closest("[data-event]")?.dataset.event : null;
    root.replaceChildren(...build());
    if (focused) {
      const again = root.querySelector(`[data-event="${CSS.escape(focused)}"]`);
      (again?.matches("button") ? again : again?.querySelector("button"))?.focus({ preventScroll: true });
    }
  }
  before?.stop();
  const moved = data.chosen && before?.chosen !== data.chosen;
  const state = { key, chosen: data.chosen };
  shown.set(root, state);
  mark(root, data.chosen, moved);
  const follow = ({ detail }) => { state.chosen = detail.event; mark(root, detail.event, true); };
  state.stop = () => window.removeEventListener("psgdash:chosen", follow);
  window.addEventListener("psgdash:chosen", follow);
  return () => { if (!root.isConnected) state.stop(); };
}
