// What the entries of a sheet look like. Lengths of a sheet are in mm, those of marks in pixels.

const SIDES = { left: "left side", right: "right side", middle: "midline" };
const EDGE = 22; // mm; so near to the frame the body fades into the paper

const circle = (kind) => svg("circle", { class: kind });
const text = (words, x = 0, y = 0, anchor = "middle") =>
  svg("text", { x, y, "text-anchor": anchor }, String(words));

/** What stands at a place in mm and is drawn in pixels, so that zoom does not change its size. */
const pin = (kind, x, y, ...drawn) =>
  svg("g", { class: `pin ${kind}`, style: `--x: ${x}px; --y: ${y}px` }, ...drawn);

/** A line with a rim of paper, so that it stays clear on the skin. */
const strand = (kind, d) =>
  d ? ["halo", "line"].map((each) => svg("path", { class: `${kind} ${each}`, d })) : [];

/** The shaded body from one side: the bytes of a file, or its address. */
function pictureOf(shaded, { box: [x, y, width, height] }, view) {
  const lent = typeof shaded !== "string";
  const href = lent ? URL.createObjectURL(new Blob([shaded], { type: "image/webp" })) : shaded;
  const place = { x, y, width, height, preserveAspectRatio: "none" };
  const picture = svg("image", { ...place, href, "data-view": view });
  if (lent) picture.addEventListener("load", () => URL.revokeObjectURL(href));
  return picture;
}

/** The channel lines, each with its letters where it comes into clear sight. */
function channelsOf({ box: [x, y, width, height], lines }, own) {
  const clear = ([left, top]) =>
    clamp(left, x + EDGE, x + width - EDGE) === left && clamp(top, y + EDGE, y + height) === top;
  return Object.entries(lines).map(([channel, d]) => {
    const places = d.match(/[-\d.]+ [-\d.]+/g).map((place) => place.split(" ").map(Number));
    const start = places.find(clear);
    const letters = start ? [pin("letters", ...start, text(channel, -9, 0, "end"))] : [];
    const kind = channel === own ? "channel own" : "channel";
    return svg("g", { class: kind }, ...strand("", d), ...letters);
  });
}

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
  const transform = `translate(${badgeBeside(dot, middle).join(" ")})`;
  const badge = svg("g", { transform }, circle(""), text(step));
  return [...words, pin("badge", dot[0], dot[1], badge)];
}

/** How far from its ring the number of a step stands, in pixels. */
function badgeBeside([x, y], middle) {
  const angle = Math.atan2(y - middle[1] - 0.1, x - middle[0] - 0.1);
  return [18 * Math.cos(angle), 18 * Math.sin(angle)];
}

/** The steps of a way that are told so far: strings lowest, then marks, then words. */
function wayOf(way, told, now) {
  const middle = middleOf(way);
  return [stringsOf, marksOf, wordsOf].map((draw) =>
    way.slice(0, told).map((entry, i) =>
      svg("g", { class: i + 1 === now ? "now" : "" }, ...draw(entry, i + 1, middle))),
  );
}

/** The dots of some points; one with several sites, such as EX-B2, is one dot on each side. */
function dotsOf(sheet, points, id) {
  const dots = new Map();
  for (const [code, side, ...site] of sheet.dots) {
    if (!points[code]) continue;
    const [key, { name }] = [`${code}-${side}`, points[code]];
    if (!dots.has(key)) dots.set(key, { key, code, side, name, sites: [] });
    dots.get(key).sites.push(site);
  }
  for (const dot of dots.values()) {
    dot.place = dot.sites[dot.sites.length >> 1];
    dot.element = optionOf(dot, `${id}-${dot.key}`);
  }
  return [...dots.values()];
}

function optionOf({ name, side, sites }, id) {
  const spoken = { role: "option", "aria-label": `${name}, ${SIDES[side]}` };
  const kind = sites.length > 1 ? `dot ${side} many` : `dot ${side}`;
  const discs = sites.map((site) => pin("", ...site, circle("disc")));
  return svg("g", { id, class: kind, ...spoken }, ...discs);
}

/** The chosen point. */
function chosen({ side, sites }) {
  const kind = sites.length > 1 ? `point ${side} many` : `point ${side}`;
  return sites.map((site) => pin(kind, ...site, circle("ring"), circle("disc")));
}

/**
 * The name of a dot, to its left or right, above a string that falls from it, else below; on the
 * other side of the string if it covers less there. A pixel is so many mm.
 */
function nameOf({ name, place: [x, y] }, way, left, mm) {
  const string = way.map((entry) => entry.dot).find((mark) => mark?.[0] > x);
  const likely = string?.[1] > y + 5 ? [-13, 17] : [17, -13];
  const half = 3.75 * name.length, centre = (left ? -1 : 1) * (9 + half);
  const taken = way.length ? way.flatMap((entry) => roomOf(entry, middleOf(way))) : [];
  const covered = (down) => taken.map(([[mx, my], [across, below], wide, high]) =>
    Math.max(0, half + wide - Math.abs((mx - x) / mm + across - centre)) *
    Math.max(0, high - Math.abs((my - y) / mm + below - down)));
  const down = least(likely, (each) => covered(each).reduce((sum, area) => sum + area, 0));
  return pin("name", x, y, text(name, left ? -9 : 9, down, left ? "end" : "start"));
}

/** What a step takes up: places, and in pixels how far off, how wide and how high beside a line of words. */
function roomOf({ dot, labels = [] }, middle) {
  const words = labels.map(([word, x, y, across, down]) => {
    const half = 4 * word.length, off = Math.abs(across) < 0.5 ? 0 : Math.sign(across) * half;
    return [[x, y], [9 * across + off, 13 * down], half, 14];
  });
  return dot ? [...words, [dot, [0, 0], 9, 12], [dot, badgeBeside(dot, middle), 9, 16]] : words;
}

// Sums

const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const middleOf = (way) => centreOf(way.flatMap(({ dot, point = [] }) => (dot ? [dot] : point)));
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
