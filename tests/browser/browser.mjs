import { chromium } from "playwright-core";
import { pathToFileURL } from "node:url";

// As root and without a network: no sandbox, nothing that phones home.
const flags =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

export const openBrowser = () => chromium.launch({ executablePath: "/usr/bin/chromium", args: flags.split(" ") });

/** A report as a person opens it, with all that a report must not do written down. */
export async function openPage(browser, file, options = {}) {
  const context = await browser.newContext({ viewport: { width: options.width ?? 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  const seen = { dialogs: [], requests: [], errors: [] };
  page.on("dialog", (dialog) => {
    seen.dialogs.push(dialog.message());
    dialog.dismiss();
  });
  page.on("request", (request) => request.url() !== address && seen.requests.push(request.url()));
  page.on("console", (message) => message.type() === "error" && seen.errors.push(message.text()));
  page.on("pageerror", (error) => seen.errors.push(error.message));
  await page.goto(address);
  return { page, seen, close: () => context.close() };
}
