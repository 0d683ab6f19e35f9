// The page of the class clock, and the class behind it.

function openClass(model) {
  const blocks = model.get("_blocks");
  const clock = () => model.get("_clock"), state = () => stateOfClass(blocks, clock());
  const drive = driveByClock(model, {
    every: 200,
    rings: () => [endsOf(blocks, clock())[clock().index]].filter(Number.isFinite),
    least: () => clock().ends[clock().index - 1] ?? 0,
    due: () => (state() === "ready" ? null : toSay(blocks, clock(), now())),
  });

  function turn(name, view) {
    const turned = TURNS[name](blocks, clock(), now());
    change(model, { _clock: turned, block: turned.index, state: stateOfClass(blocks, turned) });
    drive.turned(view, name === "restart");
    if (name === "pause") drive.say("Paused.");
  }

  return { ...drive, model, blocks, turn, state, clock };
}

const LABELS = { ready: "Start", running: "Pause", paused: "Go on", finished: "Start again" };
const STATES = { ready: "not started", running: "left", paused: "paused", finished: "over" };

/** The hour of the wall clock in so many ms, such as 14:05. */
function hourOf(ms) {
  return new Date(Date.now() + ms).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
}

function renderClass(drive, el) {
  const { model, blocks } = drive, gone = new AbortController();
  const root = html("div", {
    class: "acu classclock", role: "group", "aria-label": "Class clock", tabindex: "-1",
    "data-lm-suppress-shortcuts": "true",
  });
  const at = lay(root, PAGE);
  const pieces = blocks.map((_, i) => html("span", {}, String(i + 1)));
  const hand = html("i");
  const steps = blocks.map(({ block }) => html("li", {}, html("span", { class: "time" }), ` ${block}`));
  at.bar.append(...pieces, hand);
  at.blocks.append(...steps);
  put(at.title, model.get("_title"));
  fillScreen(root, at.full, gone.signal);
  let drawn = "";

  function goOrPause() {
    const state = drive.state();
    if (state === "finished") drive.turn("restart", view);
    drive.turn(state === "running" ? "pause" : "go", view);
  }

  const running = () => ["running", "paused"].includes(drive.state());
  const may = {
    go: running, shift: running, more: running,
    back: () => drive.clock().before.length > 0,
    restart: () => drive.state() !== "ready",
  };
  const named = { go: "next", shift: "shift", more: "more", back: "back", restart: "restart" };
  const mayTurn = (name) => () => may[name]() && drive.turn(named[name], view);
  at.main.addEventListener("click", goOrPause);
  for (const name of Object.keys(named)) at[name].addEventListener("click", mayTurn(name));
  at.chime.addEventListener("click", () => change(model, { chime: !model.get("chime") }));

  heedKeys(root, {
    " ": goOrPause, n: mayTurn("go"), l: mayTurn("shift"), m: mayTurn("more"), z: mayTurn("back"),
  });

  function draw(clock, time) {
    const { past, ends, left, all, late } = hours(blocks, clock, time);
    const state = stateOfClass(blocks, clock), end = ends[ends.length - 1], done = state === "finished";
    const over = !done && left <= -1000;
    put(at.digits, done ? "0:00" : over ? `+${figures(-left)}` : figures(Math.max(0, left)));
    at.digits.style.setProperty("--signs", at.digits.textContent.length);
    put(at.under, over ? "over" : STATES[state]);
    put(at.all, done ? "The class is over." : allWords(state, all));
    const less = share(blocks, clock, time), last = clock.index >= blocks.length - 1;
    put(at.over, over ? overWords(last, left, all, less) : endWords(late));
    hand.style.left = `${Math.min(100, (100 * past) / Math.max(end, past))}%`;
    const scene = [clock.index, state, over, ends.join(), clock.before.length, model.get("chime")].join();
    if (scene === drawn) return;
    drawn = scene;
    drawBlock(clock, ends, state, over, last);
  }

  function allWords(state, all) {
    const left = all > 0 ? `${figures(all)} left of the class` : `The class is ${figures(-all)} over its end`;
    return state === "running" && all > 0 ? `${left}, until ${hourOf(all)}` : `${left}.`;
  }

  function endWords(late) {
    if (Math.abs(late) < 3000) return "";
    return `The class ends ${inMinutes(Math.abs(late))} ${late > 0 ? "later" : "earlier"} than planned.`;
  }

  function overWords(last, left, all, less) {
    if (last) return "";
    const behind = inMinutes(-left);
    if (less === null) return `The rest cannot be made short enough: it moves by ${behind}.`;
    const cut = Math.round(100 * (1 - less));
    if (!cut) return "Next block: the class still ends in time.";
    return `Next block: the rest gets ${cut} % shorter, and the class ends in time. ` +
      `Next, shift the rest: it ends ${behind} later.`;
  }

  function drawBlock(clock, ends, state, over, last) {
    const done = state === "finished", { block, does, check } = blocks[Math.min(clock.index, blocks.length - 1)];
    const next = blocks[clock.index + 1];
    put(at.main, LABELS[state]);
    put(at.block, done ? "That was the class" : block);
    put(at.does, done ? "Thank you. Everything away, everybody up slowly." : does);
    put(at.check, check);
    at.check.parentElement.hidden = done;
    put(at.go, last ? "End the class" : "Next block");
    put(at.next, next && !done ? `Next: ${next.block}, ${inMinutes(ends[clock.index + 1] - ends[clock.index])}` : "");
    at.shift.hidden = !over || last;
    root.classList.toggle("late", over);
    pieces.forEach((piece, i) => {
      piece.style.flexGrow = ends[i] - (ends[i - 1] ?? 0);
      piece.className = i < clock.index ? "past" : i === clock.index ? "here" : "";
    });
    steps.forEach((item, i) => {
      const from = Math.round((ends[i - 1] ?? 0) / MINUTE), to = Math.round(ends[i] / MINUTE);
      put(item.firstChild, `${from}–${to}`);
      item.className = pieces[i].className;
      item.ariaCurrent = i === clock.index ? "step" : null;
    });
    for (const name of Object.keys(may)) at[name].ariaDisabled = String(!may[name]());
    at.chime.ariaPressed = String(model.get("chime"));
  }

  const view = { draw, say: (text) => put(at.voice, text), close: () => gone.abort() };
  el.append(root);
  return view;
}

export default drivenBy(openClass, renderClass);
