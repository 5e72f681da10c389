// Reports before programs that were not written here: `npm test -- P1S [ARGUMENT…]`, the command that p1s is run with. Looks at the golden
// reports, hostile text among them, and at those of real runs. Ends with "N passed, N failed".
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { spawnSync } from "node:child_process";
import { checkHar } from "./har.mjs";
import { checkEvents, checkJson } from "./json.mjs";
import { checkJUnit } from "./junit.mjs";
import { failed, passed } from "./outcome.mjs";
import { checkTap } from "./tap.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const [command, ...before] = process.argv.slice(2);
if (!command) throw new Error("say which command runs p1s");
const work = mkdtempSync(join(tmpdir(), "p1s-reports-"));

/** Runs scenarios with all reports; gives their texts by kind, and what the JSON report says of them. */
function run(name, scenarios, code, ...options) {
  const kinds = ["json", "events", "junit", "tap", "har", "curl", "markdown"];
  const file = (kind) => join(work, `${name}.${kind}`);
  const reports = kinds.flatMap((kind) => ["--report", `${kind}=${file(kind)}`]);
  const ended = spawnSync(command, [...before, "run", ...scenarios, ...options, ...reports], { cwd: root, encoding: "utf8" });
  if (ended.status !== code) throw new Error(`${name} ended with ${ended.status}: ${ended.stdout}${ended.stderr}`);
  return Object.fromEntries(kinds.map((kind) => [kind, readFileSync(file(kind), "utf8")]));
}

/** What the readers have to find in a report, counted from the JSON report of the same runs. */
function countsOf(report) {
  const steps = report.runs.flatMap((r) => r.steps);
  const of = (...outcomes) => steps.filter((s) => outcomes.includes(s.outcome)).length;
  const whole = report.runs.filter((r) => r.summary.problems.length > 0).length;
  return {
    runs: report.runs.length + report.notStarted.length,
    tests: steps.length + whole + report.notStarted.length,
    failures: of("failed"),
    errors: of("broken", "cancelled") + whole + report.notStarted.length,
    skipped: of("skipped"),
    exchanges: steps.flatMap((s) => s.exchanges).length,
  };
}

async function check(name, texts) {
  const report = checkJson(name, texts.json);
  checkEvents(name, texts.events);
  const counts = countsOf(report);
  await checkJUnit(name, texts.junit, counts);
  checkTap(name, texts.tap, counts);
  checkHar(name, texts.har, counts);
}

try {
  const golden = (file) => readFileSync(join(root, "tests", "golden", "reports", file), "utf8");
  for (const name of ["usual", "hostile", "nothing", "resumed", "rows", "matrix"]) {
    await checkJUnit(`golden ${name}`, golden(`${name}.junit`));
    checkTap(`golden ${name}`, golden(`${name}.tap`));
    checkHar(`golden ${name}`, golden(`${name}.har`));
  }
  for (const name of ["resumed", "rows", "matrix"]) {
    checkJson(`golden ${name}`, golden(`${name}.json`));
    checkEvents(`golden ${name}`, golden(`${name}.events`));
  }
  await check(
    "passed",
    run("passed", ["scenarios/authentication/client-secret-jwt.yaml", "scenarios/users/import-users.yaml"], 0, "--emulator", "--undo", "always"),
  );
  await check("failed", run("failed", ["tests/Cli.Tests/Files/expectant.yaml", "scenarios/images/upload-image.yaml"], 1, "--emulator"));
  await check("broken", run("broken", ["scenarios/shared/jwks.yaml"], 4, "--set", "authPath=http://127.0.0.1:9", "--set", `envID=${crypto.randomUUID()}`));
  await check("not started", run("not-started", ["tests/Cli.Tests/Files/needy.yaml"], 3));
} finally {
  rmSync(work, { recursive: true });
}
console.log(`${passed()} passed, ${failed()} failed`);
process.exit(failed() === 0 ? 0 : 1);
