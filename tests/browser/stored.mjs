const begin = Date.parse("2026-03-01T12:00:00Z");
const at = (ms) => new Date(begin + ms).toISOString();

const environment = "3c775394-eac6-492e-bcd9-002e99147534";
const claims = { iss: "https://auth.example/as", sub: "worker", aud: ["https://api.example"], iat: begin / 1000, exp: begin / 1000 + 3600 };
const user = (n) => ({
  _links: { self: { href: `https://api.example/v1/environments/${environment}/users/${n}` } },
  id: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
  username: `user-${n}`,
  name: { given: "Ada", family: `Lovelace ${n}` },
  enabled: true,
  lifecycle: { status: "ACCOUNT_OK", tags: ["imported", "checked", null] },
  createdAt: at(n * 20),
});

/** A report as p1s run --report json=FILE writes it. */
export const report = (runs, notStarted = []) => ({
  format: 1,
  tool: { version: "0.0.0", runtime: ".NET", system: "Linux, x64" },
  runs,
  notStarted,
});

export const run = (steps, more = {}) => ({
  title: "Import users",
  path: "users.yaml",
  runId: "00000000",
  environment: "staging",
  at: at(0),
  stepCount: steps.length,
  steps,
  summary: { outcome: "passed", passed: steps.length, failed: 0, broken: 0, skipped: 0, durationMs: steps.length * 20, ...nothingLeft },
  sources: [{ path: "users.yaml", text: "scenario: Import users\nsteps:\n  - step: Import a user\n    request: POST <<apiPath>>/users\n" }],
  ...more,
});

const nothingLeft = { leftBehind: [], undoWasDue: false, refused: false, problems: [] };

export const step = (n, more = {}) => ({
  phase: "steps",
  number: n,
  total: 0,
  depth: 0,
  id: `step-${n}`,
  title: `Step ${n}`,
  turn: 0,
  turns: 0,
  for: "",
  outcome: "passed",
  at: at(n * 20 + 15),
  durationMs: 15,
  method: "POST",
  target: `/v1/environments/${environment}/users`,
  status: 201,
  attempts: 1,
  file: "users.yaml",
  line: 3,
  extracted: [{ name: "userIDs", value: user(n).id, from: "$.id", secret: false }],
  uses: ["apiPath", "accessToken", "item"],
  checks: [
    { what: "status", expected: "201", actual: "201 Created", passed: true, file: "users.yaml", line: 4 },
    { what: "$.username", expected: `"user-${n}"`, actual: `"user-${n}"`, passed: true, file: "users.yaml", line: 4 },
    { what: "$.id", expected: "is.uuid", actual: `"${user(n).id}"`, passed: true, file: "users.yaml", line: 4 },
  ],
  problems: [],
  retries: [],
  exchanges: [exchange(n)],
  ...more,
});

export const exchange = (n, more = {}) => ({
  attempt: 1,
  hop: 0,
  at: at(n * 20),
  method: "POST",
  address: `https://api.example/v1/environments/${environment}/users`,
  requestHeaders: [
    { name: "Content-Type", value: "application/json" },
    { name: "Authorization", value: "Bearer ‹accessToken›" },
    { name: "Cookie", value: "visit=7; door=open" },
  ],
  requestBody: JSON.stringify({ username: `user-${n}`, email: "do-not-send@example.com", name: user(n).name }),
  requestSize: 90,
  status: 201,
  reason: "Created",
  version: "1.1",
  answerHeaders: [
    { name: "Date", value: "Sun, 01 Mar 2026 12:00:00 GMT" },
    { name: "Correlation-Id", value: "16af7bc5-1d0c-43d4-b9bf-bae0d6019eb4" },
    { name: "X-Content-Type-Options", value: "nosniff" },
    { name: "Content-Type", value: "application/hal+json;charset=UTF-8" },
  ],
  answerBody: JSON.stringify(user(n)),
  answerSize: 400,
  durationMs: 12,
  phases: n === 1 ? { dnsMs: 1, connectMs: 2, tlsMs: 3, waitMs: 5, receiveMs: 1 } : { waitMs: 11, receiveMs: 1 },
  tokens: [{ where: "request header Authorization, Bearer", header: { alg: "RS256", kid: "k1", typ: "at+jwt" }, claims }],
  ...more,
});

export const problem = (more = {}) => ({
  file: "users.yaml",
  line: 4,
  column: 5,
  length: 7,
  source: "    request: POST <<apiPath>>/users",
  severity: "error",
  code: "PS6003",
  message: "$.username is not as expected",
  why: "expected: \"user-500\"\nactual:   \"user-499\"",
  fix: "look at the answer",
  ...more,
});

const refusal = { code: "INVALID_DATA", message: "The request could not be completed.", details: [{ code: "UNIQUENESS_VIOLATION", target: "username", message: "is unique but a non-unique value is provided" }] };

/** Runs of three steps, of which the last but one of one run failed: the server had something against it. */
export function manyScenarios(count) {
  const scenario = (n) => {
    const steps = [1, 2, 3].map((i) => step(n * 3 + i, { number: i, total: 3 }));
    const isWrong = n === Math.floor(count / 2);
    if (isWrong) {
      const names = ["username", "email", "name.given", "name.family", "enabled", "lifecycle.status"];
      const checks = names.map((name) => ({ what: `$.${name}`, expected: `"${name}"`, actual: "absent", passed: false, file: "users.yaml", line: 4 }));
      const sent = exchange(n * 3 + 2, { status: 400, reason: "Bad Request", answerBody: JSON.stringify(refusal) });
      const status = { what: "status", expected: "201", actual: "400 Bad Request", passed: false, file: "users.yaml", line: 4 };
      steps[1] = step(n * 3 + 2, { number: 2, total: 3, outcome: "failed", status: 400, checks: [status, ...checks], problems: [problem()], exchanges: [sent], extracted: [] });
      steps[2] = step(n * 3 + 3, { number: 3, total: 3, outcome: "skipped", note: "an earlier step did not pass", exchanges: [], checks: [], extracted: [] });
    }
    const summary = isWrong
      ? { outcome: "failed", passed: 1, failed: 1, broken: 0, skipped: 1, durationMs: 60, ...nothingLeft }
      : { outcome: "passed", passed: 3, failed: 0, broken: 0, skipped: 0, durationMs: 60, ...nothingLeft };
    return run(steps, { title: `Import the users of team ${n + 1}`, path: `teams/team-${n + 1}.yaml`, runId: String(n).padStart(8, "0"), summary });
  };
  return report(Array.from({ length: count }, (_, n) => scenario(n)));
}

/** A run of a loop of a thousand turns, one of which failed. */
export function thousandSteps() {
  const turn = (n, more) => step(n, { number: 1, total: 1, id: "import", title: "Import a user", turn: n, turns: 1000, ...more });
  const steps = Array.from({ length: 1000 }, (_, i) => turn(i + 1));
  const differs = { what: "$.username", expected: '"user-500"', actual: '"user-499"', passed: false, file: "users.yaml", line: 4 };
  steps[499] = turn(500, { outcome: "failed", checks: [...steps[499].checks, differs], problems: [problem()] });
  const summary = { outcome: "failed", passed: 999, failed: 1, broken: 0, skipped: 0, durationMs: 20000, ...nothingLeft };
  return report([run(steps, { summary })]);
}
