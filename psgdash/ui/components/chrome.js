// The document's language, and the theme button. Streamlit keeps a reader's theme per address in
// the browser's storage and reads it when the page loads, so a change is written and then loaded.
let skip;

/** The page is the stage or (after all) is not: see web/head.py, which darkens it before it is there. */
function stage(on) {
  if (on) { document.documentElement.dataset.stage = "yes"; return; }
  delete document.documentElement.dataset.stage;
  if (!window.psgdashEarly) return;
  removeEventListener("keydown", window.psgdashEarly.take, true);
  delete window.psgdashEarly;
}

export default function ({ data, parentElement }) {
  document.documentElement.lang = data.language;
  stage(data.stage);
  // Streamlit's own link for the keyboard has no other language than English.
  skip ??= [...document.querySelectorAll("a, button")].find(e => e.textContent === "Skip to main content");
  if (skip) skip.textContent = data.skip;
  const button = parentElement.querySelector(".theme-button");
  button.setAttribute("aria-label", data.label);
  button.title = data.label;
  button.textContent = data.other === "Dark" ? "☾" : "☀";
  button.onclick = () => {
    for (const page of new Set([...data.pages, location.pathname]))
      localStorage.setItem(`stActiveTheme-${page}-v2`, JSON.stringify(data.other));
    location.reload();
  };
}
