// oauth4webapi: every message by itself, and access tokens as RFC 9068 has them.
import { createRemoteJWKSet, jwtVerify } from "jose";
import * as oauth from "oauth4webapi";
import { all, basic, client, confidential, post, privateKeyJwt, secretJwt } from "./authentications.mjs";
import { Browser } from "./browser.mjs";
import { redirect } from "./emulator.mjs";
import { expect, expectRefused, run } from "./outcome.mjs";

const insecure = { [oauth.allowInsecureRequests]: true };
const exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
const accessToken = "urn:ietf:params:oauth:token-type:access_token";

async function discovered(server) {
  const issuer = new URL(server.issuer);
  return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
}

/** A client with its ways to speak for itself. */
async function relying(server, way, grants, more) {
  const made = await client(server, way, grants, more);
  return {
    as: await discovered(server),
    rp: { client_id: made.application.id },
    proof: way.ofOauth(made.application, made.prepared),
    application: made.application,
  };
}

async function asked(scope) {
  const secrets = { verifier: oauth.generateRandomCodeVerifier(), state: oauth.generateRandomState(), nonce: oauth.generateRandomNonce() };
  const parameters = new URLSearchParams({
    response_type: "code",
    redirect_uri: redirect,
    scope,
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(secrets.verifier),
    code_challenge_method: "S256",
  });
  return { secrets, parameters };
}

async function redeem({ as, rp, proof }, callback, { verifier, state, nonce }) {
  const response = oauth.validateAuthResponse(as, rp, callback, state);
  const answer = await oauth.authorizationCodeGrantRequest(as, rp, proof, response, redirect, verifier, insecure);
  const options = { expectedNonce: nonce, requireIdToken: true };
  const tokens = await oauth.processAuthorizationCodeResponse(as, rp, answer, options);
  await oauth.validateApplicationLevelSignature(as, answer, insecure);
  return tokens;
}

async function codeFlow(party, browser, user, scope = "openid") {
  const { secrets, parameters } = await asked(scope);
  parameters.set("client_id", party.rp.client_id);
  const callback = await browser.open(new URL(`${party.as.authorization_endpoint}?${parameters}`), user);
  return redeem(party, callback, secrets);
}

/** What a resource server does with a token that is presented to it. */
async function claimsOf({ as }, token, audience) {
  const request = new Request("https://resource.example/", { headers: { authorization: `Bearer ${token}` } });
  return oauth.validateJwtAccessToken(as, request, audience, insecure);
}

async function introspect({ as, rp, proof }, token) {
  const answer = await oauth.introspectionRequest(as, rp, proof, token, insecure);
  return oauth.processIntrospectionResponse(as, rp, answer);
}

async function revoke({ as, rp, proof }, token) {
  await oauth.processRevocationResponse(await oauth.revocationRequest(as, rp, proof, token, insecure));
}

async function refresh({ as, rp, proof }, token) {
  const answer = await oauth.refreshTokenGrantRequest(as, rp, proof, token, insecure);
  return oauth.processRefreshTokenResponse(as, rp, answer);
}

async function wholeCodeFlow(server, user, way) {
  const party = await relying(server, way);
  const tokens = await codeFlow(party, new Browser(server), user);
  const claims = await claimsOf(party, tokens.access_token, "https://api.pingone.com");
  expect(claims.sub === user.id && claims.client_id === party.rp.client_id, `the access token says ${JSON.stringify(claims)}`);
  const answer = await oauth.userInfoRequest(party.as, party.rp, tokens.access_token, insecure);
  await oauth.processUserInfoResponse(party.as, party.rp, user.id, answer);
  const renewed = await refresh(party, tokens.refresh_token);
  expect((await introspect(party, renewed.refresh_token)).active, "the renewed refresh token is not active");
  await revoke(party, renewed.refresh_token);
  expect(!(await introspect(party, renewed.refresh_token)).active, "a revoked refresh token is active");
  await expectRefused("invalid_grant", () => refresh(party, renewed.refresh_token));
}

async function clientCredentials(server, way) {
  const party = await relying(server, way, ["CLIENT_CREDENTIALS"]);
  const { scope, audience } = await server.grantCustomScope(party.application);
  const answer = await oauth.clientCredentialsGrantRequest(party.as, party.rp, party.proof, { scope }, insecure);
  const tokens = await oauth.processClientCredentialsResponse(party.as, party.rp, answer);
  const keys = createRemoteJWKSet(new URL(party.as.jwks_uri));
  const { payload } = await jwtVerify(tokens.access_token, keys, { issuer: party.as.issuer, audience, typ: "at+jwt" });
  expect(payload.scope === scope && payload.client_id === party.rp.client_id, `the access token says ${JSON.stringify(payload)}`);
  // RFC 9068 wants sub here too; PingOne documents that there is none.
  expect(payload.sub === undefined, `the access token is of ${payload.sub}`);
}

