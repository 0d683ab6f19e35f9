// The body map: a body from one side, its points on it, and how the chosen point is found.
// What the marks look like is in drawing.js, what stands around them in bodymap.html.

const DEEPEST = 8; // the most that the picture is enlarged
const MARGIN = 14; // pixels kept free around the whole picture
const FEW = 12; // of no more points than these, the dots are larger
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ZOOMS = { closer: 1.5, wider: 1 / 1.5, whole: 0, "+": 1.5, "=": 1.5, "-": 1 / 1.5, 0: 0 };
const BLANK = { box: [0, 0, 1, 1], title: "", dots: [], lines: {}, ways: {}, fade: [] };
const ADVICE = `Click or tap a dot on the body. With the keyboard: Tab to the picture, arrows to go
  from point to point, Enter to choose.`;
const TRAITS = ["selected", "view", "step", "lines", "shown", "_points", "_sheets", "_images"];
const EVENTS = ["pointerdown", "pointermove", "pointerup", "pointercancel", "pointerleave",
  "wheel", "keydown", "focus", "blur"];

let maps = 0; // on this page so far

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
class BodyMap {
  constructor(model) {
    this.model = model;
    this.id = `acu-map-${++maps}`; // for ids, which a page may hold once
    this.zoom = 1;
    this.centre = [0, 0]; // of the view, mm
    this.size = [0, 0]; // of the view, pixels
    this.dots = this.open = []; // all in sight, and those that can be chosen
    this.pointers = new Map(); // fingers or mouse button that are down, and where
    this.build();
    this.unwatch = watch(model, TRAITS, () => this.draw());
    this.sizing = new ResizeObserver(([{ contentRect }]) => {
      this.size = [contentRect.width, contentRect.height];
      this.show();
    });
    this.sizing.observe(this.at.picture);
    this.draw();
  }

  remove() {
    this.unwatch();
    this.sizing.disconnect();
  }

  build() {
    this.root = html("div", { class: "acu bodymap" });
    this.at = lay(this.root, PAGE.replaceAll("acu-map", this.id));
    const { picture, views } = this.at;
    for (const event of EVENTS) {
      picture.addEventListener(event, (e) => this[event](e), { passive: false });
    }
    for (const [value, title, whole] of this.model.get("_views")) {
      views.children[whole ? 0 : 1].append(html("option", { value }, title));
    }
    views.addEventListener("change", () => change(this.model, { view: views.value }));
    this.root.addEventListener("click", ({ target }) => {
      const pressed = target.closest("button");
      if (pressed && pressed.ariaDisabled !== "true") this.press(pressed.dataset.part);
    });
  }

  press(name) {
    const { step, lines } = this.now;
    if (name in ZOOMS) this.enlarge(ZOOMS[name]);
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
    if (changed("images")) this.drawPictures(this.now);
    if (changed("sheet", "images")) this.drawBody(this.now);
    if (changed("sheet")) this.drawDots(this.now);
    if (changed("sheet", "lines", "point")) this.drawChannels(this.now);
    if (changed("sheet", "code", "step")) this.drawWay(this.now);
    if (changed("sheet", "point", "step")) this.drawPanel(this.now);
    if (before) this.speak(before);
    this.mark();
    this.show();
  }

  drawBody({ sheet, view }) {
    const [x, y, width, height] = sheet.box;
    fill(this.at.sheet, { x, y, width, height, viewBox: sheet.box.join(" ") });
    fill(this.at.veil, { x, y, width, height, class: sheet.fade.join(" ") });
    const lines = ["outline", "section", "ghost"];
    for (const line of lines) this.at[line].setAttribute("d", sheet[line] ?? "");
    for (const picture of this.at.body.children) {
      picture.style.display = picture.dataset.view === view ? "" : "none";
    }
    this.at.wait.hidden = sheet !== BLANK;
  }

