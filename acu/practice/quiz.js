// Questions, one after the other, some of them put to the body. Everything follows from the log of
// what was answered, so that views agree and nothing waits for Python. Judging is in judging.js.

const KINDS = {
  find: { check: "Check my mark", hint: `Click or tap where you would press. You can turn, zoom and mark
    again. With the keyboard: Tab to the picture, arrows move the cross, Enter marks.` },
  name: { hint: "Click, or press the number." },
  which: { hint: "Click, or press the number." },
  press: { hint: "Click, or press the number." },
  order: { check: "Check my order", hint: "What comes first? Click the steps one after the other." },
};
const AIM = "Arrows: move the cross. Enter: mark. + and −: zoom. Shift and arrows: move the picture. 0: whole picture.";
const TRAITS = ["log", "begun", "turned", "draft", "view", "_questions", "_sheets", "_images"];
const SECOND = "Your mark is nearer to the second place that WHO prints, the broken ring. This page measures to the first.";
const NEAR = 4; // how much an answer is enlarged at most
const NARROW = 320; // pixels of a picture in which a name has no room beside its code
const STRIDE = 6; // pixels that an arrow key moves the cross

function render({ model, el }) {
  const quiz = new Quiz(model);
  el.append(quiz.root);
  return () => quiz.remove();
}

export default { render };

class Quiz extends Paper {
  constructor(model) {
    // Who clicks on mere words brings the keys here, too: not to the cell, which 1 makes a heading.
    const quiet = { tabindex: "-1", "data-lm-suppress-shortcuts": "true" };
    super(html("div", { class: "acu practice", ...quiet }), PAGE);
    this.model = model;
    fill(this.at.ask, quiet);
    put(this.at.keys, AIM);
    this.at.picture.role = "application";
    this.list(model.get("_views"), (view) => this.tell({ view }));
    for (const deed of ["check", "undo", "next", "again"]) {
      this.at[deed].addEventListener("click", () => this[deed]());
    }
    this.root.addEventListener("keydown", (event) => this.digit(event));
    this.unwatch = watch(model, TRAITS, () => this.draw());
    this.draw();
  }

