// The body map: a body from one side, its points on it, and how the chosen point is found.
// Lengths on a sheet are in mm. Words come from tables, so they are only ever set as text.

const DEEPEST = 8; // the most that the picture is enlarged
const MARGIN = 14; // pixels kept free around the whole picture
const FADE = 22; // mm over which a body that goes on beyond the frame fades into the paper
const EDGES = { top: [0, 0, 0, 1], bottom: [0, 1, 0, 0], left: [0, 0, 1, 0], right: [1, 0, 0, 0] };
const SIDES = { left: "left side", right: "right side", middle: "midline" };
const BLANK = { box: [0, 0, 1, 1], title: "", dots: [], lines: {}, ways: {}, fade: [] };
const ADVICE = `Click or tap a dot on the body. With the keyboard: Tab to the picture, arrows to
  go from point to point, Enter to choose.`;
const PAGE = `
  <div class="row tools">
    <label>View <select data-part="views"></select></label>
    <button data-part="closer">Zoom in</button> <button data-part="wider">Zoom out</button>
    <button data-part="whole">Whole picture</button>
    <button data-part="channels">Channel lines</button>
  </div>
  <div class="stage">
    <div class="frame">
      <div class="picture" data-part="picture" role="listbox" tabindex="0">
        <svg data-part="svg" role="presentation">
          <g data-part="body" aria-hidden="true"></g>
          <g data-part="lines" aria-hidden="true"></g>
          <g data-part="dots" role="presentation"></g>
          <g data-part="way" aria-hidden="true"></g>
          <g data-part="name" aria-hidden="true"></g>
        </svg>
      </div>
      <p class="wait" data-part="wait">Drawing this side …</p>
      <p class="keys" data-part="keys">Up, down: next point. Left, right: nearest on that side.
        Enter: choose. + and −: zoom. Shift and arrows: move. 0: whole picture.</p>
    </div>
    <section class="panel" data-part="panel" aria-label="The chosen point">
      <h3><span data-part="title"></span> <span data-part="characters" lang="zh"></span></h3>
      <p class="faint" data-part="english"></p>
      <p data-part="rule"></p>
      <ul data-part="notes"></ul>
      <div class="steps" data-part="steps">
        <h4>Step by step</h4>
        <div class="row">
          <button data-part="back">Previous</button> <button data-part="next">Next</button>
          <button data-part="all">Whole construction</button>
        </div>
        <p class="told" data-part="told"></p>
        <p data-part="more"></p>
        <ol data-part="list"></ol>
      </div>
    </section>
  </div>
  <p class="spoken" aria-live="polite" data-part="voice"></p>`;
const EVENTS = `pointerdown pointermove pointerup pointercancel pointerleave wheel keydown
  focus blur`.split(/\s+/);

let maps = 0; // on this page so far, for ids that are used once

