using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Providers;

/// <summary>Makes the attributes of ours from what a provider says of a user: <c>${providerAttributes.email}</c>, or <c>${email}</c>.</summary>
internal static partial class ProviderAttributes
{
    /// <param name="call">In whose environment the provider is.</param>
    /// <param name="provider">That said it.</param>
    /// <param name="claims">What it said: later ones are asked where earlier ones say nothing.</param>
    public static ImmutableArray<MappedAttribute> Of(Call call, Entity provider, params IReadOnlyList<JsonElement> claims) =>
        [
            .. call
                .Tenant.Entities.Of(ProviderKinds.Mapping, provider.Id)
                .Select(mapping => new MappedAttribute(
                    mapping.Text("name")!,
                    Placeholder().Replace(mapping.Text("value")!, match => Find(claims, match.Groups[1].Value)),
                    mapping.Text("update") == "ALWAYS"
                ))
                .Where(attribute => attribute.Value.Length > 0),
        ];

    private static string Find(IReadOnlyList<JsonElement> claims, string path) =>
        claims.Select(said => At(said, path)).FirstOrDefault(text => text is not null) ?? "";

    /// <summary>Of a list the first item: attributes here have one value.</summary>
    private static string? At(JsonElement json, string path)
    {
        foreach (var part in path.Split('.'))
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(part, out json))
                return null;
        if (json.ValueKind == JsonValueKind.Array)
            json = json.EnumerateArray().FirstOrDefault();
        return json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : json.ToString();
    }

    [GeneratedRegex(@"\$\{(?:providerAttributes\.)?([\p{L}_][\w.:/-]*)\}")]
    private static partial Regex Placeholder();
}
