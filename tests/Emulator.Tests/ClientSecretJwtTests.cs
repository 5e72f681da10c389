using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>PingOne's rules for a client assertion signed with the application's secret, one way to break or keep them a row.</summary>
public sealed class ClientSecretJwtTests : WithEmulator
{
    private const string Granted = "200";
    private const string Refused = "401 invalid_client";

    public static TheoryData<string, string> Matrix { get; } =
        new()
        {
            { "as it should be", Granted },
            { "HS384", Granted },
            { "HS512", Granted },
            { "aud issuer", Granted },
            { "aud called endpoint", Granted },
            { "aud array", Granted },
            { "aud array among others", Granted },
            { "iat and jti missing", Granted },
            { "iat in the future", Granted },
            { "exp one hour ahead", Granted },
            { "nbf now", Granted },
            { "other claims", Granted },
            { "client_id agrees", Granted },
            { "wrong secret", Refused },
            { "wrong iss", Refused },
            { "iss missing", Refused },
            { "wrong sub", Refused },
            { "sub missing", Refused },
            { "iss differs from sub", Refused },
            { "both of another client", Refused },
            { "aud of another environment", Refused },
            { "aud with a slash", Refused },
            { "aud array of others", Refused },
            { "aud missing", Refused },
            { "exp missing", Refused },
            { "exp past", Refused },
            { "exp now", Refused },
            { "exp now+3601", Refused },
            { "exp text", Refused },
            { "nbf future", Refused },
            { "nbf text", Refused },
            { "alg none", Refused },
            { "alg none without signature", Refused },
            { "alg RS256", Refused },
            { "alg hs256", Refused },
            { "claims changed after signing", Refused },
            { "sub twice", Refused },
            { "not a JWT", Refused },
            { "client_assertion_type missing", Refused },
            { "client_assertion_type wrong", Refused },
            { "client_assertion missing", Refused },
            { "client_id differs", Refused },
            { "Basic header instead", Refused },
            { "POST secret instead", Refused },
            { "client_id alone", Refused },
            { "both Basic and assertion", Refused },
            { "both secret and assertion", Refused },
            { "nothing", Refused },
        };

