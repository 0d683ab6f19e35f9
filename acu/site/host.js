// What stands in for Jupyter on a page with no kernel: models that keep state and tell of changes,
// links between them, and widgets that wake when the reader comes near.

const acu = (() => {
  const values = new Map(); // what has come, unpacked, by its name
  const kinds = new Map(); // widgets by the address of their script
  const scripts = new Map(); // scripts on their way or here, by address
  const models = new Map();
  const linked = read(document.getElementById("links")) ?? [];

  function read(script) {
    return script && JSON.parse(script.textContent);
  }

  // Values are deflated JSON; bytes in them are DataViews, as in a notebook.
  async function unpack(text) {
    const raw = bytes(text);
    const stream = new Blob([raw]).stream().pipeThrough(new DecompressionStream("deflate"));
    return JSON.parse(await new Response(stream).text(), revive);
  }

  function bytes(text) {
    return Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
  }

  function revive(_, value) {
    return value && typeof value === "object" && "$bytes" in value
      ? new DataView(bytes(value.$bytes).buffer) : value;
  }

  /** Load a script once; one that the page names itself is on its way already. */
  function load(address) {
    if (!scripts.has(address)) {
      scripts.set(address, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = resolve;
        script.onerror = () => {
          scripts.delete(address); // so that another try can succeed
          script.remove();
          reject(new Error(`${address} could not be loaded`));
        };
        document.head.append(script);
      }));
    }
    return scripts.get(address);
  }

  /** A value by its address, file#name. */
  async function value(address) {
    if (address.startsWith("file:")) return address.slice(5);
    const [file, name] = address.split("#");
    if (!values.has(name)) await load(file);
    return values.get(name);
  }

  async function kind(address) {
    if (!kinds.has(address)) await load(address);
    return kinds.get(address);
  }

  function style(address) {
    if (document.querySelector(`link[href="${address}"]`)) return null;
    return new Promise((resolve) => {
      const link = document.createElement("link");
      Object.assign(link, { rel: "stylesheet", href: address, onload: resolve, onerror: resolve });
      document.head.append(link);
    });
  }

  function same(a, b) {
    if (a === b) return true;
    if (!a || !b || typeof a !== "object" || typeof b !== "object") return false;
    if (ArrayBuffer.isView(a) || ArrayBuffer.isView(b)) return false;
    const names = Object.keys(a);
    return Array.isArray(a) === Array.isArray(b) && names.length === Object.keys(b).length &&
      names.every((name) => name in b && same(a[name], b[name]));
  }

  /** Keeps state and tells of changes in the order in which Backbone does, which widgets rely on. */
  class Model {
    constructor(state, lazy) {
      this.state = { ...state, _alone: true };
      this.lazy = lazy;
      this.heard = []; // {event, act}
      this.changed = {};
      for (const name of Object.keys(lazy)) this.state[name] ??= {};
    }

    get(name) {
      return this.state[name];
    }

    set(name, value) {
      const given = typeof name === "object" ? name : { [name]: value };
      const nested = this.changing;
      this.changing = true;
      if (!nested) [this.before, this.changed] = [{ ...this.state }, {}];
      const fresh = Object.keys(given).filter((each) => !same(this.state[each], given[each]));
      for (const each of Object.keys(given)) {
        if (same(this.before[each], given[each])) delete this.changed[each];
        else this.changed[each] = given[each];
        this.state[each] = given[each];
      }
      if (fresh.length) this.pending = true;
      for (const each of fresh) this.tell(`change:${each}`, this.state[each]);
      if (nested) return this;
      while (this.pending) {
        this.pending = false;
        this.tell("change");
      }
      this.changing = false;
      return this;
    }

    hasChanged(name) {
      return name === undefined ? Object.keys(this.changed).length > 0 : name in this.changed;
    }

    on(events, act) {
      for (const event of events.split(" ")) this.heard.push({ event, act });
      return this;
    }

    off(events, act) {
      const names = events?.split(" ");
      this.heard = this.heard.filter((each) =>
        (names && !names.includes(each.event)) || (act && each.act !== act));
      return this;
    }

    tell(event, value) {
      for (const each of this.heard.filter((one) => one.event === event)) each.act(this, value);
    }

    save_changes() {} // there is nobody to tell
    send() {}

    /** An entry of a dict that is not here yet, by key; undefined if there is none. */
    async asset(name, key) {
      const address = this.lazy[name]?.[key];
      if (!address) return this.state[name]?.[key];
      const found = await value(address);
      return address.startsWith("file:") ? found : found?.[key];
    }

    /** Bring what is shown from the side that the reader has turned to. */
    async turn() {
      const view = this.state.view;
      const names = Object.keys(this.lazy).filter((name) =>
        this.lazy[name][view] && !(view in this.state[name]));
      const found = await Promise.all(names.map((name) => this.asset(name, view)));
      const more = names.map((name, i) => [name, { ...this.state[name], [view]: found[i] }]);
      if (more.length) this.set(Object.fromEntries(more));
    }
  }

  /** Let two traits follow each other; who comes later takes over what the other says. */
  function link([[one, mine], [other, theirs], both], late) {
    const [a, b] = [models.get(one), models.get(other)];
    if (!a || !b) return;
    if (late === one) a.set(mine, b.get(theirs));
    else b.set(theirs, a.get(mine));
    a.on(`change:${mine}`, () => b.set(theirs, a.get(mine)));
    if (both) b.on(`change:${theirs}`, () => a.set(mine, b.get(theirs)));
  }

  /** Make a model known to its widget and to the others. */
  async function enter(model, widget, id) {
    await model.turn();
    model.widget = widget;
    await widget.initialize?.({ model });
    models.set(id, model);
    model.on("change:view", () => model.turn());
    linked.filter(([a, b]) => a[0] === id || b[0] === id).forEach((each) => link(each, id));
  }

  /** Wake a widget: load what it is made of, and let it draw. */
  async function wake(element) {
    if (element.dataset.woken) return;
    element.dataset.woken = "yes";
    const told = read(element.querySelector("script"));
    try {
      const names = Object.keys(told.big);
      const known = models.get(told.id); // shown twice
      const [made, , ...big] = await Promise.all([kind(told.script), style(told.style),
        ...names.map((name) => value(told.big[name]))]);
      const state = { ...told.state, ...Object.fromEntries(names.map((name, i) => [name, big[i]])) };
      const model = known ?? new Model(state, told.lazy);
      const widget = known?.widget ?? (typeof made === "function" ? await made() : made);
      if (!known) await enter(model, widget, told.id);
      const place = document.createElement("div");
      element.replaceChildren(place);
      await widget.render?.({ model, el: place });
      element.classList.remove("waiting");
      follow(model);
    } catch (error) {
      delete element.dataset.woken;
      console.error(error);
    }
  }

  /** The point that the address names, as in explorer.html#GB30, is chosen. */
  function follow(...fresh) {
    const code = location.hash.slice(1).toUpperCase();
    for (const model of fresh) {
      if (model.get("codes")?.includes(code)) model.set("selected", code);
    }
  }

  async function start() {
    const waiting = [...document.querySelectorAll(".live")];
    const seen = new IntersectionObserver((entries) => {
      for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
        seen.unobserve(target);
        wake(target);
      }
    }, { rootMargin: "600px" });
    if (waiting.length) wake(waiting[0]); // what it needs is here: the page names it
    waiting.slice(1).forEach((element) => seen.observe(element));
    addEventListener("hashchange", () => follow(...models.values()));
    if (document.readyState !== "complete") await new Promise((done) => addEventListener("load", done));
    // The others wake one by one, so that a print, and who has no network later, gets them all.
    for (const element of waiting) {
      await new Promise((done) => setTimeout(done, 100));
      await wake(element);
    }
  }

  document.addEventListener("DOMContentLoaded", start);

  return {
    models,
    load,
    value,
    put(name, text) {
      values.set(name, unpack(text));
    },
    kind(script, make) {
      kinds.set(script.getAttribute("src"), make());
    },
  };
})();
