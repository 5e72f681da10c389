using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Authorizing;

public sealed class UserHintTests : WithEmulator
{
    [Holds("3.6-12")]
    [Theory]
    [InlineData("{user}", null)]
    [InlineData(Journey.Username, null)]
    [InlineData("nobody", "invalid_request")]
    public async Task A_login_hint_token_names_a_user(string subject, string? error)
    {
        var journey = await Journey.ReadyAsync(this);
        var claims = Claims(journey, subject.Replace("{user}", journey.UserId, StringComparison.Ordinal));

        var reply = await journey.AuthorizeAsync($"&login_hint_token={Secrets.Sign("HS256", journey.ClientSecret, claims)}");

        Assert.Equal(error, reply.InLocation("error"));
    }

    [Theory]
    [InlineData("iss", "other")]
    [InlineData("aud", "https://auth.pingone.com")]
    [InlineData("sub", null)]
    [InlineData("exp", "soon")]
    public async Task A_broken_one_is_refused(string claim, string? value)
    {
        var journey = await Journey.ReadyAsync(this);
        var claims = Claims(journey, journey.UserId);
        claims[claim] = value;

        var reply = await journey.AuthorizeAsync($"&login_hint_token={Secrets.Sign("HS256", journey.ClientSecret, claims)}");

        Assert.Equal("invalid_request", reply.InLocation("error"));
        var unsigned = Secrets.Sign("none", "", Claims(journey, journey.UserId));
        Assert.Equal("invalid_request", (await journey.AuthorizeAsync($"&login_hint_token={unsigned}")).InLocation("error"));
    }

    [Fact]
    public async Task A_session_of_somebody_else_does_not_serve()
    {
        var journey = await Journey.ReadyAsync(this);
        var tokens = await journey.SignOnAsync();
        var hint = $"&prompt=none&id_token_hint={tokens["id_token"]}";
        Assert.NotNull((await journey.AuthorizeAsync(hint)).InLocation("code"));

        await journey.CreateUserAsync("other-user");
        await journey.LogInAsync((await journey.AuthorizeAsync("&prompt=login")).InLocation("flowId")!, "other-user");

        Assert.Equal("login_required", (await journey.AuthorizeAsync(hint)).InLocation("error"));
        Assert.NotNull((await journey.AuthorizeAsync("&prompt=none")).InLocation("code"));
    }

    [Fact]
    public async Task Only_our_id_tokens_are_hints()
    {
        var journey = await Journey.ReadyAsync(this);
        var tokens = await journey.SignOnAsync();
        string[] bad = [tokens["access_token"]!, tokens["id_token"]![..^8] + "AAAAAAAA", "x", Secrets.Sign("none", "", new JsonObject())];

        foreach (var hint in bad)
            Assert.Equal("invalid_request", (await journey.AuthorizeAsync($"&id_token_hint={hint}")).InLocation("error"));
    }

    private JsonObject Claims(Journey journey, string subject) =>
        new()
        {
            ["iss"] = journey.ClientId,
            ["aud"] = $"{Server.AuthPath}{Sign}",
            ["sub"] = subject,
            ["exp"] = Clock.GetUtcNow().ToUnixTimeSeconds() + 300,
        };
}
