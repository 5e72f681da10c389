using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>The methods other than CLIENT_SECRET_JWT: each application accepts its own and no other.</summary>
public sealed class ClientAuthenticationTests : WithEmulator
{
    [Holds("3.1-10", "3.1-11", "3.1-12", "4.1-27")]
    [Theory]
    [InlineData("CLIENT_SECRET_BASIC", "basic", "200")]
    [InlineData("CLIENT_SECRET_BASIC", "basic, as forms encode", "200")]
    [InlineData("CLIENT_SECRET_BASIC", "basic, as Java encodes", "200")]
    [InlineData("CLIENT_SECRET_BASIC", "basic, every letter encoded", "200")]
    [InlineData("CLIENT_SECRET_BASIC", "basic, id alone encoded", "200")]
    [InlineData("CLIENT_SECRET_BASIC", "basic, encoded twice", "401 invalid_client")]
    [InlineData("CLIENT_SECRET_BASIC", "basic, plain", "200")]
    [InlineData("CLIENT_SECRET_BASIC", "basic, wrong secret", "401 invalid_client")]
    [InlineData("CLIENT_SECRET_BASIC", "basic, unknown client", "401 invalid_client")]
    [InlineData("CLIENT_SECRET_BASIC", "basic, no colon", "401 invalid_client")]
    [InlineData("CLIENT_SECRET_BASIC", "basic, not base64", "401 invalid_client")]
    [InlineData("CLIENT_SECRET_BASIC", "basic and post", "401 invalid_client")]
    [InlineData("CLIENT_SECRET_BASIC", "basic and jwt", "401 invalid_client")]
    [InlineData("CLIENT_SECRET_BASIC", "bearer", "401 invalid_client")]
    [InlineData("CLIENT_SECRET_BASIC", "post", "401 invalid_client")]
    [InlineData("CLIENT_SECRET_BASIC", "jwt", "401 invalid_client")]
    [InlineData("CLIENT_SECRET_BASIC", "none", "401 invalid_client")]
    [InlineData("CLIENT_SECRET_POST", "post", "200")]
    [InlineData("CLIENT_SECRET_POST", "post, wrong secret", "401 invalid_client")]
    [InlineData("CLIENT_SECRET_POST", "post, no client_id", "401 invalid_client")]
    [InlineData("CLIENT_SECRET_POST", "basic", "401 invalid_client")]
    [InlineData("CLIENT_SECRET_POST", "jwt", "401 invalid_client")]
    [InlineData("CLIENT_SECRET_POST", "none", "401 invalid_client")]
    [InlineData("NONE", "none", "200")]
    [InlineData("NONE", "basic", "401 invalid_client")]
    [InlineData("NONE", "post", "401 invalid_client")]
    [InlineData("NONE", "basic and post", "401 invalid_client")]
    public async Task A_client_proves_itself_by_its_own_method_only(string method, string way, string expected)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync(method);
        await journey.CreateUserAsync();
        var code = await journey.GetCodeAsync();

        User.Authorization = way switch
        {
            "basic" or "basic, plain" or "basic and post" or "basic and jwt" => Secrets.Basic(journey.ClientId, journey.ClientSecret),
            "basic, as forms encode" => Encoded(journey, WebUtility.UrlEncode),
            "basic, as Java encodes" => Encoded(journey, t => WebUtility.UrlEncode(t)!.Replace("~", "%7e", StringComparison.Ordinal)),
            "basic, every letter encoded" => Encoded(journey, EachLetter),
            "basic, id alone encoded" => Secrets.Basic(EachLetter(journey.ClientId), journey.ClientSecret),
            "basic, encoded twice" => Encoded(journey, t => EachLetter(EachLetter(t))),
            "basic, wrong secret" => Secrets.Basic(journey.ClientId, "not-the-secret"),
            "basic, unknown client" => Secrets.Basic("somebody", journey.ClientSecret),
            "basic, no colon" => "Basic bm9jb2xvbg==",
            "basic, not base64" => "Basic ***",
            "bearer" => "Bearer token",
            _ => null,
        };
        var reply = await journey.RedeemAsync(
            code,
            way switch
            {
                "post" or "basic and post" => journey.AsPost(),
                "post, wrong secret" => [("client_id", journey.ClientId), ("client_secret", "not-the-secret")],
                "post, no client_id" => [("client_secret", journey.ClientSecret)],
                "jwt" or "basic and jwt" => journey.AsJwt(),
                "none" => [("client_id", journey.ClientId)],
                _ => [],
            }
        );

