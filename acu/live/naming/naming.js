// What a person can call a point, looked up in the page. All names, numbers and answers come from
// Python's `lookup`; acu/points/lookup.py and finding.py say why each step is as it is, and a test
// holds both to the same answers.

const NO_CHANNEL = "A number alone names no point: put the channel before it, as in GB29.";
const TONES = { "\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4" };

const spaced = (text) => text.trim().split(/\s+/u).join(" ");
const bareSigns = (text) => text.replace(/[^\p{L}\p{N}]/gu, "");
const inOrder = (book, codes) => Object.keys(book.labels).filter((code) => codes.has(code));
const listedWith = (book, word, codes) => codes.map((code) => book.labels[code]).join(word);

/**
 * The points that go by a text, or begin with it while it is being typed.
 * @returns {{codes: string[], suggestions: string[], message: string}}
 */
function called(book, text) {
  const found = findNamed(book, text);
  if (found.codes.length) return found;
  const typed = [...text.trim()].slice(0, book.longest).join("");
  const begun = Object.keys(book.labels).filter((code) => begins(book, code, typed));
  if (!begun.length) return found;
  const points = begun.length === 1 ? "1 point has" : `${begun.length} points have`;
  const message = `${points} a code or name that begins with "${text.trim()}".`;
  return { codes: begun, suggestions: [], message };
}

function begins(book, code, text) {
  const typed = bareSigns(text).toLowerCase();
  if (!typed || bareSigns(code).toLowerCase().startsWith(typed)) return Boolean(typed);
  const start = /\p{N}/u.test(typed) ? "" : spelled(text).bare;
  return Boolean(start) && ` ${book.begins[code]}`.includes(` ${start}`);
}

function findNamed(book, text) {
  const cut = [...text.trim()].slice(0, book.longest).join("").normalize("NFKC");
  const written = spaced(cut.replaceAll("İ", "I").replaceAll("ı", "i"));
  const answer = (codes, message) => ({ codes, suggestions: [], message });
  if (!/[\p{L}\p{N}]/u.test(written)) {
    return answer([], "Type a point's name or code, such as Weizhong or BL40.");
  }
  const codes = named(book, written);
  if (codes.length) return answer(codes, told(book, codes, written));
  const extra = written.match(new RegExp(`^(?:${book.patterns.extra})$`, "iu"));
  if (extra && !(`EX-${extra[1]}${extra[2]}`.toUpperCase() in book.labels)) {
    const why = `${written} is the code of an extra point that we do not know.`;
    return answer([], `${why} ${numbered(book, "EX", "").message}`);
  }
  const [letters, number] = codeParts(written);
  if (!Object.hasOwn(book.prefixes, letters)) return byParts(book, written);
  const { codes: meant, message } = numbered(book, letters, number);
  return answer(meant, number ? message : `${message} Add a number.`);
}

/** The answer for letters and a number. */
function numbered(book, letters, number) {
  const table = book.numbered[book.as[letters] ?? letters];
  const [codes, message] = table[number] ?? table[""];
  return { codes, message: message ?? told(book, codes) };
}

/** A name in bare letters, and its tones. */
function spelled(text) {
  const signs = [...text.normalize("NFKC").toLowerCase().normalize("NFD")];
  let [bare, tones] = ["", ""];
  signs.forEach((sign, at) => {
    if (sign in TONES) tones += TONES[sign];
    else if (/[1-5]/.test(sign) && /\p{L}/u.test(signs[at - 1] ?? "") && !/\p{Nd}/u.test(signs[at + 1] ?? "")) tones += sign;
    else if (/[\p{L}\p{N}]/u.test(sign)) bare += sign;
  });
  bare = bare.replaceAll("lv", "lu").replaceAll("nv", "nu"); // v is typed for ü
  return { bare, tones: tones.replaceAll("5", "") };
}

/** The points of a name; tones count if it has any and they fit. */
function named(book, text) {
  const { bare, tones } = spelled(text);
  const matches = Object.hasOwn(book.names, bare) ? book.names[bare] : [];
  const toned = matches.filter(([, heard]) => tones && heard === tones);
  return inOrder(book, new Set((toned.length ? toned : matches).map(([code]) => code)));
}

/** Letters and number of a code, such as "Gb. 029" or "40V"; the whole without number if it is none. */
function codeParts(text) {
  const squashed = text.toUpperCase().replace(/[^\p{L}\p{N}+]/gu, "");
  if (/\p{Nd}[^\p{L}\p{N}_+]+\p{Nd}/u.test(text)) return [squashed, ""];
  const zeroless = (digits) => digits.replace(/^0+/, "");
  const after = squashed.match(/^(3[EH]|\P{Nd}+)([0-9]{1,9}\+?)$/u);
  if (after) return [after[1], zeroless(after[2])];
  const before = squashed.match(/^([0-9]{1,3})(\P{Nd}+)$/u);
  if (before && !["3E", "3H"].includes(squashed)) return [before[2], zeroless(before[1])];
  return [squashed, ""];
}

