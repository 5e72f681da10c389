using PingOneScenarios.Emulator.Tests.Devices;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.OpenApi;

/// <summary>Requests whose answers need the rows of <see cref="AcceptedDifferences"/>.</summary>
internal static class Tour
{
    private const string Populations = "POST /v1/environments/*/populations";
    private const int MoreThanAnyBody = (3 << 20) + 1;

    public static async Task<IEnumerable<Exchange>> TakeAsync(WithEmulator house)
    {
        var journey = await Journey.ReadyAsync(house);
        await ReadAsync(house, journey);
        await BeRefusedAsync(house);
        await ChooseBadPasswordsAsync(journey);
        await ChangeAsync(house, journey);
        await FailToSignOnAsync(house, journey);
        await DeviceTour.TakeAsync(house);
        await ReadAsync(house, journey);
        await new Walk(house).TakeAsync(journey);
        await AskAgainAsync(house.Worker, house.EnvironmentPath);
        await AddAttributeAsync(house);
        await InviteAsync(house);
        await LinkAsync(house, journey);
        await new Journey(house).CreateApplicationAsync("NONE", body => body["skipTokenSessionValidation"] = true);
        return [.. house.Worker.Exchanges, .. await BeInTroubleAsync()];
    }

    private static async Task ReadAsync(WithEmulator house, Journey journey)
    {
        await house.Worker.GetAsync(house.EnvironmentPath);
        await house.Worker.GetAsync($"{house.EnvironmentPath}/applications/{journey.ClientId}");
        await house.Worker.GetAsync($"{house.EnvironmentPath}/applications");
        await house.Worker.GetAsync($"{house.EnvironmentPath}/applications/{journey.ClientId}/attributes");
        await house.Worker.GetAsync($"{house.EnvironmentPath}/resources");
        await house.Worker.SendAsync(
            HttpMethod.Post,
            $"{house.EnvironmentPath}/applications/{journey.ClientId}/keys",
            Secrets.PublicKeyPem,
            "application/x-pem-file"
        );
        await house.Worker.SendAsync(HttpMethod.Put, $"{house.EnvironmentPath}/applications/{journey.ClientId}/metadata", "{}");
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

    private static async Task LinkAsync(WithEmulator house, Journey journey)
    {
        const string Provider =
            """{"name": "Tour", "enabled": true, "type": "GOOGLE", "clientId": "c", "clientSecret": "not-a-real-secret"}""";
        var made = await house.Worker.SendAsync(HttpMethod.Post, $"{house.EnvironmentPath}/identityProviders", Provider);
        var user = $"{house.EnvironmentPath}/users/{journey.UserId}";
        await house.Worker.SendAsync(
            HttpMethod.Post,
            $"{user}/linkedAccounts",
            $$"""{"identityProvider": {"id": "{{made["id"]}}"}, "externalId": "tour"}""",
            "application/vnd.pingidentity.account.link+json"
        );
    }

    private static async Task InviteAsync(WithEmulator house)
    {
        const string Type = "application/vnd.pingidentity.user.invite+json";
        const string Body = """{"email": "a@c.example", "name": {"given": "A", "family": "C"}, "invite": {"isAdmin": true}}""";
        var invited = await house.Worker.SendAsync(HttpMethod.Post, $"{house.EnvironmentPath}/users", Body, Type);
        await house.Worker.SendAsync(HttpMethod.Post, $"{house.EnvironmentPath}/users/{invited["id"]}", "{}", Type);
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

    /// <summary>Under a condition.</summary>
    private static async Task AskAgainAsync(Browser worker, string environment)
    {
        const string Action = """
            {"type": "LOGIN", "priority": 1, "condition": {"secondsSince": "${session.lastSignOn.withAuthenticator.pwd.at}", "greater": 600}}
            """;
        var policy = await worker.SendAsync(HttpMethod.Post, $"{environment}/signOnPolicies", """{"name": "TourCondition"}""");
        await worker.SendAsync(HttpMethod.Post, $"{environment}/signOnPolicies/{policy["id"]}/actions", Action);
    }

    private static async Task ChangeAsync(WithEmulator house, Journey journey)
    {
        var worker = house.Worker;
        var user = $"{house.EnvironmentPath}/users/{journey.UserId}";
        await worker.GetAsync($"{user}?expand=population");
        await worker.GetAsync($"{house.EnvironmentPath}/users?expand=population");
        await worker.SendAsync(
            HttpMethod.Put,
            $"{user}/password",
            $$"""{"currentPassword": "{{Secrets.GoodPassword}}", "newPassword": "{{Secrets.GoodPassword}}1"}""",
            "application/vnd.pingidentity.password.reset+json"
        );
        var application = Journey.ApplicationBody().ToJsonString();
        await worker.SendAsync(HttpMethod.Put, $"{house.EnvironmentPath}/applications/{journey.ClientId}", application);
        var other = Journey.ApplicationBody();
        other["name"] = "Other";
        other["homePageUrl"] = "https://www.example.com";
        await worker.SendAsync(HttpMethod.Post, $"{house.EnvironmentPath}/applications", other.ToJsonString());
        await ShowAsync(worker, house.EnvironmentPath);
        await BeGovernedAsync(worker, house.EnvironmentPath, journey);
        await MakePlacesAsync(worker, (await worker.GetAsync(house.EnvironmentPath))["license.id"]!);
    }

    private static async Task ShowAsync(Browser worker, string environment)
    {
        const string Gif = "GIF89a\u0001\0\u0001\0";
        var image = await worker.SendAsync(HttpMethod.Post, $"{environment}/images", Gif, "image/gif");
        await worker.SendAsync(HttpMethod.Put, $"{environment}/images/{image["id"]}", Gif, "image/gif");
        await worker.GetAsync($"{environment}/images");
    }

    /// <summary>By a policy that has the rules no built-in one has.</summary>
    private static async Task BeGovernedAsync(Browser worker, string environment, Journey journey)
    {
        const string Policy = """
            {
              "name": "Tour", "excludesCommonlyUsed": true, "excludesProfileData": true, "notSimilarToCurrent": true,
              "alphabetSequenceRule": {"maxLength": 2}, "numberSequenceRule": {"maxLength": 2},
              "qwertySequenceRule": {"maxLength": 3}, "shiftedNumberRowSequenceRule": {"maxLength": 3}
            }
            """;
        var policy = await worker.SendAsync(HttpMethod.Post, $"{environment}/passwordPolicies", Policy);
        var population = $$"""{"name": "Tour", "passwordPolicy": {"id": "{{policy["id"]}}"} }""";
        await worker.SendAsync(HttpMethod.Put, $"{environment}/populations/{journey.PopulationId}", population);
        await journey.SetPasswordAsync("abc 123 qwert !@#$");
        await worker.SendAsync(
            HttpMethod.Put,
            $"{environment}/users/{journey.UserId}/password",
            $$"""{"currentPassword": "{{Secrets.GoodPassword}}", "newPassword": "{{Secrets.GoodPassword}}1"}""",
            "application/vnd.pingidentity.password.reset+json"
        );
        await worker.SendAsync(HttpMethod.Put, $"{environment}/populations/{journey.PopulationId}", """{"name": "Tour"}""");
    }

    private static async Task MakePlacesAsync(Browser worker, string license)
    {
        var body = $$"""{"name": "Tour", "type": "PRODUCTION", "region": "EU", "license": {"id": "{{license}}"} }""";
        var made = await worker.SendAsync(HttpMethod.Post, "/v1/environments", body);
        await worker.SendAsync(HttpMethod.Put, $"/v1/environments/{made["id"]}", body);
        await worker.SendAsync(HttpMethod.Put, $"/v1/environments/{made["id"]}/status", """{"status": "DELETE_PENDING"}""");
        await worker.GetAsync("/v1/environments");
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
