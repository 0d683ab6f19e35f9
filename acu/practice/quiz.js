// Questions, one after the other, some of them put to the body. Everything follows from the log of
// what was answered, so that views agree and nothing waits for Python.

const KINDS = {
  find: { check: "Check my mark", hint: `Click or tap where you would press. You can turn, zoom and mark
    again. With the keyboard: Tab to the picture, arrows move the cross, Enter marks.` },
  name: { hint: "Click, or press the number." },
  which: { hint: "Click, or press the number." },
  press: { hint: "Click, or press the number." },
  order: { check: "Check my order", hint: "What comes first? Click the steps one after the other." },
};
const AIM = "Arrows: move the cross. Enter: mark. + and −: zoom. Shift and arrows: move the picture. 0: whole picture.";
const TRAITS = ["log", "begun", "turned", "draft", "view", "wanted", "dealt", "about", "targets",
  "_choices", "_questions", "_sheets", "_images"];

let rounds = 0; // on this page so far

function render({ model, el }) {
  const quiz = new Quiz(model);
  el.append(quiz.root);
  return () => quiz.remove();
}

class Quiz extends Marking {
  constructor(model) {
    // Who clicks on mere words brings the keys here, too: not to the cell, which 1 makes a heading.
    const quiet = { tabindex: "-1", "data-lm-suppress-shortcuts": "true" };
    super(html("div", { class: "acu practice", role: "group", "aria-label": `Practice ${++rounds}`, ...quiet }), PAGE);
    this.model = model;
    fill(this.at.ask, quiet);
    put(this.at.keys, AIM);
    this.at.picture.role = "application";
    this.list(model.get("_views"), (view) => this.tell({ view }));
    for (const deed of ["check", "undo", "next", "again"]) {
      this.at[deed].addEventListener("click", () => this[deed]());
    }
    this.root.addEventListener("keydown", (event) => this.digit(event));
    this.menus = new Menus(this.at, (chosen) => this.want(chosen));
    this.results = new MyResults(this.at, () => model.get("log"));
    this.unwatch = watch(model, TRAITS, () => this.draw());
    this.gone = new AbortController();
    if (model.get("_alone")) askBeforeLeaving(() => this.results.waiting, this.gone.signal);
    this.draw();
  }

  remove() {
    this.unwatch();
    this.gone.abort();
    this.menus.remove();
    super.remove();
  }

  /** Change what all views of the model share, and draw it now, not when the page comes to it. */
  tell(values) {
    change(this.model, values);
    this.draw();
  }

  // From the model to the page

  read() {
    const get = (name) => this.model.get(name);
    const [questions, log, turned] = [get("_questions"), get("log").slice(get("begun")), get("turned")];
    const { queue, right, asked } = standing(questions, log);
    const last = turned ? log.at(-1) : null;
    const question = last ? questions.find(({ key }) => key === last.question) : queue[0];
    const sheets = get("_sheets");
    const mirror = question?.side === "right";
    const sheet = sheets[get("view")] ?? BLANK;
    return { questions, log, queue, right, asked, last, question, view: get("view"), sheets, mirror,
      plain: sheet, images: get("_images"), draft: get("draft"), targets: get("targets"),
      choices: get("_choices"), wanted: get("wanted"), dealt: get("dealt"), about: get("about"),
      alone: get("_alone") === true };
  }

  draw() {
    const before = this.now;
    // Python may not know yet what was done while it laid out other questions.
    if (before && this.model.get("_questions") !== before.questions) change(this.model, this.first());
    const now = (this.now = this.read());
    const { question, last } = now;
    const changed = (...names) => names.some((name) => now[name] !== before?.[name]);
    if (changed("images")) this.drawPictures(now.images, now.sheets);
    if (changed("plain", "mirror", "images")) {
      this.zoom = changed("view") ? 1 : this.zoom;
      this.drawBody(now.mirror ? mirrored(now.plain) : now.plain, now.view);
    }
    if (changed("mirror")) this.nameViews(now.mirror, this.model.get("_halves"));
    if (!last && changed("question", "last")) [this.cross, this.zoom] = [null, 1];
    const ended = this.at.done.matches(":focus-within");
    this.menus.draw(now);
    this.results.draw();
    this.at.round.hidden = !question;
    this.at.done.hidden = Boolean(question) || !now.questions.length;
    this.drawHead(now);
    if (question) this.drawQuestion(now, changed("question", "last", "draft"));
    else this.drawEnd(now);
    this.at.map.hidden = !this.mapped;
    this.root.classList.toggle("mapped", Boolean(this.mapped));
    this.drawMarks();
    this.show();
    if (ended && this.at.done.hidden) this.at.ask.focus({ preventScroll: true });
    if (question && changed("question") && !last && before) this.at.voice.textContent = question.ask;
  }

  /** Whether the body is shown: where it is asked of, and for each answer that lies on it. */
  get mapped() {
    const { question, last } = this.now;
    return question && question.view && (last || ["find", "name"].includes(question.kind));
  }

  drawHead({ questions, queue, right, asked }) {
    const { count, bar, score } = this.at;
    const done = asked.size;
    put(count, questions.length ? `${done} of ${questions.length} answered` : "No questions");
    bar.max = questions.length || 1;
    bar.value = done;
    const again = queue.filter(({ key }) => asked.has(key)).length;
    put(score, done ? `${right} right or near at once${again ? `, ${again} to come again` : ""}` : "");
  }

