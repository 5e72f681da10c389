import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../editor/files.mjs";

/** p1s, native or as an assembly for dotnet, with a folder for the reports it writes. */
export class Command {
  #folder = mkdtempSync(join(tmpdir(), "p1s-browser-"));
  program;

  constructor(path) {
    this.program = path.endsWith(".dll") ? ["dotnet", path] : [path];
  }

  /** Gives the report of a run, whatever became of the run, and its exit code. */
  async run(name, ...options) {
    const html = join(this.#folder, `${name}.html`);
    const code = await this.start(["run", ...options, "--emulator", "--report", `html=${html}`]);
    return { html, code };
  }

  /** Gives the page made of a stored report. */
  async make(name, report) {
    const [stored, html] = [join(this.#folder, `${name}.json`), join(this.#folder, `${name}.html`)];
    writeFileSync(stored, JSON.stringify(report));
    const code = await this.start(["report", stored, "--html", html]);
    return { html, code };
  }

  /** Gives the path of a file of its folder. */
  write(name, text) {
    const path = join(this.#folder, name);
    writeFileSync(path, text);
    return path;
  }

  clean() {
    rmSync(this.#folder, { recursive: true });
  }

  /** Gives the exit code. */
  start(options, variables = {}) {
    const [program, ...before] = this.program;
    return new Promise((resolve) =>
      execFile(program, [...before, ...options], { cwd: root, env: { ...process.env, ...variables } }, (error, output, errors) => {
        if (errors) console.log(errors.trimEnd());
        resolve(error?.code ?? 0);
      }),
    );
  }
}
