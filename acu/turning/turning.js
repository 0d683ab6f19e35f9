// The body that is turned. How it is drawn is in solid.js, what stands around it in turning.html.

const STEP = 15; // degrees that a key or a button turns
const DEEPEST = 12; // the most that the body is enlarged
const TURNS = { left: [-STEP, 0], right: [STEP, 0], up: [0, STEP], down: [0, -STEP] };
const ARROWS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
const ZOOMS = { closer: 1.5, wider: 1 / 1.5, whole: 0, "+": 1.5, "=": 1.5, "-": 1 / 1.5, 0: 0 };
const AROUND = ["the front", "the front and left", "the left", "behind and left", "behind",
  "behind and right", "the right", "the front and right"];
const NO_WEBGL = "This browser does not draw solids (WebGL), so that no body can be shown here.";
const EVENTS = ["pointerdown", "pointermove", "pointerup", "pointercancel", "wheel", "keydown"];

function render({ model, el }) {
  const turner = new BodyTurner(model);
  el.append(turner.root);
  return () => turner.remove();
}

export default { render };

class BodyTurner {
  constructor(model) {
    this.model = model;
    this.root = html("div", { class: "acu turning", role: "group", "aria-label": "Body to turn" });
    this.at = lay(this.root, PAGE);
    this.dots = model.get("_dots").map(([code, side, ...place]) => ({ code, side, place }));
    this.unpack(model.get("_skin"));
    this.whole();
    for (const [code, name] of Object.entries(model.get("_names"))) {
      this.at.points.append(html("option", { value: code }, name));
    }
    this.at.points.addEventListener("change", () => this.choose(this.at.points.value));
    this.root.addEventListener("click", ({ target }) => this.press(target.dataset.part));
    for (const event of EVENTS) {
      this.at.canvas.addEventListener(event, (e) => this[event](e), { passive: false });
    }
    this.unwatch = watch(model, ["selected", "shown", "azimuth", "elevation"], () => this.follow());
    this.sizing = new ResizeObserver(() => this.draw());
    this.sizing.observe(this.at.frame);
    this.follow();
  }

  remove() {
    this.unwatch();
    this.sizing.disconnect();
    this.solid.gl?.getExtension("WEBGL_lose_context")?.loseContext();
  }

  unpack({ corners, triangles }) {
    const whole = (view) => view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
    this.corners = Float32Array.from(new Int16Array(whole(corners)), (mm) => mm / 100);
    const faces = new Uint16Array(whole(triangles));
    this.normals = normalsOf(this.corners, faces);
    this.solid = new Solid(this.at.canvas, this.corners, faces, this.normals);
    this.stature = this.corners.reduce((most, y, i) => (i % 3 === 1 ? Math.max(most, y) : most), 0);
  }

  get selected() {
    return this.model.get("selected");
  }

  // What a person does

  choose(code) {
    if (code !== this.selected) change(this.model, { selected: code });
  }

  press(part) {
    if (part in TURNS) this.turn(...TURNS[part]);
    if (part in ZOOMS) this.enlarge(ZOOMS[part]);
  }

  /** Turn as if the eye went so many degrees to its left and up. */
  turn(across, up) {
    const azimuth = (((this.model.get("azimuth") + across) % 360) + 360) % 360;
    const elevation = clamp(this.model.get("elevation") + up, -90, 90);
    change(this.model, { azimuth, elevation });
  }

  enlarge(factor) {
    if (!factor) this.whole();
    this.zoom = clamp(this.zoom * factor, 1, DEEPEST) || 1;
    if (factor && this.zoom > 1 && this.zoom / factor <= 1 && this.chosen) {
      this.centre = [...this.chosen.place];
    }
    this.draw();
  }

  whole() {
    this.zoom = 1;
    this.centre = [0, this.stature / 2, 0];
  }

