// A station. Score and verdict are worked out here and now; only saving needs Python.

const WAIT = 5000; // ms for Python to answer
let views = 0; // radio buttons of one item have one name, and each view its own

// --- what the answers come to, without a page; as in acu/stations/scoring.py ------------------------

/** Whether it is a yes; undefined while it is open. */
function yesOf({ answer }, ring, result) {
  return result === undefined || answer !== "cm" ? result : result <= ring;
}

function outcomeOf(items, ring, pass, results) {
  const said = items.map((item) => ({ ...item, yes: yesOf(item, ring, results[item.number]) }));
  const numbers = (rows) => rows.map(({ number }) => number);
  const points = said.filter(({ yes }) => yes).length;
  const missed = said.filter(({ yes }) => yes === false);
  const lacking = missed.filter(({ must }) => must);
  return {
    points,
    missed: numbers(missed),
    open: numbers(said.filter(({ yes }) => yes === undefined)),
    lacking: numbers(lacking),
    stopped: lacking.some(({ must }) => must === "first"),
    passed: points >= pass && said.every(({ must, yes }) => !must || yes === true),
  };
}

/** "4", "4 and 9", "4, 7 and 9". */
function listOf(numbers) {
  return numbers.length < 2 ? String(numbers) : `${numbers.slice(0, -1).join(", ")} and ${numbers[numbers.length - 1]}`;
}

function verdictOf(items, pass, { points, missed, open, lacking, stopped, passed }) {
  const must = listOf(items.filter((item) => item.must).map(({ number }) => number));
  if (stopped) return `Stop here: without a yes to ${listOf(lacking)} nobody goes on. Not passed.`;
  if (open.length === items.length) return "Not scored yet.";
  if (passed) return open.length ? `Passed already. Still open: ${listOf(open)}.` : `Passed: ${pass} or more, and ${must} are yes.`;
  const few = points + open.length < pass;
  if (!few && !lacking.length) return `Still open: ${listOf(open)}.${missed.length ? ` A no: ${listOf(missed)}.` : ""}`;
  const why = [
    ...(lacking.length ? [`${listOf(lacking)} must be a yes`] : []),
    ...(few ? [`${pass} are needed`] : []),
  ];
  const left = open.length ? ` Still open: ${listOf(open)}.` : "";
  return `Not passed: ${why.join(", and ")}. Learn once more: ${listOf(missed)}.${left}`;
}

/** A distance as typed, with a point or a comma; undefined if it is none. */
function distanceOf(typed) {
  const text = typed.trim().replace(",", ".");
  return /^\d{1,3}(\.\d*)?$|^\.\d+$/.test(text) ? Math.round(Number(text) * 10) / 10 : undefined;
}

// --- the page ----------------------------------------------------------------------------------------

function choice(name, label, act) {
  const input = html("input", { type: "radio", name, "data-lm-suppress-shortcuts": "true" });
  input.addEventListener("change", act);
  return { input, label: html("label", {}, input, label) };
}

/** Yes and no for an item, and how to show what is answered. */
function yesOrNo(name, score) {
  const yes = choice(name, "Yes", () => score(true));
  const no = choice(name, "No", () => score(false));
  const show = (result) => {
    yes.input.checked = result === true;
    no.input.checked = result === false;
  };
  return { parts: [yes.label, no.label], show };
}

/** A distance for an item, and how to show what it comes to. */
function distance(name, ring, score) {
  const told = html("span", { id: name });
  const input = html("input", {
    type: "text", inputmode: "decimal", maxlength: "5", autocomplete: "off", "aria-describedby": name,
    "data-lm-suppress-shortcuts": "true",
  });
  input.addEventListener("input", () => score(distanceOf(input.value)));
  const show = (result) => {
    if (distanceOf(input.value) !== result && (result !== undefined || document.activeElement !== input)) {
      input.value = result === undefined ? "" : String(result);
    }
    const wrong = result === undefined && input.value.trim();
    const inside = result <= ring ? "Yes: inside the ring" : "No: outside the ring";
    put(told, wrong ? "Give a number of cm, such as 1.5." : result === undefined ? `Up to ${ring} cm is a yes.` : `${inside} of ${ring} cm.`);
  };
  return { parts: [html("label", {}, "From the sticker to your mark, in cm", input), told], show };
}

function line(item, view, ring, score) {
  const name = `acu-station-${view}-${item.number}`;
  const set = (result) => score(item.number, result);
  const { parts, show } = item.answer === "cm" ? distance(name, ring, set) : yesOrNo(name, set);
  const must = item.must ? [" ", html("em", {}, "Must be a yes.")] : [];
  const legend = html("legend", {}, `${item.number}. ${item.ask}`, ...must);
  const look = html("p", { class: "faint" }, item.look);
  const field = html("fieldset", { class: item.answer === "cm" ? "measured" : "" }, legend, look, html("div", { class: "answer" }, ...parts));
  return { item, field, show };
}

