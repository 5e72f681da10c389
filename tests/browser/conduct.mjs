import axe from "axe-core";
import { check } from "../editor/outcome.mjs";
import { openPage } from "./browser.mjs";

/** That a page did nothing but show itself. */
export function checkQuiet(name, { dialogs, requests, errors }) {
  check(`${name}: no dialog`, dialogs.length === 0, dialogs);
  check(`${name}: no request but the page itself`, requests.length === 0, requests);
  check(`${name}: no error and no breach of its policy`, errors.length === 0, errors);
}

/** That axe finds nothing serious, in light and dark, with everything opened. What is like the rest may be left out. */
export async function checkAccessible(name, browser, html, leftOut = "none") {
  for (const colorScheme of ["light", "dark"])
    for (const width of [1280, 400]) {
      const { page, close } = await openPage(browser, html, { colorScheme, width });
      await page.evaluate((selector) => document.querySelectorAll(selector).forEach((part) => part.remove()), leftOut);
      await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
      await page.evaluate(axe.source);
      const { violations, passes } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], preload: false }));
      const grave = violations.filter((v) => ["serious", "critical"].includes(v.impact));
      const found = grave.map((v) => `${v.id}: ${v.nodes.length} times, ${v.nodes[0].html}, ${v.nodes[0].failureSummary}`);
      const isRead = passes.some((pass) => pass.id === "color-contrast");
      check(`${name}: axe finds nothing serious in ${colorScheme}, ${width} pixels wide`, isRead && grave.length === 0, found);
      const reach = await page.evaluate(() => document.documentElement.scrollWidth);
      check(`${name}: fits ${width} pixels in ${colorScheme}`, reach <= width, reach);
      await close();
    }
}
