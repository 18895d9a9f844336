// A row of links and small actions.
export default function ({ data, parentElement }) {
  const row = parentElement.querySelector(".actions"), told = parentElement.querySelector(".unseen");
  const key = JSON.stringify(data);
  if (row.dataset.key === key) return;
  row.dataset.key = key;
  row.replaceChildren(...data.items.map(([label, href, kind]) => {
    const item = document.createElement(kind === "download" ? "a" : "button");
    item.className = "action";
    item.textContent = label;
    if (kind === "download") { item.href = href; item.setAttribute("download", ""); return item; }
    item.type = "button";
    item.onclick = async () => {
      if (kind === "print") return window.print();
      const said = text => { item.textContent = told.textContent = text; setTimeout(() => { item.textContent = label; }, 2500); };
      try { await navigator.clipboard.writeText(location.href); said(data.copied); }
      catch { window.prompt(label, location.href); }
    };
    return item;
  }));
}
