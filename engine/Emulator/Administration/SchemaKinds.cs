using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>The schema of users, and the attributes that are added to it.</summary>
internal static partial class SchemaKinds
{
    private const string Declared = "CUSTOM";

    public static EntityKind Schema { get; } =
        new("schema", "/schemas", "schemaID", [Field.Text("name"), Field.Text("description")])
        {
            HasTimes = false,
            Operations = EntityOperations.List | EntityOperations.Read,
            Filters = ["name"],
            Links = (call, schema) => [("attributes", $"{call.Tenant.Addresses.Environment}/schemas/{schema.Id}/attributes")],
        };

    /// <summary>An attribute of users; those PingOne brings can be looked at, those that are added can be changed and taken out.</summary>
    public static EntityKind Attribute { get; } =
        new(
            "schemaAttribute",
            "/schemas/{schemaID}/attributes",
            "schemaAttributeID",
            [
                Field.Text("name", required: true, maximum: 256, pattern: NamePattern()),
                Field.Text("displayName"),
                Field.Text("description"),
                Field.Flag("enabled", required: true),
                Field.Choice("type", ["STRING", "JSON", "BOOLEAN", "COMPLEX"], required: true),
                Field.Choice("schemaType", ["CORE", "STANDARD", Declared]),
                Field.Flag("required", ifAbsent: false),
                Field.Flag("unique", ifAbsent: false),
                Field.Flag("multiValued", ifAbsent: false),
                Field.Objects(
                    "enumeratedValues",
                    false,
                    Field.Text("value", required: true),
                    Field.Flag("archived"),
                    Field.Text("description")
                ),
                Field.Object(
                    "regexValidation",
                    false,
                    Field.Text("pattern", required: true),
                    Field.Text("requirements", required: true),
                    Field.Texts("valuesPatternShouldMatch"),
                    Field.Texts("valuesPatternShouldNotMatch")
                ),
            ]
        )
        {
            UniqueBy = "name",
            HasTimes = false,
            Operations = EntityOperations.Usual | EntityOperations.Change,
            Filters = ["name"],
            Check = Check,
            Complete = (_, attribute, json) => json["schema"] = Hal.Reference(attribute.ParentId!),
            MayDelete = (call, attribute) => attribute.IsBuiltIn ? Fixed(call) : null,
        };

    public static ImmutableArray<EntityKind> Rows { get; } = [Schema, Attribute];

    private static Answer Fixed(Call call) =>
        ApiError.InvalidFields(call, new ErrorDetail("CONSTRAINT_VIOLATION", null, "The attribute belongs to PingOne"));

    /// <summary>What is added is a text or JSON (PingOne takes no other types), and keeps name and type.</summary>
    private static void Check(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        if (before is { IsBuiltIn: true } && (string?)body["name"] != before.Text("name"))
            fields.Invalid("name", "cannot be changed of an attribute of PingOne");
        if (before is null && (string?)body["type"] is "BOOLEAN" or "COMPLEX")
            fields.Invalid("type", "must be one of STRING, JSON");
        if (before is not null && (string?)body["type"] != before.Text("type"))
            fields.Invalid("type", "cannot be changed");
        if ((string?)body["regexValidation"]?["pattern"] is { } pattern && !IsPattern(pattern))
            fields.Child("regexValidation")!.Invalid("pattern", "is not a regular expression the emulator can match");
        body["schemaType"] = before?.Text("schemaType") ?? Declared;
    }

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.NonBacktracking);
            return true;
        }
        // What needs backtracking is left out: a pattern of a stranger could run for ever.
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9_-]*\z")]
    private static partial Regex NamePattern();
}
