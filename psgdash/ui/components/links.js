// A row of links and small actions.
export default function ({ data, parentElement }) {
  const row = parentElement.querySelector(".actions"), told = parentElement.querySelector(".unseen");
  const key = JSON.stringify(data);
  if (row.dataset.key === key) return;
  row.dataset.key = key;
  row.replaceChildren(...data.items.map(([label, href, kind]) => {
    if (kind === "copy") return copyButton(label, data.copied, data.refused, () => location.href, told, row);
    const item = document.createElement(kind === "download" ? "a" : "button");
    item.className = "action";
    item.textContent = label;
    if (kind === "download") { item.href = href; item.setAttribute("download", ""); return item; }
    item.type = "button";
    item.onclick = () => window.print();
    return item;
  }));
}
