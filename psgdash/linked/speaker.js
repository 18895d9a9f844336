// The speaker's window: what is on the screen, what comes next, the notes, a clock and a timer. It has
// the stage's keys (and T, 0 for the timer) and stays in step with it, whichever of the two steps.

class Speaker extends Telling {
  constructor(root, data, tell) {
    super(root, data, tell);
    this.asks = true;
    this.build();
  }

  async start(n) {
    await this.appear(n);
    this.tick();
    this.ticking = setInterval(() => this.tick(), 250);
    this.channel.say({ hello: true }); // whoever is on the stage says where it is
    this.catchUp();
    this.root.dataset.state = "ready";
  }

  build() {
    const { words } = this.data, { root } = this;
    this.dress(words.notes);
    const counted = label => { const p = make("p", "", label), b = make("b"); p.append(b); return [p, b]; };
    const [clock, timer] = [counted(words.clock), counted(words.timer)];
    [this.clock, this.timer] = [clock[1], timer[1]];
    this.counter = make("p", "speaker-counter");
    this.is_black = make("p", "speaker-black", words.is_black, { hidden: "" });
    const buttons = make("div");
    for (const name of ["back", "next", "timer", "reset"]) {
      const button = make("button", `speaker-${name}`, words[name], { type: "button" });
      button.addEventListener("click", () => this.act(name));
      buttons.append(button);
      if (name === "timer") this.toggle = button;
    }
    const bar = make("header", "speaker-bar");
    bar.append(this.counter, clock[0], timer[0], this.is_black, buttons);
    this.notes = make("section", "speaker-notes", null, { tabindex: "0", "aria-label": words.heading });
    this.steps = make("section", "speaker-steps", null, { tabindex: "0", "aria-label": words.now });
    root.replaceChildren(bar, this.notes, this.steps);
    this.kept = `psgdash-timer:${this.channel.name}`;
    try { this.time = JSON.parse(sessionStorage.getItem(this.kept)); } catch { /* private browsing */ }
    this.time ??= { spent: 0, since: Date.now() };
  }

  paint() {
    const { step, data: { words } } = this;
    this.root.dataset.step = this.n;
    this.counter.textContent = fill(words.of, { n: this.n, m: this.count });
    const lines = step.notes?.text.split("\n").filter(line => line.trim()) ?? [];
    this.notes.replaceChildren(make("h2", "", words.heading),
      ...(lines.length ? lines.map(line => make("p", "", line, { lang: step.notes.lang })) : [make("p", "", words.no_notes)]));
    this.notes.scrollTop = 0;
    const then = this.data.steps[this.n];
    this.steps.replaceChildren(this.card(words.now, step, true), then ? this.card(words.then, then, false) : make("p", "", words.last));
  }

  card(title, step, whole) {
    const card = make("article", `speaker-step${whole ? "" : " speaker-then"}`);
    card.style.setProperty("--c", step.colour);
    card.append(make("h2", "", title));
    const when = [step.when, step.where].filter(Boolean).join(" · ");
    if (when) card.append(make("p", "stage-when", when));
    card.append(said("h3", "", step.headline));
    if (whole && step.text) card.append(said("p", "", step.text));
    if (whole) for (const point of step.points) card.append(make("p", "", point));
    return card;
  }

  act(action) {
    const { time } = this, now = Date.now();
    switch (action) {
      case "timer":
        this.time = time.since ? { spent: time.spent + now - time.since, since: 0 } : { spent: time.spent, since: now };
        return this.tick();
      case "reset": this.time = { spent: 0, since: time.since ? now : 0 }; return this.tick();
      case "leave": return this.tell.exit?.(this.n);
      case "play": return this.channel.say({ play: true }); // the stage plays, not its mirror
      case "notes": case "link": case "full": case "help": return;
      default: return super.act(action);
    }
  }

  blackened() { this.is_black.hidden = !this.black; }

  tick() {
    const { words, language } = this.data, { spent, since } = this.time;
    const seconds = Math.floor((spent + (since ? Date.now() - since : 0)) / 1000), two = n => String(n).padStart(2, "0");
    this.timer.textContent = `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
    this.clock.textContent = new Intl.DateTimeFormat(language === "es" ? "es-PE" : "en-GB", { hour: "2-digit", minute: "2-digit", hour12: false }).format(new Date());
    this.toggle.textContent = since ? words.pause : words.start;
    try { sessionStorage.setItem(this.kept, JSON.stringify(this.time)); } catch { /* private browsing */ }
  }

  end() { super.end(); clearInterval(this.ticking); }
}
