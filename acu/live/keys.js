// While a control has the focus, JupyterLab still reads the keys: ArrowDown leaves the cell, "b" adds
// one and "x" cuts it. It lets be what carries this attribute, so whatever gets a key gets it first.
function keep(event, box) {
  if (box?.contains(event.target)) event.target.setAttribute("data-lm-suppress-shortcuts", "true");
}

export default {
  render({ el }) {
    el.style.display = "none";
    const listen = (event) => keep(event, el.closest(".widget-box"));
    // JupyterLab listens at the document; the window comes before it.
    window.addEventListener("keydown", listen, true);
    return () => window.removeEventListener("keydown", listen, true);
  },
};
