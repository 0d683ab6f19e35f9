// Time for widgets that go by the clock. A clock says from when it runs, in ms (start; null while it
// stands), and how many ms were over when it was stopped (held).

// Not Date.now(): when a computer sets its wall clock right in the middle of a class, this does not jump.
const now = () => performance.timeOrigin + performance.now();

/** How many ms of running are over. */
function elapsed(clock, time) {
  return clock.start === null ? clock.held : Math.max(0, time - clock.start);
}

/** Minutes and seconds, such as 1:05. */
function figures(ms) {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
