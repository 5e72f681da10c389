import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../editor/files.mjs";
import { check } from "../editor/outcome.mjs";
import { openPage } from "./browser.mjs";
import { checkAccessible, checkQuiet } from "./conduct.mjs";

const golden = (name) => JSON.parse(readFileSync(join(root, `tests/golden/reports/${name}.json`), "utf8"));

/** Scenarios against several environments, and rows of which some were begun anew: told apart, compared, counted once. */
export async function checkMatrix(browser, command) {
  await checkTable(browser, command);
  await checkRows(browser, command);
  await checkWide(browser, command);
}

async function checkTable(browser, command) {
  const { html, code } = await command.make("matrix", golden("matrix"));
  check("matrix: the page is made", code === 0, code);
  const { page, seen, close } = await openPage(browser, html);
  const heads = await page.locator(".matrix thead th").allTextContents();
  check("matrix: a column an environment", heads.join() === "scenario,dev,eu,us", heads);
  const cells = await page.locator(".matrix tbody tr:not(.differences) td").allTextContents();
  const expected = "passed,passed,passed,passed,failed,passed,passed,flaky,passed,passed,not run,failed";
  check("matrix: what became of each", cells.join() === expected, cells);
  const told = await page.locator(".matrix .differences li").allTextContents();
  check("matrix: the differences only", told.length === 2 && told[0] === 'eu: step "Create it": status 201 OK → 403 Wrong', told);
  await page.locator(".matrix a.failed").first().click();
  check("matrix: a cell leads to its run", (await page.locator(".run:target h2").first().textContent()) === "Create a user [ada, eu]", page.url());
  checkQuiet("matrix", seen);
  await close();
  await checkAccessible("matrix", browser, html);
}

async function checkRows(browser, command) {
  const { html } = await command.make("rows", golden("rows"));
  const { page, seen, close } = await openPage(browser, html);
  const title = await page.locator("h1").textContent();
  check("rows: what was begun anew counts once", title === "4 runs: 1 failed, 3 passed (1 flaky)", title);
  check("rows: what went wrong is told of the attempt that counts", (await page.locator(".wrong-steps .card").count()) === 1);
  const earlier = await page.locator(".attempt").count();
  check("rows: the attempts before stand under it", earlier === 2, earlier);
  check("rows: no matrix of one environment", (await page.locator(".matrix").count()) === 0);
  checkQuiet("rows", seen);
  await close();
  await checkAccessible("rows", browser, html);
}

async function checkWide(browser, command) {
  const report = golden("matrix");
  const [first] = report.runs;
  report.runs = Array.from({ length: 14 }, (_, i) => ({ ...first, environment: `environment-${i}`, runId: `${i}`, slot: { ...first.slot, index: i } }));
  const { html } = await command.make("wide", report);
  const { page, close } = await openPage(browser, html, { width: 400 });
  const heads = await page.locator(".matrix thead th").count();
  check("wide matrix: twelve environments, and how many more", heads === 13 && (await page.locator(".matrix .note").textContent()).includes("2 more environments"), heads);
  const reach = await page.evaluate(() => document.documentElement.scrollWidth);
  check("wide matrix: the table moves, not the page", reach <= 400, reach);
  await close();
}
