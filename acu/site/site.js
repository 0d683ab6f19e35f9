// What every page does: keep itself for when there is no network, open the folds for a print, and
// let wide pictures slide.
(() => {
  addEventListener("beforeprint", () => {
    // Not what a widget keeps folded, such as its long list of sources; but its questions.
    const folds = "main details:not([open]):not(.live details:not([data-part=fold]))";
    for (const fold of document.querySelectorAll(folds)) {
      fold.dataset.closed = "yes";
      fold.open = true;
    }
  });
  addEventListener("afterprint", () => {
    for (const fold of document.querySelectorAll("details[data-closed]")) {
      delete fold.dataset.closed;
      fold.open = false;
    }
  });

  // A picture that is wider than a phone slides in its frame, also by the arrow keys.
  const frames = document.querySelectorAll(".figure");
  const measure = () => {
    for (const frame of frames) {
      if (frame.scrollWidth > frame.clientWidth) {
        frame.tabIndex = 0;
        frame.setAttribute("role", "group");
        frame.setAttribute("aria-label", "Picture, wider than the page");
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) frame.removeAttribute(name);
      }
    }
  };
  addEventListener("resize", measure);
  measure();

  // Names are many: they come when somebody goes to the search field.
  const form = document.querySelector("form.search");
  const field = form.querySelector("input");
  field.disabled = false;
  field.addEventListener("focus", () => acu.load(form.dataset.script), { once: true });

  if (location.protocol.startsWith("http") && "serviceWorker" in navigator) {
    // Not at once: the first page comes first.
    addEventListener("load", () => setTimeout(() => {
      navigator.serviceWorker.register("worker.js").catch((error) => console.info(error.message));
    }, 1500));
  }
})();
