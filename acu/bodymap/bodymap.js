// The body map: a body from one side, its points on it, and how the chosen point is found.
// Lengths on a sheet are in mm. Words come from tables, so they are only ever set as text.

const DEEPEST = 8; // the most that the picture is enlarged
const MARGIN = 14; // pixels kept free around the whole picture
const WEBP = { type: "image/webp" };
const FADE = 22; // mm over which a body that goes on beyond the frame fades into the paper
const RIM = 3; // mm by which that paper reaches beyond the frame, over the ends of lines
const EDGES = { top: [0, 0, 0, 1], bottom: [0, 1, 0, 0], left: [0, 0, 1, 0], right: [1, 0, 0, 0] };
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const SAME = { "=": "+", " ": "Enter" }; // keys that do the same
const SIDES = { left: "left side", right: "right side", middle: "midline" };
const BLANK = { box: [0, 0, 1, 1], title: "", dots: [], lines: {}, ways: {}, fade: [] };
const ADVICE = `Click or tap a dot on the body. With the keyboard: Tab to the picture, arrows to
  go from point to point, Enter to choose.`;
const TRAITS = ["selected", "view", "step", "lines", "shown", "_points", "_sheets", "_images"];
const EVENTS = `pointerdown pointermove pointerup pointercancel pointerleave wheel keydown focus
  blur`.split(/\s+/);

