// Telling a presentation step by step: what the stage and the speaker's window share. Keys, the step,
// the black screen, playing by itself, and the channel that keeps two windows in step.

const ACTIONS = {
  PageDown: "next", ArrowRight: "next", ArrowDown: "next", " ": "next", Enter: "next",
  PageUp: "back", ArrowLeft: "back", ArrowUp: "back", Home: "first", End: "last",
  b: "black", ".": "black", p: "play", n: "notes", q: "link", f: "full", "?": "help",
  t: "timer", 0: "reset", Escape: "leave",
};
const ONCE = ["black", "play", "notes", "link", "full", "help", "timer", "reset", "leave"]; // a key held down counts once
const BARE = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock", "Tab", "Dead"];

/** Messages between windows of one browser: BroadcastChannel, or storage where there is none (file://). */
class Channel {
  constructor(name, hear) {
    this.name = `psgdash:${name}`;
    this.me = Math.random().toString(36).slice(2);
    const take = said => { if (said && said.from !== this.me) hear(said); };
    if (window.BroadcastChannel && location.origin !== "null" && location.protocol !== "file:") {
      this.line = new BroadcastChannel(this.name);
      this.line.onmessage = event => take(event.data);
    } else {
      this.stored = event => { if (event.key === this.name && event.newValue) try { take(JSON.parse(event.newValue)); } catch { /* not ours */ } };
      addEventListener("storage", this.stored);
    }
  }
  say(what) {
    const said = { ...what, from: this.me, at: Date.now() };
    if (this.line) this.line.postMessage(said);
    else try { localStorage.setItem(this.name, JSON.stringify(said)); } catch { /* private browsing */ }
  }
  end() { this.line?.close(); if (this.stored) removeEventListener("storage", this.stored); }
}

/** Base of Stage and Speaker. They give `paint()` and what they do at an action of their own. */
class Telling {
  constructor(root, data, tell) {
    Object.assign(this, { root, data, tell, n: 1, black: false, playing: false });
    const { lang, ...which } = data.query;
    this.channel = new Channel(JSON.stringify(which), said => this.hear(said));
    this.pressed = event => this.key(event);
    this.released = event => { if (this.taken === event.key) { event.preventDefault(); event.stopImmediatePropagation(); this.taken = null; } };
    addEventListener("keydown", this.pressed, true);
    addEventListener("keyup", this.released, true);
  }

  get count() { return this.data.steps.length; }
  get step() { return this.data.steps[this.n - 1]; }

  /** The colours, and what a screen reader calls it. */
  dress(label) {
    for (const [name, value] of Object.entries(this.data.look)) this.root.style.setProperty(`--psg-${name}`, value);
    this.root.setAttribute("aria-label", label);
  }

  /** The first sight of it, at step n, as soon as it can be seen as it is meant. */
  async appear(n) {
    this.n = this.near(n);
    await styled(this.root);
    this.root.hidden = false;
    this.paint();
  }

  /** The step (from 1) that is meant by n. */
  near(n) { return Math.min(this.count, Math.max(1, Math.round(Number(n)) || 1)); }

  /** Keys that were pressed while the page was still loading (see web/head.py) count, too. */
  catchUp() {
    const early = window.psgdashEarly;
    if (!early) return;
    removeEventListener("keydown", early.take, true);
    delete window.psgdashEarly;
    early.keys.forEach(event => this.key(event));
  }

  /** To step n (from 1), put right where it is none. */
  go(n, tell = true) {
    const to = this.near(n);
    const same = to === this.n;
    this.n = to;
    if (!same) this.paint();
    if (tell && !same) this.channel.say({ step: to });
    if (!same) this.tell.step?.(to);
  }

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || BARE.includes(event.key) || /^F\d+$/.test(event.key)) return;
    const action = ACTIONS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (action || event.key.length === 1) event.stopImmediatePropagation(); // the page's own shortcuts rest
    if (this.black) { // any key brings the picture back, and does no more
      event.preventDefault();
      if (!event.repeat) { this.taken = event.key; this.darken(false); }
      return;
    }
    const played = this.playing;
    if (played) this.play(false);
    if (this.asks && action !== "play") this.channel.say({ stop: true });
    if (!action) return;
    event.preventDefault();
    this.taken = event.key;
    if (event.repeat && ONCE.includes(action)) return;
    if (action === "play" && played) return;
    this.act(action);
  }

  act(action) {
    switch (action) {
      case "next": return this.go(this.n + 1);
      case "back": return this.go(this.n - 1);
      case "first": return this.go(1);
      case "last": return this.go(this.count);
      case "black": return this.darken(!this.black);
      case "play": return this.play(!this.playing);
    }
  }

  darken(on, tell = true) {
    this.black = on;
    this.root.dataset.black = on ? "yes" : "no";
    if (on && tell) this.play(false);
    if (tell) this.channel.say({ black: on });
    this.blackened?.();
  }

  /** By itself, as long as the words take; never for those who want stillness. */
  play(on) {
    on = on && !still() && this.n < this.count;
    clearTimeout(this.waiting);
    this.playing = on;
    this.root.dataset.playing = on ? "yes" : "no";
    if (on) this.wait();
    this.played?.();
  }
  wait() {
    this.waiting = setTimeout(() => {
      if (still()) return this.play(false);
      this.go(this.n + 1);
      if (this.n < this.count) this.wait(); else this.play(false);
      this.played?.();
    }, this.step.dwell * 1000);
  }

  hear(said) {
    if (said.hello) return this.channel.say({ state: { step: this.n, black: this.black } });
    if (said.stop) return this.play(false);
    if (said.play) return this.asks || this.black ? undefined : this.play(!this.playing);
    const { step, black } = said.state ?? said;
    if (said.state && !this.asks) return; // an answer to another window
    if (Number.isFinite(step)) { this.play(false); this.go(step, false); }
    if (typeof black === "boolean" && black !== this.black) this.darken(black, false);
  }

  end() {
    clearTimeout(this.waiting);
    removeEventListener("keydown", this.pressed, true);
    removeEventListener("keyup", this.released, true);
    this.channel.end();
  }
}

/** An element with text, never markup. */
function make(tag, name, text, attributes = {}) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text !== undefined && text !== null) element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** An element with what was said, in its own language. */
const said = (tag, name, words) => make(tag, name, words.text, { lang: words.lang });

const fill = (words, values) => words.replace(/\{(\w)\}/g, (_, name) => values[name]);

/** Wait for the style, and a little for the letters, lest anything be seen without them. */
async function styled(root) {
  for (let tries = 0; tries < 200 && getComputedStyle(root).getPropertyValue("--stage-styled").trim() !== "yes"; tries++)
    await new Promise(done => setTimeout(done, 15));
  const faces = ["600 40px 'Source Serif 4'", "400 30px 'Source Sans 3'"].map(face => document.fonts.load(face));
  await Promise.race([Promise.all(faces).catch(() => {}), new Promise(done => setTimeout(done, 600))]);
}
