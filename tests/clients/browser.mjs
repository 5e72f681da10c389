// A user at a browser: keeps cookies and signs on by the flow API, as Ping's own sign-on pages do.
import { password } from "./emulator.mjs";

export class Browser {
  #cookies = new Map();

  constructor(server) {
    this.server = server;
  }

  async send(url, options = {}) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, { redirect: "manual", ...options, headers: { ...options.headers, ...(cookie && { cookie }) } });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(";")[0].split(/=(.*)/s);
      this.#cookies.set(name, value);
    }
    return answer;
  }

  /** Follows the server's own redirects until one leads elsewhere, and signs on where it must. */
  async open(url, user) {
    for (let hops = 0; hops < 10; hops++) {
      const answer = await this.send(url);
      if (answer.status === 200 && answer.headers.get("content-type")?.startsWith("text/html")) return answer;
      const location = answer.headers.get("location");
      if (!location) throw new Error(`${answer.status} at ${url}: ${await answer.text()}`);
      url = new URL(location, url);
      if (url.origin !== new URL(this.server.issuer).origin) return url;
      const flow = url.searchParams.get("flowId");
      if (flow && !url.pathname.endsWith("/resume")) {
        const resume = await this.signOn(flow, user);
        url = new URL(resume);
      }
    }
    throw new Error(`too many redirects, the last to ${url}`);
  }

  /** Where to go on after the flow has been completed. */
  async signOn(flow, user) {
    const done = await this.act(flow, "usernamePassword.check", { username: user.username, password });
    if (done.status !== "COMPLETED") throw new Error(`signed on, the flow is ${done.status}`);
    return done.resumeUrl;
  }

  async act(flow, action, body) {
    const headers = { "content-type": `application/vnd.pingidentity.${action}+json` };
    const answer = await this.send(`${this.server.flows}/${flow}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${action}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** Enters the code that a device shows, and consents. */
  async allowDevice(verification, userCode, user) {
    const answer = await this.send(verification);
    const flow = new URL(answer.headers.get("location"), verification).searchParams.get("flowId");
    let state = await (await this.send(`${this.server.flows}/${flow}`)).json();
    for (let steps = 0; steps < 5 && state.status !== "COMPLETED"; steps++) {
      if (state.status === "DAG_USER_CODE_REQUIRED") state = await this.act(flow, "deviceAuthGrant.userCode.verify", { userCode });
      else if (state.status === "DAG_CONSENT_REQUIRED") state = await this.act(flow, "deviceAuthGrant.consent", { accept: true });
      else state = await this.act(flow, "usernamePassword.check", { username: user.username, password });
    }
    if (state.status !== "COMPLETED") throw new Error(`the flow of the device is ${state.status}`);
    if (state.resumeUrl) await this.send(state.resumeUrl);
  }
}
