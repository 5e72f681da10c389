// Ends runs by SIGKILL at every write to their journal and every byte to and from the server, goes on with each, and holds what arrived at the
// server against what an uninterrupted run sends.
// node kill.mjs P1S POINTS RANDOM [SEED] [SCENARIO]: so many of all points, then so many random moments; prints a line for what is wrong, ends
// with "N passed, N failed".
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CountingServer } from "./proxy.mjs";

const [p1s, wanted = "60", moments = "10", seed = "1", only = ""] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "p1s-kill-"));
const shim = join(folder, "kill.so");
execFileSync("gcc", ["-O1", "-shared", "-fPIC", "-o", shim, join(here, "kill.c"), "-ldl", "-lpthread"]);

// Mulberry32: the same seed, the same points.
function randomBy(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

// What a lost answer would have given, by its step; a number behind the name is that of the turn.
const id = (name) => (answer) => ({ [name]: answer.id });
const scenarios = {
  ten: { population: id("populationID"), application: id("appID"), rotate: (answer) => ({ newSecret: answer.secret }), user: id("userID"), second: id("secondID") },
  each: { population: id("populationID"), user: id("userIDs") },
  call: { population: id("populationID"), user: id("userID") },
  poll: { population: id("populationID"), user: id("userID") },
  flow: { application: id("appID"), population: id("populationID"), user: id("userID"), tokens: (answer) => ({ userToken: answer.access_token }) },
  end: { population: id("populationID"), user: id("userIDs"), mark: id("markID") },
};

// Of these the file says that they may be sent again.
const again = new Set(["token", "check", "login"]);

const troubles = {
  none: {},
  delay: { delay: 25, delays: { user: 1200 } },
  cut: { cut: 3 },
  503: { refuse: 4 },
};

const policyOf = (scenario) => (scenario === "end" ? "failure" : "never");

async function command(server, args, { env = {}, point = null, after = null } = {}) {
  const child = spawn(p1s, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      PINGONESCENARIOS_JOURNAL_KEY: "0123456789abcdef".repeat(4),
      P1S_EMULATOR_SECRET: server.secret,
      ...env,
    },
  });
  server.end(child, point);
  let printed = "";
  child.stdout.on("data", (piece) => (printed += piece));
  child.stderr.on("data", (piece) => (printed += piece));
  const limit = setTimeout(() => child.kill("SIGKILL"), 40_000);
  const moment = after === null ? null : setTimeout(() => child.kill("SIGKILL"), after);
  const code = await new Promise((done) => child.on("close", (status, signal) => done(signal ?? status)));
  clearTimeout(limit);
  clearTimeout(moment);
  server.end(null, null);
  return { args, code, printed };
}

// A point as what the shim and the server are told.
function killing(point, server, journal) {
  if (!point) return {};
  if (point.after !== undefined) return { after: point.after };
  if (point.stage) return { point };
  return { env: { LD_PRELOAD: shim, KILL_FILE: journal, KILL_PORT: String(server.port), KILL_AT: point.at, KILL_CUT: point.cut ? "1" : "0" } };
}

const idOfStep = (path) => path.split("/").pop().replace(/\[\d+\]$/, "");
const turnOf = (path) => /\[(\d+)\]/.exec(path)?.[1];
const nameOf = (path) => idOfStep(path) + (turnOf(path) ? `-${turnOf(path)}` : "");

// What whoever looks at the server says of a request in doubt.
function settlement(scenario, server, path) {
  const sent = server.arrived.filter((e) => e.step === nameOf(path) && e.forwarded && e.status < 300);
  if (sent.length === 0) return ["--settle", `${path}=again`];
  const given = scenarios[scenario][idOfStep(path)]?.(JSON.parse(sent[0].answer.toString())) ?? {};
  return ["--settle", `${path}=done`, ...Object.entries(given).flatMap(([name, value]) => ["--set", `${name}=${value}`])];
}

class Ordeal {
  log = [];

