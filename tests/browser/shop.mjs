import { createServer } from "node:http";

const json = (value) => ({ type: "application/json", text: JSON.stringify(value) });
const page = "<!doctype html>\n<html>\n<body onload=\"alert(1)\">\n  <h1>Invoice</h1>\n  <script>alert('shop')</script>\n</body>\n</html>\n";
const price = {
  currency: "EUR",
  total: 31.35,
  lines: ["red", "green", "blue"].map((colour, i) => ({ colour, price: 10.45, position: i + 1, tags: [] })),
  customer: { name: "Ada Lovelace", tier: "silver", since: 12345678901234567890n.toString(), address: null },
};

/** A shop on loopback whose answers show what reports can: redirects, cookies, forms, something to wait for, HTML that would run. */
export function openShop() {
  let asked = 0;
  const routes = {
    "GET /enter": () => ({ status: 302, headers: { Location: "/door?step=2", "Set-Cookie": "visit=7; Path=/; HttpOnly; SameSite=Lax" } }),
    "GET /door": () => ({ status: 307, headers: { Location: "/hall", "Set-Cookie": ["door=open; Path=/; Max-Age=60", "old=; Max-Age=0"] } }),
    "GET /hall": () => json({ basket: "b-77", greeting: "Grüß Gott" }),
    "POST /sign-in": () => json({ ok: true }),
    "POST /baskets/b-77": () => ({ status: 201, ...json({ state: "open" }) }),
    "GET /baskets/b-77": () => json({ state: ++asked < 4 ? "packing" : "packed", asked }),
    "GET /invoice": () => ({ type: "text/html; charset=utf-8", text: page }),
    "GET /baskets/b-77/price": () => json(price),
    "POST /leave": () => ({ status: 204 }),
  };
  const server = createServer((request, answer) => {
    const route = routes[`${request.method} ${request.url.split("?")[0]}`];
    const { status = 200, headers = {}, type, text } = route?.() ?? { status: 404, ...json({ error: "not found" }) };
    request.resume();
    answer.writeHead(status, { ...headers, ...(type ? { "Content-Type": type } : {}) });
    answer.end(text);
  });
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve({ address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() })),
  );
}