    [Holds("3.1-13", "4.1-01..05", "4.1-07..13", "4.1-15..19", "4.1-23..24", "4.1-26..27")]
    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task An_assertion_is_judged_by_the_rules(string how, string expected)
    {
        // On a whole second, so that "exp now" and "exp one hour ahead" are exactly at their limits.
        Clock.Advance(TimeSpan.FromMilliseconds(430));
        var journey = await Journey.ReadyAsync(this);
        var code = await journey.GetCodeAsync();

        if (how is "Basic header instead" or "both Basic and assertion")
            User.Authorization = Secrets.Basic(journey.ClientId, journey.ClientSecret);
        var reply = await journey.RedeemAsync(code, Fields(journey, how));

        Assert.Equal(expected, reply.Failure);
        if (expected == Refused)
            Assert.EndsWith($"(Correlation ID: {reply.Header("Correlation-Id")})", reply["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_says_which_rule_was_broken()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync();

        var reply = await journey.RedeemAsync("any", journey.AsJwt(Altered(journey, claims => claims["exp"] = Now + 3601)));

        Assert.StartsWith(
            "Request denied: Invalid client assertion: exp is more than one hour ahead (",
            reply["error_description"],
            StringComparison.Ordinal
        );
    }

    [Holds("4.1-25")]
    [Fact]
    public async Task Another_method_than_the_registered_one_is_named_as_such()
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync();

        var reply = await journey.RedeemAsync("any", journey.AsPost());

        Assert.Equal(
            $"Request denied: Unsupported authentication method (Correlation ID: {reply.Header("Correlation-Id")})",
            reply["error_description"]
        );
    }

    [Holds("4.1-14")]
    [Fact]
    public async Task The_same_assertion_serves_again_with_a_new_code()
    {
        var journey = await Journey.ReadyAsync(this);
        var assertion = Altered(journey, claims => claims["jti"] = "once");

        Assert.Equal(200, (await journey.RedeemAsync(await journey.GetCodeAsync(), journey.AsJwt(assertion))).Status);
        Assert.Equal(200, (await journey.RedeemAsync(await journey.GetCodeAsync(), journey.AsJwt(assertion))).Status);
    }

    [Holds("1.2-06", "4.1-06", "4.1-21")]
    [Theory]
    [InlineData("/as/introspect")]
    [InlineData("/as/revoke")]
    public async Task The_called_endpoint_is_an_audience_of_its_own(string endpoint)
    {
        var journey = new Journey(this);
        await journey.CreateApplicationAsync();
        var path = $"/{Server.EnvironmentId}{endpoint}";
        var fitting = Altered(journey, claims => claims["aud"] = Server.AuthPath + path);

        Assert.Equal(200, (await User.PostFormAsync(path, [("token", "any"), .. journey.AsJwt(fitting)])).Status);
        Assert.Equal(
            401,
            (await User.PostFormAsync($"{Sign}/token", [("grant_type", "authorization_code"), .. journey.AsJwt(fitting)])).Status
        );
    }

    private long Now => Clock.GetUtcNow().ToUnixTimeSeconds();

    private (string, string)[] Fields(Journey journey, string how) =>
        how switch
        {
            "client_assertion_type missing" => [("client_assertion", journey.Assertion())],
            "client_assertion_type wrong" =>
            [
                ("client_assertion", journey.Assertion()),
                ("client_assertion_type", Secrets.JwtBearer[..^1]),
            ],
            "client_assertion missing" => [("client_assertion_type", Secrets.JwtBearer)],
            "client_id agrees" => [.. journey.AsJwt(), ("client_id", journey.ClientId)],
            "client_id differs" => [.. journey.AsJwt(), ("client_id", Server.WorkerClientId)],
            "Basic header instead" or "nothing" => [],
            "POST secret instead" => journey.AsPost(),
            "client_id alone" => [("client_id", journey.ClientId)],
            "both secret and assertion" => [.. journey.AsJwt(), .. journey.AsPost()],
            _ => journey.AsJwt(Text(journey, how)),
        };

    /// <summary>The assertion as text where its form is what differs.</summary>
    private string Text(Journey journey, string how)
    {
        var parts = journey.Assertion().Split('.');
        var other = Altered(journey, claims => claims["exp"] = Now + 200).Split('.');
        return how switch
        {
            "as it should be" or "both Basic and assertion" => journey.Assertion(),
            "HS384" or "HS512" => journey.Assertion(how),
            "wrong secret" => Secrets.Sign("HS256", "not-the-secret-not-the-secret-no", journey.Claims()),
            "alg none" => Secrets.Assemble(
                new JsonObject { ["alg"] = "none" },
                journey.Claims(),
                input => HMACSHA256.HashData(Encoding.UTF8.GetBytes(journey.ClientSecret), input)
            ),
            "alg none without signature" => journey.Assertion("none"),
            "alg RS256" or "alg hs256" => journey.Assertion(how[4..]),
            "claims changed after signing" => $"{parts[0]}.{other[1]}.{parts[2]}",
            "not a JWT" => "not.a-JWT",
            "sub twice" => SubTwice(journey),
            _ => Altered(journey, claims => Alter(claims, how)),
        };
    }

    private static string SubTwice(Journey journey)
    {
        var twice = journey.Claims().ToJsonString().Replace("{", $$"""{"sub":"somebody-else",""", StringComparison.Ordinal);
        var header = Base64Url.EncodeToString("""{"alg":"HS256"}"""u8);
        var input = $"{header}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(twice))}";
        var key = Encoding.UTF8.GetBytes(journey.ClientSecret);
        var signature = HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(input));
        return $"{input}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Altered(Journey journey, Action<JsonObject> alter)
    {
        var claims = journey.Claims();
        alter(claims);
        return Secrets.Sign("HS256", journey.ClientSecret, claims);
    }

    private void Alter(JsonObject claims, string how)
    {
        var issuer = $"{Server.AuthPath}{Sign}";
        Dictionary<string, Action> table = new()
        {
            ["aud issuer"] = () => claims["aud"] = issuer,
            ["aud called endpoint"] = () => claims["aud"] = $"{issuer}/token",
            ["aud array"] = () => claims["aud"] = new JsonArray(issuer),
            ["aud array among others"] = () => claims["aud"] = new JsonArray("https://auth.example.com", $"{issuer}/token"),
            ["aud array of others"] = () => claims["aud"] = new JsonArray("https://auth.example.com", "https://www.example.com"),
            ["aud of another environment"] = () => claims["aud"] = $"{Server.AuthPath}/{Server.OrganizationId}/as/token",
            ["aud with a slash"] = () => claims["aud"] = $"{issuer}/",
            ["aud missing"] = () => claims.Remove("aud"),
            ["iat and jti missing"] = () => claims.Remove("iat"),
            ["iat in the future"] = () => claims["iat"] = Now + 1000,
            ["exp one hour ahead"] = () => claims["exp"] = Now + 3600,
            ["exp missing"] = () => claims.Remove("exp"),
            ["exp past"] = () => claims["exp"] = Now - 1,
            ["exp now"] = () => claims["exp"] = Now,
            ["exp now+3601"] = () => claims["exp"] = Now + 3601,
            ["exp text"] = () => claims["exp"] = $"{Now + 300}",
            ["nbf now"] = () => claims["nbf"] = Now,
            ["nbf future"] = () => claims["nbf"] = Now + 60,
            ["nbf text"] = () => claims["nbf"] = $"{Now}",
            ["other claims"] = () => claims["department"] = "identity",
            ["wrong iss"] = () => claims["iss"] = "somebody-else",
            ["iss missing"] = () => claims.Remove("iss"),
            ["iss differs from sub"] = () => claims["iss"] = Server.WorkerClientId,
            ["wrong sub"] = () => claims["sub"] = "somebody-else",
            ["sub missing"] = () => claims.Remove("sub"),
            ["both of another client"] = () => (claims["iss"], claims["sub"]) = (Server.WorkerClientId, Server.WorkerClientId),
        };
        table[how]();
    }
}
