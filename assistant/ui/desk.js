/* Values held against the paper: confirming, correcting, taking back; by mouse or by keyboard (see checking.py).

   A card says by data-card which value it is and by data-seen which decision on it was last seen; what is done goes to the
   server, which draws the report anew. Here only: which card is at hand, the open form, and who decides. */
"use strict";
(() => {
  const WHO = "jixiao-checked-by";
  const FORM = "[data-editing]";
  let next = null; // where to go on after the report was drawn again: {list, at, path}
  let wanted = null; // the path of a value that an answer sent here

  const cardOf = (node) => node?.closest?.("[data-card]");
  const cardsOf = (element) => [...element.querySelectorAll(".cards [data-card]")];
  const said = (card, name) => card.querySelector(`[data-${name}]`)?.value ?? "";

  function name() {
    try {
      return localStorage.getItem(WHO) || "";
    } catch {
      return ""; // a browser that keeps nothing: the name is asked for again
    }
  }

  function fillName(element) {
    for (const field of element.querySelectorAll("[data-who]")) field.value = field.value || name();
  }

  /** Who decides; asked for where the card stands. */
  function who(element, card) {
    const fields = [...(card.closest(".desk, .value-panel") ?? element).querySelectorAll("[data-who]")];
    const given = (fields[0]?.value || name()).trim();
    if (given || !fields.length) return given;
    fields[0].classList.add("is-wanted");
    fields[0].title = JIXIAO_TEXTS[document.documentElement.lang === "en" ? "en" : "zh"].who_first;
    fields[0].placeholder = fields[0].title;
    fields[0].focus();
    return "";
  }

  function edit(card, on) {
    if (!card.querySelector("[data-new]")) return;
    card.toggleAttribute("data-editing", on);
    if (!on) return card.focus();
    const field = card.querySelector("[data-new]");
    field.focus();
    field.select();
  }

  function decide(element, tell, card, does) {
    const person = who(element, card);
    if (!person) return;
    const list = cardsOf(element);
    if (card.dataset.card) next = { list: list.includes(card), at: list.indexOf(card), path: card.dataset.card };
    for (const button of card.matches("button") ? [card] : card.querySelectorAll("button")) button.disabled = true;
    tell.decide({
      named: card.dataset.card, seen: card.dataset.seen, does, who: person,
      typed: does === "correct" ? said(card, "new") : "", why: does === "correct" ? said(card, "why") : "",
    });
  }

  function act(element, tell, card, does) {
    if (does === "edit") edit(card, true);
    else if (does === "cancel") edit(card, false);
    else decide(element, tell, card, does);
  }

  function focusOn(card) {
    if (!card) return;
    const field = card.matches(FORM) && card.querySelector("[data-new]");
    jixiao.select(card);
    (field || card).focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  }

  /** What is hidden cannot take the focus: on a tab that is only about to be shown, as soon as it is. */
  function onceShown(element, does) {
    if (element.offsetParent) return does();
    const watch = new IntersectionObserver((seen) => {
      if (!seen.some((s) => s.isIntersecting)) return;
      watch.disconnect();
      does();
    });
    watch.observe(element);
  }

  function onKey(event, element, tell) {
    const card = cardOf(event.target);
    if (!card || event.isComposing) return; // Enter ends a Chinese word before it ends a line
    const typing = event.target.matches("input, textarea");
    const handled = () => { event.preventDefault(); event.stopPropagation(); };
    if (typing && event.key === "Escape") { handled(); edit(card, false); }
    else if (typing && event.key === "Enter" && !event.shiftKey) { handled(); decide(element, tell, card, "correct"); }
    else if (typing || event.target !== card) event.stopPropagation(); // buttons press themselves
    else if (event.key === "Enter" && card.querySelector('[data-do="confirm"]')) { handled(); decide(element, tell, card, "confirm"); }
    else if (event.key === "e" || event.key === "E" || event.key === "F2") { handled(); edit(card, true); }
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const list = cardsOf(element);
      const other = list[list.indexOf(card) + (event.key === "ArrowDown" ? 1 : -1)];
      handled();
      focusOn(other);
    }
  }

  Object.assign(window.jixiao, {
    /** A part of the page holds cards, now or later. */
    desk(element, tell) {
      element.addEventListener("click", (event) => {
        const button = event.target.closest("[data-do]");
        if (button) return act(element, tell, cardOf(button), button.dataset.do);
        if (event.target.closest("[data-close]")) return tell.shut();
        const value = event.target.closest("[data-path]");
        if (value && !cardOf(value)) tell.look({ named: value.dataset.path });
      });
      element.addEventListener("keydown", (event) => {
        onKey(event, element, tell);
        const value = event.target.closest("[data-path]");
        if (event.key === "Enter" && value?.dataset.places) tell.look({ named: value.dataset.path });
      });
      element.addEventListener("focusin", (event) => {
        if (event.target.matches("[data-card][data-places]")) jixiao.select(event.target); // the original follows
      });
      element.addEventListener("input", (event) => {
        if (!event.target.matches("[data-who]")) return;
        event.target.classList.remove("is-wanted");
        try {
          localStorage.setItem(WHO, event.target.value.trim());
        } catch {} // kept on the page at least
        for (const field of document.querySelectorAll("[data-who]")) if (field !== event.target) field.value = event.target.value;
      });
      fillName(element);
    },
    /** The report was drawn again: on to the value after the one that was decided. */
    redrawn(element) {
      fillName(element);
      const list = cardsOf(element);
      if (wanted) {
        const card = list.find((c) => c.dataset.card === wanted);
        wanted = null;
        onceShown(element, () => focusOn(card));
      } else if (next?.list) {
        const same = list.find((c) => c.dataset.card === next.path); // could not be kept
        focusOn(same || list[Math.min(next.at, list.length - 1)]);
        next = null;
      }
    },
    /** The panel was drawn again. */
    panel(element) {
      fillName(element);
      const card = element.querySelector("[data-card]");
      if (card && next && !next.list) {
        next = null;
        focusOn(card);
      }
    },
    /** An answer sends here to look at one value. */
    lookFor(path) {
      wanted = path;
    },
  });
})();
