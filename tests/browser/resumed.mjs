import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../editor/files.mjs";
import { check } from "../editor/outcome.mjs";
import { openPage } from "./browser.mjs";
import { checkAccessible, checkQuiet } from "./conduct.mjs";

/** A run that stopped for hours and went on: the timeline breaks instead of being stretched, and what was in doubt is told. */
export async function checkResumed(browser, command) {
  const stored = JSON.parse(readFileSync(join(root, "tests/golden/reports/resumed.json"), "utf8"));
  const { html, code } = await command.make("resumed", stored);
  check("resumed: the page is made", code === 0, code);
  const { page, seen, close } = await openPage(browser, html);
  const gaps = await page.locator(".waterfall .gap .name").allTextContents();
  check("resumed: the timeline tells how long the run had stopped", gaps.join() === "stopped for 3 h 12 min,stopped for 39 min 55 s", gaps);
  const last = await page.locator(".waterfall .ticks .last").textContent();
  check("resumed: the timeline is no longer than the run ran", /^\d+\.\d s$/.test(last), last);
  const told = await page.locator(".resumed li").allTextContents();
  check("resumed: tells what was settled and by whom", told.length === 4 && told[1].includes("by the probe GET"), told);
  await page.locator(".resumed a").first().click();
  check("resumed: leads to the step it went on with", (await page.locator(".step:target .title").textContent()) === "Add users [1/2]", page.url());
  checkQuiet("resumed", seen);
  await close();
  await checkAccessible("resumed", browser, html);
}
