// Runs a scenario with many rows, ends the process by SIGKILL at random moments and types the same command again until the batch is over;
// then once more. Holds what arrived at the server against the rows: each is done once, then each once more.
// node batch.mjs P1S ROWS KILLS [SEED]: ends with "N passed, N failed".
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CountingServer } from "./proxy.mjs";

const [p1s, rows = "400", kills = "4", seed = "1"] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "p1s-batch-"));

// Mulberry32: the same seed, the same moments.
let state = Number(seed);
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

const server = await CountingServer.start(p1s);
writeFileSync(join(folder, "environment.yaml"), server.environment);
const names = Array.from({ length: Number(rows) }, (_, i) => `row${i + 1}`);
writeFileSync(join(folder, "rows.csv"), `name,email\n${names.map((name) => `${name},${name}@example.com\n`).join("")}`);
const args = ["run", join(here, "scenarios", "rows.yaml"), "--data", join(folder, "rows.csv")];
args.push("--environment", join(folder, "environment.yaml"), "--journal", join(folder, "runs.db"), "--parallel", "8", "--quiet");

// Ends it when so many requests have arrived; null for never.
async function command(atRequest) {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    PINGONESCENARIOS_JOURNAL_KEY: "0123456789abcdef".repeat(4),
    P1S_EMULATOR_SECRET: server.secret,
  };
  const child = spawn(p1s, args, { stdio: ["ignore", "pipe", "pipe"], env });
  server.end(child, atRequest === null ? null : { stage: random() < 0.5 ? "arrived" : "done", number: atRequest });
  let printed = "";
  child.stdout.on("data", (piece) => (printed += piece));
  child.stderr.on("data", (piece) => (printed += piece));
  const code = await new Promise((done) => child.on("close", (status, signal) => done(signal ?? status)));
  server.end(null, null);
  return { code, printed };
}

// How often each row was made.
function made() {
  const counts = new Map(names.map((name) => [name, 0]));
  for (const entry of server.arrived.filter((e) => e.step === "user" && e.method === "POST" && e.forwarded && e.status === 201)) {
    const name = /"username":"(row\d+)-/.exec(entry.body.toString())[1];
    counts.set(name, counts.get(name) + 1);
  }
  return counts;
}

let [passed, failed] = [0, 0];
function check(what, isSo, more = "") {
  if (isSo) passed++;
  else {
    failed++;
    console.log(`FAILED  ${what}${more ? `\n${more}` : ""}`);
  }
}

const wrongCounts = (expected) => [...made()].filter(([, count]) => count !== expected).map(([name, count]) => `${name}: ${count}`);

server.begin({});
// A third of what is asked for is left to the last process.
const each = Math.floor((3 * names.length) / (Number(kills) + 1));
let [ended, killed] = [null, 0];
for (let kill = 0; kill < Number(kills); kill++) {
  ended = await command(Math.max(2, Math.floor(each * (0.5 + random() / 2))));
  if (ended.code !== "SIGKILL") break;
  killed++;
}
check("it was ended as often as asked for", killed === Number(kills), `${killed} of ${kills}`);
ended = await command(null);
check("the batch that was ended goes on to its end", ended.code === 0, `exit code ${ended.code}\n${ended.printed}`);
let wrong = wrongCounts(1);
check("each row is done once", wrong.length === 0, wrong.slice(0, 20).join(", "));
ended = await command(null);
check("the batch that is over is run anew", ended.code === 0, `exit code ${ended.code}\n${ended.printed}`);
wrong = wrongCounts(2);
check("each row is done once more", wrong.length === 0, wrong.slice(0, 20).join(", "));

server.stop();
rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
