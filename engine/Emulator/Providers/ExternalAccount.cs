using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Endpoints;

namespace PingOneScenarios.Emulator.Providers;

/// <summary>Who a user is at an identity provider, with the attributes that are mapped to ours.</summary>
internal sealed record ExternalAccount(string ProviderId, string ExternalId, ImmutableArray<MappedAttribute> Attributes)
{
    /// <summary>Null when none is mapped, or the provider said none.</summary>
    public string? Username => Attributes.FirstOrDefault(attribute => attribute.Name == "username")?.Value;

    /// <summary>The attributes as they stand in the body of a user.</summary>
    public JsonObject ToUser() => Nested(Attributes);

    /// <summary>What changes of a user, given as the body of one, who signs on with it.</summary>
    public JsonObject ChangesOf(JsonObject user) =>
        Nested(Attributes.Where(attribute => attribute.Name != "username" && (attribute.Always || At(user, attribute.Name) is null)));

    /// <summary>As the flow shows it.</summary>
    public JsonObject ToJson(string flowId)
    {
        var attributes = new JsonObject();
        foreach (var attribute in Attributes)
            attributes[attribute.Name] = new JsonObject
            {
                ["value"] = attribute.Value,
                ["update"] = attribute.Always ? "ALWAYS" : "EMPTY_ONLY",
            };
        return new JsonObject
        {
            ["attributes"] = attributes,
            ["externalId"] = ExternalId,
            ["flow"] = Hal.Reference(flowId),
            ["identityProvider"] = Hal.Reference(ProviderId),
        };
    }

    /// <summary>The text at the path of an attribute such as <c>name.given</c>; null when there is none.</summary>
    public static JsonNode? At(JsonObject user, string name)
    {
        JsonNode? node = user;
        foreach (var part in name.Split('.'))
            node = (node as JsonObject)?[part];
        return node;
    }

    private static JsonObject Nested(IEnumerable<MappedAttribute> attributes)
    {
        var json = new JsonObject();
        foreach (var attribute in attributes)
        {
            var (parts, parent) = (attribute.Name.Split('.'), json);
            foreach (var part in parts[..^1])
            {
                if (parent[part] is not JsonObject child)
                    parent[part] = child = [];
                parent = child;
            }
            parent[parts[^1]] = attribute.Value;
        }
        return json;
    }
}

/// <summary>The value of an attribute of ours that a provider gave; <paramref name="Always"/> also over another.</summary>
internal sealed record MappedAttribute(string Name, string Value, bool Always);

/// <summary>A user who is away at an identity provider, and what must come back.</summary>
internal sealed record ExternalSignOn(
    string State,
    string FlowId,
    string ProviderId,
    string Nonce,
    string Verifier,
    DateTimeOffset ExpiresAt
)
{
    /// <summary>Who takes longer begins anew.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
}
