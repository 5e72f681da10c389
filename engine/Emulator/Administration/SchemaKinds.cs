using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Documents;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>The schema of users, and the attributes that are added to it.</summary>
internal static partial class SchemaKinds
{
    private const string Declared = "CUSTOM";

    public static DocumentKind Schema { get; } =
        new("schema", "/schemas", "schemaID", [Field.Text("name"), Field.Text("description")])
        {
            HasTimes = false,
            Operations = DocumentOperations.List | DocumentOperations.Read,
            Filters = ["name"],
            Links = (call, schema) => [("attributes", $"{call.Tenant.Addresses.Environment}/schemas/{schema.Id}/attributes")],
        };

    /// <summary>An attribute of users; those PingOne brings can be looked at, those that are added can be changed and taken out.</summary>
    public static DocumentKind Attribute { get; } =
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
            Operations = DocumentOperations.Usual | DocumentOperations.Change,
            Filters = ["name"],
            Check = Check,
            Complete = (_, attribute, json) => json["schema"] = Hal.Reference(attribute.ParentId!),
            MayDelete = (call, attribute) => attribute.IsBuiltIn ? Fixed(call) : null,
        };

    public static ImmutableArray<DocumentKind> Rows { get; } = [Schema, Attribute];

    private static Answer Fixed(Call call) =>
        ApiError.InvalidFields(call, new ErrorDetail("CONSTRAINT_VIOLATION", null, "The attribute belongs to PingOne"));

    /// <summary>What is added is a text or JSON (PingOne takes no other types), and keeps name and type.</summary>
    private static void Check(Call call, JsonObject body, PropertyReader fields, Document? before)
    {
        if (before is { IsBuiltIn: true } && (string?)body["name"] != before.Text("name"))
            fields.Invalid("name", "cannot be changed of an attribute of PingOne");
        if (before is null && (string?)body["type"] is "BOOLEAN" or "COMPLEX")
            fields.Invalid("type", "must be one of STRING, JSON");
        if (before is not null && (string?)body["type"] != before.Text("type"))
            fields.Invalid("type", "cannot be changed");
        body["schemaType"] = before?.Text("schemaType") ?? Declared;
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"^[a-zA-Z][a-zA-Z0-9_-]*\z")]
    private static partial System.Text.RegularExpressions.Regex NamePattern();
}
