// Judging an answer, without a page.

const REACHED = 25.5; // cm, the most that a target holds
const tenth = (mm) => Math.round(10 * mm) / 10;

/**
 * What is still to be asked, what was right or near at once, and what was asked. A wrong one comes again at
 * the end, once; not as the very next one, for then its answer would still be before their eyes.
 */
function standing(questions, log) {
  const [asked, again] = [new Set(), new Set()];
  let right = 0;
  const queue = questions.slice();
  for (const { question, grade } of log) {
    const at = queue.findIndex(({ key }) => key === question);
    if (at < 0) continue; // not ours
    const [answered] = queue.splice(at, 1);
    if (!asked.has(question) && grade > 1) right += 1;
    if (grade === 1 && !again.has(question) && queue.length) queue.push(answered);
    if (grade === 1) again.add(question);
    asked.add(question);
  }
  return { queue, right, asked };
}

/** Where a point is in sight on a plain sheet, mm: on the side that is meant, or on both. */
const sitesOf = (sheet, { code, side }) =>
  sheet.dots.filter(([other, where]) => other === code && (!side || where !== "left" || oneSided(sheet)))
    .map(([, , ...site]) => site);

/** How far places of a view are from the point that is asked for; none if it is out of reach. */
const targetOf = (targets, view, { code, side }) => targets[view]?.[`${code} ${side || "either"}`];

/**
 * How far a place is from the point, cm along the skin; null if more than the target reaches.
 * Distance is a cone whose tip, the point itself, falls between the places of the grid. So what is
 * read between them is not the distance but its share of that to the nearest site on the page.
 * Nearer to a site than these places are to each other, the straight way counts if it is shorter:
 * at a rim the skin turns away between them, and who marks the very dot is right.
 */
function reading(target, x, y, sites = []) {
  if (!target) return null;
  const { step, columns, cm } = target;
  const tenths = new Uint8Array(cm.buffer ?? cm, cm.byteOffset ?? 0, cm.byteLength);
  const site = least(sites, (place) => distance(place, [x, y]));
  const away = (place) => (site ? distance(place, site) : 1);
  const [left, top] = [Math.floor((x - target.x) / step), Math.floor((y - target.y) / step)];
  let [far, off, known] = [0, 0, 0];
  for (const [column, row] of [[left, top], [left + 1, top], [left, top + 1], [left + 1, top + 1]]) {
    const value = tenths[row * columns + column];
    if (column < 0 || column >= columns || value === undefined || value === 255) continue;
    const place = [target.x + column * step, target.y + row * step];
    const share = (1 - Math.abs(x - place[0]) / step) * (1 - Math.abs(y - place[1]) / step);
    far += share * value;
    off += share * away(place);
    known += share;
  }
  const read = known > 0.25 ? Math.round((far / off) * away([x, y])) / 10 : null;
  const straight = site ? distance(site, [x, y]) : Infinity;
  return straight > step ? read : Math.min(read ?? REACHED, tenth(straight / 10));
}

/** 3 inside the ring, 2 within twice the ring, else 1. */
const graded = (cm, ring) => (cm === null || cm > 2 * ring ? 1 : cm > ring ? 2 : 3);

/** 3 if a choice is right, else 1; but 2 if who is to be pressed is treated with more care than need be. */
const chosenWell = ({ kind, right }, at) => (at === right ? 3 : kind === "press" && at > right ? 2 : 1);

/** The verdict in words. */
function verdictOn({ kind, options, right }, { grade }) {
  const which = options.length && kind !== "order" ? ` ${right + 1} is right.` : "";
  if (grade === 3) return "✓ Right.";
  if (grade === 1) return `✗ Not yet.${which}`;
  return kind === "find" ? "◐ Near." : `◐ Safe, but more careful than need be.${which}`;
}

/** Whether steps are put so that none of a later rank stands before one of an earlier. */
const inOrder = (order, ranks) => order.every((at, i) => !i || ranks[order[i - 1]] <= ranks[at]);

/** The distance in words. */
function farSaid({ cun, ring, reach }, { cm }) {
  if (cm === null) return `Your mark is more than ${reach} cm away, or not on the body.`;
  const where = cm <= ring.cm ? "Inside the ring." : cm <= 2 * ring.cm
    ? "Outside the ring, but less than twice as far." : "Outside the ring.";
  return `${cm.toFixed(1)} cm along the skin, or ${(cm / cun.cm).toFixed(1)} cun (${cun.said}). ${where}`;
}

// What lies on the body

const crossed = (arm) => strand("cross", `M${-arm} 0H${arm}M0 ${-arm}V${arm}`);

/** The place that was marked; beside the answer, its name. */
const markOf = ({ x, y }, named) =>
  pin("mark", x, y, ...crossed(9), ...(named ? [text("your mark", -12, -12, "end")] : []));

// A body's left half shown as its right

const oneSided = ({ dots }) => !dots.some(([, side]) => side === "right");
const swapped = (words) => words.replace("left", "right").replace("Left", "Right");

/** Path data with x measured from the other end. */
const flipped = (path, ends) =>
  path.replace(/(-?[\d.]+) (-?[\d.]+)/g, (_, x, y) => `${tenth(ends - x)} ${y}`);

/** A sheet as it is for the other side. Where both sides are in sight, only the ways change theirs. */
function mirrored(sheet) {
  if (sheet === BLANK) return sheet;
  const [left, , width] = sheet.box;
  const ends = oneSided(sheet) ? 2 * left + width : 0;
  const turn = ([x, ...rest]) => [tenth(ends - x), ...rest];
  const path = (d) => d && flipped(d, ends);
  const entry = ({ dot, point, second, labels, seen, hidden, ticks, midline, thin }) => ({
    ...(dot && { dot: turn(dot) }), ...(point && { point: point.map(turn) }),
    ...(second && { second: turn(second) }), ...(thin && { thin }),
    ...(labels && { labels: labels.map(([word, x, y, across, down]) => [word, tenth(ends - x), y, -across, down]) }),
    seen: path(seen), hidden: path(hidden), ticks: path(ticks), midline: path(midline),
  });
  const each = (things, act) => Object.fromEntries(Object.entries(things).map(([k, v]) => [k, act(v)]));
  const ways = each(sheet.ways, (way) => way.map(entry));
  if (!ends) return { ...sheet, ways };
  const other = { left: "right", right: "left" };
  return {
    ...sheet, ways, mirror: ends, title: swapped(sheet.title),
    fade: sheet.fade.map((end) => other[end] ?? end),
    ...each({ outline: sheet.outline, section: sheet.section, ghost: sheet.ghost }, path),
    dots: sheet.dots.map(([code, side, ...place]) => [code, other[side] ?? side, ...turn(place)]),
    lines: each(sheet.lines, path),
  };
}
