using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>What requests have made can be looked at, from inside and from outside.</summary>
public sealed class StoreTests : WithEmulator
{
    [Fact]
    public async Task It_lists_what_is_there_and_nothing_that_was_there_before()
    {
        Assert.Empty(Server.Made);

        var journey = await Journey.ReadyAsync(this);
        byte[] gif = [.. "GIF89a"u8, 1, 0, 1, 0];
        using var http = new HttpClient { BaseAddress = Server.Address };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", Worker.Authorization);
        using var content = new ByteArrayContent(gif);
        content.Headers.ContentType = new("image/gif");
        await http.PostAsync($"{EnvironmentPath}/images", content, TestContext.Current.CancellationToken);

        Assert.Equal(["application", "population", "user", "image"], Server.Made.Select(made => made.Kind));
        Assert.Equal([journey.ClientId, journey.PopulationId, journey.UserId], Server.Made.Take(3).Select(made => made.Id));
        foreach (var made in Server.Made.Reverse())
            Assert.Equal(204, (await Worker.DeleteAsync(made.Address)).Status);
        Assert.Empty(Server.Made);
    }

    [Fact]
    public async Task Outside_it_says_the_same_without_a_token()
    {
        var journey = new Journey(this);
        await journey.CreateUserAsync(withPassword: false);

        var reply = await User.GetAsync(EmulatorServer.StorePath);

        Bodies.Same(
            $$"""
            {
              "environment": "{{Server.EnvironmentId}}",
              "made": [
                {
                  "kind": "population", "id": "{{journey.PopulationId}}", "name": "Population of journey-user",
                  "href": "{{Server.ApiPath}}/environments/{{Server.EnvironmentId}}/populations/{{journey.PopulationId}}"
                },
                {
                  "kind": "user", "id": "{{journey.UserId}}", "name": "journey-user",
                  "href": "{{Server.ApiPath}}/environments/{{Server.EnvironmentId}}/users/{{journey.UserId}}"
                }
              ]
            }
            """,
            reply
        );
    }

    [Fact]
    public async Task The_default_population_may_change_hands()
    {
        var reply = await Worker.SendAsync(HttpMethod.Post, $"{EnvironmentPath}/populations", """{"name":"next","default":true}""");

        Assert.Equal(201, reply.Status);
        Assert.Equal("next", Assert.Single(Server.Made).Name);
    }
}
