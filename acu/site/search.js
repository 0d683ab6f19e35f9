// The search field: any name of a point, looked up as Python would, or words of a lesson's title.
const MOST = 12; // points that are listed

const form = document.querySelector("form.search");
const field = form.querySelector("input");
const found = form.querySelector(".found");
const [said, list] = [html("p", { role: "status" }), html("ul")];
let book = null; // names of points, and titles of lessons

function entry(href, words) {
  return html("li", {}, html("a", { href }, words));
}

function look() {
  const text = field.value.trim();
  found.hidden = !text || !book;
  if (found.hidden) return;
  const { codes, suggestions, message } = called(book.names, text);
  const words = text.toLowerCase();
  const lessons = words.length < 3 ? []
    : book.lessons.filter(([, title]) => title.toLowerCase().includes(words));
  const points = [...codes, ...suggestions].slice(0, MOST);
  const items = [
    ...lessons.map(([file, title]) => entry(file, `Lesson: ${title}`)),
    ...points.map((code) => entry(`explorer.html#${code}`, book.names.labels[code])),
  ];
  const silent = lessons.length && !points.length;
  const told = silent ? `${lessons.length} lesson${lessons.length > 1 ? "s" : ""}.` : message;
  put(said, told);
  list.replaceChildren(...items);
}

function putAway() {
  found.hidden = true;
}

found.append(said, list);
field.addEventListener("input", look);
field.addEventListener("focus", look);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const links = list.querySelectorAll("a");
  if (links.length === 1) links[0].click();
  else links[0]?.focus();
});
form.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  putAway();
  field.focus();
  putAway();
});
list.addEventListener("click", (event) => event.target.closest("a") && putAway());
document.addEventListener("pointerdown", (event) => form.contains(event.target) || putAway());
form.addEventListener("focusout", (event) => {
  if (event.relatedTarget && !form.contains(event.relatedTarget)) putAway();
});
acu.value(form.dataset.names).then((names) => {
  book = names;
  look();
});