        Assert.Equal(expected, reply.Failure);
        Assert.Equal(way.StartsWith('b') && expected != "200", reply.Header("WWW-Authenticate") is not null);
    }

    private static string Encoded(Journey journey, Func<string, string?> encode) =>
        Secrets.Basic(encode(journey.ClientId)!, encode(journey.ClientSecret)!);

    private static string EachLetter(string text) => string.Concat(text.Select(c => $"%{(int)c:X2}"));

    [Holds("3.1-14", "4.2-02")]
    [Theory]
    [InlineData("RS256", "k1", "k1", "200")]
    [InlineData("RS384", "k1", "k1", "200")]
    [InlineData("RS512", "k1", "k1", "200")]
    [InlineData("ES256", "k2", "k2", "200")]
    [InlineData("ES384", "k3", "k3", "200")]
    [InlineData("ES512", "k4", "k4", "200")]
    [InlineData("RS256", "k1", null, "200")]
    [InlineData("ES256", "k2", null, "200")]
    [InlineData("RS256", "k1", "unknown", "401 invalid_client")]
    [InlineData("RS256", "k1", "k2", "401 invalid_client")]
    [InlineData("RS256", "foreign", "k1", "401 invalid_client")]
    [InlineData("ES256", "k3", "k3", "401 invalid_client")]
    [InlineData("HS256", "k1", "k1", "401 invalid_client")]
    [InlineData("none", "k1", "k1", "401 invalid_client")]
    public async Task A_private_key_proves_the_client_whose_jwks_has_it(string algorithm, string signer, string? kid, string expected)
    {
        using var keys = new KeyRing();
        var journey = new Journey(this);
        await journey.CreateApplicationAsync("PRIVATE_KEY_JWT", body => body["jwks"] = keys.PublicSet.ToJsonString());
        await journey.CreateUserAsync();
        var header = new JsonObject { ["alg"] = algorithm };
        if (kid is not null)
            header["kid"] = kid;
        var assertion = Secrets.Assemble(header, journey.Claims(), input => keys.Sign(signer, algorithm, input));

        Assert.Equal(expected, (await journey.RedeemAsync(await journey.GetCodeAsync(), journey.AsJwt(assertion))).Failure);
    }

    [Fact]
    public async Task A_private_key_client_does_not_get_in_with_its_secret()
    {
        using var keys = new KeyRing();
        var journey = new Journey(this);
        await journey.CreateApplicationAsync("PRIVATE_KEY_JWT", body => body["jwks"] = keys.PublicSet.ToJsonString());

        Assert.Equal("401 invalid_client", (await journey.RedeemAsync("any", journey.AsJwt())).Failure);
        Assert.Equal("401 invalid_client", (await journey.RedeemAsync("any", journey.AsPost())).Failure);
    }

    [Holds("1.2-04", "2-01", "2-02", "2-04", "2-05")]
    [Fact]
    public async Task The_worker_gets_a_token_by_Basic_and_by_POST()
    {
        User.Authorization = Secrets.Basic(Server.WorkerClientId, Server.WorkerClientSecret);
        var basic = await User.PostFormAsync($"{Sign}/token", ("grant_type", "client_credentials"), ("scope", "p1:read:env:user"));
        User.Authorization = null;
        var post = await User.PostFormAsync(
            $"{Sign}/token",
            ("grant_type", "client_credentials"),
            ("client_id", Server.WorkerClientId),
            ("client_secret", Server.WorkerClientSecret)
        );

        foreach (var reply in new[] { basic, post })
        {
            Assert.Equal(["access_token", "token_type", "expires_in"], reply.Json.AsObject().Select(member => member.Key));
            var (header, claims) = Secrets.Open(reply["access_token"]!);
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"alg":"RS256","kid":"public-development-key","typ":"at+jwt"}"""), header));
            Assert.Equal(["iss", "iat", "exp", "client_id", "aud", "jti", "env", "org"], claims.AsObject().Select(claim => claim.Key));
            Assert.Equal("""["https://api.pingone.com"]""", claims["aud"]!.ToJsonString());
            Assert.Equal($"{Server.AuthPath}/{Server.EnvironmentId}/as", claims["iss"]!.GetValue<string>());
        }
    }

    [Fact]
    public async Task A_disabled_application_does_not_get_in()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync("CLIENT_SECRET_POST", body => body["enabled"] = false);

        Assert.Equal("401 invalid_client", (await journey.RedeemAsync("any", journey.AsPost())).Failure);
    }

    /// <summary>An RSA key and one of each curve, and an RSA key nobody registered.</summary>
    private sealed class KeyRing : IDisposable
    {
        private readonly RSA rsa = RSA.Create(2048);
        private readonly RSA foreign = RSA.Create(2048);
        private readonly Dictionary<string, (string Curve, ECDsa Key)> curves = new()
        {
            ["k2"] = ("P-256", ECDsa.Create(ECCurve.NamedCurves.nistP256)),
            ["k3"] = ("P-384", ECDsa.Create(ECCurve.NamedCurves.nistP384)),
            ["k4"] = ("P-521", ECDsa.Create(ECCurve.NamedCurves.nistP521)),
        };

        public JsonObject PublicSet
        {
            get
            {
                var parameters = rsa.ExportParameters(includePrivateParameters: false);
                var keys = new JsonArray(
                    new JsonObject
                    {
                        ["kty"] = "RSA",
                        ["kid"] = "k1",
                        ["n"] = Base64Url.EncodeToString(parameters.Modulus),
                        ["e"] = Base64Url.EncodeToString(parameters.Exponent),
                    }
                );
                foreach (var (kid, (curve, key)) in curves)
                {
                    var point = key.ExportParameters(includePrivateParameters: false).Q;
                    JsonNode jwk = new JsonObject
                    {
                        ["kty"] = "EC",
                        ["kid"] = kid,
                        ["crv"] = curve,
                        ["x"] = Base64Url.EncodeToString(point.X),
                        ["y"] = Base64Url.EncodeToString(point.Y),
                    };
                    keys.Add(jwk);
                }
                return new JsonObject { ["keys"] = keys };
            }
        }

        public byte[] Sign(string signer, string algorithm, byte[] input)
        {
            var hash =
                algorithm.EndsWith("384", StringComparison.Ordinal) ? HashAlgorithmName.SHA384
                : algorithm.EndsWith("512", StringComparison.Ordinal) ? HashAlgorithmName.SHA512
                : HashAlgorithmName.SHA256;
            return curves.TryGetValue(signer, out var curve)
                ? curve.Key.SignData(input, hash)
                : (signer == "foreign" ? foreign : rsa).SignData(input, hash, RSASignaturePadding.Pkcs1);
        }

        public void Dispose()
        {
            rsa.Dispose();
            foreign.Dispose();
            foreach (var (_, key) in curves.Values)
                key.Dispose();
        }
    }
}
