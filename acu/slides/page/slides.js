// What reveal.js needs to know of these slides, and how what is too long is dealt out on more of them.

const FULL = 1; // pixels that a rounded length may be too long by

/** What a saying consists of, one thing after another: headings, paragraphs, single items of lists. */
function* flat(root) {
  for (const part of [...root.children]) {
    const summary = part.tagName === "DETAILS" && part.firstElementChild;
    if (part.matches("ul, ol")) {
      for (const item of [...part.children]) {
        if (item.querySelector(":scope > br")) {
          yield claim(item);
          continue;
        }
        const list = part.cloneNode(false);
        list.append(item);
        yield list;
      }
    } else if (!summary) yield part;
    else if (!summary.textContent.startsWith("Sources")) {
      const within = part.parentElement.closest("li, details"); // as much again would be too much
      const head = document.createElement(within ? "p" : "h3");
      head.textContent = summary.textContent;
      yield head;
      summary.remove();
      if (!within) yield* flat(part);
    }
  }
}

/** A claim to think about; what is known of it comes with the next key. */
function claim(item) {
  const [whole, known] = ["is-claim", "fragment is-answer"].map((name) => {
    const box = document.createElement("div");
    box.className = name;
    return box;
  });
  const said = [...item.childNodes];
  const end = said.findIndex((part) => part.tagName === "BR");
  known.append(...said.slice(end + 1));
  whole.append(...said.slice(0, end), known);
  return whole;
}

/** Where one may break: the parts of what is long, else the things on the slide. */
function places(slide) {
  return [...slide.children].flatMap((thing) =>
    thing.matches(".is-sayings, .is-list, .is-sources") ? breaks(thing) : [thing],
  );
}

function breaks(thing) {
  const list = thing.matches(".is-sayings") ? thing : thing.querySelector("ul, ol");
  return [...list.children];
}

const full = (slide) => {
  if (slide.querySelectorAll(".is-claim").length > 1) return true;
  const last = [...slide.children].filter((thing) => !thing.matches(".is-kicker, aside")).at(-1);
  if (!last) return false;
  const end = last.getBoundingClientRect().bottom - slide.getBoundingClientRect().top;
  const wide = [...slide.children].some((thing) => thing.scrollWidth > thing.clientWidth + FULL);
  return wide || end > slide.clientHeight - parseFloat(getComputedStyle(slide).paddingBottom) + FULL;
};

/** Deal what does not fit on a slide to another one after it. */
function deal(slide) {
  const moved = [];
  while (full(slide)) {
    const parts = places(slide).filter((part) => !part.matches(".is-kicker, aside"));
    if (parts.length < 2) break;
    const last = parts.pop();
    moved.unshift(lift(last, slide));
    const before = parts.at(-1);
    const asks = before.matches(".is-question") && last.matches(".fragment") && parts.length > 1;
    // A question goes with its answer, and no heading stands alone.
    if (asks || before.tagName === "H3") moved.unshift(lift(before, slide));
  }
  if (!moved.length) return;
  const next = slide.cloneNode(false);
  const head = slide.querySelector(":scope > .is-kicker")?.cloneNode(true) ?? kicker(slide);
  next.append(...(head ? [head] : []));
  moved[0].part.classList.remove("fragment"); // turning to the slide is asking for it
  for (const { part, frames } of moved) into(next, part, frames);
  slide.after(next);
  deal(next);
}

/** Take a part out of a slide, and say in which boxes it stood. */
function lift(part, slide) {
  const frames = [];
  for (let box = part.parentElement; box !== slide; box = box.parentElement) frames.unshift(box);
  part.remove();
  for (const box of [...frames].reverse()) if (!box.childElementCount) box.remove();
  return { part, frames };
}

/** Put a part into boxes like those where it stood. */
function into(slide, part, frames) {
  let box = slide;
  for (const frame of frames) {
    const last = box.lastElementChild;
    if (last?.frame !== frame) {
      const copy = Object.assign(frame.cloneNode(false), { frame });
      if (copy.tagName === "OL") copy.start = frame.start + frame.childElementCount; // counts on
      box.append(copy);
    }
    box = box.lastElementChild;
  }
  box.append(part);
}

function kicker(slide) {
  const heading = slide.querySelector(":scope > .is-heading");
  const line = document.createElement("div");
  line.className = "is-kicker";
  line.textContent = heading?.textContent ?? "";
  return line;
}

/** A picture that is taller than a slide, in as many parts as it takes. */
function part(picture) {
  const tall = picture.getAttribute("height") / picture.getAttribute("width");
  const parts = Math.ceil((tall * 1240) / 700);
  if (!(tall > 1.2)) return;
  const slide = picture.closest("section");
  picture.classList.add("part");
  picture.style.aspectRatio = parts / tall;
  for (let count = parts - 1; count >= 0; count -= 1) {
    const position = `50% ${(100 * count) / (parts - 1)}%`;
    Object.assign(picture.style, { objectFit: "cover", objectPosition: position });
    if (!count) break;
    const copy = slide.cloneNode(true);
    copy.querySelector("img").alt = `The same picture, part ${count + 1} of ${parts}`;
    slide.after(copy);
  }
}

