import { spawn } from "node:child_process";
import axe from "axe-core";
import { root } from "../editor/files.mjs";
import { check } from "../editor/outcome.mjs";

/** The page of the emulator's controls while requests are sent: what it shows, what it hides, what it moves. */
export async function checkControls(browser, command) {
  const emulator = await start(command);
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 } });
  const page = await context.newPage();
  const seen = { outside: [], errors: [] };
  page.on("request", (request) => !request.url().startsWith(emulator.origin) && !request.url().startsWith("data:") && seen.outside.push(request.url()));
  page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
  page.on("pageerror", (error) => seen.errors.push(error.message));

  const stranger = await fetch(`${emulator.origin}/__emulator/state`);
  check("controls: nobody without the cookie is let in", stranger.status === 403, stranger.status);
  await page.goto(emulator.address);
  const cookie = (await context.cookies()).find((known) => known.name === "P1S-CONTROLS");
  check("controls: the cookie is kept from scripts and other sites", cookie?.httpOnly && cookie.sameSite === "Strict", cookie);
  check("controls: the address serves once", (await fetch(emulator.address)).status === 403, "");

  const code = await emulator.run("scenarios/authentication/client-secret-jwt.yaml");
  check("controls: the scenario passes", code === 0, code);
  await page.locator("#requests tr").nth(10).waitFor();
  const texts = await page.locator("#requests tr").allTextContents();
  check("controls: requests are shown with what was checked", texts.some((text) => text.includes("/as/token") && text.includes("client authentication")), texts);
  const refused = await fetch(`${emulator.api}/users`, { headers: { Authorization: "Bearer nobody" } });
  await page.locator("#requests tr.refused").first().waitFor();
  const why = await page.locator("#requests tr.refused").first().textContent();
  check("controls: a refusal says why", refused.status === 401 && why.includes("INVALID_TOKEN") && why.includes("environment rights"), why);

  const item = page.locator("#made li", { hasText: "application" }).first();
  await item.locator("button").first().click();
  await item.locator("pre").waitFor();
  const hidden = await item.locator("pre").textContent();
  check("controls: a secret is hidden", hidden.includes("‹secret›"), hidden);
  await item.getByText("show secrets").click();
  await page.waitForFunction((element) => !element.textContent.includes("‹secret›"), await item.locator("pre").elementHandle());
  check("controls: a secret is shown when it is asked for", /"secret": "[^‹"]{64}"/.test(await item.locator("pre").textContent()), "");

  const before = Date.parse(await page.locator("#now").textContent());
  await page.getByText("+1 day").click();
  await page.waitForFunction((time) => Date.parse(document.getElementById("now").textContent) > time + 86_000_000, before);
  check("controls: the clock moves", true, "");
  await page.locator("#faults").fill("503:first 1:GET /v1/environments/*");
  await page.locator("#faults-set").click();
  await page.getByText("set", { exact: true }).last().waitFor();
  const faulty = await fetch(emulator.api);
  check("controls: a fault is set", faulty.status === 503, faulty.status);

  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(axe.source);
    const { violations, passes } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], preload: false }));
    const grave = violations.filter((v) => ["serious", "critical"].includes(v.impact));
    const isRead = passes.some((pass) => pass.id === "color-contrast");
    check(`controls: axe finds nothing serious in ${colorScheme}`, isRead && grave.length === 0, grave.map((v) => `${v.id}: ${v.nodes[0].html}`));
  }
  await page.setViewportSize({ width: 400, height: 900 });
  const reach = await page.evaluate(() => document.documentElement.scrollWidth);
  check("controls: fits 400 pixels", reach <= 400, reach);
  page.on("dialog", (dialog) => dialog.accept());
  await page.locator("#reset").click();
  await page.locator("#made-none").waitFor();
  check("controls: everything is forgotten", (await page.locator("#made li").count()) === 0, "");
  check("controls: nothing is loaded from elsewhere", seen.outside.length === 0, seen.outside);
  check("controls: no error and no breach of its policy", seen.errors.length === 0, seen.errors);
  await context.close();
  emulator.stop();
}

/** An emulator with controls, and what it printed. */
async function start(command) {
  const [program, ...before] = command.program;
  const running = spawn(program, [...before, "emulator", "--controls"], { cwd: root });
  let [output, errors] = ["", ""];
  running.stdout.on("data", (data) => (output += data));
  await new Promise((resolve) =>
    running.stderr.on("data", (data) => {
      errors += data;
      if (/open\?key=\S+\s/.test(errors)) resolve();
    }),
  );
  const input = (name) => new RegExp(`${name}: (\\S+)`).exec(output)[1];
  const environment = command.write("emulator.yaml", output);
  const secret = /P1S_EMULATOR_SECRET='([^']+)'/.exec(errors)[1];
  return {
    address: /http:\S+open\?key=\S+/.exec(errors)[0],
    origin: input("authPath"),
    api: `${input("apiPath")}/environments/${input("envID")}`,
    run: (scenario) => command.start(["run", scenario, "--environment", environment], { P1S_EMULATOR_SECRET: secret }),
    stop: () => running.kill("SIGINT"),
  };
}
