// A learner's answers as a small file, to hand to a teacher. Nothing is sent.

const VERSION = 1;
// What the file holds, in this order. Of an answer: when it was given, and for a mark also where.
const HELD = ["word", "stage", "answers", "when", "question", "grade", "answer",
  "level", "person", "view", "x", "y", "cm"];
const NO_WORD = "First write a word of your own. By this word, your teacher puts your files together.";
const NO_ANSWER = "There is no answer yet. Answer a question first.";
const SAVED = (name) => `Saved as ${name}. You find it where your browser saves files. Give it to your teacher.`;
const COPIED = "Copied. Now paste it where your teacher wants it.";
const NOT_COPIED = "Your browser does not let this page copy. The words below are marked: press Ctrl+C, or hold them and choose Copy.";

/** The sum by which the reader sees that nothing was lost: CRC-32 as in zlib, eight hex digits. */
function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (~sum >>> 0).toString(16).padStart(8, "0");
}

/** A word without line ends and other signs that nobody sees, at most 40 signs. */
const tidied = (word) => [...word.replace(/[\p{Cc}\p{Z}]+/gu, " ").trim()].slice(0, 40).join("");

/** The two lines of a results file. */
function resultsOf(word, stage, answers) {
  const line = JSON.stringify({ word, stage, answers }, HELD);
  return `acu-results ${VERSION} ${crc32(new TextEncoder().encode(line))}\n${line}\n`;
}

const fileOf = (word, stage) =>
  `${["acu-results", word.replace(/[^\p{L}\p{N}]/gu, ""), stage].filter(Boolean).join("-")}.txt`;

/** A time as the clock of the room shows it, to the second. */
const localTime = (now) =>
  new Date(now - 60_000 * now.getTimezoneOffset()).toISOString().slice(0, 19);

class MyResults {
  /** `answers` returns all answers that were given here. */
  constructor(at, answers) {
    Object.assign(this, { at, answers, handedOver: 0 });
    at.save.addEventListener("click", () => this.hand((text) => this.save(text)));
    at.copy.addEventListener("click", () => this.hand((text) => this.copy(text)));
  }

  draw() {
    const count = this.answers().length;
    const said = count ? `${count} answer${count === 1 ? "" : "s"}` : "no answers yet";
    put(this.at.given, `My results: ${said}`);
  }

  /** Whether a learner wrote a word, but has not taken all answers along. */
  get waiting() {
    return tidied(this.at.word.value) !== "" && this.answers().length > this.handedOver;
  }

  hand(over) {
    const { word, stage, handed, text } = this.at;
    text.hidden = true;
    const said = tidied(word.value);
    if (!said) word.focus();
    if (!said || !this.answers().length) return put(handed, said ? NO_ANSWER : NO_WORD);
    this.name = fileOf(said, stage.value);
    over(resultsOf(said, stage.value, this.answers()));
  }

  save(words) {
    const href = URL.createObjectURL(new Blob([words], { type: "text/plain;charset=utf-8" }));
    html("a", { href, download: this.name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000); // a phone may ask first where to
    this.done(SAVED(this.name));
  }

  done(words) {
    this.handedOver = this.answers().length;
    put(this.at.handed, words);
  }

  async copy(words) {
    const { text, handed } = this.at;
    try {
      await navigator.clipboard.writeText(words);
      this.done(COPIED);
    } catch { // not allowed, or not over http
      text.hidden = false;
      text.value = words;
      text.focus();
      text.select();
      put(handed, NOT_COPIED);
    }
  }
}