for (const picture of document.querySelectorAll(".is-picture img")) part(picture);
for (const sayings of document.querySelectorAll(".is-sayings")) {
  const root = sayings.querySelector(".sayings") ?? sayings.querySelector(".output") ?? sayings;
  sayings.replaceChildren(...flat(root));
}
for (const question of document.querySelectorAll(".is-question p")) {
  const bold = question.querySelector("strong");
  const whole = Boolean(bold?.textContent.match(/[?]$|^[0-9]/)); // or else it is a label
  question.closest(".is-question").classList.toggle("whole", whole);
}
for (const text of document.querySelectorAll(".is-sum pre")) {
  const lines = text.textContent.trim().split("\n");
  text.classList.toggle("wide", lines.some((line) => line.length > 48));
  text.classList.toggle("long", lines.length > 9 && lines.every((line) => line.length < 32));
}
document.body.classList.add("measuring");
for (const slide of [...document.querySelectorAll(".slides section section")]) deal(slide);
document.body.classList.remove("measuring");

// A widget is as large as the slide allows. Where it has a picture that can grow (its height is
// --tall), the picture takes what is left; what is still too long is scrolled in its frame.
const [LARGEST, SMALLEST, SCROLLED] = [1.8, 1.15, 1.3]; // times as large as on a page
const [SHORTEST, LEAST] = [250, 330]; // pixels of a picture, to begin with and in the end

function fit(frame) {
  const whole = frame.firstElementChild;
  if (!whole || frame.dataset.fitted || frame.querySelector(".waiting")) return;
  const fold = whole.querySelector(".screening > details");
  if (fold) fold.open = true; // folded up, it would leave the slide empty
  const grows = frame.querySelector(".stage, .turning .frame");
  const high = (element) => element.getBoundingClientRect().height / Reveal.getScale();
  const fits = (zoom) => {
    frame.style.setProperty("--zoom", zoom);
    frame.style.setProperty("--tall", `${SHORTEST}px`);
    const spare = high(frame) - high(whole);
    return spare >= 0 && (!grows || high(grows) + spare >= LEAST * zoom);
  };
  let zoom = LARGEST;
  while (zoom >= SMALLEST && !fits(zoom)) zoom = Math.round(20 * zoom - 1) / 20;
  if (zoom < SMALLEST) fits((zoom = SCROLLED));
  for (let tall = SHORTEST, round = 0; grows && round < 6; round += 1) {
    tall += Math.floor(Math.max(0, high(frame) - high(whole)) / zoom);
    frame.style.setProperty("--tall", `${tall}px`);
  }
  // Words beside the picture may be taller than it.
  if (grows) frame.style.setProperty("--tall", `${Math.floor(high(grows) / zoom)}px`);
  frame.dataset.fitted = "yes";
}

function fitHere() {
  const seen = Reveal.isPrintView() ? document : Reveal.getCurrentSlide();
  for (const frame of seen?.querySelectorAll(".is-widget") ?? []) fit(frame);
}

// A widget that has woken needs a moment until all its words stand there.
const awake = new MutationObserver(() => setTimeout(fitHere, 50));
for (const frame of document.querySelectorAll(".is-widget")) {
  frame.dataset.preventSwipe = ""; // a finger on it does not turn the slide
  awake.observe(frame, { subtree: true, attributes: true, attributeFilter: ["class"] });
}

// In a widget the keys belong to the widget. Escape leaves it; Page Up and Page Down, which a
// remote control sends, always turn the slides.
const inWidget = () => document.activeElement?.closest(".is-widget");
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && inWidget() && !document.fullscreenElement) {
    document.activeElement.blur();
    event.stopPropagation();
  }
}, true);

Reveal.initialize({
  width: 1280,
  height: 720,
  margin: 0,
  maxScale: 4,
  center: false,
  hash: true,
  slideNumber: "c/t",
  navigationMode: "linear", // the next key leaves nothing out
  transition: "none",
  scrollActivationWidth: 0,
  pdfSeparateFragments: false,
  keyboardCondition: ({ key }) => !inWidget() || key === "PageUp" || key === "PageDown",
  plugins: [RevealNotes],
});
// Small print of a picture comes nearer where one clicks, and goes back. By keys, quarter by quarter.
const QUARTERS = ["0% 0%", "100% 0%", "0% 100%", "100% 100%"];
for (const picture of document.querySelectorAll(".is-picture img")) {
  picture.addEventListener("click", ({ offsetX, offsetY }) => {
    picture.style.transformOrigin = `${offsetX}px ${offsetY}px`;
    picture.classList.toggle("near");
  });
}

function nearer() {
  for (const picture of Reveal.getCurrentSlide().querySelectorAll(".is-picture img")) {
    const next = Number(picture.dataset.quarter ?? -1) + 1;
    picture.dataset.quarter = next < QUARTERS.length ? next : -1;
    picture.style.transformOrigin = QUARTERS[next] ?? "";
    picture.classList.toggle("near", next < QUARTERS.length);
  }
}

addEventListener("beforeprint", () => {
  for (const frame of document.querySelectorAll(".is-widget")) delete frame.dataset.fitted;
  fitHere();
});
for (const event of ["ready", "slidechanged", "pdf-ready"]) Reveal.on(event, fitHere);
Reveal.addKeyBinding({ keyCode: 68, key: "D", description: "Dark or light" }, () => {
  const { dataset } = document.body;
  dataset.jpThemeLight = String(dataset.jpThemeLight !== "true");
});
Reveal.addKeyBinding({ keyCode: 90, key: "Z", description: "A picture nearer" }, nearer);