/** Keep the traits consistent, whoever changes one of them; needs no kernel, so `jslink` works. */
function initialize({ model }) {
  model.on("change:index", () => {
    model.set("selected", model.get("codes")[model.get("index")] ?? "");
  });
  model.on("change:selected", (changed) => {
    const stepped = changed.hasChanged("step"); // asked first: each set below forgets it
    const code = model.get("selected");
    const index = model.get("codes").indexOf(code);
    model.set("index", index < 0 ? null : index);
    if (!stepped) model.set("step", 0);
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

let maps = 0; // on this page so far, for ids that are used once

// The one way from state to picture: a part is drawn anew when what it needs has changed.
const PARTS = {
  drawBody: "sheet image",
  drawChannels: "sheet lines point",
  drawDots: "sheet",
  markDots: "sheet code reached shown active",
  drawWay: "sheet code step",
  drawFrame: "sheet size look",
  drawTools: "view sheet lines look",
  drawPanel: "point sheet step",
  speak: "code sheet step",
  drawName: "sheet code reached shown active hovered keyed size look",
};

class BodyMap {
  constructor(model) {
    this.model = model;
    this.id = `acu-map-${++maps}`;
    this.look = { zoom: 1, centre: [0.5, 0.5] }; // centre: as shares of the sheet
    this.size = [0, 0]; // pixels
    this.dots = this.open = []; // all in sight, and those that can be chosen
    this.addresses = new Map();
    this.pointers = new Map(); // fingers or mouse button that are down, and where
    this.drawn = {}; // what each part was drawn from
    this.build();
    this.redraw = () => {
      if (!this.waiting) queueMicrotask(this.draw); // once, when all that changes has changed
      this.waiting = true;
    };
    for (const trait of TRAITS) model.on(`change:${trait}`, this.redraw);
    this.watch = new ResizeObserver(([{ contentRect }]) => {
      this.size = [contentRect.width, contentRect.height];
      this.draw();
    });
    this.watch.observe(this.at.picture);
    this.draw();
  }

  remove() {
    for (const trait of TRAITS) this.model.off(`change:${trait}`, this.redraw);
    this.watch.disconnect();
    for (const address of this.addresses.values()) URL.revokeObjectURL(address);
  }

  build() {
    this.root = html("div", { class: "acu bodymap" });
    this.root.innerHTML = PAGE;
    const parts = [...this.root.querySelectorAll("[data-part]")];
    this.at = Object.fromEntries(parts.map((part) => [part.dataset.part, part]));
    const { picture, keys, views } = this.at;
    keys.id = `${this.id}-keys`;
    picture.setAttribute("aria-describedby", keys.id);
    for (const event of EVENTS) {
      picture.addEventListener(event, (e) => this[event](e), { passive: false });
    }
    for (const [value, title, whole] of this.model.get("_views")) {
      views.children[whole ? 0 : 1].append(html("option", { value }, title));
    }
    views.addEventListener("change", () => this.act({ view: views.value }));
    this.root.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button && button.ariaDisabled !== "true") this.press(button.dataset.part);
    });
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

  // From state to picture

  get state() {
    const get = (name) => this.model.get(name);
    const [view, code, step] = [get("view"), get("selected"), get("step")];
    const sheet = get("_sheets")[view] ?? BLANK;
    const way = sheet.ways[code] ?? []; // to the point, one entry for each step
    const reached = !step || step > way.findIndex((entry) => entry.point);
    const [point, image] = [get("_points")[code], get("_images")[view]];
    const [lines, shown] = [get("lines"), get("shown")];
    return { ...this, view, code, step, sheet, way, reached, point, image, lines, shown };
  }

  draw = () => {
    this.waiting = false;
    if (this.model.get("view") !== this.view) this.look = { zoom: 1, centre: [0.5, 0.5] };
    this.view = this.model.get("view");
    for (const [part, needs] of Object.entries(PARTS)) {
      const state = this.state; // an earlier part may have changed what is this map's own
      const now = needs.split(" ").map((name) => state[name]);
      const same = this.drawn[part]?.every((value, i) => Object.is(value, now[i]));
      this.drawn[part] = now;
      if (!same) this[part](state);
    }
  };

  drawTools({ view, sheet, lines }) {
    const { views, channels, closer, wider, whole, wait, picture } = this.at;
    const { zoom } = this.look;
    views.value = view;
    channels.ariaPressed = String(lines);
    closer.ariaDisabled = String(zoom >= DEEPEST);
    wider.ariaDisabled = whole.ariaDisabled = String(zoom <= 1);
    wait.hidden = sheet !== BLANK;
    picture.classList.toggle("zoomed", zoom > 1);
  }

  drawBody({ sheet, image }) {
    const [x, y, width, height] = sheet.box;
    const whole = () => ({ x, y, width, height, href: this.address(image) });
    const lines = ["outline", "section", "ghost"].filter((kind) => sheet[kind]);
    this.at.body.replaceChildren(
      ...(image ? [svg("image", { ...whole(), preserveAspectRatio: "none" })] : []),
      ...lines.map((kind) => svg("path", { class: kind, d: sheet[kind] })),
    );
    const veils = sheet.fade.flatMap((edge) => faded(edge, sheet.box, `${this.id}-${edge}`));
    this.at.veil.replaceChildren(...veils);
  }

  /** Where the browser finds a picture; kept, as it may still be on its way when the view turns. */
  address(image) {
    const made = this.addresses.get(image) ?? URL.createObjectURL(new Blob([image], WEBP));
    this.addresses.set(image, made);
    return made;
  }

  drawChannels({ sheet, lines, point }) {
    const [x, y, width, height] = sheet.box;
    const within = ([left, top]) =>
      clamp(left, x + FADE, x + width - FADE) === left && clamp(top, y + FADE, y + height) === top;
    const drawn = Object.entries(lines ? sheet.lines : {}).map(([channel, d]) => {
      const places = d.match(/[-\d.]+ [-\d.]+/g).map((place) => place.split(" ").map(Number));
      const start = places.find(within);
      const letters = start ? [pin("letters", ...start, text(channel, -9, 0, "end"))] : [];
      const kind = channel === point?.channel ? "channel own" : "channel";
      return svg("g", { class: kind }, ...strand("", d), ...letters);
    });
    const frame = { x, y, width, height, viewBox: sheet.box.join(" ") }; // cuts off what goes on
    this.at.lines.replaceChildren(svg("svg", frame, ...drawn));
  }

  drawDots({ sheet }) {
    const dots = new Map(); // a point with several sites, such as EX-B2, is one dot on each side
    for (const [code, side, x, y] of sheet.dots) {
      const [key, { name }] = [`${code}-${side}`, this.model.get("_points")[code]];
      if (!dots.has(key)) dots.set(key, { key, code, side, name, sites: [] });
      dots.get(key).sites.push([x, y]);
    }
    this.dots = [...dots.values()];
    for (const dot of this.dots) {
      dot.place = dot.sites[dot.sites.length >> 1];
      const spoken = { role: "option", "aria-label": `${dot.name}, ${SIDES[dot.side]}` };
      const sites = dot.sites.map(([x, y]) => pin("", x, y, circle("disc")));
      const kind = `dot ${dot.side} ${sites.length > 1 ? "many" : ""}`;
      dot.element = svg("g", { id: `${this.id}-${dot.key}`, class: kind, ...spoken }, ...sites);
    }
    this.at.dots.replaceChildren(...this.dots.map((dot) => dot.element));
  }

  markDots({ sheet, code, reached, shown }) {
    const wanted = new Set(shown);
    this.open = this.dots.filter((dot) => wanted.has(dot.code));
    const own = this.open.find((dot) => dot.code === code);
    if (!this.open.includes(this.dot(this.active))) this.active = (own ?? this.open[0])?.key;
    for (const { key, code: its, element } of this.dots) {
      const barred = !wanted.has(its);
      element.classList.toggle("dim", barred || (its === code && !reached));
      element.classList.toggle("active", key === this.active);
      element.setAttribute("aria-selected", its === code);
      element.setAttribute("aria-hidden", barred);
    }
    this.at.picture.setAttribute("aria-activedescendant", this.dot(this.active)?.element.id ?? "");
    this.at.picture.ariaLabel = `Points: ${sheet.title}, ${this.open.length} shown`;
  }

  /** The construction as far as it is told, and the chosen point once it is reached. */
  drawWay({ code, step, way, reached }) {
    const told = way.slice(0, step || way.length);
    const middle = centreOf(way.flatMap(({ dot, point = [] }) => (dot ? [dot] : point)));
    const layer = (draw) =>
      told.map((entry, i) => {
        const kind = i === step - 1 ? "now" : "";
        return svg("g", { class: kind }, ...draw(entry, i + 1, middle));
      });
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
  drawName({ code, way, reached }) {
    const own = reached && this.dots.find((dot) => dot.code === code);
    const dot = this.dot(this.hovered) || (this.keyed && this.dot(this.active)) || own;
    if (!dot) return this.at.name.replaceChildren();
    const [x, y] = dot.place;
    const string = way.map((entry) => entry.dot).find((mark) => mark?.[0] > x);
    const down = string?.[1] > y + 5 ? -13 : 17; // above a string that falls, else below
    const left = this.pixelOf([x, y])[0] > 0.6 * this.size[0];
    const words = left ? text(dot.name, -9, down, "end") : text(dot.name, 9, down, "start");
    this.at.name.replaceChildren(pin("name", x, y, words));
  }

  drawPanel({ point, way, step }) {
    const { panel, notes, steps, list, back, next, all } = this.at;
    const write = (part, words) => (this.at[part].textContent = words || "");
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
    panel.scrollTop = told ? steps.offsetTop - panel.offsetTop : 0;
  }

  /** Say once, in few words, what has changed. */
  speak({ code, step, sheet, point }) {
    const last = this.said ?? { code, step, title: sheet.title };
    const words = [];
    if (code !== last.code) words.push(point ? `${point.name} chosen.` : "No point chosen.");
    else if (step !== last.step) words.push(this.at.told.textContent || "Whole construction.");
    if (sheet.title !== last.title) words.push(`View: ${sheet.title || "being drawn"}.`);
    if (words.length) this.at.voice.textContent = words.join(" ");
    this.said = { code, step, title: sheet.title };
  }

  // Zoom and pan

  dot = (key) => this.dots.find((dot) => dot.key === key);
  pixelOf = (place) => [0, 1].map((axis) => (place[axis] - this.corner[axis]) / this.mm);
  placeOf = (pixel) => pixel.map((value, axis) => this.corner[axis] + value * this.mm);
  middle = () => this.size.map((pixels) => pixels / 2);

  pixelAt({ clientX, clientY }) {
    const { left, top } = this.at.picture.getBoundingClientRect();
    return [clientX - left, clientY - top];
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
    const own = this.dot(this.keyed ? this.active : `${this.state.code}-left`);
    const from = larger > 1 && own ? this.pixelOf(own.place) : this.middle();
    this.reshape(from, this.middle(), larger);
  }

  wheel(event) {
    const larger = Math.exp(-clamp(event.deltaY * (event.deltaMode ? 16 : 1), -25, 25) / 100);
    const done = larger > 1 ? this.look.zoom >= DEEPEST : this.look.zoom <= 1;
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

  // Keyboard

  focus = () => this.heed(!this.pointers.size);
  blur = () => this.heed(false);

  /** Whether the person goes by keys, so that it must be seen where they are. */
  heed(keyed) {
    this.keyed = keyed;
    this.at.picture.classList.toggle("keyed", keyed);
    this.draw();
  }

  keydown(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, shiftKey } = event;
    const [x, y] = ARROWS[key] ?? [];
    const keys = {
      ...{ "+": () => this.press("closer"), "-": () => this.press("wider") },
      ...{ 0: () => this.press("whole"), Escape: () => this.hover(null) },
      ...{ Home: () => this.go(this.open[0]), End: () => this.go(this.open.at(-1)) },
      Enter: () => this.act({ selected: this.dot(this.active)?.code ?? "" }),
    };
    const pan = () => this.reshape([0, 0], [-60 * x, -60 * y], 1);
    const step = () => this.go(x ? this.beside(x) : this.following(y));
    const does = key in ARROWS ? (shiftKey ? pan : step) : keys[SAME[key] ?? key];
    if (!does) return;
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
    if (away && this.look.zoom > 1) this.reshape(pixel, this.middle(), 1);
    this.draw();
  }

  /** The next point of the table on this side of the body, or the one before. */
  following(way) {
    const here = this.dot(this.active);
    const other = here?.side === "right" ? "left" : "right";
    const dots = this.open.filter(({ side }) => side !== other);
    return dots[dots.indexOf(here) + way];
  }

  /** The nearest dot to the left (-1) or to the right (1). */
  beside(way) {
    const here = this.dot(this.active);
    const along = (dot) => (dot.place[0] - here.place[0]) * way;
    const far = (dot) => along(dot) + 2 * Math.abs(dot.place[1] - here.place[1]);
    return least(this.open.filter((dot) => along(dot) > 0), far);
  }
}

// What is drawn

const element = (space) => (tag, attributes = {}, ...children) => {
  const made = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};
const html = element("http://www.w3.org/1999/xhtml");
const svg = element("http://www.w3.org/2000/svg");
const circle = (kind) => svg("circle", { class: kind });
const text = (words, x = 0, y = 0, anchor = "middle") =>
  svg("text", { x, y, "text-anchor": anchor }, String(words));

/** What stands at a place in mm and is drawn in pixels, so that zoom does not change its size. */
const pin = (kind, x, y, ...drawn) =>
  svg("g", { class: `pin ${kind}`, style: `--x: ${x}px; --y: ${y}px` }, ...drawn);

/** A line with a rim of paper, so that it stays clear on the skin. */
const strand = (kind, d) =>
  d ? ["halo", "line"].map((each) => svg("path", { class: `${kind} ${each}`, d })) : [];

/** Strings on the skin: broken where the body hides them, thin where they only guide. */
function stringsOf({ midline, hidden, seen, thin, ticks }) {
  const string = thin ? "string thin" : "string";
  const [far, near] = [strand(`${string} far`, hidden), strand(string, seen)];
  return [...strand("midline", midline), ...far, ...near, ...strand("tick", ticks)];
}

/** Landmarks are open rings; a place that the body hides, and WHO's second one, are broken. */
function marksOf({ dot, point = [], second }) {
  const unseen = point.filter(([, , hidden]) => hidden);
  const rings = unseen.map(([x, y]) => pin("unseen", x, y, circle("disc")));
  if (dot) rings.push(pin(dot[2] ? "landmark far" : "landmark", dot[0], dot[1], circle("disc")));
  if (second) rings.push(pin("second", ...second, circle("disc")));
  return rings;
}

/** Numbers across a string, and beside a ring the number of its step, away from all the rest. */
function wordsOf({ dot, labels = [] }, step, middle) {
  const words = labels.map(([word, x, y, across, down]) => {
    const anchor = Math.abs(across) < 0.5 ? "middle" : across < 0 ? "end" : "start";
    return pin("number", x, y, text(word, 9 * across, 13 * down, anchor));
  });
  if (!dot) return words;
  const angle = Math.atan2(dot[1] - middle[1] - 0.1, dot[0] - middle[0] - 0.1);
  const transform = `translate(${18 * Math.cos(angle)} ${18 * Math.sin(angle)})`;
  const badge = svg("g", { transform }, circle(""), text(step));
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
  const [across, down] = [y1 === y2 ? FADE : width, y1 === y2 ? height : FADE];
  const [left, top] = [x1 ? x + width - FADE : x, y1 ? y + height - FADE : y];
  const place = { x: left - RIM, y: top - RIM, width: across + 2 * RIM, height: down + 2 * RIM };
  const veil = svg("rect", { ...place, fill: `url(#${id})` });
  return [svg("linearGradient", { id, x1, y1, x2, y2 }, ...stops), veil];
}

// Sums

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const centreOf = (places) => [0, 1].map((axis) => mean(places.map((place) => place[axis])));

/** The thing that measures least, if that is not more than `most`. */
function least(things, measure, most = Infinity) {
  const far = things.map(measure);
  const nearest = far.indexOf(Math.min(...far));
  return far[nearest] <= most ? things[nearest] : null;
}

/** Middle of one or two fingers, and how far apart they are. */
const spread = ([a, b]) =>
  b ? { middle: centreOf([a, b]), span: distance(a, b) } : { middle: a, span: 1 };
