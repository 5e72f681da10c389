// Ends runs at random moments, by signals, closed outputs and full disks, and holds what a local PingOne then holds against what the runs named.
// node endings.mjs P1S [RUNS] [SEED]: prints a line for what is wrong, ends with "N passed, N failed".
import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [p1s, count = "20", seed = "1"] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "p1s-endings-"));
const scenario = join(dirname(fileURLToPath(import.meta.url)), "makes.yaml");
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// Mulberry32: the same seed, the same runs.
function randomBy(state) {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const random = randomBy(Number(seed));
const pick = (list) => list[Math.floor(random() * list.length)];

const populations = "POST /v1/environments/*/populations";
const troubles = [
  [],
  ["--fault", `drop-after:every 4:${populations}`],
  ["--fault", `drop-before:every 5:${populations}`],
  ["--fault", "503:every 7", "--fault", "drop-after:every 3:DELETE /v1/environments/*/populations/*"],
];

async function emulator(number) {
  const child = spawn(p1s, ["emulator", "--port", "0", "--latency", "60ms", ...troubles[number]]);
  let [text, told] = ["", ""];
  child.stdout.on("data", (piece) => (text += piece));
  child.stderr.on("data", (piece) => (told += piece));
  while (!/adminAppSecret.*\n/.test(text) || !/_emulator\/store/.test(told)) {
    await sleep(20);
    if (child.exitCode !== null) throw new Error(told);
  }
  const environment = join(folder, `emulator-${number}.yaml`);
  writeFileSync(environment, text);
  const secret = /P1S_EMULATOR_SECRET='([^']*)'/.exec(told)[1];
  const store = /http:\S+\/_emulator\/store/.exec(told)[0];
  const made = async () => (await (await fetch(store)).json()).made;
  return { child, environment, secret, made };
}

const endings = {
  nothing: {},
  SIGINT: { signals: ["SIGINT"] },
  SIGTERM: { signals: ["SIGTERM"] },
  SIGHUP: { signals: ["SIGHUP"] },
  SIGQUIT: { signals: ["SIGQUIT"] },
  "two signals": { signals: ["SIGTERM", "SIGINT"] },
  "output that is read no more": { closes: true },
  "output to a full disk": { output: "/dev/full" },
  "closed output": { shell: '"$@" >&-' },
  "closed outputs": { shell: '"$@" >&- 2>&-' },
  "report to a full disk": { report: "junit=/dev/full" },
  "report to a pipe that is read no more": { shell: '"$@" --report events=>(head -c 900 >/dev/null)' },
  "time limit": { limit: true },
};

async function run(number, server) {
  const name = pick(Object.keys(endings));
  const ending = endings[name];
  const undo = pick(["never", "failure", "always"]);
  const [wait, again] = [60 + random() * 1100, random() * 250];
  const report = join(folder, `${number}.json`);
  const args = ["run", scenario, "--environment", server.environment, "--undo", undo, "--report", `json=${report}`];
  if (ending.report) args.push("--report", ending.report);
  if (ending.limit) args.push("--max-time", `${Math.round(wait)}ms`);
  const before = new Set((await server.made()).map((m) => m.id));
  const output = ending.output ? openSync(ending.output, "w") : "pipe";
  const env = { ...process.env, P1S_EMULATOR_SECRET: server.secret };
  const child = ending.shell
    ? spawn("bash", ["-c", ending.shell, "bash", p1s, ...args], { stdio: ["ignore", output, "pipe"], env })
    : spawn(p1s, args, { stdio: ["ignore", output, "pipe"], env });
  if (ending.output) closeSync(output);
  let [printed, told] = ["", ""];
  child.stdout?.on("data", (piece) => (printed += piece));
  child.stderr.on("data", (piece) => (told += piece));
  const ended = new Promise((done) => child.on("close", (code, signal) => done(signal ?? code)));
  if (ending.signals || ending.closes) {
    await sleep(wait);
    for (const signal of ending.signals ?? []) {
      child.kill(signal);
      await sleep(again);
    }
    if (ending.closes) child.stdout.destroy();
  }
  const code = await Promise.race([ended, sleep(20_000).then(() => "no end within 20 s")]);
  if (typeof code === "string") child.kill("SIGKILL");
  // What was under way when the run ended is done by the emulator all the same.
  await sleep(200);
  const made = (await server.made()).filter((m) => !before.has(m.id));
  return { name, undo, wait, code, made, report, printed, told, ending };
}

