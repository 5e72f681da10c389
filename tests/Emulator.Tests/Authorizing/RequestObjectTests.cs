using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Authorizing;

public sealed class RequestObjectTests : WithEmulator
{
    [Holds("3.6-12")]
    [Theory]
    [InlineData("HS256")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    public async Task Claims_are_stronger_than_the_parameters_beside_them(string algorithm)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync();
        var claims = Claims(journey);
        claims["prompt"] = "none";
        claims["state"] = "inside";
        claims["max_age"] = 60;

        var reply = await journey.AuthorizeAsync(
            $"&state=outside&prompt=login&request={Secrets.Sign(algorithm, journey.ClientSecret, claims)}"
        );

        Assert.StartsWith("https://www.example.com?error=login_required", reply.Location, StringComparison.Ordinal);
        Assert.Equal("inside", reply.InLocation("state"));
    }

    [Fact]
    public async Task Everything_may_stand_inside()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync();
        var claims = Claims(journey);
        claims["redirect_uri"] = Journey.Redirect;
        claims["response_type"] = "code";

        var reply = await User.GetAsync($"{Sign}/authorize?client_id={journey.ClientId}&request={Signed(journey, claims)}");

        Assert.NotNull(reply.InLocation("flowId"));
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    public async Task A_key_of_the_application_signs_too(string algorithm)
    {
        using var rsa = RSA.Create(2048);
        var numbers = rsa.ExportParameters(false);
        var key = new JsonObject
        {
            ["kty"] = "RSA",
            ["kid"] = "k",
            ["n"] = Base64Url.EncodeToString(numbers.Modulus),
            ["e"] = Base64Url.EncodeToString(numbers.Exponent),
        };
        var journey = new Journey(this);
        await journey.CreateApplicationAsync(
            "CLIENT_SECRET_POST",
            body => body["jwks"] = new JsonObject { ["keys"] = new JsonArray(key) }.ToJsonString()
        );
        var header = new JsonObject { ["alg"] = algorithm, ["kid"] = "k" };
        var hash = new HashAlgorithmName($"SHA{algorithm[2..]}");

        var good = Secrets.Assemble(header, Claims(journey), input => rsa.SignData(input, hash, RSASignaturePadding.Pkcs1));
        Assert.NotNull((await journey.AuthorizeAsync($"&request={good}")).InLocation("flowId"));

        var bad = Secrets.Assemble(header, Claims(journey), input => rsa.SignData([.. input, 1], hash, RSASignaturePadding.Pkcs1));
        Assert.Equal("invalid_request_object", (await journey.AuthorizeAsync($"&request={bad}")).InLocation("error"));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "invalid_request_object")]
    public async Task An_unsigned_one_is_taken_where_the_application_allows_it(bool allowed, string? error)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync("CLIENT_SECRET_JWT", body => body["supportUnsignedRequestObject"] = allowed);
        var unsigned = Secrets.Sign("none", "", new JsonObject { ["state"] = "inside" });

        var reply = await journey.AuthorizeAsync($"&request={unsigned}");

        Assert.Equal(error, reply.InLocation("error"));
        var tampered = await journey.AuthorizeAsync($"&request={unsigned}c2ln");
        Assert.Equal("invalid_request_object", tampered.InLocation("error"));
    }

    [Theory]
    [InlineData("iss", "\"other\"")]
    [InlineData("iss", null)]
    [InlineData("aud", "\"https://auth.pingone.com\"")]
    [InlineData("aud", null)]
    [InlineData("client_id", "\"other\"")]
    [InlineData("exp", "1")]
    [InlineData("exp", "\"soon\"")]
    [InlineData("nbf", "99999999999")]
    [InlineData("request_uri", "\"urn:x\"")]
    public async Task A_broken_claim_refuses_it(string name, string? value)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync();
        var claims = Claims(journey);
        claims[name] = value is null ? null : JsonNode.Parse(value);

        var reply = await journey.AuthorizeAsync($"&state=s&request={Signed(journey, claims)}");

        Assert.Equal(("invalid_request_object", "s"), (reply.InLocation("error"), reply.InLocation("state")));
    }

    [Fact]
    public async Task It_may_be_pushed()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync("CLIENT_SECRET_POST");
        var claims = Claims(journey);
        claims["redirect_uri"] = Journey.Redirect;
        claims["response_type"] = "code";
        claims["exp"] = Clock.GetUtcNow().ToUnixTimeSeconds() + 5;

        var pushed = await User.PostFormAsync($"{Sign}/par", [("request", Signed(journey, claims)), .. journey.AsPost()]);

        Assert.Equal(201, pushed.Status);
        Clock.Advance(TimeSpan.FromSeconds(10));
        var reply = await User.GetAsync(
            $"{Sign}/authorize?client_id={journey.ClientId}&request_uri={Uri.EscapeDataString(pushed["request_uri"]!)}"
        );
        Assert.NotNull(reply.InLocation("flowId"));
    }

    private JsonObject Claims(Journey journey) => new() { ["iss"] = journey.ClientId, ["aud"] = $"{Server.AuthPath}{Sign}" };

    private static string Signed(Journey journey, JsonObject claims) => Secrets.Sign("HS256", journey.ClientSecret, claims);
}
