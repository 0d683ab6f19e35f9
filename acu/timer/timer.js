// The press timer. A session is a plan (a list of phases from Python) and a clock:
//   start    when it would have begun if it had never paused, in ms; null while it stands
//   held     ms that are over, while it stands
//   index    the phase up to which presses are written down
//   began    when that phase really began, in ms; null before
//   stopped  whether it stands because somebody felt a stop sign
// All that is shown is worked out from these two and the time of now, and never counted in ticks: a
// tab that sleeps, a busy kernel, a second view or another tab cannot shift it.

// Not Date.now(): when a computer sets its wall clock right in the middle of a press, this does not jump.
const now = () => performance.timeOrigin + performance.now();

// --- a plan and a clock, without a page ---------------------------------------------------------

const REST = { start: null, held: 0, index: 0, began: null, stopped: false };

function begin(plan, index) {
  return plan.slice(0, index).reduce((sum, phase) => sum + phase.seconds * 1000, 0);
}

function position(plan, elapsed) {
  let left = -Math.max(0, elapsed);
  for (let index = 0; index < plan.length - 1; index++) {
    left += plan[index].seconds * 1000;
    if (left > 0) return { index, left };
  }
  return { index: plan.length - 1, left: 0 };
}

function elapsed(clock, time) {
  return clock.start === null ? clock.held : Math.max(0, time - clock.start);
}

function stateOf(plan, clock) {
  if (clock.start !== null) return "running";
  if (clock.index === plan.length - 1) return "finished";
  return clock.held > 0 ? "paused" : "ready";
}

// Bring a clock up to now. Presses that ended on the way are told, though nobody looked.
function catchUp(plan, clock, time) {
  const presses = [];
  if (clock.start === null) return { clock, presses };
  const here = position(plan, elapsed(clock, time)).index;
  while (clock.index < here) {
    presses.push(...pressed(plan, clock, plan[clock.index].seconds));
    const index = clock.index + 1;
    clock = { ...clock, index, began: clock.start + begin(plan, index) };
  }
  if (here === plan.length - 1) clock = standing(clock, begin(plan, here));
  return { clock, presses };
}

function pressed(plan, { index, began }, seconds) {
  const { phase, code, side } = plan[index];
  return phase === "press" && seconds >= 1 ? [{ code, side, seconds, when: local(began) }] : [];
}

// What was pressed of a phase that is left early.
function broken(plan, clock, time) {
  return pressed(plan, clock, Math.floor((elapsed(clock, time) - begin(plan, clock.index)) / 1000));
}

const standing = (clock, held) => ({ ...clock, start: null, held });

// What a person can do. Each takes a clock that is up to now and gives the next one.
const ACTIONS = {
  go: (plan, clock, time) =>
    ({ ...clock, start: time - clock.held, began: clock.began ?? time, stopped: false }),
  pause: (plan, clock, time) => standing(clock, elapsed(clock, time)),
  skip(plan, clock, time) {
    const index = Math.min(clock.index + 1, plan.length - 1);
    const held = begin(plan, index);
    const runs = clock.start !== null && index < plan.length - 1;
    return { start: runs ? time - held : null, held, index, began: runs ? time : null, stopped: false };
  },
  restart: (plan, clock, time) => ({ ...REST, start: time, began: time }),
  stop: () => ({ ...REST, stopped: true }),
};

function act(plan, clock, name, time) {
  const { clock: here, presses } = catchUp(plan, clock, time);
  if (name !== "go" && name !== "pause") presses.push(...broken(plan, here, time));
  return { clock: ACTIONS[name](plan, here, time), presses };
}

// What a screen reader should have said last: how a phase begins, a minute left, ten seconds left.
function due(plan, elapsed) {
  const { index, left } = position(plan, elapsed);
  const { seconds, said } = plan[index];
  if (seconds > 20 && left <= 10_000) return { key: `${index} ten`, text: "Ten seconds left." };
  if (seconds > 75 && left <= 60_000) return { key: `${index} minute`, text: "One minute left." };
  return { key: `${index}`, text: said };
}

function breath(elapsed, [inward, outward]) {
  const at = (elapsed / 1000) % (inward + outward);
  return at < inward
    ? { word: "breathe in", size: at / inward }
    : { word: "breathe out", size: 1 - (at - inward) / outward };
}

function figures(ms) {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

// As a clock on the wall shows it: 2026-05-04T09:30:00.
function local(ms) {
  return new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

// --- sound and screen -----------------------------------------------------------------------------

// Bells stand on the audio clock beforehand: they ring in time though the tab's own timers are slowed.
function makeBell() {
  let audio = null, coming = [];
  function ring(at, pitch) {
    const gain = audio.createGain();
    gain.connect(audio.destination);
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.2, at + 0.01);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + 1.8);
    for (const partial of [1, 2.76]) {
      const tone = new OscillatorNode(audio, { frequency: pitch * partial });
      tone.connect(gain);
      tone.start(at);
      tone.stop(at + 2);
      coming.push({ at, tone });
    }
  }
  return {
    // Browsers let a page sound only after a click, so this is called in one.
    async wake() {
      audio ??= window.AudioContext ? new AudioContext() : null;
      await audio?.resume();
    },
    // Ring after so many seconds each, and nothing else; what sounds already may fade.
    plan(waits) {
      if (audio?.state !== "running") return;
      const soon = audio.currentTime + 0.05;
      coming.filter(({ at }) => at > soon).forEach(({ tone }) => tone.disconnect());
      coming = coming.filter(({ at }) => at <= soon);
      const last = Math.max(...waits);
      for (const wait of waits) {
        if (wait > 0.05) ring(audio.currentTime + wait, wait === last ? 440 : 660);
      }
    },
    close: () => audio?.close(),
  };
}

function makeWakeLock() {
  let lock = null, wanted = false;
  function release() {
    lock?.release();
    lock = null;
  }
  return async function keepAwake(want) {
    wanted = want;
    if (!wanted) release();
    if (!wanted || document.hidden || (lock && !lock.released)) return;
    try {
      lock = await navigator.wakeLock.request("screen");
      if (!wanted) release();
    } catch { /* no such lock here, or the battery is low: the screen may go dark */ }
  };
}

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
  at.full.hidden = !document.fullscreenEnabled;
  let drawn = "";

  function goOrPause() {
    session.turn({ running: "pause", finished: "restart" }[session.state()] ?? "go", view);
  }

  // A button that can do nothing keeps its place and the focus, and says so.
  const idle = { skip: () => session.state() === "finished", restart: () => session.state() === "ready" };
  function mayTurn(name) {
    if (!idle[name]()) session.turn(name, view);
  }

  function toggleFull() {
    if (document.fullscreenElement === root) document.exitFullscreen();
    else root.requestFullscreen().then(() => root.focus(), () => {});
  }

  const presses = {
    main: goOrPause, skip: () => mayTurn("skip"), restart: () => mayTurn("restart"),
    stop: () => session.turn("stop", view), full: toggleFull,
  };
  for (const name of TOGGLES) presses[name] = () => change(model, { [name]: !model.get(name) });
  for (const [name, does] of Object.entries(presses)) at[name].addEventListener("click", does);

  const keys = { " ": goOrPause, s: presses.skip, r: presses.restart };
  root.addEventListener("keydown", (event) => {
    const does = keys[event.key.toLowerCase()];
    const ownSpace = event.key === " " && event.target.closest("button");
    if (!does || ownSpace || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    does();
  });

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
  document.addEventListener("fullscreenchange", () =>
    put(at.full, document.fullscreenElement === root ? "Leave full screen" : "Full screen"), { signal: gone.signal });
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