/** The answer for a text of several parts, or one that no point goes by. */
function byParts(book, written) {
  const { patterns } = book;
  const [code, number] = [patterns.code, patterns.number].map((each) => new RegExp(each, "giu"));
  const codes = (written.match(code) ?? []).map(codeParts);
  const uncoded = written.replace(code, " ");
  let bare = uncoded.match(number) ?? [];
  const apart = uncoded.replace(number, " ").replace(new RegExp(patterns.hanzi, "gu"), " $& ");
  const words = apart.split(new RegExp(patterns.breaks, "u")).filter((word) => /[\p{L}\p{N}_]/u.test(word));
  const kept = words.slice(0, 12).filter((word) => !book.fillers.includes(word.toLowerCase()));
  const [names, strange] = namesIn(book, kept);
  const meant = shared(names.map((name) => named(book, name)));
  let [found, message] = [[], ""];
  if (meant.size) {
    [found, message] = byNameAndNumber(book, meant, codes, bare, names.length === 1 ? names[0] : "");
    bare = [];
  } else if (codes.length === 1) {
    ({ codes: found, message } = numbered(book, ...codes[0]));
  } else if (codes.length) {
    const any = codes.map(([letters, count]) => anyPoint(book, book.prefixes[letters], count));
    const alone = codes.map((each) => numbered(book, ...each).codes);
    found = inOrder(book, shared(common(any).size ? any : alone));
    message = found.length ? told(book, found) : "There are no points with these numbers.";
  } else {
    if (bare.length && !strange.length) message = NO_CHANNEL;
    bare = [];
  }
  const unknown = [...strange, ...bare].join(" ");
  if (!unknown && (found.length || message)) return { codes: found, suggestions: [], message };
  const near = close(book, unknown);
  const shown = [...unknown].slice(0, 40).join("") || [...written].slice(0, 40).join("");
  const said = [message, `"${shown}" is not the name of a point that we know.`];
  if (near.length) said.push(`Did you mean ${listedWith(book, " or ", near)}?`);
  return { codes: found, suggestions: near, message: said.join(" ").trim() };
}

/** The names among words, the longest first, and the words that are left. */
function namesIn(book, words) {
  for (let size = words.length; size > 0; size -= 1) {
    for (let start = 0; start + size <= words.length; start += 1) {
      const name = words.slice(start, start + size).join(" ");
      if (!named(book, name).length) continue;
      const [before, left] = namesIn(book, words.slice(0, start));
      const [after, right] = namesIn(book, words.slice(start + size));
      return [[...before, name, ...after], [...left, ...right]];
    }
  }
  return [[], words];
}

/** The name decides, and the number among the points of that name. */
function byNameAndNumber(book, meant, codes, bare, name) {
  const channels = new Set([...meant].map((code) => code.match(/[A-Z]+/)[0]));
  const counts = [
    ...codes.map(([letters, number]) => anyPoint(book, book.prefixes[letters], number)),
    ...bare.map((number) => anyPoint(book, channels, number.replace(/^0+/, ""))),
  ];
  const others = shared(counts);
  const both = common([meant, others]);
  const found = inOrder(book, both.size ? both : meant);
  let message = told(book, found, name);
  if (counts.length && !both.size) {
    const named = listedWith(book, " or ", inOrder(book, others)) || "no point";
    message += ` But the number means ${named}; where the two differ, the name counts here.`;
  }
  return [found, message];
}

/** Every point that a number can mean on some channels, in any numbering. */
function anyPoint(book, channels, number) {
  const codes = [...channels].flatMap((channel) => {
    const code = `${channel}${number}`;
    return [code, ...(Object.hasOwn(book.also, code) ? book.also[code] : [])];
  });
  return new Set(codes.filter((code) => Object.hasOwn(book.labels, code)));
}

function common(answers) {
  const [first = [], ...rest] = answers.map((answer) => [...answer]);
  return new Set(first.filter((code) => rest.every((answer) => answer.includes(code))));
}

/** What all answers share, or everything in them if they share nothing. */
function shared(answers) {
  const all = common(answers);
  return all.size ? all : new Set(answers.flatMap((answer) => [...answer]));
}

/** Which points these are. */
function told(book, codes, name = "") {
  if (codes.length === 1) return `${book.labels[codes[0]]}${book.rest[codes[0]]}`;
  const points = `${codes.length} points: ${listedWith(book, "; ", codes)}.`;
  return name ? `${name} can mean ${points}` : `These are ${points}`;
}

/** Codes of points with a name or code that comes near. */
function close(book, text) {
  const codes = new Map(Object.keys(book.labels).map((code) => [code.toLowerCase(), [code]]));
  const near = nearest(text.toLowerCase(), [...codes.keys()]).flatMap((code) => codes.get(code));
  const alike = nearest(spelled(text).bare, Object.keys(book.names));
  const named = alike.map((name) => new Set(book.names[name].map(([code]) => code)));
  return [...new Set([...near, ...named.flatMap((points) => inOrder(book, points))])];
}

/** The three words that come nearest to one, as Python's difflib counts. */
function nearest(word, words) {
  const likeness = (other) => {
    const both = word.length + other.length;
    const most = 2 * Math.min(word.length, other.length); // which spares the counting for most
    return most < 0.75 * both ? 0 : (2 * matched(other, word)) / both;
  };
  const ranked = words.map((other) => [likeness(other), other]).filter(([like]) => like >= 0.75);
  ranked.sort(([a, left], [b, right]) => b - a || (left < right ? 1 : -1));
  return ranked.slice(0, 3).map(([, other]) => other);
}

/** How many letters two words share: those of the longest piece, and on either side of it. */
function matched(left, right) {
  let [size, at, to] = [0, 0, 0];
  for (let i = 0; i < left.length; i += 1) {
    for (let j = 0; j < right.length; j += 1) {
      let length = 0;
      while (i + length < left.length && left[i + length] === right[j + length]) length += 1;
      if (length > size) [size, at, to] = [length, i, j];
    }
  }
  if (!size) return 0;
  const before = matched(left.slice(0, at), right.slice(0, to));
  return before + size + matched(left.slice(at + size), right.slice(to + size));
}
