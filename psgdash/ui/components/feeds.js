/** Feeds and downloads as a list: what each is for, its address, and how to get at it. */
function feedList(rows, words, told) {
  const list = document.createElement("ul");
  list.className = "feeds";
  list.append(...rows.map(row => {
    const item = document.createElement("li"), name = document.createElement("b"), what = document.createElement("p");
    const address = document.createElement("code"), ways = document.createElement("div");
    name.textContent = row.name;
    what.textContent = row.what;
    const url = location.origin + row.path;
    address.textContent = url;
    ways.className = "actions";
    if (row.calendar) {
      const open = document.createElement("a");
      open.className = "action";
      open.href = `webcal://${location.host}${row.path}`;
      open.textContent = words.calendar;
      ways.append(open);
    }
    const copy = copyButton(words.copy_address, words.copied, words.refused, () => url, told, ways);
    copy.setAttribute("aria-label", `${words.copy_address}: ${row.name}`);
    ways.append(copy);
    item.append(name, what, address, ways);
    return item;
  }));
  return list;
}