  drawQuestion({ question, last, draft, queue, targets }, anew) {
    const { ask, hint, check, undo, doing, outcome } = this.at;
    put(ask, question.ask);
    put(hint, last ? "" : KINDS[question.kind].hint);
    const drafted = draft.view in targets || draft.order?.length === question.options.length;
    put(check, KINDS[question.kind].check ?? "");
    check.ariaDisabled = String(!drafted);
    doing.hidden = Boolean(last) || !KINDS[question.kind].check;
    undo.hidden = question.kind !== "order";
    undo.ariaDisabled = String(!draft.order?.length);
    // Only if they are others: the focus may be on one of them.
    if (anew) this.at.options.replaceChildren(...optionsOf(question, last, draft, (at) => this.choose(at)));
    outcome.hidden = !last;
    if (last) this.drawOutcome(question, last, queue);
    else put(this.at.verdict, "");
  }

  drawOutcome(question, last, queue) {
    const { verdict, far, legend, why, steps, sources, next } = this.at;
    put(verdict, verdictOn(question, last));
    put(far, question.kind === "find" ? farSaid(question, last) : "");
    put(legend, question.kind === "find" ? question.ring.said : "");
    put(why, question.why);
    const told = question.kind === "find" ? question.steps : [];
    steps.replaceChildren(...told.map((step) => html("li", {}, step)));
    sources.replaceChildren(...question.sources.map(source));
    put(next, queue.length ? "Next question" : "That was the last one");
  }

  drawEnd({ questions, right, log }) {
    const missed = questions.filter(({ key }) => log.find(({ question }) => question === key)?.grade === 1);
    put(this.at.end, questions.length
      ? `All ${questions.length} are answered, ${right} of them right or near at once.` : "");
    this.at.missed.replaceChildren(...missed.map(({ ask }) => html("li", {}, `To come back to: ${ask}`)));
  }

  // Answering

  /** 1, 2, 3 …, wherever in the widget the focus is; without this JupyterLab would make headings. */
  digit(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.matches("input, select, textarea")) return;
    const { question, last } = this.now;
    const at = Number(event.key) - 1;
    if (last && event.key === "Enter" && [this.root, this.at.ask].includes(event.target)) this.next();
    else if (question && !last && question.kind !== "find" && at >= 0 && at < question.options.length) this.choose(at);
    else return;
    event.preventDefault();
  }

  choose(at) {
    const { question, last, draft } = this.now;
    if (last) return;
    if (question.kind === "order") {
      const order = draft.order ?? [];
      if (!order.includes(at)) this.tell({ draft: { order: [...order, at] } });
      this.at.options.children[at].focus();
    } else {
      this.answer({ choice: at, answer: question.options[at], grade: chosenWell(question, at) });
    }
  }

  undo() {
    this.tell({ draft: { order: (this.now.draft.order ?? []).slice(0, -1) } });
  }

  check() {
    const { question, last, draft, sheets, mirror, targets } = this.now;
    if (last || this.at.check.ariaDisabled === "true") return;
    if (question.kind === "order") {
      const { order } = draft;
      const answer = order.map((at) => at + 1).join(" ");
      return this.answer({ order, answer, grade: inOrder(order, question.right) ? 3 : 1 });
    }
    const { view, x, y } = draft;
    const ends = mirror && mirrored(sheets[view]).mirror; // of the side that was marked, not of the one turned to
    const cm = reading(targetOf(targets, view, question), ends ? ends - x : x, y, sitesOf(sheets[view], question));
    const { level, person } = question;
    this.answer({ level, person, view, x, y, cm, grade: graded(cm, question.ring.cm), answer: `${view} ${x} ${y}` });
  }

  answer(given) {
    const { question, sheets } = this.now;
    const entry = { question: question.key, when: localTime(new Date()), ...given };
    const seen = (view) => (sheets[view]?.ways[question.code] ?? []).some(({ point }) => point?.some((p) => !p[2]));
    const view = given.view ?? this.now.view; // where the mark is, and where the point is, if it may be
    const turn = question.view ? { view: this.mapped && seen(view) ? view : question.best } : {};
    this.tell({ log: [...this.model.get("log"), entry], turned: true, draft: {}, ...turn });
    if (question.kind === "find") this.look(entry, question);
    this.at.next.focus({ preventScroll: true });
    this.at.verdict.scrollIntoView({ block: "nearest" });
  }

  next() {
    const { queue } = this.now;
    this.tell({ turned: false, draft: {}, ...(queue[0]?.view ? { view: queue[0].view } : {}) });
    if (this.now.question) this.at.ask.focus({ preventScroll: true });
    else this.at.again.focus();
  }

  again() {
    this.begin({});
    this.at.ask.focus({ preventScroll: true });
  }

  /** Begin from the first question, with what else has changed. */
  begin(changed) {
    // The log goes on: a kernel that was busy all the while would never see what is taken out of it.
    this.tell({ ...changed, begun: this.model.get("log").length, ...this.first(changed._questions) });
  }

  /** What is shown when questions are put from the first on. */
  first(questions = this.model.get("_questions")) {
    const view = questions.find((each) => each.view)?.view ?? this.model.get("view");
    return { turned: false, draft: {}, view };
  }

  /** Another round, of what the menus say. Python deals it: what is due, too, is known to it alone. */
  want(chosen) {
    const { wanted: before, alone } = this.now;
    const wanted = { ...before, ...chosen, n: before.n + 1 };
    if (!alone) return this.tell({ wanted });
    const deck = this.model.get("_deck");
    const questions = dealtFrom(deck, wanted, this.model.get("log"));
    const person = deck.find((each) => each.person)?.person;
    const about = `${questions.length} question${questions.length === 1 ? "" : "s"}${person ? `, on the ${person}` : ""}.`;
    this.begin({ _questions: questions, wanted, dealt: wanted.n, about });
  }
}

export default { render };
