// What the scripts of several widgets share; LiveWidget puts it before each of them.
// Words come from tables, so they are only ever set as text.

const html = (tag, ...rest) => fill(document.createElement(tag), ...rest);
const svg = (tag, ...rest) =>
  fill(document.createElementNS("http://www.w3.org/2000/svg", tag), ...rest);

function fill(element, attributes = {}, ...children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "style") element.style.cssText = value; // a strict page has no style attributes
    else element.setAttribute(name, value);
  }
  const marks = element instanceof HTMLElement;
  element.append(...children.flatMap((each) => (marks && typeof each === "string" ? written(each) : [each])));
  return element;
}

const CHINESE = /(\p{Script=Han}+)/u;

/** Words as nodes; Chinese among them is marked, so that it is drawn and read aloud as Chinese. */
function written(words) {
  const marked = (part) => Object.assign(document.createElement("span"), { lang: "zh", textContent: part });
  return words.split(CHINESE).map((part) => (CHINESE.test(part) ? marked(part) : part));
}

/** Mark the Chinese in a page that Python wrote. */
function markChinese(page) {
  const texts = document.createTreeWalker(page, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) if (CHINESE.test(texts.currentNode.data)) found.push(texts.currentNode);
  for (const text of found) text.replaceWith(...written(text.data));
  return page;
}

/** Lay out a widget's page, which is its .html file, in an element; return its parts by name. */
function lay(root, page) {
  root.append(document.createRange().createContextualFragment(page));
  const parts = [...root.querySelectorAll("[data-part]")];
  return Object.fromEntries(parts.map((part) => [part.dataset.part, part]));
}

/** Write words, but touch nothing when they stand there already: a live region would say them. */
function put(element, words) {
  if (element.textContent !== words) element.replaceChildren(...written(String(words ?? "")));
}

/** A source as a line of a list, with its address if it has one. */
function source({ citation, link }) {
  const given = { href: link, target: "_blank", rel: "noopener", "data-lm-suppress-shortcuts": "true" };
  return html("li", {}, citation, ...(link ? [" ", html("a", given, link)] : []));
}

/** Have a button fill the screen with an element, for a room, and leave it; while a signal is not given. */
function fillScreen(root, button, signal) {
  button.hidden = !document.fullscreenEnabled;
  button.addEventListener("click", () => {
    if (document.fullscreenElement === root) document.exitFullscreen();
    else root.requestFullscreen().then(() => root.focus(), () => {});
  });
  const tell = () =>
    put(button, document.fullscreenElement === root ? "Leave full screen" : "Full screen");
  document.addEventListener("fullscreenchange", tell, { signal });
}

/** Have the browser ask before a page is left on which somebody's own words would be lost; until a signal. */
function askBeforeLeaving(lost, signal) {
  window.addEventListener("beforeunload", (event) => lost() && event.preventDefault(), { signal });
}

/** Numbers from 0 to 1, the same after the same seed (Mulberry32, public domain). */
function numbersFrom(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let bits = Math.imul(seed ^ (seed >>> 15), seed | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
  };
}

/** Things in an order that a seed decides. */
function shuffled(things, seed) {
  const next = numbersFrom(seed);
  const order = things.map((thing) => [next(), thing]);
  return order.sort(([a], [b]) => a - b).map(([, thing]) => thing);
}

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

/** Change traits as a person does, and tell Python, if there is a kernel that listens. */
function change(model, values) {
  for (const [name, value] of Object.entries(values)) model.set(name, value);
  try {
    model.save_changes();
  } catch (error) {
    console.info("Python was not told:", error); // the page goes on without it
  }
}

/**
 * Call `act` once when one or more of some traits have changed; return how to end that.
 * Each trait has an event of its own, in which others may still be about to change. The one event
 * for all is of no use: a change made within a change swallows it.
 */
function watch(model, traits, act) {
  let waiting = false;
  const wake = () => {
    if (waiting) return;
    waiting = true;
    queueMicrotask(() => {
      waiting = false;
      act();
    });
  };
  const events = traits.map((trait) => `change:${trait}`);
  for (const event of events) model.on(event, wake);
  return () => events.forEach((event) => model.off(event, wake));
}

/** Keep `selected` and its place in `codes` together, for widgets that count; needs no kernel. */
function keepIndex(model) {
  model.on("change:selected", () => {
    const index = model.get("codes").indexOf(model.get("selected"));
    model.set("index", index < 0 ? null : index);
  });
  model.on("change:index", () => {
    model.set("selected", model.get("codes")[model.get("index")] ?? "");
  });
}
