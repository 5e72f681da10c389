"use strict";
// What the page can do beyond being read: search, filter, keys, folded JSON, copying. Texts are only ever set as text.
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const steps = all(".step");
  const search = byId("search");
  const isWrong = (step) => ["failed", "broken", "cancelled", "unknown"].includes(step.dataset.outcome);
  let outcome = "";

  function make(name, css, text) {
    const element = document.createElement(name);
    if (css) element.className = css;
    if (text) element.textContent = text;
    return element;
  }

  // Search and filter.
  const texts = new Map();

  function textOf(step, withBodies) {
    const key = withBodies ? `${step.id}+` : step.id;
    if (!texts.has(key)) {
      const parts = withBodies ? [step] : [step.firstElementChild, ...all(":scope > .inside > .exchange > .wire", step)];
      texts.set(key, parts.map((part) => part.textContent).join(" ").toLowerCase());
    }
    return texts.get(key);
  }

  function apply() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const hits = steps.filter(
      (step) =>
        (!outcome || step.dataset.outcome === outcome) &&
        words.every((word) => textOf(step, byId("bodies").checked).includes(word)),
    );
    const kept = new Set();
    for (const hit of hits)
      for (let at = hit; at && !kept.has(at); at = at.parentElement) kept.add(at);
    for (const part of all(".entries > li, .steps")) part.hidden = !kept.has(part);
    const isSought = words.length || outcome;
    for (const fold of all(".folded-runs")) if (isSought && hits.some((hit) => fold.contains(hit))) fold.open = true;
    const ids = new Set(hits.map((hit) => hit.id));
    for (const lane of all(".lanes li")) lane.hidden = !ids.has(lane.dataset.step);
    byId("found").textContent = isSought ? `${hits.length} of ${steps.length} steps` : "";
  }

  function choose(button) {
    outcome = button.dataset.filter;
    for (const other of all("[data-filter]")) other.setAttribute("aria-pressed", String(other === button));
    apply();
  }

  function clear() {
    search.value = "";
    search.blur();
    apply();
  }

  // Ways through the page.
  function openTo(element) {
    for (let at = element; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
  }

  function goTo(step) {
    if (!step) return;
    openTo(step.parentElement);
    step.firstElementChild.focus({ preventScroll: true });
    step.scrollIntoView({ block: "start" });
  }

  function move(list, by) {
    const from = document.activeElement?.closest(".step");
    const after = (step) => from.compareDocumentPosition(step) & Node.DOCUMENT_POSITION_FOLLOWING;
    const before = (step) => from.compareDocumentPosition(step) & Node.DOCUMENT_POSITION_PRECEDING;
    if (!from) goTo(list[0]);
    else goTo(by > 0 ? list.find(after) : list.findLast(before));
  }

  const shown = () => steps.filter((step) => step.checkVisibility());

  function moveWrong(by) {
    const list = steps.filter((step) => isWrong(step) && !step.closest("[hidden]"));
    for (const step of list) step.open = true;
    move(list, by);
  }

  function openAll(isOpen) {
    for (const step of shown()) step.open = isOpen;
  }

  function openTarget() {
    const target = location.hash.length > 1 && byId(location.hash.slice(1));
    if (target) {
      openTo(target);
      target.scrollIntoView({ block: "start" });
    }
  }

  // Light or dark, kept where the browser lets us.
  function setTheme(theme) {
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem("p1s-report-theme", theme);
    } catch {
      // A page opened from an archive or a sandbox has no storage; the choice then lasts as long as the page.
    }
  }

  function recallTheme() {
    try {
      const theme = localStorage.getItem("p1s-report-theme");
      if (theme) document.documentElement.dataset.theme = theme;
    } catch {
      // As above.
    }
  }

  function toggleTheme() {
    const chosen = document.documentElement.dataset.theme;
    const isDark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    setTheme(isDark ? "light" : "dark");
  }

  function toggleHelp() {
    const help = byId("keys");
    if (help.open) help.close();
    else help.showModal();
  }

  // JSON that is indented already: colours, and a button where a list or an object begins.
  const json = /("(?:\\.|[^"\\])*"?)(\s*:)?|-?\d[\d.eE+-]*|\b(?:true|false|null)\b|[{[]|[}\]]|[^"{}[\]\d\w-]+|./gs;

  function paintJson(pre) {
    const text = pre.textContent;
    const open = [document.createDocumentFragment()];
    for (const [token, string, colon] of text.matchAll(json)) {
      const into = open.at(-1);
      if (string && colon) into.append(make("span", "k", string), colon);
      else if (string) into.append(make("span", "s", string));
      else if (/^[-\d]/.test(token)) into.append(make("span", "n", token));
      else if (/^(true|false|null)$/.test(token)) into.append(make("span", "w", token));
      else if (token === "{" || token === "[") open.push(beginFold(into, token));
      else if ((token === "}" || token === "]") && open.length > 1) endFold(open.pop(), token);
      else into.append(token);
    }
    pre.replaceChildren(open[0]);
  }

  function beginFold(into, token) {
    const whole = make("span", "whole-fold");
    const held = make("span", "held");
    whole.append(make("span", "c", token), held);
    into.append(whole);
    return held;
  }

  function endFold(held, token) {
    const whole = held.parentElement;
    if (held.textContent.includes("\n")) {
      const button = make("button", "fold");
      button.type = "button";
      button.setAttribute("aria-expanded", "true");
      button.setAttribute("aria-label", "fold");
      whole.prepend(button);
    }
    whole.append(make("span", "c", token));
  }

  function toggleFold(button) {
    const isFolded = button.parentElement.classList.toggle("folded");
    button.setAttribute("aria-expanded", String(!isFolded));
  }

  const yaml = /(^\s*#.*|\s#.*)|(<<.*?>>)|((?<=^\s*(?:- )*)[\w.$"']+:)/g;

  function paintYaml(line) {
    const text = line.textContent;
    const parts = [];
    let at = 0;
    for (const found of text.matchAll(yaml)) {
      parts.push(text.slice(at, found.index), make("span", found[1] ? "c" : found[2] ? "w" : "k", found[0]));
      at = found.index + found[0].length;
    }
    line.replaceChildren(...parts, text.slice(at));
  }

  // What is opened is made ready then, and JSON only when it comes into view.
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        paintJson(target);
      }
    },
    { rootMargin: "400px" },
  );

  const ready = new Set();
  const isNew = (element) => !ready.has(element) && ready.add(element);

  function prepare(details) {
    if (!details.open || ready.has(details)) return;
    ready.add(details);
    for (const pre of all("pre", details).filter(isNew)) {
      if (pre.matches(".json")) seen.observe(pre);
      if (pre.matches(".curl")) addCurl(pre);
      else if (!pre.matches(".frame")) addCopy(pre);
    }
    if (details.matches(".source")) for (const line of all(".l", details)) paintYaml(line);
  }

  function copyButton(pre, name) {
    const button = make("button", "copy", name);
    button.type = "button";
    button.addEventListener("click", () => copy(pre, button, name));
    return button;
  }

  // Beside the address, where one looks at the request.
  const addCurl = (pre) => pre.closest(".exchange").querySelector(".wire").append(copyButton(pre, "Copy as curl"));

  function addCopy(pre) {
    const button = copyButton(pre, "Copy");
    if (pre.previousElementSibling?.matches("p")) pre.previousElementSibling.append(button);
    else pre.before(button);
  }

  async function copy(from, button, name) {
    try {
      await navigator.clipboard.writeText(from.textContent);
    } catch {
      openTo(from);
      getSelection().selectAllChildren(from);
      document.execCommand("copy");
    }
    button.textContent = "Copied";
    setTimeout(() => (button.textContent = name), 1500);
  }

  const keys = {
    j: () => move(shown(), 1),
    k: () => move(shown(), -1),
    n: () => moveWrong(1),
    p: () => moveWrong(-1),
    e: () => openAll(true),
    c: () => openAll(false),
    t: toggleTheme,
    "?": toggleHelp,
    "/": () => search.focus(),
  };

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.matches("input[type=search]");
    if (isTyping && event.key === "Escape") clear();
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    if (byId("keys").open && event.key !== "?") return;
    event.preventDefault();
    keys[event.key]();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const fold = event.target.closest(".fold");
    const filter = event.target.closest("[data-filter]");
    if (link) openTo(byId(link.getAttribute("href").slice(1)));
    if (fold) toggleFold(fold);
    if (filter) choose(filter);
  });
  document.addEventListener("toggle", (event) => prepare(event.target), true);
  addEventListener("hashchange", openTarget);
  search.addEventListener("input", apply);
  byId("bodies").addEventListener("change", apply);
  byId("expand").addEventListener("click", keys.e);
  byId("collapse").addEventListener("click", keys.c);
  byId("theme").addEventListener("click", keys.t);
  byId("help").addEventListener("click", keys["?"]);
  byId("close").addEventListener("click", keys["?"]);

  recallTheme();
  byId("bar").hidden = false;
  for (const details of all("details[open]")) prepare(details);
  for (const pre of all("pre.left")) addCopy(pre);
  openTarget();
})();
