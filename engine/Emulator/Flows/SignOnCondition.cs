using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>
/// When an action of a policy runs: time since a sign-on, a member of the user, and combinations. What looks at networks, velocity or risk never
/// holds on this machine, where every address is the same.
/// </summary>
internal static partial class SignOnCondition
{
    public static bool Holds(Call call, Flow flow, JsonNode condition)
    {
        if (condition is not JsonObject json)
            return true;
        if (json["and"] is JsonArray all)
            return all.OfType<JsonNode>().All(each => Holds(call, flow, each));
        if (json["or"] is JsonArray any)
            return any.OfType<JsonNode>().Any(each => Holds(call, flow, each));
        if (json["not"] is { } not)
            return !Holds(call, flow, not);
        if (json["secondsSince"] is { } since)
            return IsOlder(call, flow, since.ToString(), json["greater"]);
        return json["value"] is { } value && json["equals"] is { } wanted && AreEqual(call, flow, value.ToString(), wanted);
    }

    /// <summary>Nothing of the kind was done: it is as old as can be.</summary>
    private static bool IsOlder(Call call, Flow flow, string variable, JsonNode? seconds)
    {
        if (flow.Session is not { } session || seconds?.GetValueKind() != JsonValueKind.Number)
            return true;
        var method = WithAuthenticator().Match(variable) is { Success: true } match ? match.Groups[1].Value : null;
        DateTimeOffset? at =
            method is null ? session.SignedOnAt
            : session.Deeds.Methods.TryGetValue(method, out var when) ? when
            : null;
        return at is null || call.Now - at > TimeSpan.FromSeconds(seconds!.GetValue<double>());
    }

    private static bool AreEqual(Call call, Flow flow, string variable, JsonNode wanted)
    {
        if (flow.UserId is not { } id || call.Tenant.Registry.FindUser(id) is not { } user)
            return false;
        var actual = variable switch
        {
            "${user.population.id}" => user.PopulationId,
            "${user.username}" => user.Username,
            "${user.email}" => user.Email,
            "${flow.application.id}" => flow.ClientId,
            _ when variable.StartsWith("${user.", StringComparison.Ordinal) => user.Attributes.GetValueOrDefault(variable[7..^1]),
            _ => null,
        };
        return actual == wanted.ToString();
    }

    [GeneratedRegex(@"^\$\{session\.lastSignOn\.withAuthenticator\.(\w+)\.at\}\z")]
    private static partial Regex WithAuthenticator();
}
