/* The page's own behaviour: selecting a row or value opens its original beside it, scrolled to the mark.

   Whatever carries data-places can be selected (see places.py); the nearest data-shows names the viewer that follows.
   Text is only ever set as text; the one HTML taken over is the sheet table, which the server has escaped. */
"use strict";
(() => {
  const SCALE = 2; // pixels a point in the images asked for
  const ZOOMS = [1, 1.25, 1.5, 2, 2.5, 3];
  const READABLE = 0.75; // pixels of the screen a point, below which a page starts out enlarged
  const REMEMBERED = "jixiao-language";
  const SENDER = "jixiao-sender";
  const SENT = "jixiao-sent"; // whether it sent anything that it has not put aside
  const viewers = {}; // name -> what it shows

  const language = () => (document.documentElement.lang === "en" ? "en" : "zh");
  const say = (key, values = {}) =>
    JIXIAO_TEXTS[language()][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

  function make(tag, className, text) {
    const node = document.createElement(tag);
    node.className = className || "";
    if (text !== undefined) node.textContent = text;
    return node;
  }

  // ---- the viewer

  function host(name) {
    return document.querySelector(`[data-viewer="${name}"]`);
  }

  function viewer(name) {
    viewers[name] ??= { selected: null, target: null, page: 0, pages: 0, zoom: 0, zoomed: false, turn: 0, turned: {} };
    return viewers[name];
  }

  function frame(name) {
    const at = host(name);
    if (!at || at.firstChild) return at;
    const caption = make("div", "viewer-caption");
    caption.append(make("b", "viewer-title"), make("span", "viewer-file"));
    const bar = make("div", "viewer-bar");
    const button = (key, sign, does) => {
      const made = make("button", `viewer-${key}`, sign);
      made.type = "button";
      made.dataset.say = key;
      made.addEventListener("click", does);
      return made;
    };
    bar.append(
      button("previous", "‹", () => turnTo(name, viewer(name).page - 1)),
      make("span", "viewer-where"),
      button("next", "›", () => turnTo(name, viewer(name).page + 1)),
      make("span", "viewer-gap"),
      button("turned", "↻", () => turnPage(name)),
      button("smaller", "−", () => zoom(name, -1)),
      button("larger", "+", () => zoom(name, 1)),
      button("marked", "", () => open(name, viewer(name).target)),
    );
    const scroller = make("div", "viewer-scroller");
    scroller.tabIndex = 0;
    const empty = make("div", "viewer-empty");
    empty.append(make("p", "viewer-empty-1"), make("p", "viewer-empty-2"));
    scroller.append(empty);
    at.replaceChildren(caption, bar, scroller);
    label(name);
    return at;
  }

  function label(name) {
    const at = host(name);
    const state = viewer(name);
    if (!at || !at.firstChild) return;
    for (const button of at.querySelectorAll("[data-say]")) {
      button.title = say(button.dataset.say);
      button.setAttribute("aria-label", button.title);
      if (button.dataset.say === "marked") button.textContent = button.title;
    }
    const put = (selector, text) => {
      const node = at.querySelector(selector);
      if (node) node.textContent = text;
    };
    put(".viewer-empty-1", say("empty"));
    put(".viewer-empty-2", say("empty_more"));
    const target = state.target;
    at.classList.toggle("is-open", Boolean(target));
    at.classList.toggle("is-sheet", Boolean(target && target.sheet));
    at.classList.toggle("is-marked", Boolean(target && target.places.some((p) => p.length > 1)));
    put(".viewer-title", target ? target.caption : "");
    put(".viewer-file", target ? target.name : "");
    for (const part of [".viewer-title", ".viewer-file"]) at.querySelector(part).title = at.querySelector(part).textContent;
    put(".viewer-where", target && state.pages ? say(target.sheet ? "sheet" : "page", state) : "");
    at.querySelector(".viewer-previous").disabled = state.page <= 1;
    at.querySelector(".viewer-next").disabled = state.page >= state.pages;
    at.querySelector(".viewer-smaller").disabled = state.zoom <= 0;
    at.querySelector(".viewer-larger").disabled = state.zoom >= ZOOMS.length - 1;
  }

  function message(name, text) {
    const scroller = frame(name)?.querySelector(".viewer-scroller");
    if (!scroller) return;
    scroller.querySelector(".viewer-message")?.remove();
    if (text) scroller.append(make("div", "viewer-message", text));
  }

  function open(name, target) {
    if (!target) return;
    const state = viewer(name);
    if (state.target?.document !== target.document) state.pages = 0;
    state.target = target;
    label(name);
    turnTo(name, target.places[0][0], true);
  }

  async function turnTo(name, page, first = false) {
    const state = viewer(name);
    const at = frame(name);
    if (!at || !state.target || page < 1 || (!first && page > state.pages)) return;
    const turn = ++state.turn;
    const slow = setTimeout(() => {
      if (turn !== state.turn) return;
      at.querySelector(".viewer-scroller").replaceChildren(); // what is still shown is another place
      message(name, say("loading"));
    }, 300);
    try {
      const shown = state.target.sheet ? await sheet(state.target, page) : await image(state, page);
      if (turn !== state.turn) return;
      state.page = page;
      state.pages = shown.pages;
      at.querySelector(".viewer-scroller").replaceChildren(shown.node);
      if (!state.zoomed) state.zoom = fitting(name, shown.known.width);
      resize(name);
      label(name);
      reveal(name, shown);
      at.dataset.shown = state.selected ?? "";
    } catch (error) {
      if (turn !== state.turn) return;
      label(name);
      at.querySelector(".viewer-scroller").replaceChildren();
      message(name, say("failed"));
    } finally {
      clearTimeout(slow);
    }
  }

  async function facts(target, page) {
    const answer = await fetch(`pages/${target.document}/${page}.json`);
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }

  /** By how many degrees a page is shown turned: by hand, else by how it lies (see lying.py). */
  function turnOf({ target, turned }, page) {
    return turned[`${target.document}/${page}`] ?? target.turns?.[page] ?? 0;
  }

  function turnPage(name) {
    const state = viewer(name);
    if (!state.target || !state.pages) return;
    state.turned[`${state.target.document}/${state.page}`] = (turnOf(state, state.page) + 90) % 360;
    turnTo(name, state.page);
  }

  /** The size of a page and a box of it after it was turned clockwise. */
  function turned({ width, height, ...facts }, box, turn) {
    if (!turn || !width) return [{ width, height, ...facts }, box];
    const [x0, top, x1, bottom] = box ?? [0, 0, 0, 0];
    const put = {
      90: [height - bottom, x0, height - top, x1],
      180: [width - x1, height - bottom, width - x0, height - top],
      270: [top, width - x1, bottom, width - x0],
    }[turn];
    return [turn % 180 ? { width: height, height: width, ...facts } : { width, height, ...facts }, box && put];
  }

  async function image(state, page) {
    const { target } = state;
    const turn = turnOf(state, page);
    const boxes = target.places.filter((p) => p[0] === page && p.length === 5).map((p) => p.slice(1));
    const node = make("img", "viewer-page");
    node.alt = `${target.name} ${page}`;
    node.src = `pages/${target.document}/${page}.png?scale=${SCALE}&boxes=${boxes.map((b) => b.join(",")).join(";")}${turn ? `&turn=${turn}` : ""}`;
    const [lying] = await Promise.all([facts(target, page), node.decode()]);
    const [known, box] = turned(lying, boxes[0], turn);
    return { node, pages: known.pages, known, box };
  }

  async function sheet(target, page) {
    const cells = target.places.filter((p) => p[0] === page && p.length === 2).map((p) => p[1]);
    const [known, answer] = await Promise.all([
      facts(target, page),
      fetch(`sheets/${target.document}/${page}.html?cells=${encodeURIComponent(cells.join(";"))}`),
    ]);
    if (!answer.ok) throw new Error(answer.status);
    const node = make("div", "viewer-sheet");
    node.innerHTML = await answer.text();
    return { node, pages: Math.max(known.pages, page), known, cell: node.querySelector("#marked-cell") };
  }

  /** The zoom at which a page of this width can be read, as whole as may be. */
  function fitting(name, width) {
    const room = host(name).querySelector(".viewer-scroller").clientWidth;
    const found = width ? ZOOMS.findIndex((z) => (z * room) / width >= READABLE) : 0;
    return found < 0 ? ZOOMS.length - 1 : found;
  }

  function reveal(name, shown) {
    const scroller = host(name).querySelector(".viewer-scroller");
    let mark = null; // left, top, right, bottom within what is scrolled
    scroller.scrollTop = scroller.scrollLeft = 0;
    if (shown.cell) {
      const [inner, outer] = [shown.cell.getBoundingClientRect(), scroller.getBoundingClientRect()];
      mark = [inner.left - outer.left, inner.top - outer.top, inner.right - outer.left, inner.bottom - outer.top];
    } else if (shown.box) {
      const ratio = shown.node.clientWidth / shown.known.width;
      mark = shown.box.map((n) => n * ratio);
    }
    if (!mark) return;
    const [left, top, right, bottom] = mark;
    const room = scroller.clientWidth;
    scroller.scrollTop = (top + bottom) / 2 - scroller.clientHeight / 2;
    if (right > room) scroller.scrollLeft = right - left < room ? (left + right - room) / 2 : left - 12;
  }

  function zoom(name, step) {
    const state = viewer(name);
    const scroller = host(name).querySelector(".viewer-scroller");
    const middle = [
      (scroller.scrollLeft + scroller.clientWidth / 2) / scroller.scrollWidth,
      (scroller.scrollTop + scroller.clientHeight / 2) / scroller.scrollHeight,
    ];
    state.zoomed = true;
    state.zoom = Math.min(Math.max(state.zoom + step, 0), ZOOMS.length - 1);
    resize(name);
    label(name);
    scroller.scrollLeft = middle[0] * scroller.scrollWidth - scroller.clientWidth / 2;
    scroller.scrollTop = middle[1] * scroller.scrollHeight - scroller.clientHeight / 2;
  }

  function resize(name) {
    const node = host(name).querySelector(".viewer-page, .viewer-sheet");
    const factor = ZOOMS[viewer(name).zoom];
    if (!node) return;
    if (node.classList.contains("viewer-page")) node.style.width = `${factor * 100}%`;
    else node.style.fontSize = `${factor * 12}px`;
  }

  // ---- selecting

  function select(node) {
    const name = node.closest("[data-shows]")?.dataset.shows;
    if (!name) return;
    viewer(name).selected = node.id;
    mark(name);
    open(name, {
      document: node.dataset.document,
      name: node.dataset.name,
      sheet: "sheet" in node.dataset,
      caption: node.dataset.caption,
      places: JSON.parse(node.dataset.places),
      turns: JSON.parse(node.dataset.turns ?? "null"),
    });
  }

  function mark(name) {
    for (const area of document.querySelectorAll(`[data-shows="${name}"]`)) {
      for (const node of area.querySelectorAll("[aria-selected]")) node.removeAttribute("aria-selected");
    }
    const selected = viewer(name).selected;
    if (selected) document.getElementById(selected)?.setAttribute("aria-selected", "true");
  }

  /** A value may have been decided on since it was selected: the viewer calls it what it is now. */
  function recaption(name) {
    const { selected, target } = viewer(name);
    const caption = selected && document.getElementById(selected)?.dataset.caption;
    if (!target || !caption) return;
    target.caption = caption;
    label(name);
  }

  function close(name) {
    delete viewers[name];
    host(name)?.replaceChildren();
    frame(name);
  }

  // Gradio takes hidden parts out of the page; a viewer that comes back shows what it is to show.
  class Viewer extends HTMLElement {
    connectedCallback() {
      const name = this.dataset.viewer;
      frame(name);
      const { target, page } = viewer(name);
      if (target) turnTo(name, page || target.places[0][0], true);
    }
  }
  customElements.define("page-viewer", Viewer);

  document.addEventListener("click", (event) => {
    const node = event.target.closest?.("[data-places]");
    if (node) select(node);
  });

  document.addEventListener("keydown", (event) => {
    const node = event.target.closest?.("[data-places]");
    if (!node) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      select(node);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const all = [...node.closest("table, dl, [data-shows]").querySelectorAll("[data-places]")];
      const next = all[all.indexOf(node) + (event.key === "ArrowDown" ? 1 : -1)];
      if (next) {
        event.preventDefault();
        next.focus();
        select(next);
      }
    }
  });

  document.addEventListener("input", (event) => {
    const wanted = event.target.closest?.("[data-filters]");
    if (!wanted) return;
    const words = wanted.value.trim().toLowerCase().split(/\s+/);
    for (const row of document.querySelectorAll(`#${wanted.dataset.filters} tbody tr`)) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    }
  });

  function keep(name, text) {
    unkept[name] = text;
    try {
      localStorage.setItem(name, text);
    } catch {} // kept on the page at least
  }

  function kept(name) {
    try {
      return localStorage.getItem(name) || unkept[name];
    } catch {
      return unkept[name];
    }
  }

  // ---- what the parts of the page call (see page.py, ask.py, reports.py)

  const unkept = {}; // of a browser that keeps nothing: for as long as the page is open
  let newest = null; // the last turn whose answer was shown

  window.jixiao = {
    /** The conversation was drawn again: the newest turn comes into view, its first row opens. */
    told(element) {
      mark("ask");
      const turns = element.querySelectorAll(".turn");
      const last = turns[turns.length - 1];
      if (!last) {
        newest = null;
        close("ask");
        return;
      }
      const state = last.id + ("done" in last.dataset);
      if (state === newest) return;
      newest = state;
      if ("done" in last.dataset) {
        const row = last.querySelector("tr[data-places]") || last.querySelector("[data-places]");
        if (row) select(row);
        else close("ask");
      }
      // Only now: a row further up that is no longer selected folds its text.
      const scroller = element.closest("#talk") || element;
      scroller.scrollTop += last.getBoundingClientRect().top - scroller.getBoundingClientRect().top - 8;
    },
    /** A report was opened or drawn again. */
    opened(element) {
      const report = element.querySelector("[data-report]")?.dataset.report;
      const state = viewer("report");
      if (report !== state.report) {
        close("report");
        viewer("report").report = report;
        const first = element.querySelector("[data-opens]");
        if (first) open("report", { ...first.dataset, sheet: "sheet" in first.dataset, places: JSON.parse(first.dataset.opens), turns: JSON.parse(first.dataset.turns ?? "null") });
      }
      mark("report");
      recaption("report");
      jixiao.redrawn(element);
    },
    select,
    /** What this browser calls itself, so that it finds what it sent again (see incoming.py). */
    sender() {
      if (!kept(SENDER)) keep(SENDER, [...crypto.getRandomValues(new Uint8Array(16))].map((n) => n.toString(16).padStart(2, "0")).join(""));
      return kept(SENDER);
    },
    /** Whether to ask what became of the files sent: while some are under way, and after the page was loaded anew. */
    follows(element) {
      const shown = element.querySelector(".outcomes");
      if (element.querySelector("[data-loaded]")) return Boolean(kept(SENT));
      keep(SENT, shown ? "1" : "");
      return Boolean(shown?.querySelector("[data-stop]"));
    },
    language(chosen) {
      document.documentElement.lang = chosen === "en" ? "en" : "zh-CN";
      localStorage.setItem(REMEMBERED, chosen);
      Object.keys(viewers).forEach(label);
      return chosen;
    },
    remembered() {
      const chosen = localStorage.getItem(REMEMBERED) === "en" ? "en" : "zh";
      document.documentElement.lang = chosen === "en" ? "en" : "zh-CN";
      Object.keys(viewers).forEach(label);
      return chosen;
    },
  };

  // One look, by day and by night: the originals are paper.
  const light = () => document.body.classList.remove("dark");
  addEventListener("DOMContentLoaded", () => {
    new MutationObserver(light).observe(document.body, { attributes: true, attributeFilter: ["class"] });
    light();
  });
})();