  constructor(server, scenario, trouble, point, second) {
    Object.assign(this, { server, scenario, trouble, point, second });
    this.folder = mkdtempSync(join(folder, "run-"));
    this.journal = join(this.folder, "runs.db");
    this.environment = join(this.folder, "environment.yaml");
    writeFileSync(this.environment, server.environment);
  }

  async command(args, options) {
    const ended = await command(this.server, [...args, "--journal", this.journal], options);
    this.log.push(ended);
    return ended;
  }

  async find() {
    const listed = await this.command(["runs", "--format", "json"]);
    return listed.code === 0 ? JSON.parse(listed.printed)[0] : undefined;
  }

  begin(point, log) {
    const file = join(here, "scenarios", `${this.scenario}.yaml`);
    const options = killing(point, this.server, this.journal);
    if (log) options.env = { LD_PRELOAD: shim, KILL_FILE: this.journal, KILL_PORT: String(this.server.port), KILL_LOG: log };
    return this.command(["run", file, "--environment", this.environment, "--undo", policyOf(this.scenario)], options);
  }

  // Until the run is over; what keeps it from that.
  async goOn() {
    let last = await this.begin(this.point);
    for (let turn = 0; turn < 25; turn++) {
      const run = await this.find();
      // Nothing was written of it, or nothing but that it begins.
      if (!run || last.printed.includes("ended before its first request")) {
        if (this.server.arrived.some((e) => e.forwarded && !again.has(e.step) && e.method !== "GET")) return "requests were sent of which the journal knows nothing";
        last = await this.begin(null);
        continue;
      }
      this.run = run;
      if (run.standing === "ended") return null;
      const doubts = last.code === 7 ? [...last.printed.matchAll(/--settle '?([^\s'=]+)=/g)].map((m) => m[1]) : [];
      const settle = [...new Set(doubts)].flatMap((path) => settlement(this.scenario, this.server, path));
      const options = killing(this.second, this.server, this.journal);
      this.second = null;
      last = await this.command(["resume", run.id, ...settle], options);
      if (![0, 1, 6, 7, "SIGKILL"].includes(last.code) && !last.printed.includes("ended before its first request")) return `exit code ${last.code}`;
    }
    return "it comes to no end";
  }

  async run(before) {
    this.server.begin(troubles[this.trouble]);
    const stuck = await this.goOn();
    if (stuck) return stuck;
    const wrong = this.wrongArrivals() ?? (await this.wrongStore(before, baselines[this.scenario].store));
    if (wrong || this.scenario === "end") return wrong;
    const taken = await this.command(["undo", this.run.id, "--yes"]);
    if (taken.code !== 0) return `undo has exit code ${taken.code}`;
    return this.wrongStore(before, []);
  }

  wrongArrivals() {
    const counts = {};
    for (const entry of this.server.arrived) {
      if (entry.method !== "POST" || !entry.forwarded || again.has(entry.step)) continue;
      counts[entry.step] = (counts[entry.step] ?? 0) + 1;
      if (!entry.step || counts[entry.step] > 1) return `${entry.method} ${entry.path} of step "${entry.step}" arrived twice`;
    }
    const sent = new Set(this.server.arrived.filter((e) => e.forwarded).map((e) => `${e.method} ${e.step}`));
    // A flow takes one login, whose answer has the cookie of the session, and gives one code.
    const isUsedUp = ["login", "resume"].some((step) => this.server.arrived.filter((e) => e.step === step && e.forwarded).length > 1);
    const missing = isUsedUp ? [] : baselines[this.scenario].sent.filter((step) => !sent.has(step));
    return missing.length > 0 ? `never sent: ${missing.join(", ")}` : null;
  }

  async wrongStore(before, expected) {
    const made = namesOf(await this.server.made(), before);
    return JSON.stringify(made) === JSON.stringify(expected) ? null : `the store holds ${JSON.stringify(made)}, not ${JSON.stringify(expected)}`;
  }

  done() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

