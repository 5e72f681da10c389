using System.Text.Json.Nodes;

namespace PingOneScenarios.Emulator.Controls;

/// <summary>Which members of a resource are secret.</summary>
internal static class SecretMembers
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "secret",
        "appSecret",
        "clientSecret",
        "clientSecretSigningKey",
        "keyUri",
        "pairingKey",
        "password",
        "privateKey",
        "token",
    };

    /// <summary>Puts <c>‹name›</c> in the place of each secret.</summary>
    public static void Hide(JsonObject json)
    {
        foreach (var (name, value) in json.ToArray())
        {
            if (Names.Contains(name) && value is JsonValue)
                json[name] = $"‹{name}›";
            else if (value is JsonObject child)
                Hide(child);
            else if (value is JsonArray list)
                foreach (var item in list.OfType<JsonObject>())
                    Hide(item);
        }
    }
}
