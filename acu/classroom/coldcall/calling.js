// Whose turn it is, without a page.

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
function chance(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled(things, seed) {
  const mixed = [...things], next = chance(seed);
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [mixed[i], mixed[j]] = [mixed[j], mixed[i]];
  }
  return mixed;
}

/** Everybody once in each round, and nobody twice in a row; undefined where there is nobody. */
function calledOn(learners, seed, turn) {
  const round = (number) => shuffled(learners, seed * 1009 + number);
  const number = Math.floor(turn / learners.length), here = round(number || 0);
  const last = number > 0 && learners.length > 1 && lastOf(learners, seed, number - 1);
  if (last === here[0]) here.push(here.shift());
  return here[turn % learners.length];
}

/** Who comes last in a round, with regard to the rounds before it. */
function lastOf(learners, seed, number) {
  return calledOn(learners, seed, (number + 1) * learners.length - 1);
}

/** Words as typed, a line or a comma between them; each once. */
function wordsOf(text) {
  const words = text.split(/[\n,;]+/).map((word) => word.trim().replace(/\s+/g, " "));
  return [...new Set(words.filter(Boolean))];
}
