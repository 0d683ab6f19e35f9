/** Have keys do what buttons do. Space on a button stays that button's; with Ctrl or so a key is the browser's. */
function heedKeys(root, keys) {
  root.addEventListener("keydown", (event) => {
    const does = keys[event.key.toLowerCase()];
    const ownSpace = event.key === " " && event.target.closest("button");
    if (!does || ownSpace || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    does();
  });
}
