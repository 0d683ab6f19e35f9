// A table of points: sort by a column, choose a row. Everything happens in the browser; rows are
// made once, and a filter only hides them.

const NATURAL = new Intl.Collator("en", { numeric: true, sensitivity: "base" }); // BL9, BL10; ū as u
const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity };

/** Columns as wide as their texts need: they stay where they are when rows are hidden. */
function widths(names, rows) {
  const room = (at) => (at ? 4 : 6); // for padding, in letters; before the code stands the mark of choice
  const longest = (at) => Math.max(names[at].length + 2, ...rows.map((row) => row.cells[at].textContent.length));
  const letters = names.map((_, at) => Math.min(16, longest(at)) + room(at)); // what is longer, wraps
  const all = letters.reduce((sum, count) => sum + count, 0);
  return letters.map((count) => html("col", { style: `width: ${(100 * count) / all}%` }));
}

function button(...words) {
  // JupyterLab looks for the mark on the focused element itself; else x would cut the cell.
  return html("button", { type: "button", "data-lm-suppress-shortcuts": "true" }, ...words);
}

function headCell(name) {
  const arrow = html("span", { class: "arrow", "aria-hidden": "true" });
  return html("th", { scope: "col", "aria-sort": "none" }, button(name, " ", arrow));
}

function bodyRow(code, cells) {
  const head = html("th", { scope: "row" }, button(code));
  return html("tr", { "data-code": code }, head, ...cells.map((text) => html("td", {}, text)));
}

function render({ model, el }) {
  const codes = model.get("codes");
  const rows = new Map(codes.map((code) => [code, bodyRow(code, model.get("_cells")[code])]));
  const names = model.get("columns");
  const heads = names.map(headCell);
  const head = html("thead", {}, html("tr", {}, ...heads));
  const body = html("tbody", {}, ...rows.values());
  const columns = html("colgroup", {}, ...widths(names, [...rows.values()]));
  const caption = html("caption", { class: "spoken" }, model.get("caption"));
  const count = html("strong", { role: "status" });
  const hint = html("span", { class: "faint" }, "Click a row, or use the arrow keys and Enter.");
  const box = html("div", { class: "box" }, html("table", {}, caption, columns, head, body));
  const pick = (row) => row.firstChild.firstChild; // the button with the code
  let chosen = null; // the row that is marked
  let stop = null; // the one row that Tab comes to

  /** Bring a row into the box, without moving the page. */
  function reveal(row) {
    const [seen, line] = [box.getBoundingClientRect(), row.getBoundingClientRect()];
    const above = seen.top + head.offsetHeight - line.top;
    const below = line.bottom - (seen.top + box.clientTop + box.clientHeight);
    if (above > 0) box.scrollTop -= above;
    else if (below > 0) box.scrollTop += below;
  }

  /** Once the browser has laid out the rows: to ask for their places now would make it wait. */
  function revealChosen() {
    requestAnimationFrame(() => chosen && !chosen.hidden && reveal(chosen));
  }

  function setStop(row) {
    if (stop) pick(stop).tabIndex = -1;
    stop = row ?? null;
    if (stop) pick(stop).tabIndex = 0;
  }

  function focus(row) {
    setStop(row);
    pick(row).focus({ preventScroll: true });
    reveal(row);
  }

  const inSight = () => [...body.rows].filter((row) => !row.hidden);

  function showRows() {
    const shown = new Set(model.get("shown"));
    const held = body.contains(document.activeElement);
    for (const [code, row] of rows) row.hidden = !shown.has(code);
    count.textContent = `${shown.size} of ${codes.length} points shown`;
    setStop(chosen && !chosen.hidden ? chosen : inSight()[0]);
    if (held && stop) focus(stop); // a hidden row would let the focus fall on the notebook
    else revealChosen();
  }

  function markChosen() {
    if (chosen) pick(chosen).removeAttribute("aria-current");
    chosen = rows.get(model.get("selected")) ?? null;
    if (!chosen) return;
    pick(chosen).setAttribute("aria-current", "true");
    if (!chosen.hidden) setStop(chosen);
    revealChosen();
  }

  function sortBy(column) {
    const up = heads[column].ariaSort === "ascending";
    heads.forEach((cell, at) => {
      cell.ariaSort = at !== column ? "none" : up ? "descending" : "ascending";
      cell.querySelector(".arrow").textContent = at !== column ? "" : up ? "▼" : "▲";
    });
    const text = (row) => row.cells[column].textContent;
    const keyed = [...rows.values()].map((row) => [text(row), row]);
    keyed.sort((a, b) => NATURAL.compare(a[0], b[0]) * (up ? -1 : 1));
    body.append(...keyed.map(([, row]) => row));
    if (!chosen || chosen.hidden) setStop(inSight()[0]);
    revealChosen();
  }

  function choose(event) {
    const row = event.target.closest("tr");
    change(model, { selected: row.dataset.code });
    focus(row); // a click beside the button, too, goes on from here by keyboard
  }

  function move(event) {
    if (!(event.key in STEPS) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const list = inSight();
    const at = list.indexOf(event.target.closest("tr")) + STEPS[event.key];
    focus(list[clamp(at, 0, list.length - 1)]);
  }

  for (const row of rows.values()) pick(row).tabIndex = -1;
  heads.forEach((cell, at) => cell.firstChild.addEventListener("click", () => sortBy(at)));
  body.addEventListener("click", choose);
  body.addEventListener("keydown", move);
  const ends = [watch(model, ["shown"], showRows), watch(model, ["selected"], markChosen)];
  el.append(html("div", { class: "acu pointtable" }, html("div", { class: "row" }, count, hint), box));
  markChosen();
  showRows();
  return () => ends.forEach((end) => end());
}

export default { initialize: ({ model }) => keepIndex(model), render };
