// What tests ask of a page: where the keys are and whether that is seen, what is cut off, what is read.
window.everybody = (() => {
  const met = new Set(); // where Tab has been

  const colour = (text) => text.match(/[\d.]+/g).map(Number);
  const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const light = ([red, green, blue]) =>
    0.2126 * linear(red / 255) + 0.7152 * linear(green / 255) + 0.0722 * linear(blue / 255);

  /** The colour on which an element lies. */
  function paper(element) {
    for (let each = element.parentElement; each; each = each.parentElement) {
      const under = colour(getComputedStyle(each).backgroundColor);
      if (under[3] !== 0) return under;
    }
    return [255, 255, 255];
  }

  /** Whether a rim of 2 px or more stands out three to one (WCAG 2.2, 1.4.11). */
  function rimmed(element) {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    const shades = [colour(outlineColor), paper(element)].map((each) => light(each) + 0.05);
    const contrast = Math.max(...shades) / Math.min(...shades);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && contrast >= 3;
  }

  /** Whether nothing lies over an element, and it is within the window. */
  function seen(element) {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const inside = (place, most) => Math.min(Math.max(place, 1), most - 1);
    const [x, y] = [inside((left + right) / 2, innerWidth), inside((top + bottom) / 2, innerHeight)];
    const over = document.elementFromPoint(x, y);
    return Boolean(over) && (element.contains(over) || over.contains(element));
  }

  const start = (element) => element.outerHTML.slice(0, 120);

  /** Where the focus is; null past the end of the page, or at a place where it was before. */
  function here() {
    const element = document.activeElement;
    if (element === document.body || met.has(element)) return null;
    met.add(element);
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const place = { left, right, top: top + scrollY, bottom: bottom + scrollY };
    return { html: start(element), rim: rimmed(element), seen: seen(element), ...place };
  }

  /** What can be worked with, and Tab never came to. Of radio buttons one is enough. */
  function missed() {
    const stops = "a[href], button, input:not([type=radio]), select, textarea, summary, [tabindex]";
    return [...document.querySelectorAll(stops)]
      .filter((each) => each.tabIndex >= 0 && !each.matches(":disabled") && !met.has(each))
      .filter((each) => each.checkVisibility({ visibilityProperty: true }))
      .map(start);
  }

  /**
   * What is cut off, must be scrolled sideways, or reaches beyond the page. A picture or a table may
   * slide in its frame (WCAG 2.2, 1.4.10), and what repeats words that stand elsewhere may be cut.
   */
  function cut() {
    const hides = (flow) => ["hidden", "clip"].includes(flow);
    return [...document.querySelectorAll("body *")]
      .filter((each) => each.checkVisibility() && each.clientWidth > 2)
      .filter((each) => !each.closest("svg *, .spoken, .figure, select, [aria-hidden=true], table"))
      .filter((each) => !each.querySelector("table"))
      .filter((each) => {
        const { overflowX, overflowY } = getComputedStyle(each);
        const wide = each.scrollWidth > each.clientWidth + 1 && overflowX !== "visible";
        const high = each.scrollHeight > each.clientHeight + 2 && hides(overflowY);
        return wide || high || each.getBoundingClientRect().right > innerWidth + 1;
      })
      .map(start);
  }

  /** Chinese that is not marked as Chinese. */
  function unmarked() {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
      const { data, parentElement } = texts.currentNode;
      const told = parentElement.closest("script, style, [lang|=zh]");
      if (/\p{Script=Han}/u.test(data) && !told) found.push(data.trim().slice(0, 80));
    }
    return found;
  }

  return { here, missed, cut, unmarked };
})();