/** Keep the traits consistent, whoever changes one of them; needs no kernel, so `jslink` works. */
function initialize({ model }) {
  model.on("change:index", () => {
    model.set("selected", model.get("codes")[model.get("index")] ?? "");
  });
  model.on("change:selected", (changed) => {
    const code = model.get("selected");
    const index = model.get("codes").indexOf(code);
    model.set("index", index < 0 ? null : index);
    if (!changed.hasChanged("step")) model.set("step", 0);
    if (code && !wellSeen(model, code)) model.set("view", model.get("_points")[code].view);
  });
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

class BodyMap {
  constructor(model) {
    this.model = model;
    this.id = `acu-map-${++maps}`;
    this.look = { zoom: 1, centre: [0.5, 0.5] }; // centre: as shares of the sheet
    this.size = [0, 0]; // pixels
    this.dots = this.open = []; // all in sight, and those that can be chosen
    this.pointers = new Map(); // fingers or mouse button that are down, and where
    this.build();
    // The one way from state to picture: a part is drawn anew when what it needs has changed.
    this.parts = [
      when((s) => [s.views], (s) => this.drawViews(s)),
      when((s) => [s.sheet, s.image], (s) => this.drawBody(s)),
      when((s) => [s.sheet, s.lines, s.point?.channel], (s) => this.drawChannels(s)),
      when((s) => [s.sheet, s.points], (s) => this.drawDots(s)),
      when((s) => [s.sheet, s.code, s.reached, s.shown, this.active], (s) => this.markDots(s)),
      when((s) => [s.sheet, s.code, s.step], (s) => this.drawWay(s)),
      when((s) => [s.sheet, this.size, this.look], (s) => this.drawFrame(s)),
      when((s) => [s.view, s.sheet, s.lines, this.look], (s) => this.drawTools(s)),
      when((s) => [s.point, s.sheet, s.step], (s) => this.drawPanel(s)),
      when((s) => [s.code, s.sheet, s.step], (s) => this.speak(s)),
      (s) => this.drawName(s),
    ];
    this.redraw = () => this.draw();
    model.on("change", this.redraw);
    this.watch = new ResizeObserver(([{ contentRect }]) => {
      this.size = [contentRect.width, contentRect.height];
      this.draw();
    });
    this.watch.observe(this.at.picture);
    this.draw();
  }

  remove() {
    this.model.off("change", this.redraw);
    this.watch.disconnect();
    URL.revokeObjectURL(this.url);
  }

  build() {
    this.root = html("div", { class: "acu bodymap" });
    this.root.innerHTML = PAGE;
    const named = [...this.root.querySelectorAll("[data-part]")];
    this.at = Object.fromEntries(named.map((part) => [part.dataset.part, part]));
    const { picture, keys, views } = this.at;
    keys.id = `${this.id}-keys`;
    picture.setAttribute("aria-describedby", keys.id);
    for (const part of this.root.querySelectorAll("button, select, [tabindex]")) {
      part.dataset.lmSuppressShortcuts = "true"; // its keys are not JupyterLab's
    }
    for (const button of this.root.querySelectorAll("button")) {
      button.type = "button";
      button.addEventListener("click", () => {
        if (button.ariaDisabled !== "true") this.press(button.dataset.part);
      });
    }
    views.addEventListener("change", () => this.act({ view: views.value }));
    for (const event of EVENTS) picture.addEventListener(event, this, { passive: false });
  }

  /** Events of the picture come here: each goes to the method that has its name. */
  handleEvent(event) {
    this[event.type](event);
  }

  press(button) {
    const { step, lines } = this.state;
    if (button === "closer") this.zoomBy(1.5);
    if (button === "wider") this.zoomBy(1 / 1.5);
    if (button === "whole") this.zoomBy(0);
    if (button === "channels") this.act({ lines: !lines });
    if (button === "back") this.act({ step: step - 1 });
    if (button === "next") this.act({ step: step + 1 });
    if (button === "all") this.act({ step: 0 });
  }

  /** Change the model as a person does; the picture goes on when the kernel is gone. */
  act(changes) {
    for (const [name, value] of Object.entries(changes)) this.model.set(name, value);
    try {
      this.model.save_changes();
    } catch (error) {
      console.info("The body map goes on without the kernel:", error.message);
    }
  }

  // ---- From state to picture ------------------------------------------------------------------

  get state() {
    const get = (name) => this.model.get(name);
    const [view, code, step, points] = ["view", "selected", "step", "_points"].map(get);
    const sheet = get("_sheets")[view] ?? BLANK;
    const way = sheet.ways[code] ?? []; // to the point, one entry for each step
    const reached = !step || step > way.findIndex((entry) => entry.point);
    const [views, lines, shown, images] = ["_views", "lines", "shown", "_images"].map(get);
    const [image, point] = [images[view], points[code]];
    return { view, code, step, points, point, sheet, way, reached, views, lines, shown, image };
  }

  draw() {
    const state = this.state;
    if (state.view !== this.view) this.look = { zoom: 1, centre: [0.5, 0.5] };
    this.view = state.view;
    for (const part of this.parts) part(state);
  }

  drawViews({ views }) {
    const groups = ["Parts", "Whole body"].map((label) => html("optgroup", { label }));
    for (const [value, title, whole] of views) {
      groups[Number(whole)].append(html("option", { value }, title));
    }
    this.at.views.replaceChildren(...groups.reverse());
  }

  drawTools({ view, sheet, lines }) {
    const { zoom } = this.look;
    this.at.views.value = view;
    this.at.channels.ariaPressed = String(lines);
    this.at.closer.ariaDisabled = String(zoom >= DEEPEST);
    this.at.wider.ariaDisabled = this.at.whole.ariaDisabled = String(zoom <= 1);
    this.at.wait.hidden = sheet !== BLANK;
    this.at.picture.classList.toggle("zoomed", zoom > 1);
  }

  drawBody({ sheet, image }) {
    URL.revokeObjectURL(this.url);
    this.url = image ? URL.createObjectURL(new Blob([image], { type: "image/webp" })) : "";
    const [x, y, width, height] = sheet.box;
    const whole = { x, y, width, height, preserveAspectRatio: "none" };
    const line = (kind) => (sheet[kind] ? [svg("path", { class: kind, d: sheet[kind] })] : []);
    this.at.body.replaceChildren(
      ...(image ? [svg("image", { ...whole, href: this.url })] : []),
      ...["outline", "section", "ghost"].flatMap(line),
      ...sheet.fade.flatMap((edge) => faded(edge, sheet.box, `${this.id}-${edge}`)),
    );
  }

  drawChannels({ sheet, lines, point }) {
    const drawn = Object.entries(lines ? sheet.lines : {}).map(([channel, d]) => {
      const [, x, y] = d.match(/^M\s*([-\d.]+)[\s,]*([-\d.]+)/);
      const kind = channel === point?.channel ? "channel own" : "channel";
      return svg("g", { class: kind }, ...strand("", d), pin("letters", x, y, text(channel)));
    });
    this.at.lines.replaceChildren(...drawn);
  }

  drawDots({ sheet, points }) {
    const dots = new Map(); // a point with several sites, such as EX-B2, is one dot on each side
    for (const [code, side, x, y] of sheet.dots) {
      const [key, { name }] = [`${code}-${side}`, points[code]];
      if (!dots.has(key)) dots.set(key, { key, code, side, name, sites: [] });
      dots.get(key).sites.push([x, y]);
    }
    this.dots = [...dots.values()];
    for (const dot of this.dots) {
      dot.place = dot.sites[dot.sites.length >> 1];
      const spoken = { role: "option", "aria-label": `${dot.name}, ${SIDES[dot.side]}` };
      const sites = dot.sites.map(([x, y]) => pin("", x, y, circle("disc")));
      dot.element = svg("g", { id: `${this.id}-${dot.key}`, ...spoken }, ...sites);
    }
    this.at.dots.replaceChildren(...this.dots.map((dot) => dot.element));
  }

  markDots({ sheet, code, reached, shown }) {
    const wanted = new Set(shown);
    this.open = this.dots.filter((dot) => wanted.has(dot.code));
    const own = this.open.find((dot) => dot.code === code);
    if (!this.open.some((dot) => dot.key === this.active)) this.active = (own ?? this.open[0])?.key;
    for (const { key, code: its, side, sites, element } of this.dots) {
      const dim = !wanted.has(its) || (its === code && !reached);
      const many = sites.length > 1 && "many";
      const kind = ["dot", side, many, dim && "dim", key === this.active && "active"];
      element.setAttribute("class", kind.filter(Boolean).join(" "));
      element.setAttribute("aria-selected", its === code);
      element.setAttribute("aria-hidden", !wanted.has(its));
    }
    this.at.picture.setAttribute("aria-activedescendant", this.dot(this.active)?.element.id ?? "");
    this.at.picture.ariaLabel = `Points: ${sheet.title}, ${this.open.length} shown`;
  }

  /** The construction as far as it is told, and the chosen point once it is reached. */
  drawWay({ code, step, way, reached }) {
    const told = way.slice(0, step || way.length);
    const middle = centreOf(told.flatMap(({ dot, point = [] }) => [dot, ...point]));
    const layer = (draw) =>
      told.map((entry, i) =>
        svg("g", { class: i === step - 1 ? "now" : "" }, ...draw(entry, i + 1, middle)),
      );
    const own = reached ? this.dots.filter((dot) => dot.code === code).flatMap(chosen) : [];
    this.at.way.replaceChildren(...layer(stringsOf), ...layer(marksOf), ...own, ...layer(wordsOf));
  }

  /** Show as much of the sheet as zoom and centre say, and no more paper than need be. */
  drawFrame({ sheet: { box } }) {
    const [wide, high] = this.size.map((pixels) => Math.max(1, pixels - 2 * MARGIN));
    this.mm = Math.max(box[2] / wide, box[3] / high) / this.look.zoom; // per pixel
    const shown = this.size.map((pixels) => pixels * this.mm);
    this.corner = shown.map((length, axis) => {
      const [start, whole] = [box[axis], box[axis + 2]];
      const play = Math.max(0, whole + 2 * MARGIN * this.mm - length) / whole / 2;
      const share = clamp(this.look.centre[axis], 0.5 - play, 0.5 + play);
      this.look.centre[axis] = share;
      return start + share * whole - length / 2;
    });
    this.at.svg.setAttribute("viewBox", [...this.corner, ...shown].join(" "));
    this.at.svg.style.setProperty("--mm", this.mm);
  }

  /** Write the name beside the dot that is pointed at, gone to by keys, or chosen. */
  drawName({ code, reached }) {
    const own = reached && this.dots.find((dot) => dot.code === code);
    const dot = this.dot(this.hovered) || (this.keyed && this.dot(this.active)) || own;
    const before = dot && this.pixelOf(dot.place)[0] > this.size[0] * 0.6;
    const kind = before ? "name before" : "name";
    this.at.name.replaceChildren(...(dot ? [pin(kind, ...dot.place, text(dot.name))] : []));
  }

  drawPanel({ point, way, step }) {
    const { panel, notes, steps, list, back, next, all } = this.at;
    const now = point?.steps[step - 1];
    const write = (part, words) => (this.at[part].textContent = words ?? "");
    write("title", point ? point.name : "No point chosen");
    write("characters", point?.characters);
    write("english", point && `${point.english} · ${point.where}`);
    write("rule", point ? point.rule : ADVICE);
    write("told", now && `Step ${step} of ${point.steps.length}: ${now.title}`);
    const away = now && point.drawn && !Object.keys(way[step - 1] ?? {}).length;
    write("more", now && `${now.more} ${away ? "(Not in sight from this side.)" : ""}`.trim());
    const said = point && !point.drawn ? ["This point is described, not drawn."] : [];
    notes.replaceChildren(...[...said, ...(point?.notes ?? [])].map((note) => html("li", {}, note)));
    const state = (i) => (i === step - 1 ? { "aria-current": "step" } : { class: i < step || !step ? "" : "later" });
    list.replaceChildren(...(point?.steps ?? []).map(({ title }, i) => html("li", state(i), title)));
    steps.hidden = !point;
    back.ariaDisabled = String(!step);
    next.ariaDisabled = String(step >= point?.steps.length);
    all.ariaPressed = String(!step);
    if (point?.name !== this.panelled) panel.scrollTop = 0;
    this.panelled = point?.name;
  }

  /** Say once, in few words, what has changed. */
  speak({ view, code, step, sheet, point }) {
    const now = { code, step, view: sheet.title };
    const last = this.said ?? now;
    const words = [];
    if (code !== last.code) words.push(point ? `${point.name} chosen.` : "No point chosen.");
    else if (step !== last.step) words.push(this.at.told.textContent || "Whole construction.");
    if (now.view && now.view !== last.view) words.push(`View: ${now.view}.`);
    if (words.length) this.at.voice.textContent = words.join(" ");
    this.said = now;
  }

  // ---- Zoom and pan ---------------------------------------------------------------------------

  dot(key) {
    return this.dots.find((dot) => dot.key === key);
  }

  pixelOf(place) {
    return place.map((value, axis) => (value - this.corner[axis]) / this.mm);
  }

  placeOf(pixel) {
    return pixel.map((value, axis) => this.corner[axis] + value * this.mm);
  }

  pixelAt(event) {
    const { left, top } = this.at.picture.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }

  /** Bring what lies under pixel `from` under pixel `to`, so many times larger. */
  reshape(from, to, larger) {
    const { box } = this.state.sheet;
    const zoom = clamp(this.look.zoom * larger, 1, DEEPEST);
    const mm = (this.mm * this.look.zoom) / zoom;
    const middle = this.placeOf(from).map((v, axis) => v + (this.size[axis] / 2 - to[axis]) * mm);
    this.look = { zoom, centre: middle.map((v, axis) => (v - box[axis]) / box[axis + 2]) };
    this.draw();
  }

  zoomBy(larger) {
    const middle = this.size.map((pixels) => pixels / 2);
    const own = this.dot(this.keyed ? this.active : `${this.state.code}-left`);
    this.reshape(larger > 1 && own ? this.pixelOf(own.place) : middle, middle, larger);
  }

  wheel(event) {
    const larger = Math.exp(-clamp(event.deltaY * (event.deltaMode ? 16 : 1), -25, 25) / 100);
    const done = larger > 1 ? this.look.zoom >= DEEPEST : this.look.zoom <= 1;
    // Plain turning belongs to the page, unless the person has stepped into the picture.
    if (!event.ctrlKey && (done || !this.at.picture.matches(":focus"))) return;
    event.preventDefault();
    this.reshape(this.pixelAt(event), this.pixelAt(event), larger);
  }

  // ---- Mouse and fingers ----------------------------------------------------------------------

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

  pointerleave(event) {
    this.pointercancel(event);
  }

  /** Tell where on the body was pressed, and choose the dot that is there. */
  point(event) {
    const pixel = this.pixelAt(event);
    const dot = this.nearest(pixel, event);
    const [x, y] = this.placeOf(pixel).map(Math.round);
    const n = (this.model.get("_press").n ?? 0) + 1; // two presses on one place are two
    if (dot) this.active = dot.key;
    const _press = { view: this.view, x, y, code: dot?.code ?? "", side: dot?.side ?? "", n };
    this.act({ _press, ...(dot && { selected: dot.code }) });
  }

  /** The dot that a mouse or a finger means. */
  nearest(pixel, { pointerType }) {
    const place = this.placeOf(pixel);
    const far = (dot) => Math.min(...dot.sites.map((site) => distance(site, place))) / this.mm;
    return least(this.open, far, pointerType === "touch" ? 22 : 14);
  }

  hover(dot) {
    this.hovered = dot?.key;
    this.at.picture.classList.toggle("over", Boolean(dot));
    this.draw();
  }

  // ---- Keyboard -------------------------------------------------------------------------------

  focus() {
    this.heed(!this.pointers.size);
  }

  blur() {
    this.heed(false);
  }

  /** Whether the person goes by keys, so that it must be seen where they are. */
  heed(keyed) {
    this.keyed = keyed;
    this.at.picture.classList.toggle("keyed", keyed);
    this.draw();
  }

  keydown(event) {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    const [, arrow] = key.match(/^Arrow(.*)/) ?? [];
    const [x, y] = { Left: [-1, 0], Right: [1, 0], Up: [0, -1], Down: [0, 1] }[arrow] ?? [0, 0];
    const choose = () => this.act({ selected: this.dot(this.active)?.code ?? "" });
    const keys = {
      ...{ Enter: choose, " ": choose, Escape: () => this.hover(null) },
      ...{ Home: () => this.go(this.open[0]), End: () => this.go(this.open.at(-1)) },
      ...{ "+": () => this.zoomBy(1.5), "-": () => this.zoomBy(1 / 1.5), 0: () => this.zoomBy(0) },
    };
    const step = () => this.go(x ? this.beside(x) : this.following(y));
    const pan = () => this.reshape([0, 0], [-60 * x, -60 * y], 1);
    const does = arrow ? (shiftKey ? pan : step) : keys[key === "=" ? "+" : key];
    if (!does || ctrlKey || metaKey || altKey) return;
    event.preventDefault();
    event.stopPropagation();
    this.heed(true);
    does();
  }

  /** Go to a dot, and move an enlarged picture so that it can be seen. */
  go(dot) {
    if (!dot) return;
    this.active = dot.key;
    const pixel = this.pixelOf(dot.place);
    const away = pixel.some((value, axis) => clamp(value, 30, this.size[axis] - 30) !== value);
    if (away && this.look.zoom > 1) this.reshape(pixel, this.size.map((length) => length / 2), 1);
  }

  /** The next point of the table on this side of the body, or the one before. */
  following(way) {
    const other = this.dot(this.active)?.side === "right" ? "left" : "right";
    const dots = this.open.filter(({ side }) => side !== other);
    return dots[dots.indexOf(this.dot(this.active)) + way];
  }

  /** The nearest dot to the left (-1) or to the right (1). */
  beside(way) {
    const here = this.dot(this.active);
    const along = (dot) => (dot.place[0] - here.place[0]) * way;
    const far = (dot) => along(dot) + 2 * Math.abs(dot.place[1] - here.place[1]);
    return here && least(this.open.filter((dot) => along(dot) > 0), far);
  }
}

// ---- What is drawn ------------------------------------------------------------------------------

const element = (space) => (tag, attributes = {}, ...children) => {
  const made = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};
const html = element("http://www.w3.org/1999/xhtml");
const svg = element("http://www.w3.org/2000/svg");
const circle = (kind) => svg("circle", { class: kind });
const text = (words, x = 0, y = 0) => svg("text", { x, y }, String(words));

/** What stands at a place in mm and is drawn in pixels, so that zoom does not change its size. */
const pin = (kind, x, y, ...drawn) =>
  svg("g", { class: `pin ${kind}`, style: `--x: ${x}px; --y: ${y}px` }, ...drawn);

/** A line with a rim of paper, so that it stays clear on the skin. */
const strand = (kind, d) =>
  d ? ["halo", "line"].map((each) => svg("path", { class: `${kind} ${each}`, d })) : [];

/** Strings on the skin: broken where the body hides them, thin where they only guide. */
function stringsOf({ midline, hidden, seen, thin, ticks }) {
  const string = thin ? "string thin" : "string";
  const hid = strand(`${string} far`, hidden);
  return [...strand("midline", midline), ...hid, ...strand(string, seen), ...strand("tick", ticks)];
}

/** Landmarks are open rings; a place that the body hides, and WHO's second one, are broken. */
function marksOf({ dot, point = [], second }) {
  const rings = point.filter((site) => site[2]).map(([x, y]) => pin("unseen", x, y, circle("disc")));
  if (dot) rings.push(pin(dot[2] ? "landmark far" : "landmark", dot[0], dot[1], circle("disc")));
  if (second) rings.push(pin("unseen second", ...second, circle("disc")));
  return rings;
}

/** Numbers along a string, and beside a ring the number of its step, away from all the rest. */
function wordsOf({ dot, labels = [] }, step, middle) {
  const words = labels.map(([word, x, y, across, up]) =>
    pin("number", x, y, text(word, 14 * across, 11 * up)),
  );
  if (!dot) return words;
  const angle = distance(dot, middle) > 1 ? Math.atan2(dot[1] - middle[1], dot[0] - middle[0]) : -2.3;
  const place = `translate(${18 * Math.cos(angle)} ${18 * Math.sin(angle)})`;
  const badge = svg("g", { transform: place }, circle(""), text(step));
  return [...words, pin("badge", dot[0], dot[1], badge)];
}

function chosen({ side, sites }) {
  const kind = `point ${side} ${sites.length > 1 ? "many" : ""}`;
  return sites.map(([x, y]) => pin(kind, x, y, circle("ring"), circle("disc")));
}

/** Paper over an edge of the picture, thinning out inwards. */
function faded(edge, [x, y, width, height], id) {
  const [x1, y1, x2, y2] = EDGES[edge];
  const stops = [1, 0].map((opacity, offset) => svg("stop", { offset, "stop-opacity": opacity }));
  const place = { x: x1 ? x + width - FADE : x, y: y1 ? y + height - FADE : y };
  const size = y1 === y2 ? { width: FADE, height } : { width, height: FADE };
  const veil = svg("rect", { ...place, ...size, fill: `url(#${id})` });
  return [svg("linearGradient", { id, x1, y1, x2, y2 }, ...stops), veil];
}

// ---- Sums ---------------------------------------------------------------------------------------

/** Draw only when something that is needed is another thing than last time. */
function when(needs, draw) {
  let last;
  return (state) => {
    const now = needs(state);
    const same = last?.every((value, i) => Object.is(value, now[i]));
    last = now;
    if (!same) draw(state);
  };
}

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/** The thing that measures least, if that is not more than `most`. */
function least(things, measure, most = Infinity) {
  const measured = things.map((thing) => ({ thing, far: measure(thing) }));
  const near = measured.filter(({ far }) => far <= most).sort((a, b) => a.far - b.far);
  return near[0]?.thing ?? null;
}

function centreOf(places) {
  const kept = places.filter(Boolean);
  const mean = (axis) => kept.reduce((sum, place) => sum + place[axis], 0) / kept.length;
  return [mean(0), mean(1)];
}

/** Middle of one or two fingers, and how far apart they are. */
function spread([a, b]) {
  return b ? { middle: centreOf([a, b]), span: distance(a, b) } : { middle: a, span: 1 };
}