  /** The pictures of all views: loaded before they are turned to, for loading takes its time. */
  drawPictures({ images, sheets }) {
    const drawn = Object.keys(images).filter((view) => sheets[view]);
    const pictures = drawn.map((view) => pictureOf(images[view], sheets[view], view));
    this.at.body.replaceChildren(...pictures);
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

  /** Show as much of the sheet as zoom and centre say, and no more paper than need be. */
  show() {
    const { svg: paper, name, picture, closer, wider, whole, views } = this.at;
    const { box } = this.now.sheet;
    const [wide, high] = this.size.map((pixels) => Math.max(1, pixels - 2 * MARGIN));
    this.mm = Math.max(box[2] / wide, box[3] / high) / this.zoom; // per pixel
    const seen = this.size.map((pixels) => pixels * this.mm);
    this.corner = seen.map((length, axis) => {
      const [start, all] = [box[axis], box[axis + 2]];
      const play = Math.max(0, all + 2 * MARGIN * this.mm - length) / 2;
      this.centre[axis] = start + all / 2 + clamp(this.centre[axis] - start - all / 2, -play, play);
      return this.centre[axis] - length / 2;
    });
    paper.setAttribute("viewBox", [...this.corner, ...seen].join(" "));
    paper.style.setProperty("--mm", this.mm);
    name.replaceChildren(...this.name());
    picture.classList.toggle("zoomed", this.zoom > 1);
    picture.classList.toggle("over", Boolean(this.hovered));
    picture.classList.toggle("keyed", Boolean(this.keyed));
    closer.ariaDisabled = String(this.zoom >= DEEPEST);
    wider.ariaDisabled = whole.ariaDisabled = String(this.zoom <= 1);
    views.value = this.now.view;
  }

  /** The name beside the dot that is pointed at, gone to by keys, or chosen. */
  name() {
    const { code, way, reached } = this.now;
    const own = reached && this.dots.find((dot) => dot.code === code);
    const dot = this.hovered || (this.keyed && this.active) || own;
    return dot ? [nameOf(dot, way, this.pixelOf(dot.place)[0] > 0.6 * this.size[0])] : [];
  }

  // Zoom and pan

  pixelOf = (place) => [0, 1].map((axis) => (place[axis] - this.corner[axis]) / this.mm);
  placeOf = (pixel) => pixel.map((value, axis) => this.corner[axis] + value * this.mm);
  middle = () => this.size.map((pixels) => pixels / 2);

  pixelAt({ clientX, clientY }) {
    const { left, top } = this.at.picture.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }

  /** Bring what lies under pixel `from` under pixel `to`, so many times larger. */
  reshape(from, to, larger) {
    const zoom = clamp(this.zoom * larger, 1, DEEPEST);
    const mm = (this.mm * this.zoom) / zoom;
    this.centre = this.placeOf(from).map((v, axis) => v + (this.size[axis] / 2 - to[axis]) * mm);
    this.zoom = zoom;
    this.show();
  }

  enlarge(larger) {
    const own = this.keyed ? this.active : this.open.find(({ code }) => code === this.now.code);
    const from = larger > 1 && own ? this.pixelOf(own.place) : this.middle();
    this.reshape(from, this.middle(), larger);
  }

  wheel(event) {
    const larger = Math.exp(-clamp(event.deltaY * (event.deltaMode ? 16 : 1), -25, 25) / 100);
    const done = larger > 1 ? this.zoom >= DEEPEST : this.zoom <= 1;
    // Plain turning belongs to the page, unless the person has stepped into the picture.
    if (!event.ctrlKey && (done || !this.at.picture.matches(":focus"))) return;
    event.preventDefault();
    this.reshape(this.pixelAt(event), this.pixelAt(event), larger);
  }

  // Mouse and fingers

  pointerdown(event) {
    if (event.button) return;
    this.pointers.set(event.pointerId, this.pixelAt(event));
    this.dragged = this.pointers.size > 1;
    this.heed(false);
  }

  pointermove(event) {
    const now = this.pixelAt(event);
    const before = this.pointers.get(event.pointerId);
    if (!before) return this.hover(this.nearest(now, event));
    if (!this.dragged && distance(before, now) < 4) return; // the hand shakes
    this.dragged = true;
    this.hovered = null;
    this.at.picture.setPointerCapture(event.pointerId);
    const from = spread([...this.pointers.values()]);
    this.pointers.set(event.pointerId, now);
    const to = spread([...this.pointers.values()]);
    this.reshape(from.middle, to.middle, to.span / from.span);
  }

  pointerup(event) {
    if (this.pointers.delete(event.pointerId) && !this.dragged) this.point(event);
  }

  pointercancel(event) {
    this.pointers.delete(event.pointerId);
    this.hover(null);
  }

  pointerleave = this.pointercancel;

  /** Tell where on the body the person points, and choose the dot that is there. */
  point(event) {
    const dot = this.nearest(this.pixelAt(event), event);
    const [x, y] = this.placeOf(this.pixelAt(event)).map(Math.round);
    const n = (this.model.get("_press").n ?? 0) + 1; // two presses on one place are two
    const _press = { view: this.now.view, x, y, code: dot?.code ?? "", side: dot?.side ?? "", n };
    this.choose(dot, { _press });
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

  hover(dot) {
    this.hovered = dot;
    this.show();
  }

  // Keys

  focus = () => this.heed(!this.pointers.size);
  blur = () => this.heed(false);

  heed(keyed) {
    this.keyed = keyed; // whether the person goes by keys, so that it must be seen where they are
    this.show();
  }

  keydown(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const [x, y] = ARROWS[key] ?? [];
    this.keyed = true;
    if (x || y) {
      if (event.shiftKey) this.reshape([0, 0], [-60 * x, -60 * y], 1);
      else this.go(x ? this.beside(x) : this.following(y));
    } else if (key === "Home") this.go(this.open[0]);
    else if (key === "End") this.go(this.open.at(-1));
    else if (key === "Enter" || key === " ") this.choose(this.active);
    else if (key in ZOOMS) this.enlarge(ZOOMS[key]);
    else if (key === "Escape") this.hover(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Go to a dot, and move an enlarged picture so that it can be seen. */
  go(dot) {
    if (!dot) return;
    this.active = dot;
    this.mark();
    const pixel = this.pixelOf(dot.place);
    const away = pixel.some((value, axis) => clamp(value, 30, this.size[axis] - 30) !== value);
    if (away && this.zoom > 1) this.reshape(pixel, this.middle(), 1);
    else this.show();
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
