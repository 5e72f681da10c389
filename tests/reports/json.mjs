import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { check } from "./outcome.mjs";

const schema = JSON.parse(readFileSync(new URL("../../schemas/report.schema.json", import.meta.url), "utf8"));
const ajv = new Ajv({ allErrors: true, strictTypes: false });
ajv.addSchema(schema, "report");
const isReport = ajv.getSchema("report");

/** The whole report before its schema; gives it. */
export function checkJson(name, text) {
  const report = JSON.parse(text);
  check(`json, ${name}: as the schema has it`, isReport(report), isReport.errors?.slice(0, 3));
  return report;
}

/** Every line of the events before the definition of its kind. */
export function checkEvents(name, text) {
  const lines = text.split("\n").filter((line) => line);
  const wrong = lines
    .map((line) => JSON.parse(line))
    .map((event) => [event, ajv.getSchema(`report#/definitions/event%20${event.event}`)])
    .filter(([event, isEvent]) => !isEvent?.(event))
    .map(([event, isEvent]) => [event.event, isEvent?.errors?.slice(0, 2) ?? "no such definition"]);
  check(`events, ${name}: ${lines.length} lines as the schema has them`, lines.length > 0 && wrong.length === 0, wrong.slice(0, 3));
}
