import { check } from "../editor/outcome.mjs";
import { openPage } from "./browser.mjs";
import { checkAccessible, checkQuiet } from "./conduct.mjs";
import { openShop } from "./shop.mjs";

/** A scenario that fails, with redirects, cookies, attempts and a step without an answer. */
export async function checkFailed(browser, command) {
  const shop = await openShop();
  const given = ["--set", `shop=${shop.address}`, "--set", "nowhere=http://127.0.0.1:1"];
  const { html, code } = await command.run("failed", "tests/browser/scenarios/order.yaml", ...given);
  shop.close();
  check("failed: the run fails", code === 1, code);
  const { page, seen, close } = await openPage(browser, html);
  await checkKeys(page);
  await checkSearch(page);
  await checkReading(page);
  checkQuiet("failed", seen);
  await close();
  await checkWithoutScript(browser, html);
  await checkPolicy(browser, html);
  await checkAccessible("failed", browser, html);
}

const stepOf = (page, title) => page.locator(`.step:has(> summary > .title:text-is("${title}"))`);

const focused = (page) => page.evaluate(() => document.activeElement.closest(".step")?.querySelector(".title").textContent);

async function press(page, ...keys) {
  for (const key of keys) await page.keyboard.press(key);
}

async function checkKeys(page) {
  await press(page, "n");
  check("keys: n goes to the first failure", (await focused(page)) === "Check the price", await focused(page));
  await press(page, "n");
  check("keys: n goes on to the next", (await focused(page)) === "Ask somebody who is not there", await focused(page));
  await press(page, "p", "k");
  check("keys: p goes back, k to the step before", (await focused(page)) === "Read the invoice", await focused(page));
  await press(page, "j", "j");
  check("keys: j goes to the next step", (await focused(page)) === "Pay", await focused(page));
  const closed = page.locator(".step:not([open])");
  await press(page, "e");
  check("keys: e opens all", (await closed.count()) === 0, await closed.count());
  await press(page, "c");
  check("keys: c closes all", (await page.locator(".entries > li > .step[open]").count()) === 0);
  await press(page, "?");
  const isHelped = await page.locator("dialog").isVisible();
  await press(page, "?");
  check("keys: ? opens and closes the help", isHelped && !(await page.locator("dialog").isVisible()));
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await press(page, "t");
  const dark = await background();
  await page.reload();
  check("keys: t makes it dark, and it stays so", light !== dark && (await background()) === dark, [light, dark, await background()]);
  await press(page, "t");
  check("keys: t makes it light again", (await background()) === light);
}

async function checkSearch(page) {
  const shown = () => page.locator(".entries > li:not([hidden]) > .step .title:visible").allTextContents();
  const found = async (query) => {
    await press(page, "/");
    await page.keyboard.type(query);
    const titles = await shown();
    await press(page, "Escape");
    return titles;
  };
  const is = (name, titles, ...expected) => check(`search: ${name}`, titles.join() === expected.join(), titles);
  is("by title", await found("invoice"), "Read the invoice");
  is("by method and path", await found("post sign"), "Sign in");
  is("by host, with the call it belongs to", await found("127.0.0.1 populations"), "Create a population", "Create a population");
  is("by status", await found(" 204"), "Leave the shop");
  is("a body is not looked at", await found("Lovelace"));
  await page.locator("#bodies").check();
  is("unless it is asked for", await found("silver"), "Check the price");
  await page.locator("#bodies").uncheck();
  check("search: cleared, all are shown", (await shown()).length >= 14, await shown());
  await page.locator("[data-filter=failed]").click();
  is("filter by outcome", await shown(), "Check the price");
  check("search: says how many there are", (await page.locator("#found").textContent()) === "1 of 15 steps");
  await page.locator("[data-filter='']").click();
}

async function checkReading(page) {
  const price = stepOf(page, "Check the price");
  await price.locator("summary").first().click();
  await price.evaluate((step) => (step.open = true));
  const body = price.locator("pre.json");
  await body.scrollIntoViewIfNeeded();
  await body.locator(".fold").first().waitFor();
  const text = JSON.parse(await body.textContent());
  check("reading: coloured JSON is the JSON it was", text.customer.tier === "silver" && text.lines.length === 3, text);
  const held = body.locator(".held").first();
  await body.locator(".fold").first().click();
  check("reading: JSON folds", !(await held.isVisible()));
  await body.locator(".fold").first().click();
  check("reading: and unfolds", await held.isVisible());
  const copy = price.locator(".copy").first();
  await copy.click();
  const isCopied = await copy.and(page.getByText("Copied")).waitFor().then(() => true, () => false);
  check("reading: a body is copied", isCopied, await copy.textContent());
  await price.locator(".problem .place").first().click();
  const line = page.locator(".l:target");
  check("reading: a problem leads to its line", (await line.isVisible()) && (await line.textContent()).includes("total: 29.85"), await line.allTextContents());
}

async function checkWithoutScript(browser, html) {
  const { page, seen, close } = await openPage(browser, html, { javaScriptEnabled: false });
  const visible = (selector, text) => page.locator(selector, { hasText: text }).first().isVisible();
  check("without script: the title", await visible("h1", "Order a badge and expect too much"));
  check("without script: what went wrong", await visible(".wrong-steps tr.wrong", "$.total29.8531.35"));
  check("without script: the failing step is open, with its differences", await visible(".step[open] tr.wrong", "$.customer.tier"));
  check("without script: and its places", await visible(".step[open] .problem .caret", "^"));
  check("without script: no tools that need it", !(await page.locator("#bar").isVisible()));
  const step = stepOf(page, "Read the invoice");
  await step.locator("summary").first().click();
  check("without script: a step opens", await step.locator("pre.body").isVisible());
  await page.locator(".lane", { hasText: "Leave the shop" }).click();
  check("without script: the timeline leads to a step", await page.locator(".step:target summary").first().isVisible());
  checkQuiet("without script", seen);
  await close();
}

/** The policy of the page, tried: without it both would happen. */
async function checkPolicy(browser, html) {
  const { page, seen, close } = await openPage(browser, html);
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    const image = document.createElement("img");
    image.src = "http://127.0.0.1:1/image.png";
    document.body.append(script, image);
    return window.ran ?? false;
  });
  const breaches = seen.errors.filter((text) => text.includes("Content Security Policy"));
  check("policy: no other script runs, nothing is loaded", !ran && breaches.length === 2, { ran, ...seen });
  await close();
}
