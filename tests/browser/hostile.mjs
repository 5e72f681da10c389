import { check } from "../editor/outcome.mjs";
import { openPage } from "./browser.mjs";
import { checkAccessible, checkQuiet } from "./conduct.mjs";
import { exchange, problem, report, run, step } from "./stored.mjs";

/** What would run, load, break out of its place or hide, if it were not escaped. */
const hostile = [
  `<script>alert("script")</script>`,
  `</script><script>alert("end of script")</script>`,
  `</style><script>alert("end of style")</script>`,
  `</title></textarea></pre></details><img src=x onerror=alert("image")>`,
  `"><svg onload=alert("attribute")>`,
  `' onfocus=alert("single") autofocus x='`,
  `" style="position:fixed;inset:0;background:red" onmouseover="alert('style')`,
  `javascript:alert("address")`,
  `<a href="javascript:alert('link')">click</a><iframe srcdoc="<script>alert(1)</script>"></iframe>`,
  `<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=https://evil.example/">`,
  `<link rel=stylesheet href=https://evil.example/x.css><img src=https://evil.example/x.png>`,
  `]]><!--<script>alert("comment")</script>--> <![CDATA[x]]>`,
  `{{constructor.constructor('alert(1)')()}} \${alert(1)} <%= 1 %> <<is.text>>`,
  `&lt;script&gt;alert("entity")&lt;/script&gt; &#60;b&#62; &amp;`,
  `\u202egnp.exe\u2066 \u200bzero\u200d \ufeff \u061c \u00ad \u2028 \u2029 \udb40\udc41`,
  `\u0000\u0001\u0007\b\u001b[31mred\u001b[0m\u007f\u0085\u009b`,
  `<math><mtext><table><mglyph><style><img src=x onerror=alert("math")></style>`,
  `%3Cscript%3Ealert(1)%3C/script%3E&x=<b>`,
  `<form action=https://evil.example><button formaction=javascript:alert(1)>x</button></form>`,
  "\n\n<plaintext><noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
];

const everywhere = (text, n) => {
  const field = { name: text, value: text };
  const json = JSON.stringify({ [text]: text, list: [text] });
  const sent = exchange(n, {
    method: text,
    address: `https://evil.example/${text}?${text}=${text}`,
    requestHeaders: [field, { name: "Content-Type", value: text }, { name: "Cookie", value: `${text}=${text}; ${text}` }],
    requestBody: n % 3 ? json : text,
    reason: text,
    version: text,
    answerHeaders: [field, { name: "Content-Type", value: "text/html" }, { name: "Set-Cookie", value: `${text}=${text}; Path=${text}` }],
    answerBody: n % 2 ? json : text,
    tokens: [{ where: text, header: { alg: text, [text]: text }, claims: { iss: text, [text]: [text], exp: 1e300, iat: -1 } }],
  });
  const form = exchange(n, {
    hop: 1,
    address: text,
    requestHeaders: [{ name: "Content-Type", value: "application/x-www-form-urlencoded" }],
    requestBody: `${text}=${text}&${escape(text)}=1`,
    failure: text,
    status: undefined,
    tokens: [{ where: text, header: text, claims: text }],
  });
  return step(n, {
    id: text,
    title: text,
    for: text,
    depth: n % 3,
    outcome: ["passed", "failed", "broken", "skipped", "cancelled"][n % 5],
    method: text,
    target: text,
    file: text,
    note: text,
    extracted: [{ name: text, value: text, from: text, secret: n % 2 === 0 }],
    uses: [text],
    checks: [{ what: text, expected: text, actual: text, passed: n % 2 === 0, file: text, line: 1 }],
    problems: [problem({ file: text, line: 2, column: 3, length: 9, source: text, code: text, message: text, why: text, fix: text })],
    retries: [{ attempt: 1, status: 500, reason: text, pauseMs: 20, durationMs: 10 }],
    exchanges: [sent, form],
  });
};

/** A report with each of these texts in every place that takes one. */
function hostileReport() {
  const text = hostile.join("\n");
  const steps = hostile.map((h, i) => everywhere(h, i + 1));
  const summary = {
    outcome: "failed",
    passed: 1,
    failed: 1,
    broken: 1,
    skipped: 1,
    durationMs: 1,
    leftBehind: hostile,
    undoWasDue: true,
    refused: false,
    problems: [problem({ message: text, file: text, source: text })],
  };
  const sources = [{ path: text, text }, ...hostile.map((h) => ({ path: h, text: h }))];
  const runs = [run(steps, { title: text, path: text, runId: text, environment: text, summary, sources })];
  const notStarted = hostile.map((h) => ({ at: "2026-03-01T12:00:00Z", path: h, problems: [problem({ message: h, file: h, source: h })] }));
  return { ...report(runs, notStarted), tool: { version: text, runtime: text, system: text } };
}

/** What elements there are that could run or load, or that no report has. */
const suspects = () => {
  const all = [...document.querySelectorAll("*")];
  return [
    ...document.querySelectorAll("img, iframe, object, embed, form, base, math, plaintext, noscript, [style], [src], [srcdoc]"),
    ...["script", "style", "link"].flatMap((name) => [...document.querySelectorAll(name)].slice(1)),
    ...all.filter((element) => element.getAttributeNames().some((name) => name.startsWith("on"))),
    ...[...document.querySelectorAll("body [href]")].filter((link) => !link.getAttribute("href").startsWith("#")),
  ].map((element) => element.outerHTML.slice(0, 200));
};

/** A report full of what files and servers could say to do harm. */
export async function checkHostile(browser, command) {
  const { html, code } = await command.make("hostile", hostileReport());
  check("hostile: a page is made", code === 0, code);
  const { page, seen, close } = await openPage(browser, html);
  await page.evaluate(() => document.querySelectorAll("details").forEach((details) => (details.open = true)));
  for (const pre of await page.locator("pre.json").all()) await pre.scrollIntoViewIfNeeded();
  await page.locator("#search").fill("<script>");
  await page.locator("#search").fill("");
  await page.evaluate(() => {
    for (const element of document.querySelectorAll("body *"))
      for (const kind of ["mouseover", "focus", "pointerdown"]) element.dispatchEvent(new Event(kind, { bubbles: true }));
  });
  check("hostile: nothing in it could run or load", (await page.evaluate(suspects)).length === 0, await page.evaluate(suspects));
  const text = await page.evaluate(() => document.body.textContent);
  const missing = hostile.filter((h) => /^[\x20-\x7e]*$/.test(h) && !text.includes(h));
  check("hostile: all of it can be read", missing.length === 0, missing);
  const unseen = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u061c\u00ad]/;
  check("hostile: no character in it is unseen", !unseen.test(text), unseen.exec(text)?.index);
  checkQuiet("hostile", seen);
  await close();
  await checkAccessible("hostile", browser, html);
}
