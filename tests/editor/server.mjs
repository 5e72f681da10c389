import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./files.mjs";

const settings = {
  yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false, url: "" }, schemas: {} },
  http: { proxy: "", proxyStrictSSL: true },
};

/** A YAML language server over its standard streams. */
export class Server {
  #process = spawn(process.execPath, [join(import.meta.dirname, "node_modules/yaml-language-server/bin/yaml-language-server"), "--stdio"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  #input = Buffer.alloc(0);
  #waiting = new Map();
  #diagnostics = new Map();
  #next = 1;

  constructor() {
    this.#process.stdout.on("data", (bytes) => this.#take(bytes));
  }

  async start() {
    await this.request("initialize", {
      processId: process.pid,
      rootUri: pathToFileURL(root).href,
      capabilities: {
        workspace: { configuration: true },
        textDocument: {
          completion: { completionItem: { documentationFormat: ["markdown"], snippetSupport: true } },
          hover: { contentFormat: ["markdown"] },
          publishDiagnostics: {},
        },
      },
    });
    this.#send({ method: "initialized", params: {} });
    this.#send({ method: "workspace/didChangeConfiguration", params: { settings } });
  }

  /** Opens a text as if it were the file, and gives what the server says of it. */
  async open(file, text) {
    const uri = pathToFileURL(join(root, file)).href;
    const said = new Promise((resolve) => this.#diagnostics.set(uri, resolve));
    this.#send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text } } });
    return { uri, diagnostics: await said };
  }

  close(uri) {
    this.#send({ method: "textDocument/didClose", params: { textDocument: { uri } } });
  }

  request(method, params) {
    const id = this.#next++;
    this.#send({ id, method, params });
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  async stop() {
    await this.request("shutdown", null);
    this.#send({ method: "exit" });
  }

  #send(message) {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.#process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#process.stdin.write(body);
  }

  #take(bytes) {
    this.#input = Buffer.concat([this.#input, bytes]);
    for (;;) {
      const end = this.#input.indexOf("\r\n\r\n");
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#input.toString("latin1", 0, end))[1]);
      if (this.#input.length < end + 4 + length) return;
      const message = JSON.parse(this.#input.toString("utf8", end + 4, end + 4 + length));
      this.#input = this.#input.subarray(end + 4 + length);
      this.#handle(message);
    }
  }

  #handle(message) {
    if (message.method === "workspace/configuration")
      this.#send({ id: message.id, result: message.params.items.map(({ section }) => settings[section] ?? null) });
    else if (message.method === "textDocument/publishDiagnostics") this.#hear(message.params);
    else if (message.method && message.id !== undefined) this.#send({ id: message.id, result: null });
    else if (this.#waiting.has(message.id)) {
      const { resolve, reject } = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error) reject(new Error(message.error.message));
      else resolve(message.result);
    }
  }

  #hear({ uri, diagnostics }) {
    this.#diagnostics.get(uri)?.(diagnostics);
  }
}
