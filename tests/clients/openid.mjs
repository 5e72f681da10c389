// openid-client: what a relying party does with a provider it knows by discovery alone.
import * as openid from "openid-client";
import { all, basic, client, confidential, post, privateKeyJwt, secretJwt } from "./authentications.mjs";
import { Browser } from "./browser.mjs";
import { afterSignOff, redirect } from "./emulator.mjs";
import { expect, expectRefused, run } from "./outcome.mjs";

const exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
const accessToken = "urn:ietf:params:oauth:token-type:access_token";

/** A client of the library, by discovery; every ID token's signature is checked too. */
async function discovered(server, way, grants, more) {
  const made = await client(server, way, grants, more);
  const execute = [openid.allowInsecureRequests, openid.enableNonRepudiationChecks];
  const authentication = way.ofOpenid(made.application, made.prepared);
  const config = await openid.discovery(new URL(server.issuer), made.application.id, undefined, authentication, { execute });
  return { config, ...made };
}

/** What the client asks of the browser, and what it checks afterwards. */
async function asked(scope = "openid") {
  const checks = {
    pkceCodeVerifier: openid.randomPKCECodeVerifier(),
    expectedState: openid.randomState(),
    expectedNonce: openid.randomNonce(),
    idTokenExpected: true,
  };
  const parameters = {
    redirect_uri: redirect,
    scope,
    state: checks.expectedState,
    nonce: checks.expectedNonce,
    code_challenge: await openid.calculatePKCECodeChallenge(checks.pkceCodeVerifier),
    code_challenge_method: "S256",
  };
  return { checks, parameters };
}

async function codeFlow(config, browser, user, scope) {
  const { checks, parameters } = await asked(scope);
  const callback = await browser.open(openid.buildAuthorizationUrl(config, parameters), user);
  return { callback, checks, tokens: await openid.authorizationCodeGrant(config, callback, checks) };
}

async function wholeCodeFlow(server, user, way) {
  const { config } = await discovered(server, way);
  const { tokens, callback, checks } = await codeFlow(config, new Browser(server), user);
  const person = await openid.fetchUserInfo(config, tokens.access_token, tokens.claims().sub);
  expect(person.sub === user.id, `userinfo is of ${person.sub}`);
  const renewed = await openid.refreshTokenGrant(config, tokens.refresh_token);
  expect(renewed.access_token !== tokens.access_token, "the renewed access token is the old one");
  const told = await openid.tokenIntrospection(config, renewed.access_token);
  expect(told.active && told.sub === user.id, `introspection says ${JSON.stringify(told)}`);
  await openid.tokenRevocation(config, renewed.refresh_token);
  await expectRefused("invalid_grant", () => openid.refreshTokenGrant(config, renewed.refresh_token));
  await expectRefused("invalid_grant", () => openid.authorizationCodeGrant(config, callback, checks));
}

async function wrongVerifier(server, user) {
  const { config } = await discovered(server, basic);
  const { checks, parameters } = await asked();
  const callback = await new Browser(server).open(openid.buildAuthorizationUrl(config, parameters), user);
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  await expectRefused("invalid_grant", () => openid.authorizationCodeGrant(config, callback, { ...checks, pkceCodeVerifier }));
}

async function wrongSecret(server, way) {
  const made = await client(server, way, ["CLIENT_CREDENTIALS"]);
  const authentication = way.ofOpenid({ secret: "not-the-secret-not-the-secret-not-the-secret" });
  const execute = [openid.allowInsecureRequests];
  const config = await openid.discovery(new URL(server.issuer), made.application.id, undefined, authentication, { execute });
  await expectRefused("invalid_client", () => openid.clientCredentialsGrant(config));
}

async function clientCredentials(server, way) {
  const { config, application } = await discovered(server, way, ["CLIENT_CREDENTIALS"]);
  const { scope } = await server.grantCustomScope(application);
  const tokens = await openid.clientCredentialsGrant(config, { scope });
  expect(tokens.scope === undefined || tokens.scope === scope, `granted is ${tokens.scope}`);
  const told = await openid.tokenIntrospection(config, tokens.access_token);
  expect(told.active && told.scope === scope, `introspection says ${JSON.stringify(told)}`);
  await openid.tokenRevocation(config, tokens.access_token);
  expect(!(await openid.tokenIntrospection(config, tokens.access_token)).active, "a revoked access token is active");
}

async function offlineAccess(server, user) {
  const { config, application } = await discovered(server, basic);
  await server.grantKnownScopes(application, "offline_access");
  const { tokens } = await codeFlow(config, new Browser(server), user, "openid offline_access");
  expect(tokens.refresh_token, "there is no refresh token");
  await openid.refreshTokenGrant(config, tokens.refresh_token);
}