  /** Move the picture by so many pixels. */
  move(right, down) {
    const { rows, pixel } = this.look();
    this.centre = this.centre.map((x, i) => x - (right * rows[0][i] - down * rows[1][i]) * pixel);
    this.draw();
  }

  keydown(event) {
    const to = ARROWS[event.key];
    if (!to && !(event.key in ZOOMS)) return;
    event.preventDefault();
    const [across, up] = to ? TURNS[to] : [0, 0];
    if (!to) this.enlarge(ZOOMS[event.key]);
    else if (event.shiftKey) this.move(-3 * across, 3 * up);
    else this.turn(across, up);
  }

  pointerdown(event) {
    this.down = { x: event.clientX, y: event.clientY, still: true };
    this.at.canvas.setPointerCapture(event.pointerId);
  }

  pointermove(event) {
    if (!this.down) {
      this.at.canvas.classList.toggle("over", Boolean(this.under(event)));
      return;
    }
    const [right, below] = [event.clientX - this.down.x, event.clientY - this.down.y];
    if (this.down.still && Math.hypot(right, below) < 4) return;
    this.down = { x: event.clientX, y: event.clientY, still: false };
    if (event.shiftKey) this.move(right, below);
    else this.turn(-right / 2, below / 2);
  }

  pointerup(event) {
    const code = this.down?.still && this.under(event)?.code;
    this.down = null;
    if (code) this.choose(code);
  }

  pointercancel() {
    this.down = null;
  }

  /** Turning the wheel scrolls the page, but with Ctrl (or two fingers spread) it zooms. */
  wheel(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.enlarge(1.002 ** -event.deltaY);
  }

  /** The dot under the pointer. */
  under(event) {
    if (!this.solid.gl) return null;
    const box = this.at.canvas.getBoundingClientRect();
    const scale = (this.density * this.at.frame.clientWidth) / box.width; // a slide may be enlarged
    const [x, y] = [event.clientX - box.left, event.clientY - box.top].map((p) => p * scale);
    const reach = Math.round(10 * this.density);
    return this.marked[this.solid.pick(this.look(), x, y, reach) - 1];
  }

  // From the model to the picture

  follow() {
    const { selected } = this;
    const shown = new Set(this.model.get("shown"));
    this.marked = this.dots.filter(({ code }) => shown.has(code) || code === selected);
    if (selected !== this.before) this.face(selected);
    this.at.points.value = selected;
    for (const option of this.at.points.options) {
      option.hidden = option.value && !shown.has(option.value) && option.value !== selected;
    }
    this.draw();
  }

  /** Turn to a point that has been chosen: to that side which needs less turning. */
  face(code) {
    const sites = this.dots.filter((dot) => dot.code === code);
    const own = sites.filter((_, i) => sites.length < 3 || i === Math.floor(sites.length / 4));
    const { rows } = this.look();
    const toward = ({ normal }) => normal.reduce((sum, n, i) => sum + n * rows[2][i], 0);
    const facing = own.map((dot) => ({ ...dot, normal: this.normalAt(dot.place) }));
    const worth = (dot) => toward(dot) + (dot.side === "left" ? 0.1 : 0); // the left one is taught
    const first = this.before === undefined;
    this.before = code;
    this.chosen = facing.sort((a, b) => worth(b) - worth(a))[0];
    if (!this.chosen) return;
    const [x, y, z] = this.chosen.normal;
    const degrees = 180 / Math.PI;
    if (this.zoom > 1) this.centre = [...this.chosen.place];
    if (first || toward(this.chosen) < 0.8) {
      const azimuth = (Math.atan2(x, z) * degrees + 360) % 360;
      change(this.model, { azimuth, elevation: clamp(Math.asin(y) * degrees, -70, 70) });
    }
    put(this.at.voice, `${this.model.get("_names")[code]} chosen.`);
  }

