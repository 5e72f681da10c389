import { check } from "../editor/outcome.mjs";
import { openPage } from "./browser.mjs";
import { checkAccessible, checkQuiet } from "./conduct.mjs";
import { manyScenarios } from "./stored.mjs";

const screen = { width: 1280, height: 800 };

/** One scenario, fifty and a thousand, of which one failed: what one looks for is there at once. */
export async function checkMany(browser, command) {
  for (const count of [1, 50, 1000]) {
    const { html, code } = await command.make(`many-${count}`, manyScenarios(count));
    check(`${count} scenarios: a page is made`, code === 0, code);
    const { page, seen, close } = await openPage(browser, html, { viewport: screen });
    await checkFirst(page, count);
    if (count > 1) await checkFolded(page, count);
    await checkCurl(page, count);
    checkQuiet(`${count} scenarios`, seen);
    await close();
    await checkNarrow(browser, html, count);
    // axe does not come to an end with a thousand; they have the same parts as ten.
    await checkAccessible(`${count} scenarios`, browser, html, ".folded-runs > .run:nth-of-type(n + 10)");
  }
}

const isInView = (locator) =>
  locator.evaluate((element) => {
    const { top, bottom, height } = element.getBoundingClientRect();
    return height > 0 && top >= 0 && bottom <= innerHeight;
  });

async function checkFirst(page, count) {
  const name = `${count} scenarios: without scrolling at 1280 x 800`;
  const card = page.locator(".card").first();
  for (const [what, selector] of [
    ["the step that failed", ".title"],
    ["the server's own words", ".server-words"],
    ["the differences", "table.checks"],
    ["the caret", ".caret"],
  ])
    check(`${name}: ${what}`, await isInView(card.locator(selector).first()), what);
  const words = await card.locator(".server-words").textContent();
  check(`${count} scenarios: says which member the server means`, words.includes("is unique but a non-unique value is provided (username)"), words);
  const next = await page.locator(".summary + *").getAttribute("class");
  check(`${count} scenarios: what went wrong is first under the title`, next === "wrong-steps", next);
  const shown = await card.locator("table.checks tbody tr:visible").count();
  check(`${count} scenarios: five differences are shown, the others folded`, shown === 5, shown);
  const differences = await card.locator("table.checks tbody th").allTextContents();
  check(`${count} scenarios: each difference is there once`, new Set(differences).size === 7 && differences.length === 7, differences);
  check(`${count} scenarios: request and answer stand behind`, await card.locator(".card-exchange .exchange").first().isVisible());
}

async function checkFolded(page, count) {
  const counted = `${(count - 1).toLocaleString("en")} scenarios passed`;
  check(`${count} scenarios: those that passed are counted`, (await page.locator(".folded-rows > summary").textContent()) === counted);
  check(`${count} scenarios: and folded`, (await page.locator(".run:visible").count()) === 1, await page.locator(".run:visible").count());
  await page.locator(".folded-rows > summary").click();
  await page.locator(".folded-rows a").first().click();
  check(`${count} scenarios: one of them opens from the list`, await page.locator("#r1").isVisible());
}

async function checkCurl(page, count) {
  await page.evaluate(() => (document.querySelector(".card-exchange").open = true));
  const button = page.locator(".card .copy", { hasText: "Copy as curl" }).first();
  await button.click();
  const isCopied = await page.locator(".card .copy", { hasText: "Copied" }).first().waitFor().then(() => true, () => false);
  check(`${count} scenarios: a request is copied as curl`, isCopied);
  const command = await page.locator(".card pre.curl").first().textContent();
  check(`${count} scenarios: with its method and secrets by name`, command.startsWith("curl --request POST") && command.includes("‹accessToken›"), command);
  const requests = await page.locator(".steps .exchange").count();
  check(`${count} scenarios: every request has one`, (await page.locator(".steps .exchange pre.curl").count()) === requests, requests);
}

async function checkNarrow(browser, html, count) {
  const { page, close } = await openPage(browser, html, { viewport: { width: 400, height: 800 } });
  const drawing = page.locator(".drawing").first();
  await drawing.scrollIntoViewIfNeeded();
  const [reach, width] = await drawing.evaluate((box) => {
    box.scrollLeft = 10_000;
    return [box.scrollLeft, box.clientWidth];
  });
  check(`${count} scenarios: a sequence diagram scrolls at 400 pixels`, reach > 0 && width < 400, [reach, width]);
  const whole = await page.evaluate(() => document.documentElement.scrollWidth);
  check(`${count} scenarios: the page itself does not`, whole <= 400, whole);
  await close();
}
