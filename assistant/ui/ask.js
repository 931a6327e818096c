/* What the tab of questions does by itself: copying, changing a condition, judging. ask.py hears of the rest by its events. */
"use strict";
(() => {
  const ATTEMPTS = 3;
  let tries = 0; // to open the answer of the address
  const SAID = 1600; // milliseconds that "copied" is shown

  /** To the clipboard, also where the page came without encryption and the browser has no clipboard to give. */
  async function copy(text) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
    const held = document.createElement("textarea");
    held.value = text;
    held.style.cssText = "position:fixed;opacity:0";
    document.body.append(held);
    held.select();
    const done = document.execCommand("copy");
    held.remove();
    if (!done) throw new Error("copy");
  }

  function told(button) {
    const before = button.dataset.says || button.textContent;
    button.dataset.says = before;
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = before), SAID);
  }

  const address = (key) => `${location.origin}${location.pathname}?answer=${key}`;

  jixiao.asking = {
    /** The key of the answer that this address is the link of, where the page shows no conversation yet: what is drawn while
        the page loads may come later than what the link brought, and then it is asked for once more. */
    linked(element) {
      const key = new URLSearchParams(location.search).get("answer");
      const waits = key && element.querySelector(".welcome") && tries < ATTEMPTS;
      if (waits) tries += 1;
      return waits ? key : null;
    },
    /** The answer's actions were used: what appears under them comes into view when it is drawn. */
    acted(key) {
      jixiao.asking.last = key;
    },
    /** Fields that show an address show it whole. */
    addressed(element) {
      const acts = jixiao.asking.last && element.querySelector(`[data-rate="${jixiao.asking.last}"]`)?.closest(".acts");
      acts?.parentElement.scrollIntoView({ block: "nearest" });
      jixiao.asking.last = null;
      for (const field of element.querySelectorAll("[data-address]")) {
        field.value = address(field.dataset.address);
        field.addEventListener("focus", () => field.select());
      }
    },
    async copied(button) {
      await copy(button.dataset.copy);
      told(button);
    },
    async link(button) {
      await copy(address(button.dataset.link)).then(() => told(button), () => {});
    },
    /** What a form of a condition or a comment says. */
    filled(form) {
      return Object.fromEntries(new FormData(form));
    },
  };

  // One editor open at a time; a click elsewhere or Escape closes it.
  const closeOthers = (but) => {
    for (const open of document.querySelectorAll(".cond details[open]")) if (open !== but) open.open = false;
  };
  document.addEventListener("click", (event) => closeOthers(event.target.closest?.(".cond details")));
  document.addEventListener("keydown", (event) => event.key === "Escape" && closeOthers(null));
  // `toggle` does not bubble. What was opened is brought into view as a whole.
  const opened = (event) => {
    const form = event.target.closest?.(".cond details[open]")?.querySelector("form");
    if (!form) return;
    form.scrollIntoView({ block: "nearest" });
    form.querySelector("input, select")?.focus({ preventScroll: true });
  };
  document.addEventListener("toggle", opened, true);
  // A new conversation is not the one that the address names.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#anew") && location.search) history.replaceState(null, "", location.pathname);
  });
})();