async function pushed(server, user, way) {
  const { config } = await discovered(server, way, undefined, { parRequirement: "REQUIRED" });
  const { checks, parameters } = await asked();
  const url = await openid.buildAuthorizationUrlWithPAR(config, parameters);
  const callback = await new Browser(server).open(url, user);
  const tokens = await openid.authorizationCodeGrant(config, callback, checks);
  expect(tokens.claims().sub === user.id, `the ID token is of ${tokens.claims().sub}`);
}

async function signedRequest(server, user) {
  const { config, key } = await discovered(server, privateKeyJwt);
  const { checks, parameters } = await asked();
  const url = await openid.buildAuthorizationUrlWithJAR(config, parameters, key);
  const callback = await new Browser(server).open(url, user);
  await openid.authorizationCodeGrant(config, callback, checks);
}

async function device(server, user, way) {
  const { config } = await discovered(server, way, ["DEVICE_CODE"], { type: "CUSTOM_APP", devicePollingInterval: 1 });
  const shown = await openid.initiateDeviceAuthorization(config, { scope: "openid" });
  const polled = openid.pollDeviceAuthorizationGrant(config, shown);
  await new Browser(server).allowDevice(shown.verification_uri, shown.user_code, user);
  const tokens = await polled;
  expect(tokens.claims().sub === user.id, `the ID token is of ${tokens.claims().sub}`);
  await openid.fetchUserInfo(config, tokens.access_token, user.id);
}

async function tokenExchange(server, user) {
  const { config } = await discovered(server, basic);
  const { tokens } = await codeFlow(config, new Browser(server), user);
  const service = await discovered(server, post, ["TOKEN_EXCHANGE"], { type: "CUSTOM_APP" });
  const { scope } = await server.grantCustomScope(service.application);
  const exchanged = await openid.genericGrantRequest(service.config, exchange, {
    subject_token: tokens.access_token,
    subject_token_type: accessToken,
    requested_token_type: accessToken,
    scope,
  });
  expect(exchanged.issued_token_type === accessToken, `issued is ${exchanged.issued_token_type}`);
  const told = await openid.tokenIntrospection(service.config, exchanged.access_token);
  expect(told.active && told.sub === user.id, `introspection says ${JSON.stringify(told)}`);
}

async function backchannel(server, user, way) {
  const { config } = await discovered(server, way, ["CIBA"], { type: "CUSTOM_APP" });
  const begun = await openid.initiateBackchannelAuthentication(config, { scope: "openid", login_hint: user.username });
  const polled = openid.pollBackchannelAuthenticationGrant(config, begun);
  await server.allowBackchannel(user, begun);
  expect((await polled).claims().sub === user.id, "the ID token is of somebody else");
}

async function signOff(server, user) {
  const { config } = await discovered(server, basic);
  const browser = new Browser(server);
  const { tokens } = await codeFlow(config, browser, user);
  const silent = async () => {
    const { checks, parameters } = await asked();
    const callback = await browser.open(openid.buildAuthorizationUrl(config, { ...parameters, prompt: "none" }));
    return openid.authorizationCodeGrant(config, callback, checks);
  };
  expect((await silent()).claims().sub === user.id, "the session is of somebody else");
  const state = openid.randomState();
  const url = openid.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token,
    post_logout_redirect_uri: afterSignOff,
    state,
  });
  const left = await browser.open(url);
  expect(`${left.origin}${left.pathname}` === afterSignOff && left.searchParams.get("state") === state, `sign-off led to ${left}`);
  await expectRefused("login_required", silent);
}

export async function openidClient(server, user) {
  const named = (name, does) => run(`openid-client: ${name}`, does);
  for (const way of all) await named(`${way.name}: code, PKCE, userinfo, refresh, introspection, revocation`, () => wholeCodeFlow(server, user, way));
  for (const way of [basic, post, secretJwt]) await named(`${way.name}: a wrong secret is refused`, () => wrongSecret(server, way));
  await named("a wrong code verifier is refused", () => wrongVerifier(server, user));
  for (const way of confidential) await named(`${way.name}: client credentials`, () => clientCredentials(server, way));
  await named("offline_access", () => offlineAccess(server, user));
  for (const way of confidential) await named(`${way.name}: pushed authorization request`, () => pushed(server, user, way));
  await named("signed request by value", () => signedRequest(server, user));
  for (const way of all) await named(`${way.name}: device authorization`, () => device(server, user, way));
  await named("token exchange", () => tokenExchange(server, user));
  for (const way of confidential) await named(`${way.name}: backchannel authentication`, () => backchannel(server, user, way));
  await named("end of session", () => signOff(server, user));
}
