// A kernel that was killed looks like one that works: a button is pressed, and nothing happens.

const PATIENCE = 3000; // ms
const SILENT = `Python does not answer, so nothing is kept now. It may be busy: then these words go away
  when it has time. If they stay, copy what you typed, and run the notebook again.`.replace(/\s+/g, " ");

function render({ model, el }) {
  const root = html("div", { class: "acu", role: "status" }), gone = new AbortController();
  let waiting = null;

  function answered() {
    clearTimeout(waiting);
    waiting = null;
    root.replaceChildren();
  }

  function silent() {
    waiting = null;
    if (!root.hasChildNodes()) root.append(html("p", { class: "warning" }, SILENT));
  }

  function ask(event) {
    const here = event.composedPath().includes(el.closest(".lesson")); // also what is gone by now
    if (waiting !== null || !here || !model.get("on")) return;
    waiting = setTimeout(silent, PATIENCE);
    try {
      model.send({});
    } catch { /* there is nobody to ask, and that is what it says then */ }
  }

  for (const deed of ["click", "change", "keyup"]) {
    window.addEventListener(deed, ask, { signal: gone.signal });
  }
  model.on("msg:custom", answered);
  model.on("change:on", answered);
  el.append(root);
  return () => {
    gone.abort();
    answered();
    model.off("msg:custom", answered);
    model.off("change:on", answered);
  };
}

export default { render };
