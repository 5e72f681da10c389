import { read, shipped } from "./files.mjs";
import { check } from "./outcome.mjs";
import { Server } from "./server.mjs";

const modeline = "# yaml-language-server: $schema=../../schemas/scenario.schema.json\n";

let opened = 0;

/** A text with | where the cursor stands, as a file of its own: closing one tells of it again. */
async function at(server, marked) {
  const text = modeline + marked.replace("|", "");
  const before = modeline + marked.slice(0, marked.indexOf("|"));
  const lines = before.split("\n");
  const { uri, diagnostics } = await server.open(`scenarios/users/typing-${++opened}.yaml`, text);
  const position = { line: lines.length - 1, character: lines.at(-1).length };
  return { uri, diagnostics, params: { textDocument: { uri }, position } };
}

async function completions(server, marked) {
  const { uri, params } = await at(server, marked);
  const answer = await server.request("textDocument/completion", params);
  server.close(uri);
  return answer.items ?? answer;
}

async function hover(server, marked) {
  const { uri, params } = await at(server, marked);
  const answer = await server.request("textDocument/hover", params);
  server.close(uri);
  return answer?.contents?.value ?? "";
}

async function diagnostics(server, text) {
  const { uri, diagnostics } = await at(server, text + "|");
  server.close(uri);
  return diagnostics.map((d) => `${d.range.start.line}:${d.range.start.character} ${d.message}`);
}

async function checkDiagnostics(server) {
  for (const file of shipped()) {
    const { uri, diagnostics } = await server.open(file, read(file));
    server.close(uri);
    check(`the language server has nothing to say of ${file}`, diagnostics.length === 0, diagnostics);
  }
  const step = "scenario: S\nsteps:\n  - step: One\n    request: GET https://example.com/\n";
  const wrong = [
    ["a wrong key", step + "    expects: { status: 200 }\n", 1, /expects is not allowed/],
    ["a wrong type", step + "    timeout: 30\n", 1, /length of time|string/],
    ["a second body", step + "    json: {}\n    form: {}\n", 1, /form is not allowed/],
    ["a key of a request beside a call", "scenario: S\nsteps:\n  - step: One\n    call: a.yaml\n    json: {}\n", 1, /json is not allowed/],
    ["a template as a title", "scenario: A <<b>>\nsteps:\n  - step: One\n    call: a.yaml\n", 1, /only literal text/],
  ];
  for (const [name, text, count, message] of wrong) {
    const found = await diagnostics(server, text);
    check(`the language server marks ${name} once`, found.length === count && message.test(found[0]), found);
  }
}

async function checkCompletion(server) {
  const begin = "scenario: S\nsteps:\n  - step: One\n    request: GET https://example.com/\n";
  const expect = await completions(server, begin + "    expect:\n      |");
  for (const key of ["status", "headers", "json", "text", "within", "that"]) {
    const item = expect.find((i) => i.label === key);
    check(`"${key}" is offered after expect:, with what it means`, Boolean(item?.documentation), expect.map((i) => i.label));
  }
  const retry = await completions(server, begin + "    retry:\n      |");
  check("a retry offers to poll", retry.some((i) => i.label === "poll until"), retry.map((i) => i.label));
  const step = await completions(server, "scenario: S\nsteps:\n  - |");
  check("a step offers a request", step.some((i) => i.label === "request step"), step.map((i) => i.label));
  const keys = await completions(server, begin + "    |");
  check("a step offers its keys", ["extract", "undo", "when"].every((k) => keys.some((i) => i.label === k)), keys.map((i) => i.label));
  const cookies = await completions(server, begin + "    cookies: |");
  check("a choice offers its words", ["keep", "none", "fresh"].every((k) => cookies.some((i) => i.label === k)), cookies.map((i) => i.label));
}

async function checkHover(server) {
  const begin = "scenario: S\nsteps:\n  - step: One\n    request: GET https://example.com/\n";
  const expected = [
    ["a key with its default", "    time|out: 5s\n", /longest the whole answer may take.*Default: 30s/s],
    ["a key with its example", "    undo|: DELETE https://example.com/\n", /take back what the step made[\s\S]*Example:[\s\S]*DELETE/],
    ["a key of a map", "    expect:\n      sta|tus: 200\n", /status, a class such as 2xx/],
    ["a key that holds a map", "    ex|pect:\n      status: 200\n", /What must be true of the answer/],
  ];
  for (const [name, marked, pattern] of expected) {
    const text = await hover(server, begin + marked);
    check(`hover explains ${name}`, pattern.test(text), text);
  }
}

export async function checkEditor() {
  const server = new Server();
  await server.start();
  await checkDiagnostics(server);
  await checkCompletion(server);
  await checkHover(server);
  await server.stop();
}
