using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Tests.Driving;

/// <summary>Resources, scopes, grants and claims, each a short line.</summary>
internal sealed class Granting(WithEmulator house)
{
    public async Task<Reply> PostAsync(string path, string body) =>
        await house.Worker.SendAsync(HttpMethod.Post, house.EnvironmentPath + path, body);

    public async Task<string> MakeAsync(string path, string body)
    {
        var reply = await PostAsync(path, body);
        Assert.True(reply.Status == 201, reply.Text);
        return reply["id"]!;
    }

    public Task<string> MakeResourceAsync(string name = "photos", string audience = "https://api.example.com", int lifetime = 7200) =>
        MakeAsync("/resources", $$"""{"name":"{{name}}","audience":"{{audience}}","accessTokenValiditySeconds":{{lifetime}}}""");

    public Task<string> MakeScopeAsync(string resourceId, string name) =>
        MakeAsync($"/resources/{resourceId}/scopes", $$"""{"name":"{{name}}"}""");

    public Task<string> GrantAsync(string applicationId, string resourceId, params string[] scopeIds) =>
        MakeAsync(
            $"/applications/{applicationId}/grants",
            new JsonObject
            {
                ["resource"] = new JsonObject { ["id"] = resourceId },
                ["scopes"] = new JsonArray([.. scopeIds.Select(id => new JsonObject { ["id"] = id })]),
            }.ToJsonString()
        );

    /// <summary>A resource with these scopes, all granted; gives the resource's id.</summary>
    public async Task<string> GrantNewAsync(string applicationId, string name, params string[] scopes)
    {
        var resource = await MakeResourceAsync(name, $"https://{name}.example.com");
        List<string> ids = [];
        foreach (var scope in scopes)
            ids.Add(await MakeScopeAsync(resource, scope));
        await GrantAsync(applicationId, resource, [.. ids]);
        return resource;
    }

    /// <summary>The id of a predefined resource and of one of its scopes.</summary>
    public async Task<(string ResourceId, string ScopeId)> FindAsync(string type, string scope)
    {
        var resources = await house.Worker.GetAsync($"{house.EnvironmentPath}/resources");
        var resource = resources.Json["_embedded"]!["resources"]!.AsArray().Single(one => (string?)one!["type"] == type)!;
        var id = (string)resource["id"]!;
        var scopes = await house.Worker.GetAsync($"{house.EnvironmentPath}/resources/{id}/scopes");
        return (id, (string)scopes.Json["_embedded"]!["scopes"]!.AsArray().Single(one => (string?)one!["name"] == scope)!["id"]!);
    }

    /// <summary>An application that sends its secret in the form, and a user.</summary>
    public static async Task<Journey> ReadyAsync(WithEmulator house, Action<JsonObject>? change = null)
    {
        var journey = new Journey(house);
        await journey.CreateApplicationAsync("CLIENT_SECRET_POST", change);
        await journey.CreateUserAsync();
        return journey;
    }

    public Task<Reply> AuthorizeAsync(Journey journey, string scope) =>
        house.User.GetAsync(
            $"{house.Sign}/authorize?client_id={journey.ClientId}&response_type=code&prompt=login&scope={Uri.EscapeDataString(scope)}&redirect_uri={Journey.Redirect}"
        );

    /// <summary>A whole sign-on with these scopes: the token answer.</summary>
    public async Task<Reply> SignOnAsync(Journey journey, string scope)
    {
        var flowId = (await AuthorizeAsync(journey, scope)).InLocation("flowId")!;
        await journey.LogInAsync(flowId);
        var reply = await journey.RedeemAsync((await journey.ResumeAsync(flowId)).InLocation("code")!, journey.AsPost());
        Assert.True(reply.Status == 200, reply.Text);
        return reply;
    }

    public Task<Reply> TokenAsync(string grant, Journey journey, params IEnumerable<(string, string)> fields) =>
        house.User.PostFormAsync($"{house.Sign}/token", [("grant_type", grant), .. fields, .. journey.AsPost()]);
}
