// The body map: a body from one side, its points on it, and how the chosen point is found.
// The body is drawn, enlarged and moved in paper.js; what the marks look like is in drawing.js.

let maps = 0; // on this page so far
const FEW = 12; // of no more points than these, the dots are larger
const ADVICE = `Click or tap a dot on the body. With the keyboard: Tab to the picture, arrows to go
  from point to point, Enter to choose.`;
const KEYS = `Up, down: next point. Left, right: nearest on that side. Enter: choose. + and −: zoom.
  Shift and arrows: move. 0: whole picture.`;
const TRAITS = ["selected", "view", "step", "lines", "shown", "_points", "_sheets", "_images"];

function initialize({ model }) {
  model.on("change:selected", (changed) => {
    const code = model.get("selected");
    // What comes together with the point is meant so. Asked first, for a change forgets it.
    const [stepped, turned] = ["step", "view"].map((trait) => changed.hasChanged(trait));
    if (!stepped) model.set("step", 0);
    if (code && !turned && !wellSeen(model, code)) {
      model.set("view", model.get("_points")[code].view);
    }
  });
  keepIndex(model);
}

/** Whether the side that is shown is a close-up with a point and all that it is found from. */
function wellSeen(model, code) {
  const sheet = model.get("_sheets")[model.get("view")] ?? BLANK;
  const seen = (step) => Object.keys(step).length && !step.dot?.[2] && !step.point?.[0][2];
  return !sheet.whole && Boolean(sheet.ways[code]?.every(seen));
}

function render({ model, el }) {
  const map = new BodyMap(model);
  el.append(map.root);
  return () => map.remove();
}

export default { initialize, render };

/** One view of a model. `now` is what the model says; all else here is this view's own. */
class BodyMap extends Paper {
  constructor(model) {
    super(html("div", { class: "acu bodymap", role: "group", "aria-label": `Body map ${++maps}` }), PAGE);
    this.model = model;
    this.dots = this.open = []; // all in sight, and those that can be chosen
    put(this.at.keys, KEYS);
    this.at.picture.role = "listbox";
    this.list(model.get("_views"), (view) => change(model, { view }));
    this.root.addEventListener("click", ({ target }) => {
      const pressed = target.closest("button");
      if (pressed && pressed.ariaDisabled !== "true") this.press(pressed.dataset.part);
    });
    this.unwatch = watch(model, TRAITS, () => this.draw());
    this.draw();
  }

  remove() {
    this.unwatch();
    super.remove();
  }

  press(name) {
    const { step, lines } = this.now;
    if (name === "channels") change(this.model, { lines: !lines });
    if (name === "back") change(this.model, { step: step - 1 });
    if (name === "next") change(this.model, { step: step + 1 });
    if (name === "all") change(this.model, { step: 0 });
  }

  // From the model to the picture

  read() {
    const get = (name) => this.model.get(name);
    const [view, code, step] = [get("view"), get("selected"), get("step")];
    const [sheets, images, lines] = [get("_sheets"), get("_images"), get("lines")];
    const sheet = sheets[view] ?? BLANK;
    const way = sheet.ways[code] ?? []; // to the point, one entry for each step
    const reached = !step || step > way.findIndex((entry) => entry.point);
    const point = get("_points")[code];
    return { view, code, step, sheet, way, reached, point, lines, sheets, images };
  }

  /** Draw what the model says, as far as it has changed. */
  draw() {
    const before = this.now;
    this.now = this.read();
    const changed = (...names) => names.some((name) => this.now[name] !== before?.[name]);
    if (changed("view")) this.zoom = 1;
    if (changed("view", "code")) this.touched = null;
    if (changed("images")) this.drawPictures(this.now.images, this.now.sheets);
    if (changed("sheet", "images")) this.drawBody(this.now.sheet, this.now.view);
    if (changed("sheet")) this.drawDots(this.now);
    if (changed("sheet", "lines", "point")) this.drawChannels(this.now);
    if (changed("sheet", "code", "step")) this.drawWay(this.now);
    if (changed("sheet", "point", "step")) this.drawPanel(this.now);
    if (before) this.speak(before);
    this.mark();
    this.show();
  }

  drawDots({ sheet }) {
    this.dots = dotsOf(sheet, this.model.get("_points"), this.id);
    this.hovered = null;
    this.at.dots.replaceChildren(...this.dots.map((dot) => dot.element));
  }

  drawChannels({ sheet, lines, point }) {
    this.at.lines.replaceChildren(...(lines ? channelsOf(sheet, point?.channel) : []));
    this.at.channels.ariaPressed = String(lines);
  }

  /** The construction as far as it is told, and the chosen point once it is reached. */
  drawWay({ code, step, way, reached }) {
    const [strings, marks, words] = wayOf(way, step || way.length, step);
    const own = reached ? this.dots.filter((dot) => dot.code === code).flatMap(chosen) : [];
    this.at.way.replaceChildren(...strings, ...marks, ...own, ...words);
  }

