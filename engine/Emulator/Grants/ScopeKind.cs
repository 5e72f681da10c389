using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Grants;

/// <summary><c>/resources/{resourceID}/scopes</c></summary>
internal static partial class ScopeKind
{
    /// <summary>The ids of the custom attributes of <c>openid</c> that a scope hands out.</summary>
    public const string MappedClaims = "mappedClaims";

    private static readonly string[] Suffixed = ["p1:read:user", "p1:update:user"];

    public static EntityKind Kind { get; } =
        new(
            "scope",
            "/resources/{resourceID}/scopes",
            "scopeID",
            [
                Field.Text("name", required: true, maximum: 256, pattern: NamePattern()),
                Field.Text("description"),
                Field.Texts("schemaAttributes"),
                Field.Texts(MappedClaims),
            ]
        )
        {
            UniqueBy = "name",
            Filters = ["name"],
            Check = Check,
            Complete = (_, scope, json) => json["resource"] = Hal.Reference(scope.ParentId!),
            Links = (call, scope) => [("resource", $"{call.Tenant.Addresses.Environment}/resources/{scope.ParentId}")],
            MayDelete = (call, scope) =>
                scope.IsBuiltIn
                    ? ApiError.InvalidFields(call, new ErrorDetail("CONSTRAINT_VIOLATION", null, "A predefined scope cannot be deleted"))
                    : null,
        };

    private static void Check(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        var name = body["name"]?.GetValue<string>() ?? "";
        var resource = call.Tenant.Entities.Find(ResourceKind.Kind, call.PathValues["resourceID"])!;
        if (before is { IsBuiltIn: true } && before.Text("name") != name)
            fields.Invalid("name", "of a predefined scope cannot be changed");
        if (before is null && resource.Text("type") == ResourceKind.PingOneApi && !IsOfUser(name, ":"))
            fields.Invalid("name", "must begin with p1:read:user: or p1:update:user:");
        if (body.ContainsKey("schemaAttributes") && !IsOfUser(name, ""))
            fields.Invalid("schemaAttributes", "belongs to the scopes p1:read:user and p1:update:user only");
        CheckClaims(call, body, fields, resource);
    }

    private static bool IsOfUser(string name, string suffix) =>
        Suffixed.Any(start => name.StartsWith(start + suffix, StringComparison.Ordinal));

    private static void CheckClaims(Call call, JsonObject body, PropertyReader fields, Entity resource)
    {
        if (body[MappedClaims] is not JsonArray claims)
            return;
        if (resource.Text("type") != ResourceKind.OpenId)
            fields.Invalid(MappedClaims, "belongs to scopes of the resource openid only");
        if (claims.Any(id => call.Tenant.Entities.Find(ResourceAttributeKind.Kind, id!.GetValue<string>())?.ParentId != resource.Id))
            fields.Invalid(MappedClaims, "must hold ids of attributes of the resource");
    }

    /// <summary>RFC 6749 section 3.3.</summary>
    [GeneratedRegex(@"^[!#-\[\]-~]+\z")]
    private static partial Regex NamePattern();
}
