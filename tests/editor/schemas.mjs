import Ajv from "ajv";
import { parse } from "yaml";
import { kindOf, read, shipped, wrongCases } from "./files.mjs";
import { check } from "./outcome.mjs";

/** Wrong by what they mean, not by how they look: no schema can tell. */
const meaning = {
  "keys.txt": ["the same id", "the same id in finally", "a title without a letter", "a mistake that an alias repeats"],
  "types.txt": [],
  "control.txt": [],
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
  const accepts = new Ajv({ allErrors: true, strictTypes: false }).compile(JSON.parse(read("schemas", "plan.schema.json")));
  for (const name of ["everything", "client-secret-jwt"])
    check(`ajv accepts the plan ${name}`, accepts(JSON.parse(read("tests", "golden", "plan", `${name}.json`))), accepts.errors);
  check("ajv refuses a plan without its members", !accepts({ version: 1 }));
}

/** Whether a text is YAML and passes. */
function judge(accepts, text) {
  try {
    return accepts(parse(text, { uniqueKeys: false }));
  } catch {
    return true;
  }
}