  remove() {
    this.unwatch();
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
      plain: sheet, images: get("_images"), draft: get("draft") };
  }

  draw() {
    const before = this.now;
    const now = (this.now = this.read());
    const { question, last } = now;
    const changed = (...names) => names.some((name) => now[name] !== before?.[name]);
    if (changed("images")) this.drawPictures(now.images, now.sheets);
    if (changed("plain", "mirror", "images")) {
      this.zoom = changed("view") ? 1 : this.zoom;
      this.drawBody(now.mirror ? mirrored(now.plain) : now.plain, now.view);
    }
    if (changed("mirror")) this.nameViews(now.mirror);
    if (!last && changed("question", "last")) [this.cross, this.zoom] = [null, 1];
    this.at.round.hidden = !question;
    this.at.done.hidden = Boolean(question) || !now.questions.length;
    this.drawHead(now);
    if (question) this.drawQuestion(now, changed("question", "last", "draft"));
    else this.drawEnd(now);
    this.at.map.hidden = !this.mapped;
    this.root.classList.toggle("mapped", Boolean(this.mapped));
    this.drawMarks();
    this.show();
    if (question && changed("question") && !last && before) this.at.voice.textContent = question.ask;
  }

  /** Whether the body is shown: where it is asked of, and for each answer that lies on it. */
  get mapped() {
    const { question, last } = this.now;
    return question && question.view && (last || ["find", "name"].includes(question.kind));
  }

  drawHead({ questions, queue, log, right, asked }) {
    const { count, bar, score } = this.at;
    const done = asked.size;
    put(count, questions.length ? `${done} of ${questions.length} answered` : "No questions");
    bar.max = questions.length || 1;
    bar.value = done;
    const again = queue.filter(({ key }) => asked.has(key)).length;
    put(score, log.length ? `${right} right or near at once${again ? `, ${again} to come again` : ""}` : "");
  }

  drawQuestion({ question, last, draft, queue }, anew) {
    const { ask, hint, check, undo, doing, outcome } = this.at;
    put(ask, question.ask);
    put(hint, last ? "" : KINDS[question.kind].hint);
    const drafted = Boolean(draft.view) || draft.order?.length === question.options.length;
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

  /** In a mirrored picture the left is the right. */
  nameViews(mirror) {
    const sheets = this.now.sheets;
    for (const option of this.at.views.options) {
      option.dataset.words ??= option.textContent;
      const sheet = sheets[option.value];
      const swap = mirror && sheet && oneSided(sheet);
      option.textContent = swap ? swapped(option.dataset.words) : option.dataset.words;
    }
  }

  /** What lies on the body: hints, the mark, and after the answer all that leads to the point. */
  drawMarks() {
    const { question, last, draft, view } = this.now;
    const { way, name, picture } = this.at;
    this.own = null;
    if (!this.mapped) return;
    const entries = this.sheet.ways[question.code] ?? [];
    const hinted = question.level === "landmarks";
    const own = dotsOf(this.sheet, { [question.code]: { name: question.name } }, this.id)
      .filter(({ side }) => !question.side || side === question.side || side === "middle")
      .map((dot) => (question.side ? { ...dot, side: "left" } : dot)); // drawn as the one that is meant
    const shown = last || question.kind === "name" ? own.flatMap(chosen) : [];
    const drawn = last ? wayOf(entries, entries.length, 0).flat()
      : hinted ? entries.flatMap(({ dot }) => marksOf({ dot })) : [];
    const target = last && question.targets?.[view];
    const ring = target?.rings[0] ?? "";
    const rings = strand("ring", this.sheet.mirror ? flipped(ring, this.sheet.mirror) : ring);
    way.replaceChildren(...rings, ...drawn, ...shown);
    const mark = last ? last : draft;
    const marked = mark.view === view;
    const off = ({ place }) => (marked ? distance(place, [mark.x, mark.y]) : 0);
    this.own = last && least(own, off); // of a pair the one that was meant
    name.replaceChildren(...(marked ? [markOf(mark, last)] : []));
    const second = marked && entries.find((entry) => entry.second)?.second;
    const other = second && this.own && distance(second, [mark.x, mark.y]) < off(this.own);
    put(this.at.aside, other ? SECOND : "");
    const said = last ? "The answer" : question.kind === "find" ? "Mark the point" : "The ringed point";
    picture.setAttribute("aria-label", `${said}: ${this.sheet.title}`);
    picture.classList.toggle("aimed", question.kind === "find" && !last);
  }

  /** The name of the point, where there is room for it; and the cross that the keys move. */
  shown() {
    const { name, picture } = this.at;
    for (const each of name.querySelectorAll(".name, .aim")) each.remove();
    const { question, last } = this.now ?? {};
    if (this.own) {
      const words = this.size[0] < NARROW ? question.code : question.name;
      const left = this.pixelOf(this.own.place)[0] > this.size[0] / 2;
      name.append(nameOf({ ...this.own, name: words }, this.sheet.ways[question.code] ?? [], left));
    }
    if (!this.keyed || question?.kind !== "find" || last || !picture.matches(":focus")) return;
    this.cross ??= this.centre.slice();
    name.append(pin("aim", ...this.cross, ...crossed(14)));
  }

  spot() {
    const { draft, view } = this.now;
    if (this.keyed && this.cross) return this.cross;
    return draft.view === view ? [draft.x, draft.y] : this.own?.place;
  }

  // Answering

  tapped(event) {
    this.mark(this.placeOf(this.pixelAt(event)));
  }

  mark([x, y]) {
    const { question, last, view } = this.now;
    if (last || question?.kind !== "find") return;
    this.tell({ draft: { view, x: tenth(x), y: tenth(y) } });
    this.at.voice.textContent = "Marked. Check it, or mark again.";
  }

  pressed({ key }) {
    const { question, last, draft } = this.now;
    const [x, y] = ARROWS[key] ?? [];
    if (question?.kind !== "find" || last) return false;
    this.cross ??= this.centre.slice();
    if (x || y) {
      this.cross = [this.cross[0] + x * STRIDE * this.mm, this.cross[1] + y * STRIDE * this.mm];
      this.bring(this.cross);
    } else if (key === "Enter" || key === " ") {
      const [at, to] = [[draft.x, draft.y], this.cross.map(tenth)];
      if (draft.view === this.now.view && distance(at, to) < 0.2) this.check();
      else this.mark(this.cross);
    } else return false;
    return true;
  }

  /** 1, 2, 3 …, wherever in the widget the focus is; without this JupyterLab would make headings. */
  digit(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
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
    const { question, last, draft, sheets, mirror } = this.now;
    if (last || this.at.check.ariaDisabled === "true") return;
    if (question.kind === "order") {
      const { order } = draft;
      const answer = order.map((at) => at + 1).join(" ");
      return this.answer({ order, answer, grade: inOrder(order, question.right) ? 3 : 1 });
    }
    const { view, x, y } = draft;
    const ends = mirror && mirrored(sheets[view]).mirror; // of the side that was marked, not of the one turned to
    const cm = reading(question.targets[view], ends ? ends - x : x, y, sitesOf(sheets[view], question));
    const { level, person } = question;
    this.answer({ level, person, view, x, y, cm, grade: graded(cm, question.ring.cm), answer: `${view} ${x} ${y}` });
  }

  answer(given) {
    const { question, sheets } = this.now;
    const entry = { question: question.key, ...given };
    const seen = (view) => (sheets[view]?.ways[question.code] ?? []).some(({ point }) => point?.some((p) => !p[2]));
    const view = given.view ?? this.now.view; // where the mark is, and where the point is, if it may be
    const turn = question.view ? { view: this.mapped && seen(view) ? view : question.best } : {};
    this.tell({ log: [...this.model.get("log"), entry], turned: true, draft: {}, ...turn });
    if (question.kind === "find") this.look(entry, question);
    this.at.next.focus({ preventScroll: true });
    this.at.verdict.scrollIntoView({ block: "nearest" });
  }

  /** Enlarge the picture so far that mark, ring and point fill it. */
  look({ view, x, y, cm }, { ring }) {
    if (!this.own || view !== this.now.view || cm === null) return;
    const [point, mark] = [this.own.place, [x, y]];
    const wanted = Math.max(100 * ring.cm, 3 * distance(point, mark)); // mm
    const larger = clamp((Math.min(...this.size) * this.mm) / wanted, 1, NEAR / this.zoom);
    this.reshape(this.pixelOf(centreOf([point, mark])), this.middle(), larger);
  }

  next() {
    const { queue } = this.now;
    this.tell({ turned: false, draft: {}, ...(queue[0]?.view ? { view: queue[0].view } : {}) });
    if (this.now.question) this.at.ask.focus({ preventScroll: true });
    else this.at.again.focus();
  }

  again() {
    const first = this.now.questions[0];
    // The log goes on: a kernel that was busy all the while would never see what is taken out of it.
    const begun = this.model.get("log").length;
    this.tell({ begun, turned: false, draft: {}, ...(first?.view ? { view: first.view } : {}) });
    this.at.ask.focus({ preventScroll: true });
  }
}
