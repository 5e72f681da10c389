using System.Text.RegularExpressions;
using PingOneScenarios.Emulator.Tests.Driving;
using Xunit.Sdk;

namespace PingOneScenarios.Emulator.Tests.OpenApi;

/// <summary>One of each kind of resource is made, read, listed, replaced and deleted.</summary>
internal sealed partial class Walk(WithEmulator house)
{
    private readonly Dictionary<string, string> ids = [];
    private readonly List<string> wrong = [];

    /// <summary>What was not as it is described, a line each.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync(Journey journey)
    {
        ids["envID"] = house.Server.EnvironmentId;
        ids["applicationID"] = journey.ClientId;
        ids["populationID"] = journey.PopulationId;
        ids["userID"] = journey.UserId;
        foreach (var (path, body) in Specimens.Table)
            await MakeAsync(path, body);
        foreach (var route in Of("GET").OrderBy(route => route.Path.Length))
            await DoAsync("GET", route.Path, null);
        foreach (var (path, body) in Specimens.Table)
            await DoAsync("PUT", ItemOf(path), body);
        foreach (var (path, _) in Specimens.Table.Reverse())
            await DoAsync("DELETE", ItemOf(path), null);
        return wrong;
    }

    private static IEnumerable<Route> Of(string method) =>
        Routes.Table.Where(route => route.Method == method && route.Path.StartsWith("/v1/", StringComparison.Ordinal));

    /// <summary>The path of what is made at a path; null where nothing is to be found by its id.</summary>
    private static string? ItemOf(string path) =>
        Routes
            .Table.Select(route => route.Path)
            .FirstOrDefault(item =>
                item.StartsWith($"{Routes.Environment}{path}/{{", StringComparison.Ordinal)
                && item.Split('/').Length == path.Split('/').Length + 4
            );

    private async Task MakeAsync(string path, string body)
    {
        var reply = await DoAsync("POST", Routes.Environment + path, body);
        if (reply is { Status: < 300 } && ItemOf(path) is { } item)
            ids[Name().Matches(item)[^1].Groups[1].Value] = reply["id"]!;
    }

    /// <summary>Null when there is no such route, an id is missing, or the differences were told.</summary>
    private async Task<Reply?> DoAsync(string method, string? path, string? body)
    {
        if (path is null || !Of(method).Any(route => route.Path == path))
            return null;
        if (Name().Matches(path + body).Any(name => !ids.ContainsKey(name.Groups[1].Value)))
            return null;
        string Filled(string text) => Name().Replace(text, name => ids[name.Groups[1].Value]);
        try
        {
            var reply = await house.Worker.SendAsync(new HttpMethod(method), Filled(path), body is null ? null : Filled(body));
            if (reply.Status is >= 300 and not 501)
                wrong.Add($"{method} {path}: {reply.Status} {reply.Text}");
            return reply;
        }
        catch (TrueException difference)
        {
            wrong.Add(difference.Message);
            return null;
        }
    }

    [GeneratedRegex(@"(?<!\$)\{(\w+)\}")]
    private static partial Regex Name();
}
