// What every map in the browser needs: Plotly, still pictures for who wants them, safe text.

let plotly;

/** Plotly from our own server, once a page; mostly the page's head has asked for it already. */
function loadPlotly() {
  return plotly ??= new Promise((done, fail) => {
    if (window.Plotly) return done(window.Plotly);
    const asked = document.head.querySelector('script[src="/assets/plotly/plotly.min.js"]');
    const tag = asked && !asked.dataset.failed ? asked : document.createElement("script");
    if (tag !== asked) Object.assign(tag, { type: "module", src: "/assets/plotly/plotly.min.js" });
    tag.onload = () => done(window.Plotly);
    tag.onerror = () => { plotly = null; tag.dataset.failed = "yes"; fail(new Error("plotly.min.js could not be loaded")); };
    if (tag !== asked) document.head.append(tag);
  });
}

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const plain = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** MapLibre wants whole addresses. */
function absolute(value) {
  if (typeof value === "string") return value.startsWith("/assets/") ? location.origin + value : value;
  if (Array.isArray(value)) return value.map(absolute);
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, absolute(v)]));
  return value;
}
