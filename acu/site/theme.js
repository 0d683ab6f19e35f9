// Light or dark, before anything is drawn. Unless the reader chooses, it is as the system has it.
(() => {
  const remember = (act) => {
    try {
      return act(localStorage);
    } catch {
      return null; // a private window, or a file: then it holds for this page
    }
  };
  const chosen = remember((store) => store.getItem("acu-theme"));
  const choose = (theme) => {
    document.body.dataset.jpThemeLight = String(theme === "light");
  };
  const begin = () => {
    if (!document.body) return;
    begun.disconnect();
    if (chosen) choose(chosen);
  };
  const begun = new MutationObserver(begin); // the page's body comes after this script
  begun.observe(document.documentElement, { childList: true });
  begin();

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("button.theme");
    const system = matchMedia("(prefers-color-scheme: dark)");
    const dark = () => (document.body.dataset.jpThemeLight ?? String(!system.matches)) === "false";
    const show = () => {
      button.textContent = dark() ? "Light" : "Dark";
      button.setAttribute("aria-label", dark() ? "Light page" : "Dark page");
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      const next = dark() ? "light" : "dark";
      choose(next);
      remember((store) => store.setItem("acu-theme", next));
      show();
    });
    system.addEventListener("change", show);
    show();
  });
})();
