import Ajv from "ajv";
import { parse } from "yaml";
import { kindOf, printedJson, read, shipped, wrongCases } from "./files.mjs";
import { check } from "./outcome.mjs";

/** Wrong by what they mean, not by how they look: no schema can tell. */
const meaning = {
  "keys.txt": ["the same id", "the same id in finally", "a title without a letter", "a mistake that an alias repeats"],
  "types.txt": [],
  "control.txt": ["a probe that gives less"],
  "bodies.txt": [],
  "environments.txt": ["not YAML", "the same input twice"],
};

function validators() {
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictTypes: true });
  // What only editors read.
  ajv.addVocabulary(["defaultSnippets", "patternErrorMessage"]);
  const of = (kind) => ajv.compile(JSON.parse(read("schemas", `${kind}.schema.json`)));
  return { scenario: of("scenario"), environment: of("environment") };
}

export function checkSchemas() {
  const validate = validators();
  for (const file of shipped()) {
    const accepts = validate[kindOf(file)];
    check(`ajv accepts ${file}`, accepts(parse(read(file))), accepts.errors);
  }
  for (const [table, byMeaning] of Object.entries(meaning)) {
    const accepts = validate[table === "environments.txt" ? "environment" : "scenario"];
    for (const { name, text } of wrongCases(table)) {
      const isSeen = !byMeaning.includes(name);
      check(`ajv ${isSeen ? "refuses" : "cannot refuse"} ${table}: ${name}`, isSeen !== judge(accepts, text), accepts.errors ?? text);
    }
  }
}

/** What commands printed for programs. */
export function checkPrinted() {
  const of = (kind) => new Ajv({ allErrors: true, strictTypes: false }).compile(JSON.parse(read("schemas", `${kind}.schema.json`)));
  checkPlans(of("plan"));
  checkTranscripts("list", of("catalog"));
  checkTranscripts("validate", of("diagnostics"));
  checkTranscripts("runs", of("runs"), "journal");
}

function checkPlans(accepts) {
  for (const name of ["everything", "client-secret-jwt"])
    check(`ajv accepts the plan ${name}`, accepts(JSON.parse(read("tests", "golden", "plan", `${name}.json`))), accepts.errors);
  check("ajv refuses a plan without its members", !accepts({ version: 1 }));
}

function checkTranscripts(command, accepts, folder = "cli") {
  const printed = printedJson(folder, `${command}.txt`);
  check(`there is JSON in the transcript of ${command}`, printed.length > 0);
  for (const { line, json } of printed) check(`ajv accepts what is printed by ${line}`, accepts(json), accepts.errors);
  check(`ajv refuses what has not the members ${command} prints`, !accepts([{}]));
}

/** Whether a text is YAML and passes. */
function judge(accepts, text) {
  try {
    return accepts(parse(text, { uniqueKeys: false }));
  } catch {
    return true;
  }
}
