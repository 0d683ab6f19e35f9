// What is said of the chosen point. Its pieces were written and escaped by Python; here they are only
// put together, and their sources numbered in the order in which they are named.

/** The page of a point as HTML, the same as that of its card in Python. */
function pageOf(said, code, who) {
  const [first] = (said.warnings[who] ?? []).filter(([, codes]) => codes.includes(code));
  const ids = [];
  const number = (braces, id) => {
    if (!Object.hasOwn(said.sources, id)) return braces; // what a table says in braces
    if (!ids.includes(id)) ids.push(id);
    return ids.indexOf(id) + 1;
  };
  const text = said.points[code].map((at) => said.pieces[at]).join("");
  const numbered = text.replace(/\{([^{}]+)\}/g, number);
  const lines = ids.map((id) => said.sources[id]).join("</li><li>");
  const sources = said.list.replace("{count}", ids.length).replace("{lines}", () => lines);
  return `<h3>What is said of ${said.names[code]}</h3>${first?.[0] ?? ""}${numbered}${sources}`;
}

function render({ model, el }) {
  const root = html("div", { class: "acu said" });
  let page = null; // what stands there, to leave open folds open if nothing changes

  function show() {
    const [said, code] = [model.get("_said"), model.get("selected")];
    const { who } = model.get("asked");
    const known = Object.hasOwn(said.points ?? {}, code);
    const next = known ? pageOf(said, code, who) : "";
    if (next === page) return;
    page = next;
    root.replaceChildren(known ? made(next) : html("p", { class: "faint" }, said.hint));
  }

  const stop = watch(model, ["selected", "asked", "_said"], show);
  el.append(root);
  show();
  return stop;
}

function made(page) {
  const box = html("div", { class: "sayings" });
  box.append(markChinese(document.createRange().createContextualFragment(page)));
  for (const control of box.querySelectorAll("a, summary")) {
    control.setAttribute("data-lm-suppress-shortcuts", "true");
  }
  return box;
}

export default { render };
