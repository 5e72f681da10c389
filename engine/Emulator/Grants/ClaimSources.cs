using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Store;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator.Grants;

/// <summary>What claim mappings take their values from.</summary>
/// <param name="Tenant">The environment.</param>
/// <param name="User">Null when a client asks for itself.</param>
/// <param name="RequestData">What the token request brought along, such as <c>subjectToken</c>; null for nothing.</param>
internal sealed record ClaimSources(Tenant Tenant, User? User, JsonObject? RequestData)
{
    /// <summary>Sets the claim a mapping makes; leaves it out when there is no value for it.</summary>
    public void Add(JsonObject claims, string name, string value)
    {
        var found = ClaimExpression.Parse(value)?.Evaluate(Find);
        if (found is null)
            return;
        if (name == UserClaims.UpdatedAt && DateTimeOffset.TryParse(found.ToString(), CultureInfo.InvariantCulture, out var time))
            found = time.ToUnixTimeSeconds();
        if (name.Split('.', 2) is not [var outer, var inner])
            claims[name] = found;
        else
        {
            if (claims[outer] is not JsonObject below)
                claims[outer] = below = [];
            below[inner] = found;
        }
    }

    private JsonNode? Find(ImmutableArray<string> path)
    {
        if (path[0] == "user")
            return User is null ? null : UserValues.Find(Tenant, User, path[1..]);
        JsonNode? node = RequestData;
        foreach (var part in path[2..])
            node = (node as JsonObject)?[part];
        return node?.DeepClone();
    }
}