function render({ model, el }) {
  const root = html("div", { class: "acu station", role: "group", "aria-label": `Station: ${model.get("_name")}` });
  const page = lay(root, PAGE);
  const [items, ring, pass, view] = [model.get("_items"), model.get("_ring"), model.get("_pass"), views++];
  const lines = items.map((item) => line(item, view, ring, score));
  const outcome = () => outcomeOf(items, ring, pass, model.get("results"));
  const gone = new AbortController();
  let [saved, waiting, printed] = ["", 0, entry()];

  function score(number, result) {
    const { [number]: old, ...others } = model.get("results");
    change(model, { results: result === undefined ? others : { ...others, [number]: result } });
  }

  function show() {
    const results = model.get("results");
    const now = outcome();
    const shut = items.some(({ must, number }) => must === "first" && results[number] !== true);
    for (const { item, field, show } of lines) {
      show(results[item.number]);
      field.disabled = shut && item.must !== "first";
    }
    page.shut.hidden = !shut;
    put(page.score, `${now.points} of ${items.length}`);
    put(page.verdict, verdictOf(items, pass, now));
    root.classList.toggle("passed", now.passed);
    root.classList.toggle("failed", !now.passed && (now.lacking.length > 0 || now.points + now.open.length < pass));
    showPeople();
  }

  function showPeople() {
    for (const who of ["presser", "scorer"]) {
      if (page[who].value !== model.get(who)) page[who].value = model.get(who);
    }
    if (saved !== entry()) put(page.reply, "");
  }

  /** What would be kept now. */
  function entry() {
    const [results, presser, scorer] = ["results", "presser", "scorer"].map((trait) => model.get(trait));
    return JSON.stringify({ results, presser, scorer });
  }

  function keep() {
    const { stopped, open } = outcome();
    if (open.length && !stopped) return put(page.reply, `Not saved yet. Still open: ${listOf(open)}.`);
    if (saved === entry()) return put(page.reply, "This is saved already.");
    const n = (model.get("_wish").n ?? 0) + 1;
    put(page.reply, "Saving …");
    change(model, { _wish: { ...JSON.parse(entry()), n } });
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      put(page.reply, "Not saved: Python does not answer. Wait for it, or print the sheet. " +
        "What is scored is lost when this page is closed.");
    }, WAIT);
  }

  function answered() {
    const { words, saved: done, n } = model.get("_reply");
    const wish = model.get("_wish");
    if (!words || n !== wish.n) return;
    clearTimeout(waiting);
    const { results, presser, scorer } = wish;
    if (done) saved = JSON.stringify({ results, presser, scorer });
    put(page.reply, words);
  }

  function print() {
    const words = { presser: model.get("presser"), scorer: model.get("scorer") };
    const now = outcome();
    if (now.open.length < items.length) words.day = new Date().toLocaleDateString("sv"); // 2026-11-23
    printed = entry();
    const filled = { results: model.get("results"), ring, items, words, outcome: now };
    printSheet(root, `Station ${model.get("_name")}`, model.get("_sheet"), (paper) => fillSheet(paper, filled));
  }

  put(page.name, `Station: ${model.get("_name")}`);
  put(page.first, model.get("_first"));
  put(page.task, model.get("_task"));
  put(page.place, model.get("_place"));
  if (model.get("_alone")) {
    [page.keeping, page.keep].forEach((part) => part.remove());
    askBeforeLeaving(() => printed !== entry(), gone.signal); // paper is all that lasts here
  }
  page.alone.hidden = !model.get("_alone");
  put(page.whence, model.get("_whence"));
  page.sources.append(...model.get("_sources").map(source));
  for (const { item, field } of lines) page[item.must === "first" ? "before" : "after"].append(html("li", {}, field));
  for (const who of ["presser", "scorer"]) {
    page[who].addEventListener("input", () => change(model, { [who]: page[who].value }));
  }
  page.keep.addEventListener("click", keep);
  page.print.addEventListener("click", print);
  page.again.addEventListener("click", () => change(model, { results: {} }));
  const stops = [
    watch(model, ["results"], show),
    watch(model, ["presser", "scorer"], showPeople),
    watch(model, ["_reply"], answered),
    () => clearTimeout(waiting),
    () => gone.abort(),
  ];
  el.append(root);
  show();
  return () => stops.forEach((stop) => stop());
}

export default { render };
