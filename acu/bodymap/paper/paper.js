// A body from one side on the page: to turn to, to enlarge, to move, to point at.
// What pointing at it means is for the widget to say, which builds on this class.

const DEEPEST = 8; // the most that the picture is enlarged
const MARGIN = 14; // pixels kept free around the whole picture
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ZOOMS = { closer: 1.5, wider: 1 / 1.5, whole: 0, "+": 1.5, "=": 1.5, "-": 1 / 1.5, 0: 0 };
const BLANK = { box: [0, 0, 1, 1], title: "", dots: [], lines: {}, ways: {}, fade: [] };
const EVENTS = ["pointerdown", "pointermove", "pointerup", "pointercancel", "pointerleave",
  "wheel", "keydown", "focus", "blur"];

let papers = 0; // on this page so far

/**
 * A widget's element with a paper in it. Who builds on it may say more:
 * `tapped(event)` a mouse or finger has pressed there; `pointed(pixel, event)` a mouse moves over it,
 * or has left (null); `pressed(event)` a key, true if it meant something; `shown()` the picture has
 * moved; `spot()` the place in mm around which the keys and buttons enlarge, if there is one.
 */
class Paper {
  constructor(root, page) {
    this.root = root;
    this.id = `acu-paper-${++papers}`; // for ids, which a page may hold once
    const whole = page.replace("<!-- tools -->", TOOLS).replace("<!-- paper -->", PAPER);
    this.at = lay(root, whole.replaceAll("acu-paper", this.id));
    this.sheet = BLANK;
    this.zoom = 1;
    this.centre = [0, 0]; // of the view, mm
    this.size = [0, 0]; // of the view, pixels
    this.pointers = new Map(); // fingers or mouse button that are down, and where
    for (const event of EVENTS) {
      this.at.picture.addEventListener(event, (e) => this[event](e), { passive: false });
    }
    this.sizing = new ResizeObserver(([{ contentRect }]) => {
      this.size = [contentRect.width, contentRect.height];
      this.show();
    });
    this.sizing.observe(this.at.picture);
    root.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button && button.ariaDisabled !== "true" && button.dataset.part in ZOOMS) {
        this.enlarge(ZOOMS[button.dataset.part]);
      }
    });
  }

  remove() {
    this.sizing.disconnect();
  }

  spot() {}
  shown() {}
  pointed() {}

  /** List the views to turn to. */
  list(views, turn) {
    for (const [value, title, whole] of views) {
      this.at.views.children[whole ? 0 : 1].append(html("option", { value }, title));
    }
    this.at.views.addEventListener("change", () => turn(this.at.views.value));
  }

  drawBody(sheet, view) {
    this.sheet = sheet;
    const [x, y, width, height] = sheet.box;
    fill(this.at.sheet, { x, y, width, height, viewBox: sheet.box.join(" ") });
    fill(this.at.veil, { x, y, width, height, class: sheet.fade.join(" ") });
    const over = sheet.mirror ? `translate(${sheet.mirror} 0) scale(-1 1)` : "";
    this.at.body.setAttribute("transform", over);
    const lines = ["outline", "section", "ghost"];
    for (const line of lines) this.at[line].setAttribute("d", sheet[line] ?? "");
    for (const picture of this.at.body.children) {
      picture.style.display = picture.dataset.view === view ? "" : "none";
    }
    this.at.wait.hidden = sheet !== BLANK;
    this.at.views.value = view;
  }

  /** The pictures of all views: loaded before they are turned to, for loading takes its time. */
  drawPictures(images, sheets) {
    const drawn = Object.keys(images).filter((view) => sheets[view]);
    const pictures = drawn.map((view) => pictureOf(images[view], sheets[view], view));
    this.at.body.replaceChildren(...pictures);
  }

  /** Show as much of the sheet as zoom and centre say, and no more paper than need be. */
  show() {
    const { svg: paper, picture, closer, wider, whole } = this.at;
    const { box } = this.sheet;
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
    picture.classList.toggle("zoomed", this.zoom > 1);
    picture.classList.toggle("keyed", Boolean(this.keyed));
    closer.ariaDisabled = String(this.zoom >= DEEPEST);
    wider.ariaDisabled = whole.ariaDisabled = String(this.zoom <= 1);
    this.shown();
  }

  // Zoom and pan

  pixelOf = (place) => [0, 1].map((axis) => (place[axis] - this.corner[axis]) / this.mm);
  placeOf = (pixel) => pixel.map((value, axis) => this.corner[axis] + value * this.mm);
  middle = () => this.size.map((pixels) => pixels / 2);

  pixelAt({ clientX, clientY }) {
    const { left, top, width } = this.at.picture.getBoundingClientRect();
    const scale = this.size[0] / width || 1; // a slide may be enlarged as a whole
    return [(clientX - left) * scale, (clientY - top) * scale];
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
    const spot = larger > 1 && this.spot();
    this.reshape(spot ? this.pixelOf(spot) : this.middle(), this.middle(), larger);
  }

  /** Move an enlarged picture so that a place can be seen. */
  bring(place) {
    const pixel = this.pixelOf(place);
    const away = pixel.some((value, axis) => clamp(value, 30, this.size[axis] - 30) !== value);
    if (away && this.zoom > 1) this.reshape(pixel, this.middle(), 1);
    else this.show();
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
    if (!before) return this.pointed(now, event);
    if (!this.dragged && distance(before, now) < 4) return; // the hand shakes
    this.dragged = true;
    this.pointed(null, event);
    this.at.picture.setPointerCapture(event.pointerId);
    const from = spread([...this.pointers.values()]);
    this.pointers.set(event.pointerId, now);
    const to = spread([...this.pointers.values()]);
    this.reshape(from.middle, to.middle, to.span / from.span);
  }

  pointerup(event) {
    if (this.pointers.delete(event.pointerId) && !this.dragged) this.tapped(event);
  }

  pointercancel(event) {
    this.pointers.delete(event.pointerId);
    this.pointed(null, event);
  }

  pointerleave = this.pointercancel;

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
    if (event.shiftKey && (x || y)) this.reshape([0, 0], [-60 * x, -60 * y], 1);
    else if (key in ZOOMS) this.enlarge(ZOOMS[key]);
    else if (!this.pressed(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }
}
