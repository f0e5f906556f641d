"use strict";
// Filters what is on the page already. Without it everything is shown.
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId("filter");
  const items = [...document.querySelectorAll(".item")].map((element) => ({
    element,
    words: element.textContent.toLowerCase(),
    frameworks: element.dataset.framework.split("|"),
  }));
  const groups = [...document.querySelectorAll(".group")];

  const fits = (item, wanted) =>
    (!wanted.framework || item.frameworks.includes(wanted.framework)) &&
    (!wanted.severity || item.element.dataset.severity === wanted.severity) &&
    (!wanted.outcome || item.element.dataset.chapter === wanted.outcome) &&
    wanted.words.every((word) => item.words.includes(word));

  const show = () => {
    const wanted = {
      framework: byId("framework").value,
      severity: byId("severity").value,
      outcome: byId("outcome").value,
      words: byId("words").value.toLowerCase().split(/\s+/).filter(Boolean),
    };
    let shown = 0;
    for (const item of items) {
      item.element.hidden = !fits(item, wanted);
      shown += item.element.hidden ? 0 : 1;
    }
    for (const group of groups) {
      group.hidden = !group.querySelector(".item:not([hidden])");
    }
    byId("nothing").hidden = shown > 0;
    byId("shown").textContent = shown === items.length ? `${shown} entries` : `${shown} of ${items.length} entries`;
  };

  // A link to a finding that is filtered away brings everything back.
  const follow = () => {
    const target = byId(decodeURIComponent(location.hash.slice(1)));
    if (target && target.hidden) {
      form.reset();
      show();
      target.scrollIntoView();
    }
  };

  // Paper has nothing to click: what belongs to the drawing is printed unfolded; long lists only if the reader opened them.
  const folds = [...document.querySelectorAll("details.printed")];
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = folds.filter((fold) => !fold.open);
    closed.forEach((fold) => { fold.open = true; });
  });
  addEventListener("afterprint", () => closed.forEach((fold) => { fold.open = false; }));

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show));
  addEventListener("hashchange", follow);
  form.hidden = false;
  show();
  follow();
})();
