import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../editor/files.mjs";
import { check } from "../editor/outcome.mjs";
import { openPage } from "./browser.mjs";
import { checkAccessible, checkQuiet } from "./conduct.mjs";

/** A load: its limits, its table and its drawings, which fill a wide page and a narrow one, also without the script. */
export async function checkLoad(browser, command) {
  // A golden file leaves the histograms out, of which the page has no need.
  const stored = readFileSync(join(root, "tests/golden/reports/load.json"), "utf8").replaceAll('"histogram": "…"', '"histogram": ""');
  const { html, code } = await command.make("load", JSON.parse(stored));
  check("load: the page is made", code === 0, code);
  for (const options of [{}, { width: 400 }, { javaScriptEnabled: false }]) {
    const { page, seen, close } = await openPage(browser, html, options);
    const name = `load, ${JSON.stringify(options)}`;
    const verdicts = await page.locator(".limits .sign").allTextContents();
    check(`${name}: says which limits were missed`, verdicts.join() === "kept,missed,missed,kept,missed", verdicts);
    const plots = await page.locator(".plot").evaluateAll((all) => all.map((plot) => plot.getBoundingClientRect().width));
    check(`${name}: draws three charts`, plots.length === 3 && plots.every((width) => width > 200), plots);
    const said = await page.locator(".chart").evaluateAll((all) => all.map((chart) => chart.getAttribute("aria-label")));
    check(`${name}: says in words what it draws`, said.every((words) => words.length > 40), said);
    checkQuiet(name, seen);
    await close();
  }
  await checkAccessible("load", browser, html);
}
