// While a control has the focus, JupyterLab still reads the keys: ArrowDown leaves the cell, "b" adds
// one and "x" cuts it. It lets be what carries this attribute, so whatever gets a key gets it first.
function keep(event, box) {
  if (box?.contains(event.target)) event.target.setAttribute("data-lm-suppress-shortcuts", "true");
}

// The label of a slider is tied to nothing, so that a screen reader would only say "slider, 0".
function nameSliders(box) {
  for (const slider of box.querySelectorAll("[role=slider]:not([aria-label])")) {
    const label = slider.closest(".widget-inline-hbox")?.querySelector("label");
    if (label) slider.setAttribute("aria-label", label.textContent);
  }
}

export default {
  render({ el }) {
    el.style.display = "none";
    const listen = (event) => keep(event, el.closest(".widget-box"));
    // JupyterLab listens at the document; the window comes before it.
    window.addEventListener("keydown", listen, true);
    const watcher = new MutationObserver(() => nameSliders(el.closest(".widget-box")));
    const enter = () => {
      const box = el.closest(".widget-box");
      if (!box) waiting = requestAnimationFrame(enter); // not on the page yet
      else {
        nameSliders(box);
        watcher.observe(box, { childList: true, subtree: true });
      }
    };
    let waiting = requestAnimationFrame(enter);
    return () => {
      window.removeEventListener("keydown", listen, true);
      cancelAnimationFrame(waiting);
      watcher.disconnect();
    };
  },
};
