// Danger signs before pressing. All is worked out here and now: an old "go on" must not stay on the
// page while Python is busy or gone. Only keeping and deleting the small file needs Python.

const STRICT = ["avoid", "ask", "light"]; // as in acu/safety.py, the strictest first
const SHAPES = [
  "M12 1H28L39 12V28L28 39H12L1 28V12Z M20 9V23 M20 28V31", // octagon with a bang
  "M20 2L39 37H1Z M20 14V25 M20 30V33", // triangle
  "M20 1A19 19 0 1 0 20 39A19 19 0 1 0 20 1Z M11 21L18 28L30 13", // circle with a tick
];
let views = 0; // radio buttons of one question have one name, and each view its own

// --- what the answers come to, without a page -----------------------------------------------------

/** The most urgent yes; "go on" if there is none; sure once nothing can make it more urgent. */
function resultOf(questions, answers) {
  const yes = questions.filter(({ text }) => answers[text] === true); // the most urgent stands first
  const open = questions.filter(({ text }) => !(text in answers)).length;
  const urgency = yes.length ? yes[0].urgency : open ? "" : "go on";
  return { urgency, open, sure: urgency === "emergency" || open === 0, yes };
}

/** What to do for a question, with the signs for which it is to be done. */
function todoOf(signs) {
  const todo = new Map();
  for (const { sign, do: act } of signs) todo.set(act, [...(todo.get(act) ?? []), sign]);
  return [...todo];
}

/** What holds at the points for all that is ticked; points with the same words together. */
function meaningOf(situations, fits, codes) {
  const same = new Map();
  for (const code of codes) {
    const rows = situations
      .filter(({ who, points }) => fits.includes(who) && code in points)
      .map(({ who, points }) => ({ who, ...points[code] }))
      .sort((a, b) => STRICT.indexOf(a.verdict) - STRICT.indexOf(b.verdict));
    const key = JSON.stringify(rows);
    same.set(key, { rows, verdict: rows[0]?.verdict ?? "", codes: [...(same.get(key)?.codes ?? []), code] });
  }
  return [...same.values()];
}

// --- the page ----------------------------------------------------------------------------------------

function radio(name, label, act) {
  const input = html("input", { type: "radio", name, "data-lm-suppress-shortcuts": "true" });
  input.addEventListener("change", act);
  return { input, label: html("label", {}, input, label) };
}

function question(at, { text }, view, answer) {
  const yes = radio(`acu-check-${view}-${at}`, "Yes", () => answer(text, true));
  const no = radio(`acu-check-${view}-${at}`, "No", () => answer(text, false));
  const todo = html("ul", { class: "todo" });
  const legend = html("legend", {}, `${at + 1}. ${text}`);
  const set = html("fieldset", {}, legend, yes.label, no.label, todo);
  return { set, text, todo, yes: yes.input, no: no.input };
}

function tick(who, act) {
  const input = html("input", { type: "checkbox", "data-lm-suppress-shortcuts": "true" });
  input.addEventListener("change", () => act(who, input.checked));
  return { who, input, label: html("label", {}, input, who) };
}

function end(name, at) {
  const drawing = svg("svg", { viewBox: "0 0 40 40", "aria-hidden": "true" }, svg("path", { d: SHAPES[at] }));
  const mark = html("span", { class: "mark" });
  return { mark, item: html("li", {}, drawing, html("div", {}, html("strong", {}, name), mark)) };
}

function reason({ sign, may, sources, doubt }) {
  const said = `${sign}: this may be ${may}.${doubt ? ` (${doubt})` : ""}`;
  return html("li", {}, said, html("ul", { class: "faint" }, ...sources.map(source)));
}

