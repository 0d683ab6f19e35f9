// The sheet of a station on paper: one page, black on white, from the browser alone.

const PAPER = `
  @page { margin: 12mm 14mm; }
  html { color-scheme: light; background: #fff; color: #000; font: 10pt/1.3 system-ui, sans-serif; }
  body { margin: 0; }
  h3 { margin: 0 0 2mm; font-size: 15pt; }
  p { margin: 0 0 2mm; }
  ol { margin: 0 0 2mm; padding: 0; list-style: none; counter-reset: item; border-top: 1px solid #000; }
  li { display: grid; grid-template-columns: 7mm 1fr auto; padding: 1.5mm 0; border-bottom: 1px solid #000; counter-increment: item; break-inside: avoid; }
  li::before { content: counter(item); grid-row: 1 / 3; font-weight: bold; }
  div, small { grid-column: 2; }
  i { white-space: nowrap; }
  small { font-size: 9pt; }
  .answer { grid-row: 1 / 3; grid-column: 3; align-self: center; max-width: 55mm; padding-left: 5mm; text-align: right; }
  .people { display: flex; justify-content: space-between; }
  [data-box] { margin-left: 3mm; font-size: 13pt; line-height: 1; }
`;

/** Fill in what was scored; what is open stays blank. */
function fillSheet(paper, { results, ring, items, words, outcome }) {
  const write = (name, text) => {
    const place = paper.querySelector(`[data-fill="${name}"]`);
    if (place && text) place.textContent = text;
  };
  const tick = (name) => {
    const box = paper.querySelector(`[data-box="${name}"]`);
    if (box) box.textContent = "☒";
  };
  for (const [name, text] of Object.entries(words)) write(name, text);
  for (const item of items) {
    const yes = yesOf(item, ring, results[item.number]);
    if (yes !== undefined) tick(`${yes ? "yes" : "no"}${item.number}`);
    if (item.answer === "cm" && yes !== undefined) write("cm", String(results[item.number]));
  }
  if (outcome.open.length < items.length) write("points", String(outcome.points));
  if (outcome.stopped || !outcome.open.length) tick(outcome.passed ? "passed" : "failed");
}

/** Print a document of its own, so that nothing else of the notebook goes to the printer. */
function printSheet(root, title, sheet, fillIn) {
  root.querySelector("iframe")?.remove();
  const frame = html("iframe", {
    // No script runs in it, and nothing is loaded.
    sandbox: "allow-same-origin allow-modals", title, class: "paper", "aria-hidden": "true", tabindex: "-1",
  });
  frame.srcdoc = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title></title></head>` +
    `<body>${sheet}</body></html>`;
  frame.addEventListener("load", () => {
    const look = new frame.contentWindow.CSSStyleSheet(); // a strict page has no style elements
    look.replaceSync(PAPER);
    frame.contentDocument.adoptedStyleSheets = [look];
    frame.contentDocument.title = title;
    fillIn(frame.contentDocument);
    frame.contentWindow.print();
  });
  root.append(frame);
}
