// A bell that is in time, and a screen that stays awake.

// Bells stand on the audio clock beforehand: they ring in time though the tab's own timers are slowed.
function makeBell() {
  let audio = null, coming = [];
  function ring(at, pitch) {
    const gain = audio.createGain();
    gain.connect(audio.destination);
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.2, at + 0.01);
    gain.gain.exponentialRampToValueAtTime(0.0001, at + 1.8);
    for (const partial of [1, 2.76]) {
      const tone = new OscillatorNode(audio, { frequency: pitch * partial });
      tone.connect(gain);
      tone.start(at);
      tone.stop(at + 2);
      coming.push({ at, tone });
    }
  }
  return {
    // Browsers let a page sound only after a click, so this is called in one.
    async wake() {
      audio ??= window.AudioContext ? new AudioContext() : null;
      await audio?.resume();
    },
    // Ring after so many seconds each, and nothing else; what sounds already may fade.
    plan(waits) {
      if (audio?.state !== "running") return;
      const soon = audio.currentTime + 0.05;
      coming.filter(({ at }) => at > soon).forEach(({ tone }) => tone.disconnect());
      coming = coming.filter(({ at }) => at <= soon);
      const last = Math.max(...waits);
      for (const wait of waits) {
        if (wait > 0.05) ring(audio.currentTime + wait, wait === last ? 440 : 660);
      }
    },
    close: () => audio?.close(),
  };
}

function makeWakeLock() {
  let lock = null, wanted = false;
  function release() {
    lock?.release();
    lock = null;
  }
  return async function keepAwake(want) {
    wanted = want;
    if (!wanted) release();
    if (!wanted || document.hidden || (lock && !lock.released)) return;
    try {
      const given = await navigator.wakeLock.request("screen");
      // Asked twice, two may come; one that nobody knows of would keep the screen awake for good.
      if (!wanted || (lock && !lock.released)) given.release();
      else lock = given;
    } catch { /* no such lock here, or the battery is low: the screen may go dark */ }
  };
}
