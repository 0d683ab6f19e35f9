// What a question offers to choose from.

/** The choices as buttons. Steps carry the number that they were given; answered, in their order. */
function optionsOf(question, last, draft, choose) {
  const ranks = question.kind === "order" && question.right;
  const given = last?.order ?? draft.order ?? [];
  const places = question.options.map((_, at) => at);
  if (ranks && last) places.sort((a, b) => ranks[a] - ranks[b] || given.indexOf(a) - given.indexOf(b));
  return places.map((at, i) => {
    const chosen = ranks ? given.includes(at) : last?.choice === at;
    const right = last && !ranks && question.right === at;
    const number = ranks && !last ? given.indexOf(at) + 1 || "·" : i + 1;
    const mine = chosen && (ranks ? given.indexOf(at) !== i && `you put it ${given.indexOf(at) + 1}` : "you chose this");
    const mark = right ? "✓ right" : last && mine;
    const button = html("button", { type: "button", "data-lm-suppress-shortcuts": "true" },
      html("strong", { class: "place" }, String(number)), html("span", {}, question.options[at]),
      ...(mark ? [html("em", {}, mark)] : []));
    fill(button, { "aria-pressed": Boolean(chosen && (!ranks || !last)), "aria-disabled": Boolean(last) });
    button.classList.toggle("right", Boolean(right));
    button.addEventListener("click", () => choose(at));
    return button;
  });
}
