// The page's side of the stage: the address keeps the step, and the speaker's window is opened.
const shown = new WeakMap();

/** The address with changed parameters; those given as null are taken out. */
function address(changes, path = location.pathname) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) if (value === null) query.delete(name); else query.set(name, value);
  return `${path}?${query}`;
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".presenting"), key = data.key;
  const before = shown.get(root);
  if (before?.key === key) return; // a rerun brings what is there already
  before?.told.end();
  const remember = n => history.replaceState(history.state, "", address({ step: n }));
  const leave = () => location.assign(address({ step: null, story: null, presenter: null }));
  root.className = `presenting ${data.speaker ? "speaker" : "stage"}`;
  root.replaceChildren();
  const told = data.speaker
    ? new Speaker(root, data.telling, { step: remember, exit: () => window.close() })
    : new Stage(root, data.telling, { step: remember, exit: leave, notes: () => !!window.open(address({ presenter: 1 }), "psgdash-speaker", "width=1100,height=760") });
  shown.set(root, { key, told });
  told.start(new URLSearchParams(location.search).get("step")).catch(error => { root.dataset.state = "failed"; console.error(error); });
  return () => { if (root.isConnected) return; told.end(); shown.delete(root); };
}