  drawPanel({ point, way, step }) {
    const { notes, steps, list, back, next, all } = this.at;
    const write = (part, words) => put(this.at[part], words || "");
    write("title", point?.name ?? "No point chosen");
    write("rule", point?.rule ?? ADVICE);
    write("characters", point?.characters);
    write("english", point && `${point.english} · ${point.where}`);
    write("posture", point?.posture);
    const said = point && !point.drawn ? ["This point is described, not drawn."] : [];
    notes.replaceChildren(...said.concat(point?.notes ?? []).map((note) => html("li", {}, note)));

    const titles = (point?.steps ?? []).map(({ title }) => title);
    const told = point?.steps[step - 1];
    const away = told && !Object.keys(way[step - 1] ?? {}).length;
    write("told", told && `Step ${step} of ${titles.length}: ${told.title}`);
    write("more", told && `${told.more} ${away ? "(Not in sight from this side.)" : ""}`);
    list.replaceChildren(...titles.map((title) => html("li", {}, title)));
    list.children[step - 1]?.setAttribute("aria-current", "step");
    steps.hidden = !titles.length;
    back.ariaDisabled = String(!step);
    next.ariaDisabled = String(step >= titles.length);
    all.ariaPressed = String(!step);
  }

  /** Say once, in few words, what has changed. */
  speak(before) {
    const { code, step, sheet, point } = this.now;
    const words = [];
    if (code !== before.code) words.push(point ? `${point.name} chosen.` : "No point chosen.");
    else if (step !== before.step) words.push(this.at.told.textContent || "Whole construction.");
    if (sheet.title !== before.sheet.title) words.push(`View: ${sheet.title || "being drawn"}.`);
    if (words.length) this.at.voice.textContent = words.join(" ");
  }

  /** Mark the dots that can be chosen, the chosen one, and the one where the keys are. */
  mark() {
    const { code, reached, sheet } = this.now;
    const shown = new Set(this.model.get("shown"));
    this.open = this.dots.filter((dot) => shown.has(dot.code));
    const own = this.open.find((dot) => dot.code === code);
    this.active = this.open.find(({ key }) => key === this.active?.key) ?? own ?? this.open[0];
    if (this.active?.side !== "middle") this.side = this.active?.side; // keys stay on it
    for (const dot of this.dots) {
      const [barred, mine] = [!shown.has(dot.code), dot.code === code];
      dot.element.classList.toggle("dim", barred || (mine && !reached));
      dot.element.classList.toggle("active", dot === this.active);
      fill(dot.element, { "aria-selected": mine, "aria-hidden": barred });
    }
    this.at.picture.classList.toggle("few", shown.size <= FEW);
    const label = `Points: ${sheet.title}, ${this.open.length} shown`;
    const active = this.active?.element.id ?? "";
    fill(this.at.picture, { "aria-label": label, "aria-activedescendant": active });
  }

  shown() {
    this.at.name.replaceChildren(...this.name());
    this.at.picture.classList.toggle("over", Boolean(this.hovered));
  }

  /** The name beside the dot that is pointed at, gone to by keys, or chosen. */
  name() {
    const { code, way, reached } = this.now;
    const own = reached && this.dots.find((dot) => dot.code === code);
    const dot = this.hovered || (this.keyed && this.active) || own;
    return dot ? [nameOf(dot, way, this.pixelOf(dot.place)[0] > 0.6 * this.size[0], this.mm)] : [];
  }

  spot() {
    const own = this.keyed ? this.active : this.open.find(({ code }) => code === this.now.code);
    return (!this.keyed && this.touched) || own?.place; // who cannot drag touches where to look
  }

  // Mouse and fingers

  /** Tell where on the body the person points, and choose the dot that is there. */
  tapped(event) {
    const dot = this.nearest(this.pixelAt(event), event);
    const [x, y] = this.placeOf(this.pixelAt(event)).map(Math.round);
    const n = (this.model.get("_press").n ?? 0) + 1; // two presses on one place are two
    const _press = { view: this.now.view, x, y, code: dot?.code ?? "", side: dot?.side ?? "", n };
    this.choose(dot, { _press });
    this.touched = dot ? null : [x, y];
  }

  choose(dot, more) {
    change(this.model, { ...more, ...(dot && { selected: dot.code }) });
    this.go(dot);
  }

  /** The dot that a mouse or a finger means. */
  nearest(pixel, { pointerType }) {
    const place = this.placeOf(pixel);
    const far = (dot) => Math.min(...dot.sites.map((site) => distance(site, place))) / this.mm;
    return least(this.open, far, pointerType === "touch" ? 22 : 14);
  }

  pointed(pixel, event) {
    this.hovered = pixel && this.nearest(pixel, event);
    this.show();
  }

  // Keys

  pressed({ key }) {
    const [x, y] = ARROWS[key] ?? [];
    if (x || y) this.go(x ? this.beside(x) : this.following(y));
    else if (key === "Home") this.go(this.open[0]);
    else if (key === "End") this.go(this.open.at(-1));
    else if (key === "Enter" || key === " ") this.choose(this.active);
    else if (key === "Escape") this.pointed(null);
    else return false;
    return true;
  }

  /** Go to a dot, and move an enlarged picture so that it can be seen. */
  go(dot) {
    if (!dot) return;
    this.active = dot;
    this.mark();
    this.bring(dot.place);
  }

  /** The next point of the table on this side of the body, or the one before. */
  following(way) {
    const other = this.side === "right" ? "left" : "right";
    const dots = this.open.filter(({ side }) => side !== other);
    return dots[dots.indexOf(this.active) + way];
  }

  /** The nearest dot to the left (-1) or to the right (1). */
  beside(way) {
    const [x, y] = this.active?.place ?? [];
    const along = ({ place }) => (place[0] - x) * way;
    const far = (dot) => along(dot) + 2 * Math.abs(dot.place[1] - y);
    return least(this.open.filter((dot) => along(dot) > 0), far);
  }
}
