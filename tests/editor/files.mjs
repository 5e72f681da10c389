import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

export const read = (...parts) => readFileSync(join(root, ...parts), "utf8");

/** The files people are shown: scenarios and environments, as paths below the root. */
export function shipped() {
  return readdirSync(join(root, "scenarios"), { recursive: true })
    .filter((file) => file.endsWith(".yaml") && !file.endsWith("pack.yaml"))
    .map((file) => relative(root, join(root, "scenarios", file)))
    .sort();
}

export const kindOf = (file) => (file.includes("environments/") ? "environment" : "scenario");

/** The first file of each case of tests/cases/wrong: "=== name", then its text; "--- path" begins a further file. */
export function wrongCases(table) {
  return ("\n" + read("tests", "cases", "wrong", table))
    .split("\n=== ")
    .slice(1)
    .map((text) => {
      const [name, ...lines] = text.split("\n--- ")[0].split("\n");
      return { name, text: lines.join("\n") };
    });
}

/** What commands printed as JSON in a transcript of tests/golden/cli, each with its command line. */
export function printedJson(folder, transcript) {
  return ("\n" + read("tests", "golden", folder, transcript))
    .split("\n$ ")
    .map((text) => ({ line: text.split("\n")[0], output: text.slice(text.indexOf("\n")) }))
    .filter(({ line, output }) => line.endsWith("--format json") && output.startsWith("\n["))
    .map(({ line, output }) => ({ line, json: JSON.parse(output.slice(0, output.lastIndexOf("\n[exit"))) }));
}
