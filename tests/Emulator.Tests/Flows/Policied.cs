using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Tests.Driving;

namespace PingOneScenarios.Emulator.Tests.Flows;

/// <summary>A journey whose application has a sign-on policy of its own.</summary>
internal sealed class Policied(WithEmulator house, Journey journey)
{
    public Journey Journey => journey;

    public string PolicyId { get; private set; } = "";

    public string FlowId { get; private set; } = "";

    /// <summary>An application and a user, and a policy with these actions in this order.</summary>
    public static async Task<Policied> WithAsync(WithEmulator house, params string[] actions)
    {
        var policied = new Policied(house, await Journey.ReadyAsync(house));
        policied.PolicyId = (await policied.MakeAsync("signOnPolicies", """{"name":"Tried_Policy"}"""))["id"]!;
        for (var i = 0; i < actions.Length; i++)
        {
            var body = JsonNode.Parse(actions[i])!.AsObject();
            body["priority"] = i + 1;
            await policied.MakeAsync($"signOnPolicies/{policied.PolicyId}/actions", body.ToJsonString());
        }
        await policied.AssignAsync(policied.PolicyId, 1);
        return policied;
    }

    public Task AssignAsync(string policyId, int priority) =>
        MakeAsync(
            $"applications/{journey.ClientId}/signOnPolicyAssignments",
            $$"""{"priority":{{priority}},"signOnPolicy":{"id":"{{policyId}}"} }"""
        );

    /// <summary>Starts a flow and gives it as it is read.</summary>
    public async Task<Reply> StartAsync(string more = "")
    {
        FlowId = (await journey.AuthorizeAsync(more)).InLocation("flowId")!;
        return await ReadAsync();
    }

    public Task<Reply> ReadAsync() => house.User.GetAsync(Path);

    public Task<Reply> ActAsync(string action, string body = "{}") =>
        house.User.SendAsync(HttpMethod.Post, Path, body, $"application/vnd.pingidentity.{action}+json");

    public Task<Reply> LogInAsync(string password = Secrets.GoodPassword) => journey.LogInAsync(FlowId, password: password);

    public Task<Reply> ResumeAsync() => journey.ResumeAsync(FlowId);

    public async Task<Reply> MakeAsync(string path, string body)
    {
        var reply = await house.Worker.SendAsync(HttpMethod.Post, $"{house.EnvironmentPath}/{path}", body);
        Assert.True(reply.Status == 201, reply.Text);
        return reply;
    }

    public Task<Reply> PutAsync(string path, string body) =>
        house.Worker.SendAsync(HttpMethod.Put, $"{house.EnvironmentPath}/{path}", body);

    /// <summary>The newest code that was sent to somebody.</summary>
    public async Task<string> CodeAsync(string to)
    {
        var messages = (await house.User.GetAsync($"/inbox/messages?to={Uri.EscapeDataString(to)}")).Json["messages"]!.AsArray();
        return messages[^1]!["code"]!.GetValue<string>();
    }

    private string Path => $"/{house.Server.EnvironmentId}/flows/{FlowId}";
}
