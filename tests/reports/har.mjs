import Ajv from "ajv";
import addFormats from "ajv-formats";
import { createRequire } from "node:module";
import { check } from "./outcome.mjs";

const require = createRequire(import.meta.url);
const schemas = require("har-schema");
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats(ajv);
ajv.addMetaSchema(require("ajv/dist/refs/json-schema-draft-06.json"));
ajv.addSchema(Object.values(schemas));
const isHar = ajv.getSchema("har.json");

/** The archive before its schema, and what the specification says of times and pages beyond it. */
export function checkHar(name, text, counts) {
  const har = JSON.parse(text);
  check(`har, ${name}: as the schema has it`, isHar(har), isHar.errors?.slice(0, 3));
  const pages = new Set(har.log.pages.map((page) => page.id));
  const entries = har.log.entries;
  check(`har, ${name}: each entry is on a page`, entries.every((e) => pages.has(e.pageref)));
  const off = entries.filter((e) => Math.abs(e.time - sum(e.timings)) > 0.001);
  check(`har, ${name}: the parts of each time make the whole`, off.length === 0, off[0]);
  if (counts) check(`har, ${name}: ${counts.exchanges} requests`, entries.length === counts.exchanges, entries.length);
}

/** Of all but ssl, which connect includes. */
function sum({ ssl, comment, ...timings }) {
  return Object.values(timings)
    .filter((time) => time >= 0)
    .reduce((a, b) => a + b, 0);
}
