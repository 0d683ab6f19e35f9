// One point out of all: chosen from a list, or typed and looked up. Nothing waits for Python.

/** What to say of a typed text, which point it means if it can be only one, and else which to offer. */
function answerTo(book, text) {
  if (!text.trim()) return { message: "", code: "", offered: [] };
  const { codes, suggestions, message } = findNamed(book, text);
  const sure = codes.length === 1;
  return { message, code: sure ? codes[0] : "", offered: sure ? [] : [...codes, ...suggestions] };
}

function render({ model, el }) {
  const root = html("div", { class: "acu picker" });
  const id = `picker-${Math.random().toString(36).slice(2)}`; // a page may hold an id once
  const page = lay(root, PAGE.replaceAll("acu-picker", id));
  const titles = Object.entries(model.get("_titles"));
  let looked = ""; // what was looked up last
  const choose = (selected) => change(model, { selected });

  function offer(code) {
    const given = { type: "button", title: `Show ${code} on the body`, "data-lm-suppress-shortcuts": "true" };
    const button = html("button", given, `Show ${code}`);
    button.addEventListener("click", () => choose(code));
    return button;
  }

  function look() {
    looked = page.typed.value;
    const { message, code, offered } = answerTo(model.get("_lookup"), looked);
    put(page.answer, message);
    page.ways.replaceChildren(...offered.map(offer));
    if (code) choose(code);
  }

  function show() {
    const code = model.get("selected");
    if (page.list.value !== code) page.list.value = code;
  }

  page.list.append(...titles.map(([code, title]) => html("option", { value: code }, title)));
  page.list.addEventListener("input", () => choose(page.list.value));
  // Once it is typed, for half a code is another point. A press on a button leaves the field, and must
  // not put another button in its place.
  page.typed.addEventListener("change", () => page.typed.value !== looked && look());
  page.typed.addEventListener("keydown", ({ key }) => key === "Enter" && look());
  const stop = watch(model, ["selected"], show);
  el.append(root);
  show();
  return stop;
}

export default { render };
