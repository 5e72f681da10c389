// How dear the emulator's reads are, in processor time of the server, against an empty minimal API: in turns, as ratios round by round.
//
//   node emulator-reads.mjs P1S EMPTY_API [USERS: 100000] [REQUESTS: 2000] [ROUNDS: 30]
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import http from "node:http";

const [p1s, empty, users = "100000", requests = "2000", rounds = "30"] = process.argv.slice(2);
const agent = new http.Agent({ keepAlive: true, maxSockets: 32 });

const ask = (url, options = {}, body) =>
  new Promise((resolve, reject) => {
    const request = http.request(url, { agent, ...options }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => resolve({ status: answer.statusCode, text: Buffer.concat(parts).toString() }));
    });
    request.on("error", reject);
    request.end(body);
  });

/** Does a number of requests, 32 at a time. */
async function many(count, one) {
  let next = 0;
  const work = async () => {
    while (next < count) await one(next++);
  };
  await Promise.all(Array.from({ length: 32 }, work));
}

/** Processor time of the threads of a process, in ms. */
const used = (pid) =>
  readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, "utf8").split(" ")[0]), 0) / 1e6;
/** What its status says of its memory, in MB. */
const memory = (pid, name) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]) / 1024;

const emulator = spawn(p1s, ["emulator"]);
let [printed, said] = ["", ""];
emulator.stdout.on("data", (data) => (printed += data));
await new Promise((resolve) => emulator.stderr.on("data", (data) => (said += data).includes("store") && resolve()));
const value = (name) => new RegExp(`${name}: (\\S+)`).exec(printed)[1];
const secret = /SECRET='([^']+)'/.exec(said)[1];
const [auth, api, environment] = [value("authPath"), value("apiPath"), value("envID")];
const form = `grant_type=client_credentials&client_id=${value("adminAppID")}&client_secret=${encodeURIComponent(secret)}`;
const token = JSON.parse(
  (await ask(`${auth}/${environment}/as/token`, { method: "POST", headers: { "Content-Type": "application/x-www-form-urlencoded" } }, form)).text,
).access_token;
const authorization = { Authorization: `Bearer ${token}` };
const place = `${api}/environments/${environment}`;

let id = "";
const began = used(emulator.pid);
await many(Number(users), async (number) => {
  const body = JSON.stringify({ username: `user-${number}`, email: `user-${number}@example.com`, name: { given: "Test", family: "User" } });
  const answer = await ask(`${place}/users`, { method: "POST", headers: { ...authorization, "Content-Type": "application/json" } }, body);
  if (answer.status !== 201) throw new Error(answer.text);
  id ||= JSON.parse(answer.text).id;
});
console.log(`${users} users made, ${((used(emulator.pid) - began) / Number(users)).toFixed(3)} ms of processor time each`);
console.log(`resident ${memory(emulator.pid, "VmRSS").toFixed(0)} MB, peak ${memory(emulator.pid, "VmHWM").toFixed(0)} MB`);

const port = 20000 + Math.floor(Math.random() * 20000);
const other = spawn(empty, [`${port}`]);
for (let tries = 0; ; tries++) {
  try {
    await ask(`http://127.0.0.1:${port}/v1/environments/x/users/y`);
    break;
  } catch (error) {
    if (tries > 100) throw error;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const cases = {
  "empty minimal API": [other.pid, () => ask(`http://127.0.0.1:${port}/v1/environments/x/users/y`, { headers: authorization })],
  "GET a user": [emulator.pid, () => ask(`${place}/users/${id}`, { headers: authorization })],
  "GET a population": [emulator.pid, () => ask(`${place}/populations?limit=1`, { headers: authorization })],
  "GET the first of all users": [emulator.pid, () => ask(`${place}/users?limit=1`, { headers: authorization })],
  "GET the keys": [emulator.pid, () => ask(`${auth}/${environment}/as/jwks`)],
  "GET users by username": [
    emulator.pid,
    () => ask(`${place}/users?filter=${encodeURIComponent(`username eq "user-${Math.floor(Math.random() * Number(users))}"`)}`, { headers: authorization }),
  ],
};
const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
for (let round = 0; round < Number(rounds) + 3; round++)
  for (const [name, [pid, one]] of Object.entries(cases)) {
    const before = used(pid);
    await many(Number(requests), async () => {
      const answer = await one();
      if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${answer.text}`);
    });
    // The first rounds warm up.
    if (round >= 3) times[name].push((used(pid) - before) / Number(requests));
  }
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const floor = times["empty minimal API"];
for (const [name, list] of Object.entries(times)) {
  // Round by round, since other work on the machine makes all of a round dearer.
  const ratio = median(list.map((time, round) => floor[round] / time));
  const least = Math.min(...floor) / Math.min(...list);
  console.log(`${name}: ${(median(list) * 1000).toFixed(1)} µs of processor time, ${ratio.toFixed(2)} of the empty API's speed (least against least ${least.toFixed(2)})`);
}
emulator.kill("SIGINT");
other.kill("SIGTERM");
