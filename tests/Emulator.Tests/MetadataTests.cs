using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

public sealed class MetadataTests : WithEmulator
{
    [Holds("1.2-12")]
    [Fact]
    public async Task Discovery_names_only_addresses_that_answer()
    {
        var reply = await User.GetAsync($"{Sign}/.well-known/openid-configuration");

        Assert.Equal(200, reply.Status);
        Assert.Equal($"{Server.AuthPath}/{Server.EnvironmentId}/as", reply["issuer"]);
        var endpoints = reply
            .Json.AsObject()
            .Where(member => member.Key.EndsWith("_endpoint", StringComparison.Ordinal) || member.Key == "jwks_uri");
        foreach (var (name, address) in endpoints)
        {
            Assert.StartsWith($"{reply["issuer"]}/", address!.GetValue<string>(), StringComparison.Ordinal);
            Assert.True((await User.GetAsync(address.GetValue<string>())).Status != 404, name);
        }
        Assert.Equal(
            ["client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt"],
            reply.Json["token_endpoint_auth_methods_supported"]!.AsArray().Select(method => method!.GetValue<string>())
        );
    }

    [Theory]
    [InlineData("rp/callback/saml")]
    [InlineData("rp/callback/google")]
    [InlineData("saml20/idp/sso")]
    [InlineData("saml20/idp/startsso")]
    public async Task What_the_emulator_has_not_is_said(string path) =>
        Assert.Equal("501 NOT_IMPLEMENTED", (await User.GetAsync($"/{Server.EnvironmentId}/{path}")).Failure);

    [Holds("1.2-17", "6.6-01", "6.6-02", "6.6-04", "6.6-05", "6.6-06")]
    [Fact]
    public async Task Both_well_known_addresses_say_the_same()
    {
        var openid = await User.GetAsync($"{Sign}/.well-known/openid-configuration");
        var oauth = await User.GetAsync($"{Sign}/.well-known/oauth-authorization-server");

        Assert.Equal(openid.Text, oauth.Text);
        Assert.Equal("true", openid["request_parameter_supported"]);
        Assert.Equal("false", openid["request_uri_parameter_supported"]);
        Assert.Equal("false", openid["require_pushed_authorization_requests"]);
        Assert.Equal(
            ["code", "token", "id_token", "token id_token", "code id_token", "code token", "code token id_token"],
            openid.Json["response_types_supported"]!.AsArray().Select(type => type!.GetValue<string>())
        );
        Assert.Equal(
            ["pi.flow", "query", "fragment", "form_post"],
            openid.Json["response_modes_supported"]!.AsArray().Select(mode => mode!.GetValue<string>())
        );
        Assert.Equal(
            ["none", "HS256", "HS384", "HS512", "RS256", "RS384", "RS512"],
            openid.Json["request_object_signing_alg_values_supported"]!.AsArray().Select(name => name!.GetValue<string>())
        );
    }

    [Holds("1.2-08", "6.1-01", "6.1-02")]
    [Fact]
    public async Task Tokens_verify_against_the_certificate_of_the_key_set()
    {
        var journey = await Journey.ReadyAsync(this);
        var tokens = await journey.RedeemAsync(await journey.GetCodeAsync(), journey.AsJwt());

        var key = Assert.Single((await User.GetAsync($"{Sign}/jwks")).Json["keys"]!.AsArray())!;
        Assert.Equal(["kty", "e", "use", "x5t", "kid", "x5c", "n"], key.AsObject().Select(member => member.Key));
        var der = Convert.FromBase64String(key["x5c"]![0]!.GetValue<string>());
        using var certificate = X509CertificateLoader.LoadCertificate(der);
        Assert.Equal(key["x5t"]!.GetValue<string>(), Base64Url.EncodeToString(certificate.GetCertHash()));
        Assert.InRange(Start.UtcDateTime, certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());

        using var fromCertificate = certificate.GetRSAPublicKey()!;
        using var fromNumbers = RSA.Create(new RSAParameters { Modulus = Bytes(key, "n"), Exponent = Bytes(key, "e") });
        foreach (var token in new[] { tokens["id_token"]!, tokens["access_token"]! })
        {
            Assert.Equal(key["kid"]!.GetValue<string>(), Secrets.Open(token).Header["kid"]!.GetValue<string>());
            Assert.True(Verifies(fromCertificate, token));
            Assert.True(Verifies(fromNumbers, token));
            Assert.False(Verifies(fromNumbers, token.Replace(".e", ".f", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("as/jwks")]
    [InlineData("as/.well-known/openid-configuration")]
    [InlineData("as/authorize")]
    [InlineData("signon/")]
    public async Task Another_environment_is_not_here(string path) =>
        Assert.Equal("404 NOT_FOUND", (await User.GetAsync($"/{Server.OrganizationId}/{path}")).Failure);

    [Fact]
    public async Task The_sign_on_page_is_a_text()
    {
        var reply = await User.GetAsync($"/{Server.EnvironmentId}/signon/?flowId=any");

        Assert.Equal(200, reply.Status);
        Assert.StartsWith("text/plain", reply.ContentType, StringComparison.Ordinal);
    }

    private static byte[] Bytes(JsonNode key, string name) => Base64Url.DecodeFromChars(key[name]!.GetValue<string>());

    private static bool Verifies(RSA rsa, string token)
    {
        var end = token.LastIndexOf('.');
        var signature = Base64Url.DecodeFromChars(token.AsSpan(end + 1));
        return rsa.VerifyData(Encoding.ASCII.GetBytes(token[..end]), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }
}
