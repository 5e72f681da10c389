using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;

namespace PingOneScenarios.Emulator.Devices;

/// <summary>The credentials an application's push messages are sent with. They are kept and never shown; the emulator sends nothing with them.</summary>
internal static class PushCredentialFields
{
    private static readonly Dictionary<string, string[]> Needed = new()
    {
        ["APNS"] = ["key", "teamId", "token"],
        ["FCM"] = ["key"],
        ["FCM_HTTP_V1"] = ["googleServiceAccountCredentials"],
        ["HMS"] = ["clientId", "clientSecret"],
    };

    private static readonly string[] Names = [.. Needed.Values.SelectMany(names => names).Distinct()];

    public static ImmutableArray<Field> All { get; } =
    [Field.Choice("type", [.. Needed.Keys], required: true), .. Names.Select(name => Field.Text(name))];

    public static void Check(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        if (body["type"]?.GetValue<string>() is not { } type)
            return;
        foreach (var name in Needed[type].Where(name => !fields.Has(name)))
            fields.Missing(name);
    }

    public static void Complete(Call call, Entity entity, JsonObject json)
    {
        foreach (var name in Names.Append("environment"))
            json.Remove(name);
    }
}
