using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.State;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests;

/// <summary>An emulator that goes on where the last one ended.</summary>
public sealed class StateTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("p1s-state-").FullName;

    private string Path => System.IO.Path.Combine(folder, "state.json");

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Everything_is_there_again()
    {
        string before;
        string token;
        await using (var house = await StartAsync())
        {
            await house.SignOnAsync();
            token = house.Worker.Authorization!;
            await house.PostAsync("populations", "People");
            await house.Worker.SendAsync(
                HttpMethod.Post,
                $"{house.EnvironmentPath}/users",
                """{"username":"jo","email":"jo@example.com","name":{"given":"Jo"}}"""
            );
            await house.Worker.SendAsync(
                HttpMethod.Post,
                $"{house.EnvironmentPath}/resources",
                """{"name":"Orders","audience":"https://orders.example"}"""
            );
            await house.Worker.SendAsync(HttpMethod.Put, "/keysets/mine", """{"keys":[{"kty":"RSA","kid":"k"}]}""");
            before = await AllAsync(house);
        }

        await using var again = await StartAsync();
        again.Worker.Authorization = token;

        Assert.Equal(before, await AllAsync(again));
    }

    [Fact]
    public async Task It_is_the_same_PingOne()
    {
        (string, string, string, string) Who(EmulatorServer server) =>
            (server.OrganizationId, server.EnvironmentId, server.WorkerClientId, server.WorkerClientSecret);
        (string, string, string, string) before;
        await using (var house = await StartAsync())
            before = Who(house.Server);

        await using var again = await StartAsync();

        Assert.Equal(before, Who(again.Server));
    }

    [Fact]
    public async Task It_is_written_soon_after_a_change_and_for_its_owner_only()
    {
        await using var house = await StartAsync();
        await house.SignOnAsync();
        await house.PostAsync("populations", "People");

        for (
            var tries = 0;
            !File.Exists(Path) || !(await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken)).Contains("People");
            tries++
        )
        {
            Assert.True(tries < 200, "nothing was written");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Theory]
    [InlineData("", "is not the state of an emulator; name another file, or take it away to begin anew")]
    [InlineData("{}", "is of version 0, this p1s has 1; name another file, or take it away to begin anew")]
    [InlineData("no JSON", "is not the state of an emulator; name another file, or take it away to begin anew")]
    [InlineData("[1]", "is not the state of an emulator; name another file, or take it away to begin anew")]
    public async Task Another_file_is_refused_and_left_alone(string text, string why)
    {
        await File.WriteAllTextAsync(Path, text, TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<StateRefusedException>(() => StartAsync());

        Assert.Equal(why, refused.Message);
        Assert.Equal(text, await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":1,"id":"x","tenants":[],"tokens":{"codes":{},"issued":{},"revoked":{}},"messages":[]}""")]
    [InlineData("""{"version":1,"id":"x","tenants":null,"tokens":null,"messages":null}""")]
    public async Task Half_a_state_is_refused(string text)
    {
        await File.WriteAllTextAsync(Path, text, TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<StateRefusedException>(() => StartAsync());

        Assert.Contains("is not the state of an emulator", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_seed_gives_other_ids_behind_a_restart()
    {
        var ids = new HashSet<string>();
        for (var start = 0; start < 3; start++)
        {
            await using var house = await Troubled.StartAsync(new EmulatorSettings { StateFile = Path, Ids = IdSource.Seeded(7) });
            await house.SignOnAsync();
            for (var i = 0; i < 20; i++)
                Assert.True(ids.Add((await house.PostAsync("populations", $"{start} {i}"))["id"]!));
        }
    }

    [Fact]
    public async Task Another_version_is_refused()
    {
        await using (await StartAsync()) { }
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken))!;
        json["version"] = 99;
        await File.WriteAllTextAsync(Path, json.ToJsonString(), TestContext.Current.CancellationToken);

        var refused = await Assert.ThrowsAsync<StateRefusedException>(() => StartAsync());

        Assert.Equal("is of version 99, this p1s has 1; name another file, or take it away to begin anew", refused.Message);
    }

    private static async Task<string> AllAsync(Troubled house)
    {
        var texts = new List<string>();
        foreach (var place in (string[])["applications", "populations", "users", "signOnPolicies"])
            texts.Add(
                (await house.Worker.GetAsync($"{house.EnvironmentPath}/{place}")).Text.Replace(
                    house.Server.AuthPath,
                    "",
                    StringComparison.Ordinal
                )
            );
        texts.Add((await house.Worker.GetAsync("/keysets/mine")).Text);
        return string.Join('\n', texts);
    }

    private Task<Troubled> StartAsync() => Troubled.StartAsync(new EmulatorSettings { StateFile = Path });
}
