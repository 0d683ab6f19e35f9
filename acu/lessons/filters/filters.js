// What can be asked of the points, and the answer. Python laid out the answer to each choice; here
// they are only put together, so that nothing waits for it.

const QUIET = { "data-lm-suppress-shortcuts": "true" }; // JupyterLab leaves its keys alone

// --- the answer, without a page -----------------------------------------------------------------

const NOTHING = { text: "", channel: "", region: "", complaint: "", kind: "", who: "" };
const points = (count) => `${count} point${count === 1 ? "" : "s"}`;

/** Codes of the points that match everything that is asked. */
function matching(answers, book, { text, complaint, kind, ...rest }) {
  const held = Object.keys(answers.sets).filter((name) => rest[name]);
  const sets = held.map((name) => new Set(answers.sets[name][rest[name]]));
  if (complaint || kind) {
    const said = complaint ? [answers.said[complaint] ?? {}] : Object.values(answers.said);
    sets.push(new Set(said.flatMap((by) => (kind ? by[kind] ?? [] : Object.values(by).flat()))));
  }
  if (text.trim()) sets.push(new Set(called(book, text).codes));
  return answers.codes.filter((code) => sets.every((set) => set.has(code)));
}

/**
 * The point that is chosen once this is asked. A text that names one point chooses it, and a text
 * takes the choice from points that it does not mean: on the way to "B 54" it meant BL5.
 */
function choiceBy(book, text, shown, selected) {
  const { codes } = findNamed(book, text);
  if (codes.length === 1 && shown.includes(codes[0])) return codes[0];
  return text.trim() && !shown.includes(selected) ? "" : selected;
}

/** What the text can mean, and what is left out for whom. */
function notesOn(answers, book, { text, who }, shown) {
  const notes = text.trim() ? [called(book, text).message] : [];
  if (who) notes.push(...answers.notes[who], ...(shown.length ? [answers.not_safe] : []));
  return notes;
}

/** Why nothing matches, and what would bring points: a label, and what to ask instead. */
function waysOut(answers, book, fields, asked) {
  const names = fields.map(({ name }) => name).filter((name) => asked[name].trim());
  const labels = Object.fromEntries(fields.map((field) => [field.name, labelOf(field, asked)]));
  let why = `No point matches ${names.length > 1 ? "all of " : ""}${names.map((name) => labels[name]).join("; ")}.`;
  if (asked.kind === "trial" && answers.no_trial) why = `${answers.no_trial} ${why}`;
  const near = asked.text.trim() ? called(book, asked.text).suggestions : [];
  const ways = near.map((code) => ({ label: `Show ${nameOf(book, code)}`, name: "text", value: code }));
  for (const name of names.filter((each) => each !== "who")) { // nobody is tempted to lift a caution
    const count = matching(answers, book, { ...asked, [name]: "" }).length;
    if (count) ways.push({ label: `Without ${labels[name]} you would see ${points(count)}`, name, value: "" });
  }
  if (asked.who && !matching(answers, book, { ...NOTHING, who: asked.who }).length) {
    why = `Every point is left out for “${asked.who}”.`;
  } else if (!ways.length && names.length > 1) {
    why += " No single change brings one back: take away two, or press Reset.";
  }
  return { why, ways };
}

/** What is asked in a field, as a person reads it. */
function labelOf({ name, label, choices }, asked) {
  const [chosen] = choices.find(([, value]) => value === asked[name]) ?? [`“${asked[name]}”`];
  return `${label}: ${chosen}`;
}

/** Code and name, without the characters and the region that stand behind them. */
function nameOf(book, code) {
  return book.labels[code].split(/ \p{Script=Han}/u)[0];
}

function askedOf(model) {
  return { ...NOTHING, ...model.get("asked") };
}

function initialize({ model }) {
  model.on("change:asked", () => {
    const [asked, book] = [askedOf(model), model.get("_lookup")];
    const shown = matching(model.get("_answers"), book, asked);
    model.set("shown", shown);
    model.set("selected", choiceBy(book, asked.text, shown, model.get("selected")));
  });
}

// --- the page -------------------------------------------------------------------------------------

function fieldOf({ name, label, choices }) {
  const id = `asked-${name}-${Math.random().toString(36).slice(2)}`;
  const control = choices.length
    ? html("select", { id, ...QUIET }, ...choices.map(([words, value]) => html("option", { value }, words)))
    : html("input", { id, type: "text", placeholder: "B 54, Juliao, 委中", autocomplete: "off", autocapitalize: "off", spellcheck: "false", ...QUIET });
  return { name, control, element: html("div", { class: name }, html("label", { for: id }, label), control) };
}

function render({ model, el }) {
  const root = html("div", { class: "acu pointfilters" });
  const page = lay(root, PAGE);
  const layout = model.get("_fields");
  const fields = layout.map(fieldOf);
  const controls = Object.fromEntries(fields.map(({ name, control }) => [name, control]));
  const reset = html("button", { type: "button", ...QUIET }, "Reset");

  const ask = (asked) => change(model, { asked: { ...askedOf(model), ...asked } });

  function wayOf({ label, name, value }) {
    const button = html("button", { type: "button", ...QUIET }, label);
    button.addEventListener("click", () => {
      controls[name].focus(); // the button goes away now: who presses keys goes on from the filter
      ask({ [name]: value });
    });
    return button;
  }

  function show() {
    const [answers, book, asked, shown] = [model.get("_answers"), model.get("_lookup"), askedOf(model), model.get("shown")];
    for (const [name, control] of Object.entries(controls)) {
      if (control.value !== asked[name]) control.value = asked[name];
    }
    const notes = notesOn(answers, book, asked, shown);
    const before = [...page.notes.children].map((line) => line.textContent);
    if (notes.join("\n") !== before.join("\n")) { // a live region would say them again
      page.notes.replaceChildren(...notes.map((note) => html("p", {}, note)));
    }
    const { why, ways } = shown.length ? { why: "", ways: [] } : waysOut(answers, book, layout, asked);
    put(page.why, why);
    page.ways.replaceChildren(...ways.map(wayOf));
    page.ways.hidden = !ways.length;
  }

  for (const { name, control } of fields) {
    control.addEventListener("input", () => ask({ [name]: control.value }));
  }
  reset.addEventListener("click", () => ask(NOTHING));
  page.fields.append(...fields.map(({ element }) => element), reset);
  const stop = watch(model, ["asked", "shown"], show);
  el.append(root);
  show();
  return stop;
}

export default { initialize, render };
