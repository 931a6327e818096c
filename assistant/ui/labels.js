/* Labels that nobody knows: what a reviewer says of one goes to the server, which draws the report anew (see labels.py). */
"use strict";
(() => {
  const words = () => JIXIAO_TEXTS[document.documentElement.lang === "en" ? "en" : "zh"];

  function wanted(field, hint) {
    field.classList.add("is-wanted");
    field.title = hint;
    field.focus();
  }

  function told(element, answer, means) {
    const name = answer.closest(".desk").querySelector("[data-who]"); // values to check have a field of their own
    const who = (name?.value ?? "").trim();
    const chosen = answer.querySelector("[data-means]");
    if (chosen && !means) return wanted(chosen, words().label_choose_first);
    if (!who) return wanted(name, words().who_first);
    for (const button of element.querySelectorAll("[data-say],[data-unsay]")) button.disabled = true;
    return { label: answer.dataset.label, stands: answer.dataset.stands, seen: answer.dataset.seen, means, who };
  }

  Object.assign(window.jixiao, {
    /** A part of the page holds labels, now or later. */
    labels(element, tell) {
      element.addEventListener("click", (event) => {
        const answer = event.target.closest("[data-label]");
        if (event.target.closest("[data-anew]")) return tell({});
        if (!answer) return;
        const saves = event.target.closest("[data-say]");
        if (!saves && !event.target.closest("[data-unsay]")) return;
        const said = told(element, answer, saves ? answer.querySelector("[data-means]").value : "");
        if (said) tell(said);
      });
      element.addEventListener("change", (event) => event.target.classList.remove("is-wanted"));
    },
  });
})();
