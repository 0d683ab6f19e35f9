// The page of the press timer, and the session behind it.

// --- a session: one for each model, however many views --------------------------------------------

function openSession(model) {
  const plan = model.get("_plan"), views = new Set(), bell = makeBell(), keepAwake = makeWakeLock();
  const clock = () => model.get("_clock"), state = () => stateOf(plan, clock());
  const moment = () => due(plan, elapsed(clock(), now()));
  let ticker = null, speaker = null, followed, told = state() === "ready" ? "" : moment().key;

  // A press is known by when, where and on which side, so that two tabs do not write it down twice.
  function settle(turned) {
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

  function tick() {
    const { index } = clock();
    settle(catchUp(plan, clock(), now()));
    if (clock().index > index && model.get("vibration") && views.size) navigator.vibrate?.(300);
    if (state() !== "ready" && moment().key !== told) {
      told = moment().key;
      say(moment().text);
    }
    views.forEach((view) => view.draw(clock(), now()));
  }

  // One view speaks, or a page that shows the timer twice would say all things twice.
  function say(text) {
    const view = views.has(speaker) ? speaker : [...views][0];
    view?.say(text);
  }

  // Ticks, bells and the screen go by the clock, whoever turned it: a button here, or another tab.
  function follow() {
    const runs = clock().start !== null, past = elapsed(clock(), now());
    followed = clock().start;
    clearInterval(ticker);
    ticker = runs ? setInterval(tick, 50) : null;
    keepAwake(runs);
    const waits = plan.slice(1).map((_, i) => (begin(plan, i + 1) - past) / 1000);
    bell.plan(runs && model.get("chime") && views.size ? waits : []);
    tick();
  }

  function turn(name, view) {
    speaker = view;
    if (name === "restart" || name === "stop") told = "";
    settle(act(plan, clock(), name, now()));
    if (name === "pause") say(`Paused, ${figures(position(plan, clock().held).left)} left.`);
    if (name === "stop") say(`Stopped. ${model.get("_stops").map((sign) => sign.join(": ")).join(" ")}`);
    bell.wake().then(follow, follow); // without sound, if there is none
  }

  watch(model, ["_clock", "vibration", "guide"], () => (clock().start === followed ? tick() : follow()));
  watch(model, ["chime"], follow);
  document.addEventListener("visibilitychange", follow);
  follow();
  return {
    model, plan, turn, state,
    enter(view) {
      views.add(view);
      follow();
    },
    leave(view) {
      views.delete(view);
      follow();
    },
    close() {
      document.removeEventListener("visibilitychange", follow);
      clearInterval(ticker);
      keepAwake(false);
      bell.close();
    },
  };
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

  const view = { draw, say: (text) => put(at.voice, text) };
  el.append(root);
  session.enter(view);
  return () => {
    gone.abort();
    session.leave(view);
  };
}

// One session for each model, shared by its views: anywidget calls this function once for each.
export default () => {
  let session;
  return {
    initialize({ model }) {
      session = openSession(model);
      return session.close;
    },
    render: ({ el }) => renderView(session, el),
  };
};
