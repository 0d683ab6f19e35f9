// The press timer. A session is a plan (a list of phases from Python) and a clock:
//   start    when it would have begun if it had never paused, in ms; null while it stands
//   held     ms that are over, while it stands
//   index    the phase up to which presses are written down
//   began    when that phase really began, in ms; null before
//   stopped  whether it stands because somebody felt a stop sign
// All that is shown is worked out from these two and the time of now, and never counted in ticks: a
// tab that sleeps, a busy kernel, a second view or another tab cannot shift it.

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

// As a clock on the wall shows it: 2026-05-04T09:30:00.
function local(ms) {
  return new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
