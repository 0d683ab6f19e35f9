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
  const page = lay(root, PAGE);
  const titles = Object.entries(model.get("_titles"));
  const choose = (selected) => change(model, { selected });

  function offer(code) {
    const given = { type: "button", title: `Show ${code} on the body`, "data-lm-suppress-shortcuts": "true" };
    const button = html("button", given, `Show ${code}`);
    button.addEventListener("click", () => choose(code));
    return button;
  }

  function look() {
    const { message, code, offered } = answerTo(model.get("_lookup"), page.typed.value);
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
  page.typed.addEventListener("change", look); // once it is typed: half a code is another point
  const stop = watch(model, ["selected"], show);
  el.append(root);
  show();
  return stop;
}

export default { render };