function summaryOf(ended) {
  try {
    const runs = JSON.parse(readFileSync(ended.report, "utf8")).runs;
    return runs.length === 0 ? null : runs[0].summary;
  } catch (failure) {
    if (failure.code === "ENOENT") return null;
    throw failure;
  }
}

// What is wrong with how a run ended; null when all is well.
function objection(ended) {
  const { code, made, told, printed } = ended;
  // A signal may come before the program has begun.
  if (ended.ending.signals?.includes(code) && printed === "" && made.length === 0) return null;
  if (typeof code === "string") return `it ended by ${code}`;
  if (/failed inside|Unhandled/.test(told)) return told;
  const summary = summaryOf(ended);
  // Ended before it began, or by a signal before any was caught.
  if (summary === null) return made.length === 0 ? null : `${made.length} made, and no report`;
  const doubts = summary.doubts.filter((d) => d.method === "POST" && d.address.endsWith("/populations"));
  const deletes = new Set(summary.doubts.filter((d) => d.method === "DELETE").map((d) => d.address.split("/").pop()));
  const left = new Set(summary.leftBehind.map((l) => l.split("/").pop()));
  const unnamed = made.filter((m) => !left.has(m.id));
  if (unnamed.length > doubts.length) return `${unnamed.length} unnamed things, ${doubts.length} doubts`;
  const there = new Set(made.map((m) => m.id));
  const gone = [...left].filter((id) => !there.has(id) && !deletes.has(id));
  if (gone.length > 0) return `${gone.length} named as left behind, and not there`;
  // Whoever sets a limit of time refuses what goes beyond it, which is heavier.
  const isRefused = summary.refused && code === 5;
  if (summary.doubts.length > 0 && code !== 7 && !isRefused) return `doubts, and exit code ${code}`;
  if (summary.doubts.length === 0 && (code === 7 || (code === 0 && summary.outcome !== "passed"))) return `exit code ${code}`;
  if (ended.ending.output && code === 0) return "a full disk, and exit code 0";
  if (summary.doubts.length > 0 && printed.includes("\nunknown: ") && !printed.includes("may have been made: ")) return "doubts are not printed";
  return null;
}

const servers = await Promise.all(troubles.map((_, number) => emulator(number)));
let [passed, failed, left, doubts] = [0, 0, 0, 0];
const codes = {};
for (let number = 1; number <= Number(count); number++) {
  const server = servers[number % servers.length];
  const ended = await run(number, server);
  const wrong = objection(ended);
  const summary = summaryOf(ended);
  left += summary?.leftBehind.length ?? 0;
  doubts += summary?.doubts.length ?? 0;
  codes[ended.code] = (codes[ended.code] ?? 0) + 1;
  if (wrong === null) {
    passed++;
    continue;
  }
  failed++;
  console.log(`FAILED  run ${number} of seed ${seed}: ${ended.name} after ${Math.round(ended.wait)} ms, undo ${ended.undo}, faults ${number % servers.length}: ${wrong}`);
  console.log(`${ended.printed}${ended.told}`.replace(/^/gm, "    "));
}
for (const server of servers) server.child.kill("SIGTERM");
rmSync(folder, { recursive: true, force: true });
console.log(`seed ${seed}: ${left} named as left behind, ${doubts} in doubt; exit codes ${JSON.stringify(codes)}`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
