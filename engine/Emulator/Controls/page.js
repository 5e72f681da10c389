"use strict";
const prefix = "/__emulator";
const at = (id) => document.getElementById(id);
let last = 0;
let shownMade = "";
let shownInbox = "";

/** An element with a class and children; texts are never HTML. */
function make(tag, name, ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
}

async function get(path) {
  const answer = await fetch(prefix + path, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

async function post(path, body) {
  const answer = await fetch(prefix + path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

/** A path with the first letters of its ids, which are enough to tell them apart. */
const shortened = (path) => path.replace(/([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "$1…");

function requestRow(request) {
  const refused = request.status === null || request.status >= 400;
  const path = request.path + (request.query.length ? `?${request.query.map((name) => `${name}=…`).join("&")}` : "");
  const checked = make("td");
  const passed = request.checks.filter((check) => check.passed).map((check) => check.name);
  if (passed.length) checked.append(make("div", "checks", `✓ ${passed.join(" · ")}`));
  const failed = request.checks.find((check) => !check.passed);
  if (failed) checked.append(make("div", "bad", `✗ ${failed.name}`));
  if (request.fault) checked.append(make("div", "warn", `fault: ${request.fault}`));
  if (request.why) checked.append(make("div", "why", request.why));
  const status = make("td", refused ? "bad" : "good", request.status === null ? "cut" : `${request.status}`);
  const shown = make("span", "path", shortened(path));
  shown.title = path;
  const asked = make("td", "", make("span", "method", request.method), " ", shown);
  const row = make("tr", refused ? "refused" : "", make("td", "number", `${request.number}`), make("td", "", make("time", "", request.at.slice(11, 23))), asked, status, make("td", "number", `${request.ms}`), checked);
  row.hidden = at("only-refused").checked && !refused;
  return row;
}

function showRequests(requests) {
  for (const request of requests) {
    last = Math.max(last, request.number);
    at("requests").prepend(requestRow(request));
  }
  while (at("requests").children.length > 500) at("requests").lastChild.remove();
  at("requests-none").hidden = at("requests").children.length > 0;
}

/** A resource, its JSON when it is opened, what is secret in it only when that is asked for too. */
function madeItem(made) {
  const item = make("li", "", make("span", "kind", made.kind), " ");
  const label = `${made.name ?? made.id}`;
  const open = make("button", "", label);
  open.type = "button";
  open.setAttribute("aria-expanded", "false");
  const pre = make("pre");
  pre.hidden = true;
  pre.tabIndex = 0;
  const addresses = made.kind === "application" ? [made.href, `${made.href}/secret`] : [made.href];
  const show = async (secrets) => {
    const shown = await Promise.all(addresses.map((href) => get(`/resource?href=${encodeURIComponent(href)}${secrets ? "&secrets=shown" : ""}`)));
    pre.textContent = shown.map((json) => JSON.stringify(json, null, 2)).join("\n\n");
    pre.hidden = false;
  };
  const secrets = make("button", "", "show secrets");
  secrets.type = "button";
  secrets.hidden = true;
  secrets.onclick = () => show(true).catch(tell);
  open.onclick = async () => {
    const isOpen = open.getAttribute("aria-expanded") === "true";
    open.setAttribute("aria-expanded", `${!isOpen}`);
    secrets.hidden = isOpen;
    if (isOpen) pre.hidden = true;
    else await show(false).catch(tell);
  };
  item.append(open, " ", secrets, pre);
  return item;
}

function messageItem(message) {
  const item = make("li", "", make("span", "kind", message.channel), ` ${message.to} · ${message.purpose} · ${message.createdAt.slice(11, 19)} `);
  const code = make("button", "", "‹code›");
  code.type = "button";
  code.setAttribute("aria-label", `Show the code sent to ${message.to}`);
  code.onclick = async () => {
    const shown = await get(`/code?id=${encodeURIComponent(message.id)}`).catch(tell);
    if (shown) code.replaceWith(make("code", "", shown.code));
  };
  item.append(code);
  return item;
}

function showList(id, items, draw) {
  at(id).replaceChildren(...items.map(draw));
  at(`${id}-none`).hidden = items.length > 0;
}

function showState(state) {
  at("now").textContent = state.now;
  at("offset").textContent = state.clock.still ? "(stands still)" : state.clock.offset === 0 ? "" : `(${state.clock.offset > 0 ? "+" : ""}${state.clock.offset} s)`;
  at("environments").textContent = state.environments.map((environment) => `${environment.name} ${environment.id}`).join(" · ");
  if (document.activeElement !== at("faults")) at("faults").value = state.faults.join("\n");
  showRequests(state.requests);
  const made = JSON.stringify(state.made);
  if (made !== shownMade) showList("made", state.made, madeItem);
  shownMade = made;
  const inbox = JSON.stringify(state.messages);
  if (inbox !== shownInbox) showList("inbox", [...state.messages].reverse(), messageItem);
  shownInbox = inbox;
}

const tell = (error) => void (at("link").textContent = `${error.message ?? error}`.trim());

async function poll() {
  try {
    showState(await get(`/state?after=${last}`));
    at("link").textContent = "live";
  } catch (error) {
    tell(error instanceof TypeError ? "the emulator does not answer" : error);
  }
  setTimeout(poll, 1000);
}

for (const button of document.querySelectorAll("[data-move]")) button.onclick = () => post("/clock", { seconds: Number(button.dataset.move) }).catch(tell);
at("clock-reset").onclick = () => post("/clock", { reset: true }).catch(tell);
at("reset").onclick = async () => {
  if (!confirm("Forget everything the emulator holds? It becomes another PingOne, with other ids.")) return;
  await post("/reset", {}).catch(tell);
  at("requests").replaceChildren();
};
async function setFaults(lines) {
  at("faults-said").textContent = "";
  try {
    await post("/faults", { faults: lines });
    at("faults-said").textContent = lines.length ? "set" : "none";
  } catch (error) {
    at("faults-said").textContent = error.message.trim();
  }
}
at("faults-set").onclick = () => setFaults(at("faults").value.split("\n").map((line) => line.trim()).filter(Boolean));
at("faults-none").onclick = () => {
  at("faults").value = "";
  return setFaults([]);
};
at("only-refused").onchange = () => {
  for (const row of at("requests").children) row.hidden = at("only-refused").checked && !row.classList.contains("refused");
};
poll();
