// What `latency.py` and `timers.py` measure inside a page, by the page's own clock.

window.bench = (() => {
  const QUIET = 500; // ms without any change after which a picture is settled
  const PATIENCE = 20_000;
  const frame = () => new Promise(requestAnimationFrame);
  const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
  const cell = (n) => jupyterapp.shell.currentWidget.content.widgets[n].node;
  const output = (n) => cell(n).querySelector(".jp-OutputArea");

  // A canvas changes without the page's knowledge, so it is asked to tell.
  let drawnOn = () => {};
  const { drawImage } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.drawImage = function (...what) {
    drawImage.apply(this, what);
    drawnOn(this.canvas);
  };

  /** Choose another option of the Dropdown in an output; ms until the last change is painted. */
  async function change(n, option) {
    const root = output(n), select = root.querySelector("select");
    let changes = 0, last = 0, painted = 0;
    async function note() {
      const mine = ++changes;
      last = performance.now();
      await frame(); // before the frame that shows the change
      await frame(); // after it
      if (mine === changes) painted = performance.now();
    }
    const watch = new MutationObserver(note);
    watch.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    root.addEventListener("load", note, true); // an image that has come
    drawnOn = (canvas) => root.contains(canvas) && note();
    const start = performance.now();
    select.selectedIndex = [...select.options].findIndex((each) => each.value === option);
    select.dispatchEvent(new Event("change", { bubbles: true }));
    while (!painted || painted < last || performance.now() - last < QUIET) {
      if (performance.now() - start > PATIENCE) throw new Error(`${option} is not settled`);
      await sleep(20);
    }
    watch.disconnect();
    root.removeEventListener("load", note, true);
    drawnOn = () => {};
    return painted - start;
  }

  /** Bring an output into sight, and let the page and the kernel come to rest. */
  async function show(n) {
    cell(n).scrollIntoView();
    await frame();
    await sleep(300);
  }

  /** Run a cell; ms from its start until what a selector names is painted. */
  async function ready(n, selector) {
    const panel = jupyterapp.shell.currentWidget;
    panel.content.activeCellIndex = n;
    const start = performance.now();
    const drawn = new Promise((done, failed) => {
      setTimeout(() => failed(new Error(`no ${selector}`)), 3 * PATIENCE);
      const watch = new MutationObserver(async () => {
        if (!cell(n).querySelector(selector)) return;
        watch.disconnect();
        await frame();
        await frame();
        done(performance.now());
      });
      watch.observe(cell(n), { subtree: true, childList: true });
    });
    await jupyterapp.commands.execute("notebook:run-cell");
    return (await drawn) - start;
  }

  // How each timer is started, where it shows, and how many seconds it says are over.
  const TIMERS = {
    press: {
      start(root) {
        for (const name of ["Start", "Skip"]) {
          [...root.querySelectorAll("button")].find((each) => each.textContent === name).click();
        }
      },
      shown: (root) => root.querySelector(".timer"),
      over: (face, length) => {
        const [minutes, seconds] = face.querySelector(".digits").textContent.split(":").map(Number);
        const pressed = length - 60 * minutes - seconds;
        return { "get ready": 0, press: pressed }[face.dataset.phase] ?? length;
      },
    },
    asyncio: {
      start: (root) => root.querySelector("button").click(),
      shown: (root) => root.querySelector(".widget-label"),
      over: (label) => Number(label.textContent),
    },
    play: {
      start: (root) => root.querySelector("button").click(),
      shown: (root) => root.querySelector(".widget-readout"),
      over: (readout) => Number(readout.textContent),
    },
  };

  /** Start timers of some length in seconds; write down when each shows how many are over. */
  function begin(cells, length) {
    const logs = {};
    for (const [name, n] of Object.entries(cells)) {
      const { start, shown, over } = TIMERS[name], root = output(n);
      const log = (logs[name] = [[0, 0]]);
      const began = performance.now();
      start(root);
      const face = shown(root);
      new MutationObserver(() => {
        const seconds = over(face, length);
        if (seconds !== log.at(-1)[1]) log.push([performance.now() - began, seconds]);
      }).observe(face, { subtree: true, childList: true, characterData: true, attributes: true });
    }
    return (window.timerLogs = logs);
  }

  return { change, show, ready, begin };
})();
