// The feeds of the whole archive, on the page About.
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".feed-list"), key = JSON.stringify(data);
  if (root.dataset.key === key) return;
  root.dataset.key = key;
  root.replaceChildren(feedList(data.rows, data.words, parentElement.querySelector(".unseen")));
}
