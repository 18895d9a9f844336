// Share: the link at once; a citation, the code of a frame and feeds each in a panel of their own.
const OWN = /^(localhost|127(\.\d+){3}|\[::1\])$/;
const PANELS = { cite: citations, embed: frameCode, subscribe: feeds };

function part(tag, name, text = "") {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

/** Texts to select or to copy. */
function block(tag, text, label, data, told) {
  const said = part(tag, "share-text", text), row = part("div", "actions");
  row.append(copyButton(label, data.words.copied, data.words.refused, () => text, told, row));
  return [said, row];
}

function citations(data, told) {
  return data.citations.flatMap(({ head, said, query }) => {
    const text = said.replace("\uFFFC", () => `${location.origin}/?${query}`);
    return [part("h3", "share-head", head), ...block("p", text, data.words.copy_citation, data, told)];
  });
}

function frameCode(data, told) {
  const quoted = text => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const code = `<iframe src="${quoted(`${location.origin}/embed?${data.query}`)}" title="${quoted(data.title)}" `
    + `width="100%" height="720" loading="lazy" style="border: 0"></iframe>`;
  return [...block("code", code, data.words.copy_code, data, told), part("p", "share-note", data.words.hosts)];
}

function feeds(data, told) {
  return [feedList(data.feeds, data.words, told), part("p", "share-note", data.words.subscribing)];
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".share"), told = parentElement.querySelector(".unseen");
  const key = JSON.stringify(data);
  if (root.dataset.key === key) return;
  root.dataset.key = key;
  const { words } = data, row = part("div", "actions"), panel = part("section", "share-panel");
  panel.id = "share-panel";
  const link = copyButton(words.copy_link, words.link_copied, words.refused, () => location.href, told, row);
  const doors = Object.keys(PANELS).map(name => {
    const door = part("button", "action", words[name]);
    door.type = "button";
    door.dataset.panel = name;
    door.setAttribute("aria-controls", panel.id);
    door.onclick = () => { root.dataset.open = root.dataset.open === name ? "" : name; show(); };
    return door;
  });
  function show() {
    const open = root.dataset.open;
    for (const door of doors) door.setAttribute("aria-expanded", String(door.dataset.panel === open));
    panel.hidden = !open;
    panel.setAttribute("aria-label", words[open] ?? "");
    panel.replaceChildren(...(open ? PANELS[open](data, told) : []));
  }
  row.append(link, ...doors);
  const local = OWN.test(location.hostname) ? [part("p", "share-note", words.local)] : [];
  root.replaceChildren(row, ...local, panel);
  show();
}