function render({ model, el }) {
  const root = html("div", { class: "acu screening", role: "group", "aria-label": "Check first" });
  const page = lay(root, PAGE);
  const questions = model.get("_questions");
  const view = views++;
  const answer = (text, yes) => change(model, { answers: { ...model.get("answers"), [text]: yes } });
  const rows = questions.map((asked, at) => question(at, asked, view, answer));
  const ends = model.get("_three").map(end);
  const ticks = model.get("_situations").map(({ who }) => tick(who, toggle));

  function toggle(who, on) {
    const order = model.get("_situations").map((situation) => situation.who);
    const fits = new Set(model.get("fits"));
    on ? fits.add(who) : fits.delete(who);
    change(model, { fits: order.filter((name) => fits.has(name)) });
  }

  function showResult() {
    const answers = model.get("answers");
    for (const { text, yes, no } of rows) {
      yes.checked = answers[text] === true;
      no.checked = answers[text] === false;
    }
    const { urgency, open, sure, yes } = resultOf(questions, answers);
    const reached = model.get("_ends")[urgency];
    const most = yes.filter((asked) => asked.urgency === urgency); // what is milder can wait
    for (const { text, todo } of rows) showTodo(todo, most.find((asked) => asked.text === text));
    ends.forEach(({ item, mark }, at) => {
      const here = at === reached?.place;
      item.className = here ? (sure ? "here" : "so-far") : "";
      here ? item.setAttribute("aria-current", "true") : item.removeAttribute("aria-current");
      put(mark, here ? (sure ? "← this is for you" : "← so far") : "");
    });
    const still = open ? `${open} question${open > 1 ? "s are" : " is"} still open.` : "";
    const said = reached ? `${sure ? "" : "So far: "}${reached.heading}. ${reached.words}` : "";
    put(page.verdict, [said, sure ? "" : still].join(" ").trim());
    page.verdict.className = `verdict place-${reached?.place ?? "none"}`;
    page.numbers.hidden = urgency !== "emergency";
    page.keep.disabled = !sure;
    showLine();
  }

  /** What to do stands where the hand is: under the question that was answered with yes. */
  function showTodo(todo, asked) {
    const lines = todoOf(asked?.signs ?? []).map(([act, signs]) =>
      html("li", {}, html("strong", {}, act), ` If it is: ${signs.join("; ")}.`));
    todo.hidden = !asked;
    todo.className = asked ? `todo place-${model.get("_ends")[asked.urgency].place}` : "todo";
    todo.replaceChildren(...lines);
  }

  function showFits() {
    const fits = model.get("fits");
    for (const { who, input } of ticks) input.checked = fits.includes(who);
    const names = model.get("_points");
    const meant = fits.length ? meaning() : [];
    page.means.replaceChildren(...meant.map(({ codes, verdict, rows }) => {
      const head = `${codes.map((code) => names[code]).join(", ")}: ${model.get("_verdicts")[verdict]}.`;
      const why = rows.map(({ who, action, reason }) => html("li", {}, `${who}: ${action} ${reason}`));
      return html("li", { class: verdict }, html("strong", {}, head), html("ul", {}, ...why));
    }));
  }

  function meaning() {
    return meaningOf(model.get("_situations"), model.get("fits"), Object.keys(model.get("_points")));
  }

  function leftOut() {
    return meaning().filter(({ verdict }) => verdict === "avoid").flatMap(({ codes }) => codes);
  }

  /** What the fold says of itself: the answer of now, else the one that was kept. */
  function showLine() {
    const { urgency, open, sure } = resultOf(questions, model.get("answers"));
    const out = urgency === "go on" ? leftOut() : [];
    const but = out.length ? ` But leave out ${out.join(", ")}.` : "";
    const now = sure ? `Now: ${model.get("_ends")[urgency].heading.toLowerCase()}.${but}` : "";
    const none = open === questions.length ? "Not answered yet." : "Some questions are open.";
    put(page.line, now || model.get("_kept") || none);
    page.line.classList.toggle("faint", !now);
    const kept = model.get("_kept");
    if (!kept && page.forget.matches(":focus")) page.again.focus(); // from a button that goes away
    page.forget.hidden = !kept;
  }

  function wish(what) {
    put(page.reply, "A moment … If this stays here, run the cell again.");
    change(model, { _wish: { do: what, n: (model.get("_wish").n ?? 0) + 1 } });
  }

  if (model.get("_alone")) [page.keeping, page.keep].forEach((part) => part.remove());
  page.fold.open = !model.get("_folded");
  put(page.caveat, model.get("_caveat"));
  put(page.place, model.get("_place"));
  page.questions.append(...rows.map(({ set }) => set));
  page.ends.append(...ends.map(({ item }) => item));
  page.numbers.append(...model.get("_numbers").map(([place, number]) =>
    html("li", {}, html("strong", {}, number), ` in ${place}`)));
  page.numbers.append(html("li", { class: "faint" }, model.get("_elsewhere")));
  page.situations.append(...ticks.map(({ label }) => label));
  page.why.append(...questions.flatMap(({ signs }) => signs.map(reason)));
  page.keep.addEventListener("click", () => wish("keep"));
  page.forget.addEventListener("click", () => wish("forget"));
  page.again.addEventListener("click", () => change(model, { answers: {}, fits: [] }));
  const stops = [
    watch(model, ["answers"], showResult),
    watch(model, ["fits"], showFits),
    watch(model, ["_kept", "fits"], showLine),
    watch(model, ["_reply"], () => put(page.reply, model.get("_reply").words ?? "")),
  ];
  el.append(root);
  showResult();
  showFits();
  return () => stops.forEach((stop) => stop());
}

export default { render };
