using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator.Grants;

/// <summary><c>/applications/{applicationID}/attributes</c>: claims of the application's ID tokens and of userinfo.</summary>
internal static class ApplicationAttributeKind
{
    /// <summary>The ids of the scopes of <c>openid</c> that alone hand out the claim; without it, <c>openid</c> does.</summary>
    public const string Scopes = "oidcScopes";

    private static readonly string[] Reserved =
    [
        "acr",
        "amr",
        "at_hash",
        "aud",
        "auth_time",
        "azp",
        "client_id",
        "exp",
        "iat",
        "iss",
        "jti",
        "nbf",
        "nonce",
        "org",
        "scope",
        "sid",
        "sub",
    ];

    public static EntityKind Kind { get; } =
        new(
            "applicationAttribute",
            "/applications/{applicationID}/attributes",
            "attributeID",
            [
                Field.Text("name", required: true, maximum: 256),
                Field.Text("value", required: true),
                Field.Flag("required", required: true),
                Field.Text("nameFormat"),
                Field.Flag(Delivery.IdToken),
                Field.Flag(Delivery.UserInfo),
                Field.Texts(Scopes),
            ]
        )
        {
            UniqueBy = "name",
            Filters = ["name"],
            Check = Check,
            Unserved = body => ClaimExpression.Parse(body["value"]!.GetValue<string>()) is null ? "this expression" : null,
            Complete = Complete,
            Links = (call, attribute) => [("application", ApplicationEndpoints.Address(call.Tenant, attribute.ParentId!))],
            MayDelete = (call, attribute) =>
                attribute.IsBuiltIn
                    ? ApiError.InvalidFields(call, new ErrorDetail("CONSTRAINT_VIOLATION", null, "A core attribute cannot be deleted"))
                    : null,
        };

    /// <summary>The mapping every OpenID Connect application has from the start.</summary>
    public static void AddSubject(Tenant tenant, Application application)
    {
        var subject = new JsonObject
        {
            ["name"] = "sub",
            ["value"] = "${user.id}",
            ["required"] = true,
            [Delivery.IdToken] = true,
            [Delivery.UserInfo] = true,
            ["mappingType"] = "CORE",
        };
        tenant.Entities.Add(Kind, BuiltIn.Of(Kind, application.Id, application.CreatedAt, subject));
    }

    /// <summary>It names its application in place of its environment.</summary>
    private static void Complete(Call call, Entity attribute, JsonObject json)
    {
        json.Remove("environment");
        json["application"] = Hal.Reference(attribute.ParentId!);
    }

    private static void Check(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        var name = body["name"]?.GetValue<string>() ?? "";
        body["mappingType"] = before?.Text("mappingType") ?? "CUSTOM";
        if (before is { IsBuiltIn: true } && before.Text("name") != name)
            fields.Invalid("name", "of a core attribute cannot be changed");
        if (before is not { IsBuiltIn: true } && (Reserved.Contains(name) || name.StartsWith("p1.", StringComparison.Ordinal)))
            fields.Invalid("name", "is a reserved name");
        Delivery.Complete(body, fields);
        CheckScopes(call, body, fields);
    }

    private static void CheckScopes(Call call, JsonObject body, PropertyReader fields)
    {
        if (body[Scopes] is not JsonArray scopes)
            return;
        var granted = call.Tenant.Entities.Of(ApplicationGrantKind.Kind, call.PathValues["applicationID"]);
        var ids = granted.SelectMany(grant => grant.Items("scopes")).Select(scope => scope["id"]!.GetValue<string>()).ToHashSet();
        if (scopes.Count == 0 || scopes.Any(scope => !ids.Contains(scope!.GetValue<string>())))
            fields.Invalid(Scopes, "must hold ids of scopes that the application is granted");
    }
}
