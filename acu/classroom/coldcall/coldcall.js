// The page of a cold call. Question, learner and answer follow from `turn`, `turned` and `seed`.

const FORWARD = [" ", "Enter", "ArrowRight"];

function answerOf({ options, right, answer, why, sources }) {
  const several = answer.length > 1;
  const said = several
    ? [html("ol", {}, ...answer.map((step, i) => html("li", {}, `${step} (${right[i]})`)))]
    : answer.map((text) => html("p", { class: "right" }, `✓ ${options.length ? `${right[0]}. ` : ""}${text}`));
  return [
    ...said,
    html("p", {}, why),
    html("ul", { class: "faint sources" }, ...sources.map(source)),
  ];
}

function render({ model, el }) {
  const gone = new AbortController();
  const root = html("div", {
    class: "acu coldcall", role: "group", "aria-label": "Cold call", tabindex: "-1",
    "data-lm-suppress-shortcuts": "true",
  });
  const at = lay(root, PAGE), all = model.get("_questions");
  const here = () => all[model.get("turn") % all.length];

  function go(steps) {
    change(model, { turn: Math.max(0, model.get("turn") + steps), turned: false });
    show();
  }

  function forward() {
    if (model.get("turned")) return go(1);
    change(model, { turned: true });
    show();
    at.answer.scrollIntoView({ block: "nearest" });
  }

  function back() {
    if (model.get("turned")) {
      change(model, { turned: false });
      show();
    } else go(-1);
  }

  function show() {
    const turn = model.get("turn"), turned = model.get("turned"), question = here();
    const { ask, options, hint, right } = question;
    const round = Math.floor(turn / all.length);
    put(at.count, `Question ${(turn % all.length) + 1} of ${all.length}${round ? `, round ${round + 1}` : ""}`);
    const learners = model.get("learners");
    put(at.called, calledOn(learners, model.get("seed"), turn) ?? "");
    put(at.many, learners.length ? `Call on learners: ${learners.length} words` : "Call on learners: no words yet");
    put(at.ask, ask);
    put(at.hint, turned ? "" : hint);
    put(at.main, turned ? "Next question" : "Show answer");
    at.back.ariaDisabled = String(turn === 0 && !turned);
    root.classList.toggle("turned", turned);
    // An order is told again in the answer.
    at.options.hidden = turned && right.length > 1;
    at.options.replaceChildren(...options.map((text, i) => {
      const yes = turned && right.includes(i + 1);
      return html("li", yes ? { class: "yes" } : {}, text);
    }));
    at.answer.replaceChildren(...(turned ? answerOf(question) : []));
    fit();
  }

  /** In a room nothing may lie below the edge: what is long is written smaller, down to a half. */
  function fit() {
    root.style.removeProperty("--fit");
    if (document.fullscreenElement !== root) return;
    for (let size = 1; size > 0.5 && at.stage.scrollHeight > at.stage.clientHeight + 1; size -= 0.04) {
      root.style.setProperty("--fit", size);
    }
  }

  root.addEventListener("keydown", (event) => {
    const own = event.target.closest("button, textarea, summary, a");
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("textarea")) return;
    if (event.key === "ArrowLeft") back();
    else if (FORWARD.includes(event.key) && !(own && event.key !== "ArrowRight")) {
      if (!event.repeat) forward();
    } else return;
    event.preventDefault();
  });
  at.main.addEventListener("click", forward);
  at.back.addEventListener("click", back);
  at.learners.value = model.get("learners").join("\n");
  at.learners.addEventListener("input", () => {
    change(model, { learners: wordsOf(at.learners.value) });
    show();
  });
  at.shuffle.addEventListener("click", () => {
    change(model, { seed: Math.floor(Math.random() * 1e6) });
    show();
  });
  fillScreen(root, at.full, gone.signal);
  const given = model.get("learners");
  if (model.get("_alone")) askBeforeLeaving(() => model.get("learners") !== given, gone.signal);
  document.addEventListener("fullscreenchange", fit, { signal: gone.signal });
  window.addEventListener("resize", fit, { signal: gone.signal });
  const stop = watch(model, ["turn", "turned", "seed", "learners"], show);
  el.append(root);
  show();
  return () => {
    gone.abort();
    stop();
  };
}

export default { render };
