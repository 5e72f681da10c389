using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.OpenApi;

/// <summary>Requests whose answers need the rows of <see cref="AcceptedDifferences"/>.</summary>
internal static class Tour
{
    private const string Populations = "POST /v1/environments/*/populations";
    private const int MoreThanAnyBody = (1 << 20) + 1;

    public static async Task<IEnumerable<Exchange>> TakeAsync(WithEmulator house)
    {
        var journey = await Journey.ReadyAsync(house);
        await ReadAsync(house, journey);
        await AddAttributeAsync(house);
        await BeRefusedAsync(house);
        await ChooseBadPasswordsAsync(journey);
        await FailToSignOnAsync(house, journey);
        return [.. house.Worker.Exchanges, .. await BeInTroubleAsync()];
    }

    private static async Task ReadAsync(WithEmulator house, Journey journey)
    {
        await house.Worker.GetAsync(house.EnvironmentPath);
        await house.Worker.GetAsync($"{house.EnvironmentPath}/applications/{journey.ClientId}");
        await house.Worker.GetAsync($"{house.EnvironmentPath}/applications");
        await house.Worker.GetAsync("/v1/roles");
        await house.Worker.GetAsync($"{house.EnvironmentPath}/propagation/stores");
        await house.Worker.GetAsync($"{house.EnvironmentPath}/roles");
    }

    private static async Task AddAttributeAsync(WithEmulator house)
    {
        var schema = (await house.Worker.GetAsync($"{house.EnvironmentPath}/schemas"))["_embedded.schemas.0.id"];
        await house.Worker.SendAsync(
            HttpMethod.Post,
            $"{house.EnvironmentPath}/schemas/{schema}/attributes",
            """{"name": "favourite", "enabled": true, "type": "STRING"}"""
        );
        await house.Worker.SendAsync(
            HttpMethod.Post,
            $"{house.EnvironmentPath}/users",
            """{"username": "tourist", "email": "a@b.example", "favourite": "blue"}"""
        );
    }

    private static async Task BeRefusedAsync(WithEmulator house)
    {
        var populations = $"{house.EnvironmentPath}/populations";
        await house.Worker.SendAsync(HttpMethod.Post, populations, "name", "text/plain");
        await house.Worker.SendAsync(HttpMethod.Post, populations, new string(' ', MoreThanAnyBody), headers: [("Expect", "100-continue")]);
        await house.Worker.SendAsync(HttpMethod.Post, populations, """{"name": "Twice"}""");
        await house.Worker.SendAsync(HttpMethod.Post, populations, """{"name": "Twice"}""");
        await house.Worker.GetAsync($"{house.EnvironmentPath}/flowPolicies");
        await house.Worker.GetAsync($"{populations}?filter=name%20pr");
    }

    private static async Task ChooseBadPasswordsAsync(Journey journey)
    {
        foreach (
            var password in (string[])["a", "aaaaaaaaaaaaa", "Password1!", Journey.Username, Secrets.GoodPassword, new string('x', 300)]
        )
            await journey.SetPasswordAsync(password);
    }

    private static async Task FailToSignOnAsync(WithEmulator house, Journey journey)
    {
        var password = $"{house.EnvironmentPath}/users/{journey.UserId}/password";
        for (var i = 0; i < 7; i++)
            await house.Worker.SendAsync(
                HttpMethod.Post,
                password,
                $$"""{"password": "wrong {{i}}"}""",
                "application/vnd.pingidentity.password.check+json"
            );
    }

    private static async Task<IEnumerable<Exchange>> BeInTroubleAsync()
    {
        await using var trouble = await Troubled.StartAsync($"429:nth 1:{Populations}", $"503:nth 2:{Populations}");
        await trouble.PostAsync("populations", "One");
        await trouble.PostAsync("populations", "Two");
        await trouble.PostAsync("populations", "Three");
        return [.. trouble.Worker.Exchanges];
    }
}
