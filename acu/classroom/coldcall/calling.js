// Whose turn it is, without a page.

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
