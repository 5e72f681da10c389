// HTML reports in Chromium: what they do, what they must not do, how fast they open. Takes the path of p1s. Ends with "N passed, N failed".
import { existsSync } from "node:fs";
import { failed, passed } from "../editor/outcome.mjs";
import { openBrowser } from "./browser.mjs";
import { Command } from "./command.mjs";
import { checkControls } from "./controls.mjs";
import { checkFailed } from "./failed.mjs";
import { checkHostile } from "./hostile.mjs";
import { checkLarge } from "./large.mjs";
import { checkLoad } from "./load.mjs";
import { checkMany } from "./many.mjs";
import { checkMatrix } from "./matrix.mjs";
import { checkPassed } from "./passed.mjs";
import { checkResumed } from "./resumed.mjs";

const path = process.argv[2];
if (!path || !existsSync(path)) {
  console.log("usage: npm test -- PATH, of p1s or of p1s.dll");
  process.exit(2);
}
const command = new Command(path);
const browser = await openBrowser();
for (const part of [checkPassed, checkFailed, checkMany, checkLarge, checkHostile, checkResumed, checkMatrix, checkLoad, checkControls]) await part(browser, command);
await browser.close();
command.clean();
console.log(`${passed()} passed, ${failed()} failed`);
process.exit(failed() === 0 ? 0 : 1);
