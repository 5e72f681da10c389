// The client authentications of PingOne, as each of the two libraries has them.
import { exportJWK, generateKeyPair } from "jose";
import * as oauth from "oauth4webapi";
import * as openid from "openid-client";

async function keyed(alg) {
  const kid = `key-${alg}`;
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwks = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid, alg, use: "sig" }] });
  return { key: { key: privateKey, kid }, more: { jwks } };
}

const secret = (method, ofOpenid, ofOauth) => ({
  name: method.toLowerCase(),
  method,
  prepare: async () => ({ more: {} }),
  ofOpenid: (application) => ofOpenid(application.secret),
  ofOauth: (application) => ofOauth(application.secret),
});

const privateKey = (alg) => ({
  name: `private_key_jwt ${alg}`,
  method: "PRIVATE_KEY_JWT",
  prepare: () => keyed(alg),
  ofOpenid: (_, { key }) => openid.PrivateKeyJwt(key),
  ofOauth: (_, { key }) => oauth.PrivateKeyJwt(key),
});

export const basic = secret("CLIENT_SECRET_BASIC", openid.ClientSecretBasic, oauth.ClientSecretBasic);
export const post = secret("CLIENT_SECRET_POST", openid.ClientSecretPost, oauth.ClientSecretPost);
export const secretJwt = secret("CLIENT_SECRET_JWT", openid.ClientSecretJwt, oauth.ClientSecretJwt);
export const none = {
  name: "none",
  method: "NONE",
  prepare: async () => ({ more: {} }),
  ofOpenid: () => openid.None(),
  ofOauth: () => oauth.None(),
};
export const privateKeyJwt = privateKey("RS256");

export const confidential = [basic, post, secretJwt, privateKeyJwt, privateKey("ES256")];
export const all = [...confidential, none];

/** An application that authenticates so, and what a library needs to be its client. */
export async function client(server, way, grants, more = {}) {
  const prepared = await way.prepare();
  const application = await server.application(way.method, grants, { ...prepared.more, ...more });
  return { application, prepared, key: prepared.key };
}
