// Menus of what is asked, and another round. Python lays it out; where there is none, the page does.

const MENUS = ["points", "kinds", "level"];
const PATIENCE = 8; // seconds after which somebody is told that Python has not answered
const LAYING = "Laying out the questions …";
const UNANSWERED = "Python has not answered yet. This round goes on.";

class Menus {
  /** `want` gets what a person has chosen; nothing chosen anew is just another round. */
  constructor(at, want) {
    this.at = at;
    for (const name of MENUS) {
      at[name].addEventListener("change", () => want({ [name]: at[name].value }));
    }
    for (const button of [at.fresh, at.more]) button.addEventListener("click", () => want({}));
  }

  draw({ choices, wanted, dealt, about, alone }) {
    const { menus, more, needs } = this.at;
    menus.hidden = more.hidden = !choices.points;
    needs.hidden = !alone || menus.hidden;
    if (choices !== this.choices) this.fill((this.choices = choices));
    for (const name of MENUS) this.at[name].value = wanted[name] ?? "";
    this.wait(wanted.n > dealt ? wanted.n : 0, about);
  }

  fill(choices) {
    for (const name of MENUS) {
      const options = (choices[name] ?? []).map(([value, words]) => html("option", { value }, words));
      this.at[name].replaceChildren(...options);
    }
  }

  /** Say what is laid out, or that round `n` is being laid out. */
  wait(n, about) {
    if (n === this.waiting) return n || put(this.at.about, about);
    this.waiting = n;
    clearTimeout(this.patience);
    put(this.at.about, n ? LAYING : about);
    if (n) this.patience = setTimeout(() => put(this.at.about, UNANSWERED), 1000 * PATIENCE);
  }

  remove() {
    clearTimeout(this.patience);
  }
}
