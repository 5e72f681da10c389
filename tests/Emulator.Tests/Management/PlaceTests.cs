using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Management;

/// <summary>Populations, environments and images.</summary>
public sealed class PlaceTests : WithEmulator
{
    private string Populations => $"{EnvironmentPath}/populations";

    [Holds("3.3-04..07", "1.5-03")]
    [Fact]
    public async Task A_population_keeps_its_members_until_it_is_replaced()
    {
        var policy = (await Worker.GetAsync($"{EnvironmentPath}/passwordPolicies"))["_embedded.passwordPolicies.0.id"];
        var body = JsonNode.Parse(
            $$"""
            {
              "name": "P", "description": "d", "preferredLanguage": "de", "alternativeIdentifiers": ["one", "two"],
              "passwordPolicy": {"id": "{{policy}}"}, "theme": {"id": "2f1f7f0e-6a53-4f6e-8f62-0a2a8f5f9a01"}
            }
            """
        )!;
        var made = await Worker.SendAsync(HttpMethod.Post, Populations, body.ToJsonString());
        foreach (var (name, value) in body.AsObject())
            Assert.True(JsonNode.DeepEquals(value, made.Json[name]), name);

        var replaced = await Worker.SendAsync(HttpMethod.Put, $"{Populations}/{made["id"]}", """{"name":"Q"}""");

        Assert.Equal(("200", "Q", "false"), (replaced.Failure, replaced["name"], replaced["default"]));
        foreach (var name in body.AsObject().Select(member => member.Key).Except(["name"]))
            Assert.Null(replaced.Json[name]);
        Assert.Equal("201", (await Worker.SendAsync(HttpMethod.Post, Populations, """{"name":"P"}""")).Failure);
        Assert.Equal(
            "400 INVALID_DATA UNIQUENESS_VIOLATION name",
            (await Worker.SendAsync(HttpMethod.Put, $"{Populations}/{made["id"]}", """{"name":"p"}""")).Failure
        );
        Assert.Equal(
            "400 INVALID_DATA INVALID_VALUE passwordPolicy.id",
            (await Worker.SendAsync(HttpMethod.Post, Populations, """{"name":"R","passwordPolicy":{"id":"x"}}""")).Failure
        );
    }

    [Holds("3.3-03", "5.8-02")]
    [Fact]
    public async Task The_default_population_stays_one_and_the_last_one_stays()
    {
        var first = (await Worker.GetAsync(Populations))["_embedded.populations.0.id"];
        var last = await Worker.DeleteAsync($"{Populations}/{first}");
        Assert.Equal("400 INVALID_DATA CONSTRAINT_VIOLATION", last.Failure);
        Assert.Contains("must contain at least one population", last["details.0.message"]!, StringComparison.Ordinal);

        var other = (await Worker.SendAsync(HttpMethod.Post, Populations, """{"name":"Other"}"""))["id"];
        await Worker.SendAsync(HttpMethod.Put, $"{Populations}/{first}", """{"name":"First","default":false}""");
        Assert.Equal("true", (await Worker.GetAsync($"{Populations}/{first}"))["default"]);
        Assert.Contains("default", (await Worker.DeleteAsync($"{Populations}/{first}"))["details.0.message"]!, StringComparison.Ordinal);

        await Worker.SendAsync(HttpMethod.Put, $"{Populations}/{other}", """{"name":"Other","default":true}""");
        Assert.Equal("false", (await Worker.GetAsync($"{Populations}/{first}"))["default"]);
        Assert.Equal(204, (await Worker.DeleteAsync($"{Populations}/{first}")).Status);
    }

    [Fact]
    public async Task A_new_environment_has_everything_of_its_own()
    {
        var license = (await Worker.GetAsync(EnvironmentPath))["license.id"];
        var made = await CreateAsync("Second", "EU", license);
        var path = $"/v1/environments/{made["id"]}";

        Assert.Equal(("201", "EU", "SANDBOX"), (made.Failure, made["region"], made["type"]));
        Assert.Equal("Second", Assert.Single(Server.Made).Name);
        Assert.Equal("Default", (await Worker.GetAsync($"{path}/populations"))["_embedded.populations.0.name"]);
        Assert.Equal("3", (await Worker.GetAsync($"{path}/passwordPolicies"))["count"]);
        // The same username in both, and neither sees the other's.
        foreach (var place in (string[])[EnvironmentPath, path])
        {
            var user = await Worker.SendAsync(HttpMethod.Post, $"{place}/users", """{"username":"u","email":"a@b.example"}""");
            Assert.Equal("201", user.Failure);
            Assert.StartsWith($"{Server.AuthPath}{place}/users/", user["_links.self.href"]!, StringComparison.Ordinal);
        }
        Assert.Equal("1", (await Worker.GetAsync($"{path}/users"))["count"]);
        Assert.Equal(200, (await User.GetAsync($"/{made["id"]}/as/jwks")).Status);

        Assert.Equal("2", (await Worker.GetAsync("/v1/environments"))["count"]);
        Assert.Equal("Second", (await Worker.GetAsync("/v1/environments?filter=name sw \"S\""))["_embedded.environments.0.name"]);
        Assert.Equal("400 INVALID_DATA UNIQUENESS_VIOLATION name", (await CreateAsync("second", "NA", license)).Failure);
        Assert.Equal(204, (await Worker.DeleteAsync(path)).Status);
        Assert.Equal("403 ACCESS_FAILED INSUFFICIENT_PERMISSIONS", (await Worker.GetAsync(path)).Failure);
    }