  /** The direction in which the skin faces at a place. */
  normalAt(place) {
    const { corners, normals } = this;
    let [nearest, least] = [0, Infinity];
    for (let i = 0; i < corners.length; i += 3) {
      const away = place.reduce((sum, x, k) => sum + (x - corners[i + k]) ** 2, 0);
      if (away < least) [nearest, least] = [i, away];
    }
    const normal = [...normals.slice(nearest, nearest + 3)];
    return normal.map((n) => n / Math.hypot(...normal));
  }

  /** Whence the body is seen and how large. `rows` point right, up and to the eye. */
  look() {
    const [a, e] = ["azimuth", "elevation"].map((name) => (this.model.get(name) * Math.PI) / 180);
    const [s, c, up, level] = [Math.sin(a), Math.cos(a), Math.sin(e), Math.cos(e)];
    const rows = [[c, 0, -s], [-up * s, level, -up * c], [level * s, up, level * c]];
    const turn = [0, 1, 2].flatMap((i) => rows.map((row) => row[i]));
    const { clientWidth: wide, clientHeight: high } = this.at.frame;
    const pixel = (1.06 * this.stature) / (this.zoom * Math.max(1, Math.min(high, 1.8 * wide))); // cm
    const scale = [2 / (wide * pixel), 2 / (high * pixel)];
    return { rows, turn, centre: this.centre, scale, pixel, wide, high, colours: this.colours };
  }

  draw() {
    const { canvas, frame, name, seen } = this.at;
    if (!this.solid.gl) {
      put(seen, NO_WEBGL);
      return;
    }
    if (!frame.clientWidth) return; // not on the page yet, or put away
    this.density = window.devicePixelRatio;
    const [wide, high] = [frame.clientWidth, frame.clientHeight].map((p) =>
      Math.round(p * this.density));
    if (canvas.width !== wide || canvas.height !== high) {
      [canvas.width, canvas.height] = [wide, high];
    }
    this.colours = Object.fromEntries(
      ["paper", "flesh", "point", "mirrored"].map((each) => [each, this.colour(each)]),
    );
    const size = clamp(6.5 * Math.sqrt(this.zoom), 6.5, 13); // pixels
    this.solid.mark(this.marked.flatMap(({ code, side, place }, i) => {
      const mine = code === this.selected;
      const tint = this.colours[side === "right" ? "mirrored" : "point"];
      return [...place, ...tint, (mine ? size + 7 : size) * this.density, i + 1];
    }));
    const look = this.look();
    this.solid.draw(look);
    const whence = this.whence();
    const count = `${this.model.get("shown").length} points`;
    canvas.setAttribute("aria-label", `Body from ${whence}, ${count}. Arrow keys turn it.`);
    put(seen, `Seen from ${whence}. Drag to turn; click a dot to choose a point.`);
    name.hidden = !this.chosen;
    if (!this.chosen) return;
    const off = look.rows.map((row) =>
      row.reduce((sum, r, i) => sum + r * (this.chosen.place[i] - this.centre[i]), 0));
    name.style.translate = `${look.wide / 2 + off[0] / look.pixel + 12}px
      ${look.high / 2 - off[1] / look.pixel - 12}px`;
    const facing = this.chosen.normal.reduce((sum, n, i) => sum + n * look.rows[2][i], 0);
    name.style.opacity = facing > 0 ? 1 : 0.5;
    put(name, this.selected);
  }

  /** A colour of the style sheet as red, green, blue from 0 to 1. */
  colour(name) {
    this.at.voice.style.color = `var(--${name})`;
    const [red, green, blue] = getComputedStyle(this.at.voice).color.match(/[\d.]+/g);
    return [red / 255, green / 255, blue / 255];
  }

  whence() {
    const [azimuth, elevation] = ["azimuth", "elevation"].map((each) => this.model.get(each));
    if (Math.abs(elevation) > 75) return elevation > 0 ? "above" : "below";
    const around = AROUND[Math.round(azimuth / 45) % 8];
    const steep = Math.abs(elevation) > 20;
    return steep ? `${around} and ${elevation > 0 ? "above" : "below"}` : around;
  }
}
