// A round dealt by the page itself, where there is no Python; as dealing.py does it, but for what is due.

/** Questions in an order in which the kinds take turns. */
function inTurn(asked, kinds, seed) {
  const heaps = kinds.map((kind) => shuffled(asked.filter((each) => each.kind === kind), seed));
  const most = Math.max(0, ...heaps.map(({ length }) => length));
  return Array.from({ length: most }, (_, at) => heaps.map((heap) => heap[at])).flat().filter(Boolean);
}

/** A round: what was answered wrongly last time, then what was not asked yet, then the rest. */
function dealtFrom(deck, { kinds, level, cards, n }, log) {
  const asked = deck.filter((each) => !each.level || each.level === level);
  const grades = new Map(log.map(({ question, grade }) => [question, grade]));
  const turn = ({ key }) => (grades.get(key) === 1 ? 0 : grades.has(key) ? 2 : 1);
  const order = inTurn(asked, kinds.split(" "), n);
  return [0, 1, 2].flatMap((now) => order.filter((each) => turn(each) === now)).slice(0, cards);
}