async function pushed(server, user, way) {
  const party = await relying(server, way, undefined, { parRequirement: "REQUIRED" });
  const { secrets, parameters } = await asked("openid");
  const answer = await oauth.pushedAuthorizationRequest(party.as, party.rp, party.proof, parameters, insecure);
  const { request_uri } = await oauth.processPushedAuthorizationResponse(party.as, party.rp, answer);
  const front = new URLSearchParams({ client_id: party.rp.client_id, request_uri });
  const callback = await new Browser(server).open(new URL(`${party.as.authorization_endpoint}?${front}`), user);
  await redeem(party, callback, secrets);
}

async function device(server, user) {
  const party = await relying(server, basic, ["DEVICE_CODE"], { type: "CUSTOM_APP" });
  const begun = await oauth.deviceAuthorizationRequest(party.as, party.rp, party.proof, { scope: "openid" }, insecure);
  const shown = await oauth.processDeviceAuthorizationResponse(party.as, party.rp, begun);
  const ask = async () => {
    const answer = await oauth.deviceCodeGrantRequest(party.as, party.rp, party.proof, shown.device_code, insecure);
    return oauth.processDeviceCodeResponse(party.as, party.rp, answer);
  };
  await expectRefused("authorization_pending", ask);
  await expectRefused("slow_down", ask);
  await new Browser(server).allowDevice(shown.verification_uri, shown.user_code, user);
  await new Promise((resolve) => setTimeout(resolve, (shown.interval ?? 5) * 1000 + 5500));
  expect((await ask()).access_token, "there is no access token");
  await expectRefused("invalid_grant", ask);
}

async function tokenExchange(server, user) {
  const party = await relying(server, secretJwt);
  const { access_token: subject_token } = await codeFlow(party, new Browser(server), user);
  const service = await relying(server, privateKeyJwt, ["TOKEN_EXCHANGE"], { type: "CUSTOM_APP" });
  const { scope, audience } = await server.grantCustomScope(service.application);
  const parameters = { subject_token, subject_token_type: accessToken, requested_token_type: accessToken, scope };
  const answer = await oauth.genericTokenEndpointRequest(service.as, service.rp, service.proof, exchange, parameters, insecure);
  const tokens = await oauth.processGenericTokenEndpointResponse(service.as, service.rp, answer);
  const claims = await claimsOf(service, tokens.access_token, audience);
  expect(claims.sub === user.id && claims.scope === scope, `the access token says ${JSON.stringify(claims)}`);
}

async function backchannel(server, user) {
  const party = await relying(server, post, ["CIBA"], { type: "CUSTOM_APP" });
  const parameters = { scope: "openid", login_hint: user.username };
  const answer = await oauth.backchannelAuthenticationRequest(party.as, party.rp, party.proof, parameters, insecure);
  const begun = await oauth.processBackchannelAuthenticationResponse(party.as, party.rp, answer);
  const ask = async () => {
    const polled = await oauth.backchannelAuthenticationGrantRequest(party.as, party.rp, party.proof, begun.auth_req_id, insecure);
    return oauth.processBackchannelAuthenticationGrantResponse(party.as, party.rp, polled);
  };
  await expectRefused("authorization_pending", ask);
  await server.allowBackchannel(user, begun);
  await new Promise((resolve) => setTimeout(resolve, (begun.interval ?? 5) * 1000 + 500));
  expect((await ask()).access_token, "there is no access token");
}

export async function oauth4webapi(server, user) {
  const named = (name, does) => run(`oauth4webapi: ${name}`, does);
  for (const way of all) await named(`${way.name}: code, PKCE, RFC 9068, userinfo, refresh, introspection, revocation`, () => wholeCodeFlow(server, user, way));
  for (const way of confidential) await named(`${way.name}: client credentials, the token before its keys`, () => clientCredentials(server, way));
  for (const way of [basic, privateKeyJwt]) await named(`${way.name}: pushed authorization request`, () => pushed(server, user, way));
  await named("device authorization", () => device(server, user));
  await named("token exchange", () => tokenExchange(server, user));
  await named("backchannel authentication", () => backchannel(server, user));
}
