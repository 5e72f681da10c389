const counts = { passed: 0, failed: 0 };

export const passed = () => counts.passed;
export const failed = () => counts.failed;

/** One line a check; what was found only when it failed. */
export function check(name, holds, found) {
  counts[holds ? "passed" : "failed"]++;
  console.log(`${holds ? "ok     " : "FAILED "} ${name}`);
  if (!holds) console.log(`        found: ${typeof found === "string" ? found : JSON.stringify(found)}`);
}
