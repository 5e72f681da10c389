// Makes the pictures of the root README from real runs against the emulator: a terminal as SVG, an HTML report as PNG.
// Usage: node tests/pictures/pictures.mjs P1S; needs tmux, Chromium and `npm ci` in tests/browser. Look at what it made.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openBrowser, openPage } from "../browser/browser.mjs";
import { root } from "../editor/files.mjs";
import { svgOf } from "./svg.mjs";

const p1s = resolve(process.argv[2]);
const folder = mkdtempSync(join(tmpdir(), "p1s-pictures-"));
const pictures = join(root, "engine", "pictures");
const size = { width: 100, height: 24 };

async function terminal(shown) {
  const tmux = (...options) => execFileSync("tmux", ["-S", join(folder, "tmux"), "-f", "/dev/null", ...options], { cwd: root, encoding: "utf8" });
  const command = `env LC_ALL=C.UTF-8 TERM=screen-256color ${shown.replace("p1s", p1s)}; echo '[end]'; read -r`;
  tmux("new-session", "-d", "-x", String(size.width), "-y", String(size.height), command);
  const seen = () => tmux("capture-pane", "-e", "-p", "-S", "-");
  for (let left = 200; left > 0 && !seen().includes("[end]"); left--) await pause(100);
  const lines = seen().split("[end]")[0].trimEnd().split("\n");
  tmux("kill-server");
  return svgOf([`\u001b[1m$ ${shown}\u001b[0m`, "", ...lines], size.width, `A terminal after ${shown}`);
}

async function report(...options) {
  const html = join(folder, "report.html");
  try {
    execFileSync(p1s, ["run", ...options, "--emulator", "--report", `html=${html}`], { cwd: root, stdio: "ignore" });
  } catch (error) {
    // The run fails: that is what there is to be seen.
    if (error.status !== 1) throw error;
  }
  const browser = await openBrowser();
  const { page, close } = await openPage(browser, html, { viewport: { width: 1280, height: 800 }, colorScheme: "light" });
  await page.screenshot({ path: join(pictures, "report.png") });
  await close();
  await browser.close();
}

writeFileSync(join(pictures, "run.svg"), await terminal("p1s run scenarios/authentication/client-secret-jwt.yaml --emulator"));
await report("scenarios/authentication/client-secret-jwt.yaml", "--set", "adminAppSecret=a-secret-of-another-application");
rmSync(folder, { recursive: true });
