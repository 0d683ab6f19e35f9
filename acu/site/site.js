// What every page does: keep itself for when there is no network, and open the folds for a print.
(() => {
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("main details:not([open])")) {
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
