// `p1s emulator`, and its management API as these tests need it.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";

export const redirect = "https://client.example/callback";
export const afterSignOff = "https://client.example/bye";
export const password = "Not-A-Real-Secret-42";

/** Started, with its worker signed on. */
export async function start(command, ...before) {
  const child = spawn(command, [...before, "emulator"], { stdio: ["ignore", "pipe", "pipe"] });
  const texts = { out: "", err: "" };
  child.stdout.on("data", (bytes) => (texts.out += bytes));
  child.stderr.on("data", (bytes) => (texts.err += bytes));
  const ended = new Promise((resolve) => child.on("exit", resolve));
  const secret = await until(() => texts.err.match(/export P1S_EMULATOR_SECRET='([^']+)'/)?.[1], ended, texts);
  const input = (name) => texts.out.match(new RegExp(`^  ${name}: (\\S+)`, "m"))?.[1];
  const server = new Emulator(input("apiPath"), input("authPath"), input("envID"), input("inboxUrl"));
  await server.signOn(input("adminAppID"), secret);
  server.stop = async () => {
    child.kill("SIGINT");
    await ended;
  };
  return server;
}

async function until(found, ended, texts) {
  const over = ended.then(() => true);
  for (let tries = 0; tries < 300; tries++) {
    const value = found();
    if (value) return value;
    if (await Promise.race([over, new Promise((r) => setTimeout(() => r(false), 100))])) break;
  }
  throw new Error(`the emulator did not start: ${texts.out}${texts.err}`);
}

class Emulator {
  constructor(apiPath, authPath, environment, inbox) {
    this.environment = `${apiPath}/environments/${environment}`;
    this.issuer = `${authPath}/${environment}/as`;
    this.flows = `${authPath}/${environment}/flows`;
    this.device = `${authPath}/${environment}/device`;
    this.inbox = inbox;
  }

  async signOn(id, secret) {
    const body = new URLSearchParams({ grant_type: "client_credentials" });
    const headers = { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}` };
    const answer = await fetch(`${this.issuer}/token`, { method: "POST", body, headers });
    this.token = (await answer.json()).access_token;
  }

  /** What the user does whose telephone asks. */
  async allowBackchannel(user) {
    const answer = await fetch(`${this.inbox}/messages?to=${encodeURIComponent(user.username)}`);
    const { id } = (await answer.json()).messages.findLast((message) => message.purpose === "ciba_authorization");
    const approved = await fetch(`${this.inbox}/messages/${id}/approve`, { method: "POST" });
    if (approved.status !== 204) throw new Error(`approve: ${approved.status} ${await approved.text()}`);
  }

  /** The answer's body; anything but success is an error. */
  async manage(method, path, body, type = "application/json") {
    const headers = { authorization: `Bearer ${this.token}`, ...(body && { "content-type": type }) };
    const answer = await fetch(`${this.environment}/${path}`, { method, headers, body: body && JSON.stringify(body) });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : {};
  }

  /** An application with its secret. */
  async application(method, grants = ["AUTHORIZATION_CODE", "REFRESH_TOKEN"], more = {}) {
    const application = await this.manage("POST", "applications", {
      name: `Client ${randomUUID()}`,
      enabled: true,
      type: "WEB_APP",
      protocol: "OPENID_CONNECT",
      grantTypes: grants,
      ...(grants.includes("AUTHORIZATION_CODE") && { responseTypes: ["CODE"], redirectUris: [redirect] }),
      postLogoutRedirectUris: [afterSignOff],
      tokenEndpointAuthMethod: method,
      ...more,
    });
    const needsSecret = method.startsWith("CLIENT_SECRET");
    const secret = needsSecret ? (await this.manage("GET", `applications/${application.id}/secret`)).secret : undefined;
    return { id: application.id, secret };
  }

  /** A user who can sign on with `password`. */
  async user() {
    const population = await this.manage("POST", "populations", { name: `Clients ${randomUUID()}` });
    const username = `client-${randomUUID()}`;
    const user = await this.manage("POST", "users", {
      username,
      email: `${username}@example.com`,
      name: { given: "Cli", family: "Ent" },
      population: { id: population.id },
    });
    const body = { value: password, forceChange: false };
    await this.manage("PUT", `users/${user.id}/password`, body, "application/vnd.pingidentity.password.set+json");
    return { id: user.id, username };
  }

  /** A custom resource with one scope that the application may ask for; the scope's name. */
  async grantCustomScope(application) {
    const resource = await this.manage("POST", "resources", { name: `Orders ${randomUUID()}`, audience: `https://orders.example/${randomUUID()}` });
    const name = `orders:${randomUUID()}`;
    const scope = await this.manage("POST", `resources/${resource.id}/scopes`, { name });
    await this.grant(application, resource, scope);
    return { scope: name, audience: resource.audience };
  }

  /** Lets the application ask for scopes that are there already. */
  async grantKnownScopes(application, ...names) {
    const resources = (await this.manage("GET", "resources"))._embedded.resources;
    const openid = resources.find((resource) => resource.type === "OPENID_CONNECT");
    const scopes = (await this.manage("GET", `resources/${openid.id}/scopes`))._embedded.scopes;
    await this.grant(application, openid, ...scopes.filter((scope) => names.includes(scope.name)));
  }

  async grant(application, resource, ...scopes) {
    await this.manage("POST", `applications/${application.id}/grants`, {
      resource: { id: resource.id },
      scopes: scopes.map((scope) => ({ id: scope.id })),
    });
  }
}
