// What lies on the body: hints, the mark, and after the answer all that leads to the point.

const SECOND = "Your mark is nearer to the second place that WHO prints, the broken ring. This page measures to the first.";
const NEAR = 4; // how much an answer is enlarged at most
const NARROW = 320; // pixels of a picture in which a name has no room beside its code
const STRIDE = 6; // pixels that an arrow key moves the cross

class Marking extends Paper {
  /** In a mirrored picture the left is the right. */
  nameViews(mirror, halves) {
    for (const option of this.at.views.options) {
      option.dataset.words ??= option.textContent;
      option.textContent = mirror && halves.includes(option.value) ? swapped(option.dataset.words) : option.dataset.words;
    }
  }

  /** What lies on the body: hints, the mark, and after the answer all that leads to the point. */
  drawMarks() {
    const { question, last, draft, view, targets } = this.now;
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
    const ring = (last && targetOf(targets, view, question)?.rings[0]) ?? "";
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
      name.append(nameOf({ ...this.own, name: words }, this.sheet.ways[question.code] ?? [], left, this.mm));
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

  // Marking

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

  /** Enlarge the picture so far that mark, ring and point fill it. */
  look({ view, x, y, cm }, { ring }) {
    if (!this.own || view !== this.now.view || cm === null) return;
    const [point, mark] = [this.own.place, [x, y]];
    const wanted = Math.max(100 * ring.cm, 3 * distance(point, mark)); // mm
    const larger = clamp((Math.min(...this.size) * this.mm) / wanted, 1, NEAR / this.zoom);
    this.reshape(this.pixelOf(centreOf([point, mark])), this.middle(), larger);
  }
}
