// The hours of a class, without a page. Its clock is that of time.js, and besides:
//   index    the block that it is; the number of blocks when the class is over
//   ends     when each block ends, in ms since the beginning; empty before the start
//   before   what index and ends were before each step of the teacher, to take it back
// All that is shown follows from these and the time of now, and nothing is counted in ticks.

const MINUTE = 60_000;
const ANEW = { start: null, held: 0, index: 0, ends: [], before: [] };

/** When each block ends by the plan, in ms. */
function planned(blocks) {
  let end = 0;
  return blocks.map(({ minutes }) => (end += minutes * MINUTE));
}

const endsOf = (blocks, { ends }) => (ends.length ? ends : planned(blocks));

function stateOfClass(blocks, { start, held, index }) {
  if (index === blocks.length) return "finished";
  if (start !== null) return "running";
  return held > 0 || index > 0 ? "paused" : "ready";
}

/** What a room sees: ms left of the block (below 0: over) and of the class, and how late it ends. */
function hours(blocks, clock, time) {
  const past = elapsed(clock, time), ends = endsOf(blocks, clock), end = ends[ends.length - 1];
  const here = Math.min(clock.index, blocks.length - 1);
  return {
    past, ends,
    left: ends[here] - past,
    all: end - past,
    late: end - planned(blocks)[blocks.length - 1],
  };
}

/**
 * By what the blocks after this one are made shorter, so that the class ends in time: as planned,
 * or as late as the teacher has allowed since; null if that cannot be. Time that was won stays in
 * hand: then nothing gets shorter. What is kept, such as safety, keeps its length.
 */
function share(blocks, clock, time) {
  const { past, ends, late } = hours(blocks, clock, time);
  let kept = 0, rest = 0;
  for (let i = clock.index + 1; i < blocks.length; i++) {
    if (blocks[i].kept) kept += ends[i] - ends[i - 1];
    else rest += ends[i] - ends[i - 1];
  }
  const room = ends[ends.length - 1] - Math.min(0, late) - past - kept;
  return rest > 0 && room > rest / 10 ? Math.min(1, room / rest) : null;
}

/** The ends when the next block begins now and those after this one last so many times as long. */
function anew(blocks, clock, time, times) {
  const { past, ends } = hours(blocks, clock, time);
  const moved = [...ends.slice(0, clock.index), past];
  for (let i = clock.index + 1; i < blocks.length; i++) {
    const lasts = ends[i] - ends[i - 1];
    moved.push(moved[i - 1] + (blocks[i].kept ? lasts : lasts * times));
  }
  return moved;
}

function step(clock, changed) {
  const { index, ends, before } = clock;
  return { ...clock, ...changed, before: [...before, { index, ends }].slice(-20) };
}

function onward(blocks, clock, time, times) {
  const index = clock.index + 1, ends = anew(blocks, clock, time, times);
  const over = index === blocks.length && { start: null, held: elapsed(clock, time) };
  return step(clock, { index, ends, ...over });
}

// What a teacher can do. Each takes the clock and gives the next one.
const TURNS = {
  go: (blocks, clock, time) => ({ ...clock, start: time - clock.held }),
  pause: (blocks, clock, time) => ({ ...clock, start: null, held: elapsed(clock, time) }),
  next: (blocks, clock, time) => onward(blocks, clock, time, share(blocks, clock, time) ?? 1),
  shift: (blocks, clock, time) => onward(blocks, clock, time, 1),
  more: (blocks, clock) =>
    step(clock, { ends: endsOf(blocks, clock).map((end, i) => end + (i >= clock.index) * 5 * MINUTE) }),
  // A class that was over goes on from where it stood.
  back: (blocks, clock) =>
    ({ ...clock, ...clock.before[clock.before.length - 1], before: clock.before.slice(0, -1) }),
  restart: () => ANEW,
};

/** What a screen reader should have said last of a block, and a key for it. */
function toSay(blocks, clock, time) {
  const { left, late } = hours(blocks, clock, time), { index } = clock;
  if (index === blocks.length) return { key: "end", text: "The class is over." };
  const over = Math.floor(-left / (5 * MINUTE));
  if (left <= 0 && over > 0) return { key: `${index} over ${over}`, text: `${over * 5} minutes over.` };
  const next = index + 1 < blocks.length ? ` Next: ${blocks[index + 1].block}.` : "";
  if (left <= 0) return { key: `${index} over`, text: `Time is over.${next}` };
  if (left <= MINUTE && blocks[index].minutes > 2) return { key: `${index} minute`, text: "One minute left." };
  const { block, minutes, does } = blocks[index];
  return { key: `${index} ${late}`, text: `${block}, ${minutes} minutes. ${does}` };
}

/** Minutes for a sentence: 5 min, 4.5 min. */
const inMinutes = (ms) => `${Math.round(ms / 6000) / 10} min`;