    [Theory]
    [InlineData("""{}""", "400 INVALID_DATA REQUIRED_VALUE type")]
    [InlineData("""{"name":"E","type":"SANDBOX","region":"EU"}""", "400 INVALID_DATA REQUIRED_VALUE license")]
    [InlineData("""{"name":"E","type":"SANDBOX","region":"EU","license":{"id":"x"}}""", "400 INVALID_DATA INVALID_VALUE license.id")]
    [InlineData("""{"name":"E","type":"SANDBOX","region":"XX","license":{"id":"x"}}""", "400 INVALID_DATA INVALID_VALUE region")]
    [InlineData("""{"name":"E","type":"TEST","region":"EU","license":{"id":"x"}}""", "400 INVALID_DATA INVALID_VALUE type")]
    public async Task An_environment_is_refused_for_the_cause(string body, string expected) =>
        Assert.Equal(expected, (await Worker.SendAsync(HttpMethod.Post, "/v1/environments", body)).Failure);

    [Fact]
    public async Task A_production_environment_waits_to_be_deleted()
    {
        var license = (await Worker.GetAsync(EnvironmentPath))["license.id"];
        var body = Environment("Production", "CA", license);
        body["type"] = "PRODUCTION";
        var made = await Worker.SendAsync(HttpMethod.Post, "/v1/environments", body.ToJsonString());
        var path = $"/v1/environments/{made["id"]}";
        Assert.Equal("400 INVALID_DATA CONSTRAINT_VIOLATION", (await Worker.DeleteAsync(path)).Failure);

        body["description"] = "d";
        Assert.Equal("d", (await Worker.SendAsync(HttpMethod.Put, path, body.ToJsonString()))["description"]);
        body["region"] = "EU";
        Assert.Equal("400 INVALID_DATA INVALID_VALUE region", (await Worker.SendAsync(HttpMethod.Put, path, body.ToJsonString())).Failure);
        var pending = await Worker.SendAsync(HttpMethod.Put, $"{path}/status", """{"status":"DELETE_PENDING"}""");
        Assert.Equal("2026-05-20T16:19:34.570Z", pending["hardDeletedAllowedAt"]);
        Assert.Equal("400 INVALID_DATA CONSTRAINT_VIOLATION", (await Worker.DeleteAsync(path)).Failure);

        Clock.Advance(TimeSpan.FromDays(30));
        await RenewWorkerTokenAsync();
        Assert.Equal(204, (await Worker.DeleteAsync(path)).Status);
        Assert.Equal("400 INVALID_DATA CONSTRAINT_VIOLATION", (await Worker.DeleteAsync(EnvironmentPath)).Failure);
    }

    [Holds("5.7-27")]
    [Fact]
    public async Task Images_are_listed_replaced_and_looked_at()
    {
        var gif = "GIF89a\u0001\0\u0001\0";
        var images = $"{EnvironmentPath}/images";
        var made = await Worker.SendAsync(HttpMethod.Post, images, gif, "image/gif");

        Assert.Equal(made["id"], (await Worker.GetAsync(images))["_embedded.images.0.id"]);
        var shown = await User.GetAsync(new Uri(made["targets.original.href"]!).AbsolutePath);
        Assert.Equal((200, "image/gif", gif), (shown.Status, shown.ContentType, shown.Text));

        var replaced = await Worker.SendAsync(HttpMethod.Put, $"{images}/{made["id"]}", "GIF89a\u0002\0\u0001\0", "image/gif");
        Assert.Equal(("200", "2"), (replaced.Failure, replaced["targets.original.width"]));
        Assert.Equal(404, (await User.GetAsync(new Uri(made["targets.original.href"]!).AbsolutePath)).Status);
        var large = await Worker.SendAsync(HttpMethod.Post, images, gif + new string('x', 2 << 20), "image/gif");
        Assert.Equal("400 INVALID_DATA SIZE_LIMIT_EXCEEDED image", large.Failure);
    }

    private static JsonObject Environment(string name, string region, string? license) =>
        new()
        {
            ["name"] = name,
            ["type"] = "SANDBOX",
            ["region"] = region,
            ["license"] = new JsonObject { ["id"] = license },
        };

    private Task<Reply> CreateAsync(string name, string region, string? license) =>
        Worker.SendAsync(HttpMethod.Post, "/v1/environments", Environment(name, region, license).ToJsonString());
}
