using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>Attributes of users that were added to their schema: kept as they are sent, once they fit what was declared.</summary>
internal static class CustomAttributes
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    /// <summary>The user with what the body says of them; what it does not have is gone.</summary>
    public static User Read(Tenant tenant, PropertyReader fields, User user)
    {
        var custom = ImmutableSortedDictionary.CreateBuilder<string, string>();
        foreach (var attribute in tenant.Entities.All(SchemaKinds.Attribute).Where(attribute => !attribute.IsBuiltIn))
            if (
                attribute.Flag("enabled")
                && attribute.Text("name") is { } name
                && fields.Any(name) is { } value
                && Fits(attribute, fields, value)
                && IsFree(tenant, attribute, fields, value, user)
            )
                custom[name] = value.ToJsonString();
        return user with { Custom = custom.ToImmutable() };
    }

    public static void AddTo(JsonObject json, User user)
    {
        foreach (var (name, value) in user.Custom)
            json[name] = JsonNode.Parse(value);
    }

    public static void Write(Utf8JsonWriter json, User user)
    {
        foreach (var (name, value) in user.Custom)
            Hal.Write(json, name, JsonNode.Parse(value));
    }

    private static bool Fits(Entity attribute, PropertyReader fields, JsonNode value)
    {
        var name = attribute.Text("name")!;
        if (attribute.Flag("multiValued") && value is not JsonArray)
            return Invalid(fields, name, "must be an array");
        var values = attribute.Flag("multiValued") ? value.AsArray().ToArray() : [value];
        if (attribute.Text("type") == "JSON")
            return values.All(one => one is JsonObject) || Invalid(fields, name, "must be a JSON object");
        if (values.Any(one => one?.GetValueKind() != JsonValueKind.String))
            return Invalid(fields, name, "must be a string");
        return values.All(one => IsAllowed(attribute, fields, one!.GetValue<string>()));
    }

    /// <summary>Of an attribute that is unique no two users of the environment have the same value.</summary>
    private static bool IsFree(Tenant tenant, Entity attribute, PropertyReader fields, JsonNode value, User user)
    {
        if (!attribute.Flag("unique"))
            return true;
        var (name, text) = (attribute.Text("name")!, value.ToJsonString());
        if (!tenant.Registry.Users().Any(other => other.Id != user.Id && other.Custom.GetValueOrDefault(name) == text))
            return true;
        fields.Add(NotUnique.Detail(name));
        return false;
    }

    private static bool IsAllowed(Entity attribute, PropertyReader fields, string text)
    {
        var name = attribute.Text("name")!;
        var allowed = attribute
            .Items("enumeratedValues")
            .Where(item => (bool?)item["archived"] != true)
            .Select(item => (string?)item["value"]);
        if (allowed.Any() && !allowed.Contains(text))
            return Invalid(fields, name, $"must be one of {string.Join(", ", allowed)}");
        return attribute.Text("regexValidation.pattern") is not { } pattern
            || Regex.IsMatch(text, pattern, RegexOptions.NonBacktracking, LongestMatch)
            || Invalid(fields, name, attribute.Text("regexValidation.requirements") ?? "must match the pattern");
    }

    private static bool Invalid(PropertyReader fields, string name, string why)
    {
        fields.Invalid(name, why);
        return false;
    }
}
