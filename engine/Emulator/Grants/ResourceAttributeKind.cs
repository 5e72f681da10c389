using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator.Grants;

/// <summary><c>/resources/{resourceID}/attributes</c>: claims of access tokens, and those of <c>openid</c> of ID tokens and userinfo.</summary>
internal static class ResourceAttributeKind
{
    private static readonly string[] Reserved =
    [
        "acr",
        "amr",
        "aud",
        "auth_time",
        "client_id",
        "env",
        "exp",
        "iat",
        "iss",
        "jti",
        "org",
        "scope",
        "sid",
        "sub",
    ];

    public static EntityKind Kind { get; } =
        new(
            "resourceAttribute",
            "/resources/{resourceID}/attributes",
            "resourceAttributeID",
            [
                Field.Text("name", required: true, maximum: 256),
                Field.Text("value", required: true),
                Field.Flag("idToken"),
                Field.Flag("userInfo"),
            ]
        )
        {
            UniqueBy = "name",
            Filters = ["name"],
            Check = Check,
            Unserved = body => ClaimExpression.Parse(body["value"]!.GetValue<string>()) is null ? "this expression" : null,
            Complete = Complete,
            Links = (call, attribute) => [("resource", $"{call.Tenant.Addresses.Environment}/resources/{attribute.ParentId}")],
            MayDelete = (call, attribute) =>
                attribute.IsBuiltIn
                    ? ApiError.InvalidFields(
                        call,
                        new ErrorDetail("CONSTRAINT_VIOLATION", null, "A predefined attribute cannot be deleted")
                    )
                    : null,
        };

    /// <summary>Of all resources this one does not show its times.</summary>
    private static void Complete(Call call, Entity attribute, JsonObject json)
    {
        json["resource"] = Hal.Reference(attribute.ParentId!);
        json.Remove("createdAt");
        json.Remove("updatedAt");
    }

    private static void Check(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        var name = body["name"]?.GetValue<string>() ?? "";
        body["type"] = before?.Text("type") ?? "CUSTOM";
        if (before is { IsBuiltIn: true } && before.Text("name") != name)
            fields.Invalid("name", "of a predefined attribute cannot be changed");
        if (before is not { IsBuiltIn: true } && (Reserved.Contains(name) || name.StartsWith("p1.", StringComparison.Ordinal)))
            fields.Invalid("name", "is a reserved name");
        if (call.Tenant.Entities.Find(ResourceKind.Kind, call.PathValues["resourceID"])?.Text("type") != ResourceKind.OpenId)
        {
            body.Remove("idToken");
            body.Remove("userInfo");
            return;
        }
        Delivery.Complete(body, fields);
    }
}
