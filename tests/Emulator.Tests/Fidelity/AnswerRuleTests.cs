using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Fidelity;

/// <summary>What every answer has, whatever was asked.</summary>
public sealed class AnswerRuleTests : WithEmulator
{
    [Holds("1.4-02", "1.4-03", "1.4-07", "1.4-11", "1.4-14")]
    [Theory]
    [InlineData("/v1/environments/{env}", "application/hal+json;charset=UTF-8")]
    [InlineData("/v1/environments/{env}/users", "application/hal+json;charset=UTF-8")]
    [InlineData("/v1/environments/{env}/users/unknown", "application/hal+json;charset=UTF-8")]
    [InlineData("/{env}/as/jwks", "application/json;charset=UTF-8")]
    [InlineData("/{env}/as/.well-known/openid-configuration", "application/json;charset=UTF-8")]
    public async Task Headers_say_what_it_is(string path, string mediaType)
    {
        using var http = new HttpClient { BaseAddress = Server.Address };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", Worker.Authorization);
        using var answer = await http.GetAsync(
            path.Replace("{env}", Server.EnvironmentId, StringComparison.Ordinal),
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(mediaType, answer.Content.Headers.ContentType?.ToString().Replace(" ", "", StringComparison.Ordinal));
        Assert.NotNull(answer.Headers.Date);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.True(answer.Headers.TransferEncodingChunked is true || answer.Content.Headers.ContentLength > 0);
        Assert.Null(answer.Headers.ETag);
    }

    [Holds("1.4-04")]
    [Theory]
    [InlineData("grant_type=client_credentials", 200)]
    [InlineData("grant_type=refresh_token", 401)]
    [InlineData("grant_type=password", 400)]
    public async Task Nobody_may_store_what_the_token_endpoint_says(string form, int status)
    {
        User.Authorization = status == 200 ? Secrets.Basic(Server.WorkerClientId, Server.WorkerClientSecret) : null;

        var reply = await User.SendAsync(HttpMethod.Post, $"{Sign}/token", form, "application/x-www-form-urlencoded");

        Assert.Equal(status, reply.Status);
        Assert.Equal("no-store", reply.Header("Cache-Control"));
        Assert.Equal("no-cache", reply.Header("Pragma"));
    }

    [Holds("1.3-05")]
    [Theory]
    [InlineData("application/json")]
    [InlineData("application/hal+json")]
    [InlineData("text/html")]
    [InlineData("*/*")]
    public async Task What_is_accepted_makes_no_difference(string accept)
    {
        var journey = await Journey.ReadyAsync(this);
        var flow = $"/{Server.EnvironmentId}/flows/{(await journey.AuthorizeAsync()).InLocation("flowId")}";

        foreach (var (browser, path) in new[] { (User, flow), (Worker, $"{EnvironmentPath}/users/{journey.UserId}") })
        {
            var plain = await browser.GetAsync(path);
            var asked = await browser.SendAsync(HttpMethod.Get, path, headers: [("Accept", accept)]);
            Assert.Equal((200, plain.Text, plain.ContentType), (asked.Status, asked.Text, asked.ContentType));
        }
    }

    [Holds("5.1-01", "5.2-01")]
    [Fact]
    public async Task An_error_says_what_PingOne_says_word_for_word()
    {
        var invalid = await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/populations", "{}");
        var noToken = await User.GetAsync($"{EnvironmentPath}/users");

        Assert.Equal(["id", "code", "message", "details"], invalid.Json.AsObject().Select(member => member.Key));
        Assert.Equal("The request could not be completed. One or more validation errors were in the request.", invalid["message"]);
        Assert.Equal("The request could not be completed. You do not have access to this resource.", noToken["message"]);
        Assert.Equal("The authorization token is either missing or invalid, or it has expired.", noToken["details.0.message"]);
    }
}
