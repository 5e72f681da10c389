using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>A resource introspects the tokens for it by its id and its secret.</summary>
public sealed class IntrospectionTests : WithEmulator
{
    private const string Inactive = """{"active":false}""";

    private Granting Granting => new(this);

    [Holds("6.3-01")]
    [Fact]
    public async Task A_resource_sees_the_tokens_for_it_and_no_others()
    {
        var (journey, id, secret) = await ReadyAsync();
        var token = (await Granting.SignOnAsync(journey, "openid read"))["access_token"]!;
        var other = (await Granting.SignOnAsync(journey, "openid"))["access_token"]!;

        User.Authorization = Secrets.Basic(id, secret);
        var shown = await User.PostFormAsync($"{Sign}/introspect", ("token", token));

        Assert.Equal("True openid read", $"{(bool)shown.Json["active"]!} {shown["scope"]}");
        Assert.Equal("https://photos.example.com", shown["aud.0"]);
        Assert.Equal(journey.UserId, shown["sub"]);
        Assert.Equal(Inactive, (await User.PostFormAsync($"{Sign}/introspect", ("token", other))).Text);
        Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(Inactive, (await User.PostFormAsync($"{Sign}/introspect", ("token", token))).Text);
    }

    [Theory]
    [InlineData("CLIENT_SECRET_BASIC", "basic", "200")]
    [InlineData("CLIENT_SECRET_BASIC", "post", "401 invalid_client")]
    [InlineData("CLIENT_SECRET_BASIC", "none", "401 invalid_client")]
    [InlineData("CLIENT_SECRET_BASIC", "wrong", "401 invalid_client")]
    [InlineData("CLIENT_SECRET_POST", "post", "200")]
    [InlineData("CLIENT_SECRET_POST", "basic", "401 invalid_client")]
    [InlineData("NONE", "none", "200")]
    [InlineData("NONE", "post", "401 invalid_client")]
    public async Task It_proves_itself_as_it_is_registered(string method, string way, string expected)
    {
        var (_, id, secret) = await ReadyAsync();
        await Worker.SendAsync(
            HttpMethod.Put,
            $"{EnvironmentPath}/resources/{id}",
            $$"""{"name":"photos","audience":"https://photos.example.com","introspectEndpointAuthMethod":"{{method}}"}"""
        );
        if (way is "basic" or "wrong")
            User.Authorization = Secrets.Basic(id, way == "basic" ? secret : "wrong");
        (string, string)[] fields = way switch
        {
            "post" => [("client_id", id), ("client_secret", secret)],
            "none" => [("client_id", id)],
            _ => [],
        };

        Assert.Equal(expected, (await User.PostFormAsync($"{Sign}/introspect", [("token", "x"), .. fields])).Failure);
    }

    [Fact]
    public async Task A_token_for_a_resource_of_ones_own_can_be_revoked()
    {
        var (journey, _, _) = await ReadyAsync();
        var token = (await Granting.SignOnAsync(journey, "openid read"))["access_token"]!;

        await User.PostFormAsync($"{Sign}/revoke", [("token", token), .. journey.AsPost()]);

        Assert.Equal(Inactive, (await User.PostFormAsync($"{Sign}/introspect", [("token", token), .. journey.AsPost()])).Text);
    }

    private async Task<(Journey Journey, string Id, string Secret)> ReadyAsync()
    {
        var journey = await Granting.ReadyAsync(this);
        var id = await Granting.GrantNewAsync(journey.ClientId, "photos", "read");
        return (journey, id, (await Worker.GetAsync($"{EnvironmentPath}/resources/{id}/secret"))["secret"]!);
    }
}
