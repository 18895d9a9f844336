// Presenting from the pack: what there is to present, the stage over the page, and the way back.

const STEPS = 100; // nobody tells more at a sitting

class Presenting {
  constructor(pack) {
    this.pack = pack;
    this.button = document.getElementById("present");
    this.menu = document.getElementById("stories");
    this.button.addEventListener("click", () => this.open(this.menu.hidden));
    addEventListener("keydown", event => {
      if (event.ctrlKey || event.altKey || event.metaKey || this.stage) return;
      if (event.key === "Escape" && !this.menu.hidden) { this.open(false); this.button.focus(); }
      if (event.key.toLowerCase() !== "p" || event.target.matches?.("input, [role=slider]")) return;
      event.preventDefault();
      this.open(true);
    });
    addEventListener("pointerdown", event => { if (!event.target.closest?.(".presents")) this.open(false); });
  }

  /** What can be told now: the events that the filters keep, oldest first, and the stories. */
  get told() {
    const { state, facts, position, now } = this.pack;
    return now.stories.map(story => {
      if (story.id !== "*") return story;
      const steps = story.data.steps.filter(step => state.keeps(facts[position.get(step.id)])).slice(0, STEPS);
      return { ...story, title: now.words.now, data: { ...story.data, steps } };
    }).filter(story => story.data.steps.length);
  }

  /** The menu: one line a story, with how long it is. */
  open(on) {
    const { words, speech } = this.pack.now;
    this.menu.hidden = !on;
    this.button.setAttribute("aria-expanded", String(on));
    if (!on) return;
    this.menu.replaceChildren(...this.told.map(({ id, title, data }) => element("button", { type: "button", "data-story": id, onclick: () => this.start(id, 1) },
      element("b", { text: title }), element("small", { text: speech.count(words.steps, data.steps.length) }))));
    this.menu.querySelector("button")?.focus();
  }

  /** As the address says, at loading and when it changes. */
  follow() {
    const { story, step } = this.pack.state;
    if (story && !this.stage) this.start(story, step);
    if (!story && this.stage) this.end();
  }

  start(id, step) {
    const { pack } = this, { state } = pack, found = this.told.find(story => story.id === id);
    this.open(false);
    if (!found) { state.story = null; return state.write(); }
    state.story = id;
    const root = element("div", { class: "stage", id: "stage", role: "region", "data-testid": "presenter", lang: state.language, hidden: true });
    document.body.append(root);
    this.rest(true);
    const data = { ...found.data, flat: pack.look("dark", state.language).ground.flat };
    this.stage = new Stage(root, data, { step: n => { state.step = n; state.write(); }, exit: () => this.end() }, { flat: true });
    this.stage.start(step).catch(error => { root.dataset.state = "failed"; console.error(error); });
  }

  end() {
    this.stage.end();
    this.stage.root.remove();
    this.stage = null;
    this.rest(false);
    this.pack.change({ story: null, step: 1 });
    this.button.focus();
  }

  /** The page below hears and says nothing while the stage is up. */
  rest(on) { for (const part of document.querySelectorAll("header, main, footer, #skip")) part.inert = on; }
}
