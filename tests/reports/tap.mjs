import { Parser } from "tap-parser";
import { check } from "./outcome.mjs";

/** The report before a reader of TAP that takes a line it does not know for a failure. */
export function checkTap(name, text, counts) {
  const events = Parser.parse(text, { strict: true });
  const results = events.find(([kind]) => kind === "complete")[1];
  const others = unknown(events);
  check(`tap, ${name}: every line is TAP`, others.length === 0, others.slice(0, 3));
  check(`tap, ${name}: version 14 and a plan that is kept`, text.startsWith("TAP version 14\n") && isPlanned(results), results);
  const points = tests(events);
  check(`tap, ${name}: each failure says why`, points.filter((p) => !p.ok && !p.isRun).every((p) => p.diag?.message), points);
  if (!counts) return;
  const wrong = points.filter((p) => !p.isRun && !p.ok).length;
  check(`tap, ${name}: ${counts.runs} runs`, results.count === counts.runs, results.count);
  check(`tap, ${name}: ${counts.failures + counts.errors} not ok`, wrong === counts.failures + counts.errors, wrong);
  check(`tap, ${name}: ${counts.skipped} skipped`, points.filter((p) => p.skip).length === counts.skipped, points.length);
}

function isPlanned(results) {
  const isNothing = results.count === 0 && results.plan.skipAll;
  const isWhole = results.plan.start === 1 && results.plan.end === results.count;
  return (isNothing || isWhole) && !results.bailout && results.failures.every((f) => !f.tapError);
}

/** Lines that are no TAP, subtests included. */
function unknown(events) {
  return events.flatMap(([kind, value]) => (kind === "extra" ? [value] : kind === "child" ? unknown(value) : []));
}

/** Test points, subtests included; one that stands for a run has its own inside. */
function tests(events) {
  return events.flatMap(([kind, value]) => {
    if (kind === "child") return tests(value);
    return kind === "assert" ? [{ ...value, isRun: value.closingTestPoint }] : [];
  });
}