// The ids of runs are their own.
const namesOf = (made, before) =>
  made
    .filter((m) => !before.has(m.id))
    .map((m) => `${m.kind} ${m.name?.replace(/[0-9a-f]{8}$/, "RUN")}`)
    .sort();

const baselines = {};

// An uninterrupted run, and the points it has.
async function measure(server, scenario, trouble) {
  const ordeal = new Ordeal(server, scenario, trouble, null, null);
  const before = new Set((await server.made()).map((m) => m.id));
  server.begin(troubles[trouble]);
  const log = join(ordeal.folder, "events.log");
  const ended = await ordeal.begin(null, log);
  if (trouble === "none") {
    baselines[scenario] = {
      code: ended.code,
      store: namesOf(await server.made(), before),
      sent: [...new Set(server.arrived.filter((e) => e.step && !e.replayed).map((e) => `${e.method} ${e.step}`))],
    };
    if (ended.code !== (scenario === "end" ? 1 : 0)) throw new Error(`${scenario}: exit code ${ended.code}\n${ended.printed}`);
  }
  const events = readFileSync(log, "utf8");
  const count = (kind) => [...events].filter((e) => e === kind).length;
  const points = [];
  for (const [kind, ...words] of [["W", "before"], ["S", "before", "after"], [">", "before", "after"], ["<", "after"]]) {
    for (let number = 1; number <= count(kind); number++) {
      for (const word of words) points.push({ scenario, trouble, at: `${kind} ${number} ${word}`, cut: kind === "S" || kind === "W" ? number % 2 === 0 : false });
    }
  }
  for (let number = 1; number <= server.arrived.length; number++) {
    for (const stage of ["arrived", "done"]) points.push({ scenario, trouble, number, stage });
  }
  ordeal.done();
  return points;
}

function shuffled(list, random) {
  const all = [...list];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}

const random = randomBy(Number(seed));
const servers = await Promise.all([CountingServer.start(p1s), CountingServer.start(p1s)]);
const names = Object.keys(scenarios).filter((name) => !only || name === only);
const points = [];
for (const trouble of Object.keys(troubles)) {
  for (const scenario of names) points.push(...(await measure(servers[0], scenario, trouble)));
}
console.log(`${points.length} points: ${Object.keys(troubles).map((t) => `${points.filter((p) => p.trouble === t).length} with ${t}`).join(", ")}`);
const chosen = wanted === "all" ? points : shuffled(points, random).slice(0, Number(wanted));
for (let i = 0; i < Number(moments); i++) {
  chosen.push({ scenario: names[Math.floor(random() * names.length)], trouble: Object.keys(troubles)[Math.floor(random() * 4)], after: 5 + random() * 400 });
}

let [passed, failed] = [0, 0];
async function work(server) {
  for (let point = chosen.shift(); point; point = chosen.shift()) {
    const { scenario, trouble, ...where } = point;
    // Now and then whoever goes on is ended too.
    const second = random() < 0.25 ? { after: 20 + random() * 120 } : null;
    const before = new Set((await server.made()).map((m) => m.id));
    const ordeal = new Ordeal(server, scenario, trouble, where, second);
    const wrong = await ordeal.run(before).catch((error) => String(error.stack));
    if (wrong === null) passed++;
    else {
      failed++;
      console.log(`FAILED  ${scenario}, ${trouble}, ${JSON.stringify(where)}${second ? `, then ${JSON.stringify(second)}` : ""}: ${wrong}`);
      for (const entry of server.arrived)
        console.log(`    ${entry.method} ${entry.path.slice(0, 60)} ${entry.step} ${entry.key} → ${entry.refused ? "503" : entry.forwarded ? entry.status : "not forwarded"}${entry.cut ? ", cut" : ""}`);
      for (const { args, code, printed } of ordeal.log) console.log(`    $ p1s ${args.join(" ")} → ${code}\n${printed.replace(/^/gm, "      | ")}`);
    }
    ordeal.done();
  }
}

await Promise.all(servers.map(work));
for (const server of servers) server.stop();
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
