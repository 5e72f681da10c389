import { check } from "../editor/outcome.mjs";
import { openPage } from "./browser.mjs";
import { checkAccessible, checkQuiet } from "./conduct.mjs";

const scenarios = ["scenarios/authentication/client-secret-jwt.yaml", "scenarios/users/import-users.yaml"];

/** Two scenarios that pass, with tokens, a call, a loop and undo. */
export async function checkPassed(browser, command) {
  const { html, code } = await command.run("passed", ...scenarios, "--undo", "always");
  check("passed: the run passes", code === 0, code);
  const { page, seen, close } = await openPage(browser, html);
  const headings = await page.locator("h1, h2").allTextContents();
  check("passed: lists both scenarios", headings.includes("2 scenarios: 2 passed") && headings.includes("Import users into a population of their own"), headings);
  await page.keyboard.press("e");
  await page.locator(".token summary").last().click();
  const claims = await page.locator(".token[open] th[scope=row]").allTextContents();
  check("passed: explains the claims of a token", claims.includes("iss") && claims.includes("exp"), claims);
  await page.locator(".values .links a").first().click();
  check("passed: a value leads to where it was used", (await page.locator(".step:target").count()) === 1, page.url());
  const drawn = await page.locator(".drawing .frame-name").allTextContents();
  check("passed: frames what was obtained and called", drawn.includes('for input "accessToken"') && drawn.includes("call: Create a population"), drawn);
  checkQuiet("passed", seen);
  await close();
  await checkAccessible("passed", browser, html);
}
