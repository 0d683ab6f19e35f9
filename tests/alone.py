"""A widget on a page that has no kernel, as the site shows it: the least that a host must do."""

import base64
import json
import re

HOST = """
const bytes = (text) => new DataView(Uint8Array.from(atob(text), (s) => s.charCodeAt(0)).buffer);
const revive = (_, value) => (value?.$bytes === undefined ? value : bytes(value.$bytes));
window.model = {
  state: JSON.parse(document.getElementById("state").textContent, revive),
  lazy: JSON.parse(document.getElementById("lazy").textContent, revive),
  heard: [],
  get(name) { return this.state[name]; },
  set(name, value) {
    const same = JSON.stringify(this.state[name]) === JSON.stringify(value);
    this.state[name] = value;
    if (same) return;
    for (const [event, act] of this.heard) if (event === `change:${name}`) act();
    if (name === "view") this.turn();
  },
  on(event, act) { this.heard.push([event, act]); },
  off() {},
  save_changes() {},
  turn() { // what is seen from one side comes when somebody turns to it, and takes its time
    const { view } = this.state;
    const come = (name, by) => this.set(name, { ...this.state[name], [view]: by[view] });
    for (const [name, by] of Object.entries(this.lazy)) setTimeout(() => come(name, by), 50);
  },
};
model.turn();
$widget.render({ model, el: document.getElementById("widget") });
"""
THEME = {"light": "true", "dark": "false"}


def page_of(widget, theme="light"):
    """Return HTML of a page on which a LiveWidget is alive with no kernel (str)."""
    names = [name for name in widget.traits(sync=True) if name not in ("_esm", "_css", "layout")]
    names = [name for name in names if not re.match("_(model|view)_|_anywidget|tab|tool", name)]
    state = {name: getattr(widget, name) for name in names} | widget.offline() | {"_alone": True}
    lazy = {name: state[name] for name in widget.lazy if name in state}
    state |= {name: {} for name in lazy}
    script = str(widget._esm).replace("export default", "const $widget =") + HOST
    script = script.replace("</script", "<\\/script")
    blocks = "".join(
        f'<script type="application/json" id="{name}">{_json(value)}</script>'
        for name, value in (("state", state), ("lazy", lazy))
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>A quiz</title>'
        '<meta name="viewport" content="width=device-width">'
        f'<style>{widget._css}</style><body data-jp-theme-light="{THEME[theme]}">'
        f'<main><h1>A quiz</h1><h2>Practice</h2><div id="widget"></div></main>{blocks}'
        f"<script>{script}</script></body></html>"
    )


def _json(value):
    coded = json.dumps(value, default=lambda raw: {"$bytes": base64.b64encode(raw).decode()})
    return coded.replace("</", "<\\/")
