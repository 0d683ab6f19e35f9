// What drives a widget that goes by a clock: one drive for each model, however many views. It ticks,
// rings and speaks; and when a model is looked at twice, it still does each once.

/**
 * Drive a model by its trait `_clock`, and its bells by its trait `chime`.
 *   every     ms from tick to tick
 *   traits    further traits on which a view depends
 *   rings()   when bells ring, in ms of running
 *   least()   what must be over at least, in ms of running: a clock never goes back behind it
 *   due()     what should have been said last, as a key and a text; null before the start
 *   settle(seen)   work to do at each tick before all else; `seen` says whether anybody looks
 */
function driveByClock(model, { every, traits = [], rings, least, due, settle = () => {} }) {
  const views = new Set(), bell = makeBell(), keepAwake = makeWakeLock();
  const clock = () => model.get("_clock");
  const beat = () => [clock().start, model.get("chime"), ...rings()].join();
  let ticker = null, speaker = null, followed, told = due()?.key;

  function tick() {
    settle(views.size > 0);
    const next = due();
    if (next && next.key !== told) say(next.text);
    told = next?.key;
    views.forEach((view) => view.draw(clock(), now()));
  }

  // One view speaks, or a page that shows the widget twice would say all things twice.
  function say(text) {
    const view = views.has(speaker) ? speaker : [...views][0];
    view?.say(text);
  }

  // Ticks, bells and the screen go by the clock, whoever turned it: a button here, or another tab.
  function follow() {
    const runs = clock().start !== null, past = elapsed(clock(), now());
    followed = beat();
    clearInterval(ticker);
    ticker = runs ? setInterval(tick, every) : null;
    keepAwake(runs);
    bell.plan(runs && model.get("chime") && views.size ? rings().map((at) => (at - past) / 1000) : []);
    tick();
  }

  // The wall clock was set back since a page that is gone started this one: it goes on from where
  // it surely was, or it would stand still until the hour comes again.
  if (clock().start !== null && now() - clock().start < least()) {
    change(model, { _clock: { ...clock(), start: now() - least() } });
  }
  const unwatch = watch(model, ["_clock", "chime", ...traits], () => (beat() === followed ? tick() : follow()));
  document.addEventListener("visibilitychange", follow);
  follow();
  return {
    say,
    /** Follow a clock that a person turned at a view; `afresh`: what was said may be said again. */
    turned(view, afresh) {
      speaker = view;
      if (afresh) told = undefined;
      bell.wake().then(follow, follow); // without sound, if there is none
    },
    enter(view) {
      views.add(view);
      follow();
    },
    leave(view) {
      views.delete(view);
      follow();
    },
    close() {
      unwatch();
      document.removeEventListener("visibilitychange", follow);
      clearInterval(ticker);
      keepAwake(false);
      bell.close();
    },
  };
}

/** A widget's script: a drive for each model, shared by its views, of which each is drawn by `render`. */
const drivenBy = (open, render) => () => {
  let drive; // anywidget calls this function once for each model
  return {
    initialize({ model }) {
      drive = open(model);
      return drive.close;
    },
    render({ el }) {
      const view = render(drive, el);
      drive.enter(view);
      return () => {
        view.close();
        drive.leave(view);
      };
    },
  };
};
