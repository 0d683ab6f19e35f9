// Cards to sort. Everything follows from the log of what was sorted, so that views agree and nothing
// waits for Python.

// --- the pile, without a page ----------------------------------------------------------------------

/** What lies on the pile, what is sorted, and what was right at once. A wrong card goes to the end. */
function pileOf(cards, log) {
  const kinds = new Map(cards.map(({ id, kind }) => [id, kind]));
  const pile = cards.map(({ id }) => id);
  const met = new Set();
  let first = 0; // right at the first go
  for (const { id, kind } of log) {
    if (!pile.includes(id)) continue; // not ours
    pile.splice(pile.indexOf(id), 1);
    const right = kinds.get(id) === kind;
    if (!right) pile.push(id);
    else if (!met.has(id)) first += 1;
    met.add(id);
  }
  return { pile, first, sorted: cards.length - pile.length };
}

// --- the page ----------------------------------------------------------------------------------------

function pileButton(kind, { name, is }, at, sort) {
  const given = { type: "button", "aria-pressed": "false", "data-lm-suppress-shortcuts": "true" };
  const mark = html("span", { class: "mark" });
  const head = html("strong", {}, `${at + 1} ${name}`);
  const button = html("button", given, head, html("small", {}, is), mark);
  button.addEventListener("click", () => sort(kind));
  return { kind, button, mark };
}

/** What is known of a claim: why it lies there, how it stands, how to say it fairly, who says so. */
function toldOf({ why, status, known, fair, sources, doubt }) {
  const line = (head, text) => html("p", {}, html("strong", {}, `${head} `), text);
  const who = doubt ? `Who says so (${doubt})` : "Who says so";
  return [
    line("Why there:", why),
    line(`How it stands: ${status}.`, known),
    line("Fairly said:", fair),
    html("p", { class: "faint" }, who),
    html("ul", { class: "faint" }, ...sources.map(source)),
  ];
}

function whole(cards, kinds) {
  return Object.entries(kinds).flatMap(([kind, { name, is }]) => {
    const items = cards.filter((card) => card.kind === kind).map((card) =>
      html("li", {}, html("strong", {}, card.claim), html("p", { class: "faint" }, card.where), ...toldOf(card)));
    return [html("h3", {}, `${name}: ${is}`), html("ul", {}, ...items)];
  });
}

function render({ model, el }) {
  // Who clicks on mere words brings the keys here, too: not to the cell, which 1 makes a heading.
  const quiet = { tabindex: "-1", "data-lm-suppress-shortcuts": "true" };
  const root = html("div", { class: "acu claimcards", role: "group", "aria-label": "Claims to sort", ...quiet });
  const page = lay(root, PAGE);
  const cards = model.get("_cards");
  const kinds = model.get("_kinds");
  const byId = new Map(cards.map((card) => [card.id, card]));
  const piles = Object.keys(kinds).map((kind, at) => pileButton(kind, kinds[kind], at, sort));

  /** The card that lies there, and how it was sorted if its answer is shown. */
  function here() {
    const log = model.get("log");
    const last = log[log.length - 1];
    if (model.get("turned") && last) return { card: byId.get(last.id), chosen: last.kind };
    return { card: byId.get(pileOf(cards, log).pile[0]), chosen: "" };
  }

  function sort(kind) {
    const { card, chosen } = here();
    if (!card || chosen) return;
    change(model, { log: [...model.get("log"), { id: card.id, kind }], turned: true });
    show();
    page.next.focus({ preventScroll: true });
    page.outcome.scrollIntoView({ block: "nearest" }); // of a long answer its beginning
  }

  function next() {
    change(model, { turned: false });
    show();
    here().card ? page.card.focus() : page.again.focus(); // not a pile: a second Enter would sort
  }

  function again() {
    change(model, { log: [], turned: false });
    show();
    page.card.focus();
  }

  function show() {
    const { pile, first, sorted } = pileOf(cards, model.get("log"));
    const { card, chosen } = here();
    put(page.count, `${sorted} of ${cards.length} sorted`);
    page.bar.max = cards.length;
    page.bar.value = sorted;
    put(page.score, sorted ? `${first} of them at the first go` : "");
    page.card.hidden = page.sorting.hidden = !card;
    root.classList.toggle("turned", Boolean(chosen));
    page.answer.hidden = !chosen;
    page.done.hidden = Boolean(card);
    for (const { kind, button, mark } of piles) {
      const right = chosen && kind === card.kind;
      button.setAttribute("aria-pressed", String(kind === chosen));
      button.setAttribute("aria-disabled", String(Boolean(chosen)));
      button.classList.toggle("right", Boolean(right));
      put(mark, right ? "✓ here it belongs" : chosen && kind === chosen ? "you chose this" : "");
    }
    if (!chosen) put(page.verdict, "");
    if (!card) {
      put(page.end, `All ${cards.length} claims are sorted, ${first} of them at the first go. ` +
        "Whoever reads like this asks: who says so, and how would they know?");
      return;
    }
    put(page.where, card.where);
    put(page.claim, card.claim);
    page.card.setAttribute("aria-label", card.claim);
    if (chosen) showAnswer(card, chosen, pile.length);
  }

  function showAnswer(card, chosen, left) {
    const { name } = kinds[card.kind];
    const right = chosen === card.kind;
    put(page.verdict, right ? `Yes: ${name.toLowerCase()}.`
      : `We put it under ${name.toLowerCase()}. Below stands why. The card comes again at the end.`);
    page.told.replaceChildren(...toldOf(card));
    put(page.next, left ? "Next card" : "That was the last one");
  }

  /** 1, 2, 3, wherever in the widget the focus is; without this JupyterLab would make headings. */
  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pile = piles[Number(event.key) - 1];
    if (pile) sort(pile.kind);
    else if (event.key === "Enter" && [root, page.card].includes(event.target) && !page.answer.hidden) next();
    else return;
    event.preventDefault();
  }

  fill(page.card, quiet);
  page.piles.append(...piles.map(({ button }) => button));
  put(page.all, `See all ${cards.length} claims with their answers`);
  page.list.append(...whole(cards, kinds));
  page.next.addEventListener("click", next);
  page.again.addEventListener("click", again);
  root.addEventListener("keydown", press);
  const stop = watch(model, ["log", "turned"], show);
  el.append(root);
  show();
  return stop;
}

export default { render };
