// Judging an answer, without a page.

const REACHED = 25.5; // cm, the most that a target holds
const tenth = (mm) => Math.round(10 * mm) / 10;

/** What is still to be asked, what was right at once, and what was asked. Wrong ones come again, once. */
function standing(questions, log) {
  const [asked, again] = [new Set(), new Set()];
  let right = 0;
  const queue = questions.slice();
  for (const { question, grade } of log) {
    const at = queue.findIndex(({ key }) => key === question);
    if (at < 0) continue; // not ours
    const [answered] = queue.splice(at, 1);
    if (!asked.has(question) && grade > 1) right += 1;
    if (grade === 1 && !again.has(question)) queue.push(answered);
    if (grade === 1) again.add(question);
    asked.add(question);
  }
  return { queue, right, asked };
}

/** Where a point is in sight on a plain sheet, mm: on the side that is meant, or on both. */
const sitesOf = (sheet, { code, side }) =>
  sheet.dots.filter(([other, where]) => other === code && (!side || where !== "left" || oneSided(sheet)))
    .map(([, , ...site]) => site);

/**
 * How far a place is from the point, cm along the skin; null if more than the target reaches.
 * Who marks the very dot is right, also at a rim, where the skin turns away between two readings:
 * nearer to a site than the readings are to each other, the straight way counts, if it is shorter.
 */
function reading(target, x, y, sites = []) {
  if (!target) return null;
  const { step, columns, cm } = target;
  const values = new Uint8Array(cm.buffer ?? cm, cm.byteOffset ?? 0, cm.byteLength);
  const [across, down] = [(x - target.x) / step, (y - target.y) / step];
  const [left, top] = [Math.floor(across), Math.floor(down)];
  const [u, v] = [across - left, down - top];
  const rows = values.length / columns;
  let [sum, weight] = [0, 0];
  for (const [i, j, share] of [[0, 0, (1 - u) * (1 - v)], [1, 0, u * (1 - v)], [0, 1, (1 - u) * v], [1, 1, u * v]]) {
    const [column, row] = [left + i, top + j];
    if (column < 0 || row < 0 || column >= columns || row >= rows) continue;
    const value = values[row * columns + column];
    if (value === 255) continue; // beside the body, or too far
    sum += share * value;
    weight += share;
  }
  const read = weight > 0.25 ? Math.round(sum / weight) / 10 : null;
  const straight = Math.min(...sites.map((site) => distance(site, [x, y])));
  return straight > step ? read : Math.min(read ?? REACHED, tenth(straight / 10));
}

/** 3 inside the ring, 2 within twice the ring, else 1. */
const graded = (cm, ring) => (cm === null || cm > 2 * ring ? 1 : cm > ring ? 2 : 3);

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
