// A local PingOne behind a server that counts what arrives, and can be slow, cut connections, answer 503 and end whoever asks.
import { spawn } from "node:child_process";
import { once } from "node:events";
import http from "node:http";

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

export class CountingServer {
  /** Everything that arrived since the last call of begin, in order. */
  arrived = [];
  #answers = new Map();
  #trouble = {};
  #child = null;

  static async start(p1s) {
    const server = new CountingServer();
    server.emulator = spawn(p1s, ["emulator", "--port", "0"]);
    let [text, told] = ["", ""];
    server.emulator.stdout.on("data", (piece) => (text += piece));
    server.emulator.stderr.on("data", (piece) => (told += piece));
    while (!/adminAppSecret.*\n/.test(text) || !/_emulator\/store/.test(told)) {
      await sleep(20);
      if (server.emulator.exitCode !== null) throw new Error(told);
    }
    server.inner = /authPath: (http:\S+)/.exec(text)[1];
    server.secret = /P1S_EMULATOR_SECRET='([^']*)'/.exec(told)[1];
    server.agent = new http.Agent({ keepAlive: true });
    server.listener = http.createServer((request, answer) => server.#take(request, answer).catch(() => answer.destroy()));
    server.listener.listen(0, "127.0.0.1");
    await once(server.listener, "listening");
    server.port = server.listener.address().port;
    server.outer = `http://127.0.0.1:${server.port}`;
    server.environment = text.replaceAll(server.inner, server.outer);
    return server;
  }

  stop() {
    this.listener.closeAllConnections();
    this.listener.close();
    this.agent.destroy();
    this.emulator.kill("SIGTERM");
  }

  begin(trouble) {
    [this.arrived, this.#trouble] = [[], trouble];
    this.#answers.clear();
  }

  /** Whom to end, and where: { number, stage: "arrived" | "done" }; nobody when there is none. */
  end(child, point) {
    this.#child = point ? { child, point, count: 0 } : null;
  }

  async made() {
    return (await (await fetch(`${this.inner}/_emulator/store`)).json()).made;
  }

  async #take(request, answer) {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    const entry = {
      method: request.method,
      path: request.url,
      step: request.headers["x-step"] ?? "",
      key: request.headers["idempotency-key"] ?? "",
      body: Buffer.concat(pieces),
    };
    this.arrived.push(entry);
    if (this.#child) this.#child.count++;
    if (this.#ends("arrived")) return answer.destroy();
    const count = this.arrived.filter((e) => e.step && (e.method === "POST" || !this.#trouble.cut)).length;
    if (entry.step && this.#trouble.refuse && count % this.#trouble.refuse === 0) {
      entry.refused = true;
      return answer.writeHead(503, { "Content-Length": 0 }).end();
    }
    const known = entry.key && this.#answers.get(entry.key);
    entry.replayed = Boolean(known);
    const given = known || (await this.#forward(request, entry));
    if (entry.key) this.#answers.set(entry.key, given);
    entry.status = given.status;
    entry.answer = given.body;
    entry.forwarded = !known;
    if (this.#ends("done")) return answer.destroy();
    // What asks whether it is there, and what takes it back, says the same step.
    const late = entry.method === "POST" ? this.#trouble.delays?.[entry.step] : undefined;
    await sleep(late ?? this.#trouble.delay ?? 0);
    if (entry.step && entry.method === "POST" && this.#trouble.cut && count % this.#trouble.cut === 0) {
      entry.cut = true;
      return answer.destroy();
    }
    answer.writeHead(given.status, given.headers).end(given.body);
  }

  #ends(stage) {
    if (!this.#child || this.#child.point.stage !== stage || this.#child.count < this.#child.point.number) return false;
    this.#child.child.kill("SIGKILL");
    this.#child = null;
    return true;
  }

  #forward(request, entry) {
    return new Promise((done, failed) => {
      const inner = http.request(`${this.inner}${entry.path}`, { method: entry.method, headers: request.headers, agent: this.agent }, async (answer) => {
        const pieces = [];
        for await (const piece of answer) pieces.push(piece);
        const outside = (text) => text.replaceAll(this.inner, this.outer);
        const body = Buffer.from(outside(Buffer.concat(pieces).toString("latin1")), "latin1");
        const headers = [];
        for (let i = 0; i < answer.rawHeaders.length; i += 2) {
          const name = answer.rawHeaders[i].toLowerCase();
          if (name !== "content-length" && name !== "transfer-encoding" && name !== "connection") headers.push(answer.rawHeaders[i], outside(answer.rawHeaders[i + 1]));
        }
        if (answer.statusCode !== 204 && answer.statusCode !== 304) headers.push("Content-Length", String(body.length));
        done({ status: answer.statusCode, headers, body });
      });
      inner.on("error", failed);
      inner.end(entry.body);
    });
  }
}
