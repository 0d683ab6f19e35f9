// The page of the press timer, and the session behind it.

// --- a session: one for each model, however many views --------------------------------------------

function openSession(model) {
  const plan = model.get("_plan");
  const clock = () => model.get("_clock"), state = () => stateOf(plan, clock());

  // A press is known by when, where and on which side, so that two tabs do not write it down twice.
  function keep(turned) {
    const finished = model.get("finished");
    const key = ({ when, code, side }) => `${when} ${code} ${side}`;
    const fresh = turned.presses.filter((press) => !finished.some((old) => key(old) === key(press)));
    const { index, left } = position(plan, elapsed(turned.clock, now()));
    change(model, {
      _clock: turned.clock,
      finished: fresh.length ? [...finished, ...fresh] : finished,
      phase: plan[index].phase,
      remaining: Math.ceil(left / 1000),
      state: stateOf(plan, turned.clock),
    });
  }

  const drive = driveByClock(model, {
    every: 50,
    traits: ["vibration", "guide"],
    rings: () => plan.slice(1).map((_, i) => begin(plan, i + 1)),
    least: () => begin(plan, clock().index),
    due: () => (state() === "ready" ? null : due(plan, elapsed(clock(), now()))),
    settle(seen) {
      const { index } = clock();
      keep(catchUp(plan, clock(), now()));
      if (clock().index > index && model.get("vibration") && seen) navigator.vibrate?.(300);
    },
  });

  function turn(name, view) {
    keep(act(plan, clock(), name, now()));
    drive.turned(view, name === "restart" || name === "stop");
    if (name === "pause") drive.say(`Paused, ${figures(position(plan, clock().held).left)} left.`);
    if (name === "stop") {
      drive.say(`Stopped. ${model.get("_stops").map((sign) => sign.join(": ")).join(" ")}`);
    }
  }

  return { ...drive, model, plan, turn, state };
}

// --- a view: it draws, and passes on what a person does -------------------------------------------

function makeCard(title, point, words, next = "") {
  return html("div", { class: "card" },
    html("p", { class: "title" }, title),
    html("p", { class: "point" }, point),
    ...words.map((text) => html("p", {}, text)),
    html("p", { class: "next" }, next));
}

// Every phase has its card from the start; they lie on one another, so that no text moves the page.
function makeCards(plan) {
  return plan.map(({ title, point, words }, i) => {
    const after = plan[i + 1];
    const other = after && after.point !== point ? `${after.point}: ` : "";
    const time = after?.seconds ? `, ${figures(after.seconds * 1000)}` : "";
    return makeCard(title, point, words, after ? `Next: ${other}${after.title.toLowerCase()}${time}` : "");
  });
}

// The phases in a list, under the name of their point.
function fillSteps(list, plan) {
  return plan.slice(0, -1).map(({ phase, point, side, title, seconds }) => {
    if (phase === "get ready") {
      list.append(html("li", {}, html("span", { class: "point" }, point), html("ol", { class: "row" })));
    }
    const name = phase === "press" ? `Press${side && ` ${side}`}` : title;
    const step = html("li", {}, `${name} ${figures(seconds * 1000)}`);
    list.lastChild.lastChild.append(step);
    return step;
  });
}

const MAIN = { ready: "Start", running: "Pause", paused: "Go on", finished: "Start again" };
const UNDER = { ready: "ready", running: "", paused: "paused", finished: "done" };
const TOGGLES = ["chime", "vibration", "guide"]; // traits, and buttons of the same name
const FOCUSABLE = { tabindex: "-1", "data-lm-suppress-shortcuts": "true" };

function renderView(session, el) {
  const { model, plan } = session, gone = new AbortController(), signs = model.get("_stops");
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const root = html("div", { class: "acu timer", role: "group", "aria-label": "Press timer", ...FOCUSABLE });
  const at = lay(root, PAGE);
  const cards = makeCards(plan), steps = fillSteps(at.steps, plan);
  const stopped = makeCard("Stopped", "", signs.map((sign) => sign.join(": ")));
  at.cards.append(...cards, stopped);
  at.signs.append(...signs.map(([sign]) => html("li", {}, sign)));
  fillScreen(root, at.full, gone.signal);
  let drawn = "";

  function goOrPause() {
    session.turn({ running: "pause", finished: "restart" }[session.state()] ?? "go", view);
  }

  // A button that can do nothing keeps its place and the focus, and says so.
  const idle = { skip: () => session.state() === "finished", restart: () => session.state() === "ready" };
  function mayTurn(name) {
    if (!idle[name]()) session.turn(name, view);
  }

  const presses = {
    main: goOrPause, skip: () => mayTurn("skip"), restart: () => mayTurn("restart"),
    stop: () => session.turn("stop", view),
  };
  for (const name of TOGGLES) presses[name] = () => change(model, { [name]: !model.get(name) });
  for (const [name, does] of Object.entries(presses)) at[name].addEventListener("click", does);

  heedKeys(root, { " ": goOrPause, s: presses.skip, r: presses.restart });

  function draw(clock, time) {
    const past = elapsed(clock, time), { index, left } = position(plan, past);
    const { phase, seconds } = plan[index], state = stateOf(plan, clock);
    const guided = state === "running" && phase === "press" && model.get("guide");
    const { word, size } = breath(past - begin(plan, index), model.get("_breath"));
    const shown = still.matches ? Math.ceil(left / 1000) * 1000 : left;
    put(at.digits, figures(left));
    put(at.under, guided ? word : UNDER[state]);
    at.ring.style.setProperty("--gone", seconds ? 1 - shown / seconds / 1000 : 1);
    at.ring.style.setProperty("--breath", 0.5 + 0.5 * size);
    const scene = [index, state, guided, clock.stopped, ...TOGGLES.map((name) => model.get(name))].join();
    if (scene === drawn) return;
    drawn = scene;
    put(at.main, MAIN[state]);
    root.dataset.phase = phase;
    root.classList.toggle("guided", guided);
    cards.forEach((card, i) => card.classList.toggle("here", i === index && !clock.stopped));
    stopped.classList.toggle("here", clock.stopped);
    steps.forEach((step, i) => {
      step.className = i < index ? "past" : i === index ? "here" : "";
      step.ariaCurrent = i === index ? "step" : null;
    });
    for (const name of ["skip", "restart"]) at[name].ariaDisabled = String(idle[name]());
    for (const name of TOGGLES) at[name].ariaPressed = String(model.get(name));
  }

  const view = { draw, say: (text) => put(at.voice, text), close: () => gone.abort() };
  el.append(root);
  return view;
}

export default drivenBy(openSession, renderView);
