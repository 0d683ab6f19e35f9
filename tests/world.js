// A page without anything: time goes when it is told to, and all that is asked of the page counts.
let ms = 0, origin = 1_780_000_000_000;
const page = new Set(), ticks = new Set(), bells = [];
const put = (name, value) => Object.defineProperty(globalThis, name, {value, configurable: true});
put("performance", {get timeOrigin() { return origin; }, now: () => ms});
put("navigator", {vibrate() {}});
put("document", {
    addEventListener: (_, act) => page.add(act), removeEventListener: (_, act) => page.delete(act),
});
put("setInterval", (act) => { ticks.add(act); return act; });
put("clearInterval", (act) => ticks.delete(act));
makeBell = () => ({wake: async () => {}, plan: (waits) => bells.push(waits), close() { bells.push("closed"); }});
makeWakeLock = () => () => {};
const traits = TRAITS, heard = new Map();
const model = {
    get: (name) => traits[name],
    set(name, value) {
        if (traits[name] === value) return;
        traits[name] = value;
        for (const act of heard.get(`change:${name}`) ?? []) act();
    },
    save_changes() {},
    on(name, act) { heard.set(name, (heard.get(name) ?? new Set()).add(act)); },
    off(name, act) { heard.get(name)?.delete(act); },
};
const listeners = () => page.size + ticks.size + [...heard.values()].reduce((sum, acts) => sum + acts.size, 0);
const viewer = () => ({said: [], drawn: 0, say(text) { this.said.push(text); }, draw() { this.drawn += 1; }});
const soon = () => new Promise((done) => setImmediate(done));
async function after(seconds) {
    for (let end = ms + 1000 * seconds; ms < end;) {
        ms = Math.min(end, ms + 1000);
        for (const act of [...ticks]) act();
        await soon();
    }
}
const open = OPEN;
const start = async (drive, view) => { drive.turn("go", view); await soon(); };
BODY
