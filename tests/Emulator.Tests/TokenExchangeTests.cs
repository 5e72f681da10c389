using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>Token exchange, RFC 8693.</summary>
public sealed class TokenExchangeTests : WithEmulator
{
    private const string Exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";
    private const string IdToken = "urn:ietf:params:oauth:token-type:id_token";

    private Granting Granting => new(this);

    [Holds("3.1-23")]
    [Theory]
    [InlineData("access_token", AccessToken)]
    [InlineData("id_token", IdToken)]
    public async Task A_users_token_becomes_one_for_another_resource(string member, string type)
    {
        var (journey, exchanger) = await ReadyAsync();
        var subject = await Granting.SignOnAsync(journey, "openid");

        var reply = await ExchangeAsync(exchanger, ("subject_token", subject[member]!), ("subject_token_type", type), ("scope", "read"));

        Assert.Equal(
            $"200 Bearer 7200 read {AccessToken}",
            $"{reply.Failure} {reply["token_type"]} {reply["expires_in"]} {reply["scope"]} {reply["issued_token_type"]}"
        );
        var (_, claims) = Secrets.Open(reply["access_token"]!);
        Assert.Equal(
            $"{journey.UserId} {exchanger.ClientId} [\"https://photos.example.com\"]",
            $"{claims["sub"]} {claims["client_id"]} {claims["aud"]!.ToJsonString()}"
        );
        Assert.Equal((string?)Secrets.Open(subject["access_token"]!).Claims["sid"], (string?)claims["sid"]);
        Assert.Null(reply["refresh_token"]);
    }

    [Fact]
    public async Task Mappings_see_the_subject_and_the_actor()
    {
        var (journey, exchanger) = await ReadyAsync();
        var subject = await Granting.SignOnAsync(journey, "openid profile");
        var resource = (await Worker.GetAsync($"{EnvironmentPath}/resources?filter=name%20eq%20%22photos%22"))["_embedded.resources.0.id"];
        foreach (
            var (name, value) in new[]
            {
                ("act", "${#root.context.requestData.actorToken}"),
                ("from", "${context.requestData.subjectToken.client_id}"),
                ("scopeBefore", "${#root?.context?.requestData?.subjectToken?.scope}"),
                ("kind", "${context.requestData.subjectTokenType}"),
            }
        )
            await Granting.MakeAsync(
                $"/resources/{resource}/attributes",
                new JsonObject { ["name"] = name, ["value"] = value }.ToJsonString()
            );

        var reply = await ExchangeAsync(
            exchanger,
            ("subject_token", subject["access_token"]!),
            ("subject_token_type", AccessToken),
            ("actor_token", subject["id_token"]!),
            ("actor_token_type", IdToken),
            ("scope", "read")
        );

        var (_, claims) = Secrets.Open(reply["access_token"]!);
        Assert.Equal(journey.UserId, (string?)claims["act"]!["sub"]);
        Assert.Equal(journey.ClientId, (string?)claims["from"]);
        Assert.Equal("openid profile", (string?)claims["scopeBefore"]);
        Assert.Equal(AccessToken, (string?)claims["kind"]);
    }

    [Theory]
    [InlineData("", AccessToken, "read", "400 invalid_request")]
    [InlineData("{access}", "", "read", "400 invalid_request")]
    [InlineData("{access}", "urn:ietf:params:oauth:token-type:saml2", "read", "400 invalid_request")]
    [InlineData("{access}", IdToken, "read", "400 invalid_request")]
    [InlineData("{id}", AccessToken, "read", "400 invalid_request")]
    [InlineData("{access}x", AccessToken, "read", "400 invalid_request")]
    [InlineData("{access}", AccessToken, "", "400 invalid_scope")]
    [InlineData("{access}", AccessToken, "play", "400 invalid_scope")]
    [InlineData("{access}", AccessToken, "openid", "400 invalid_scope")]
    [InlineData("{access}", AccessToken, "read", "200")]
    public async Task What_is_wrong_is_refused(string token, string type, string scope, string expected)
    {
        var (journey, exchanger) = await ReadyAsync();
        var subject = await Granting.SignOnAsync(journey, "openid");
        var sent = token
            .Replace("{access}", subject["access_token"], StringComparison.Ordinal)
            .Replace("{id}", subject["id_token"], StringComparison.Ordinal);

        var reply = await ExchangeAsync(exchanger, ("subject_token", sent), ("subject_token_type", type), ("scope", scope));

        Assert.Equal(expected, reply.Failure);
    }

    [Fact]
    public async Task A_dead_token_a_wrong_actor_and_a_wrong_wish_are_refused()
    {
        var (journey, exchanger) = await ReadyAsync();
        var subject = await Granting.SignOnAsync(journey, "openid");
        (string, string)[] good = [("subject_token", subject["access_token"]!), ("subject_token_type", AccessToken), ("scope", "read")];

        Assert.Equal("400 invalid_request", (await ExchangeAsync(exchanger, [.. good, ("requested_token_type", IdToken)])).Failure);
        Assert.Equal(
            "400 invalid_request",
            (await ExchangeAsync(exchanger, [.. good, ("actor_token", "x"), ("actor_token_type", AccessToken)])).Failure
        );
        Assert.Equal("400 invalid_request", (await ExchangeAsync(exchanger, [.. good, ("actor_token_type", AccessToken)])).Failure);
        Assert.Equal("400 unauthorized_client", (await Granting.TokenAsync(Exchange, journey, good)).Failure);
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal("400 invalid_request", (await ExchangeAsync(exchanger, good)).Failure);
        Assert.Equal(
            "400 invalid_request",
            (
                await ExchangeAsync(exchanger, ("subject_token", subject["id_token"]!), ("subject_token_type", IdToken), ("scope", "read"))
            ).Failure
        );
    }

    /// <summary>An application users sign on to, and one that exchanges tokens for the resource photos.</summary>
    private async Task<(Journey Journey, Journey Exchanger)> ReadyAsync()
    {
        var journey = await Granting.ReadyAsync(this);
        var exchanger = new Journey(this);
        await exchanger.CreateApplicationAsync(
            "CLIENT_SECRET_POST",
            body =>
            {
                body["name"] = "Exchanger";
                body["type"] = "SERVICE";
                body["grantTypes"] = new JsonArray("TOKEN_EXCHANGE");
                body.Remove("redirectUris");
                body.Remove("responseTypes");
            }
        );
        await Granting.GrantNewAsync(exchanger.ClientId, "photos", "read");
        return (journey, exchanger);
    }

    private Task<Reply> ExchangeAsync(Journey exchanger, params IEnumerable<(string, string)> fields) =>
        Granting.TokenAsync(Exchange, exchanger, fields);
}
