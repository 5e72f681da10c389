using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Grants;

/// <summary><c>/applications/{applicationID}/grants</c>: the scopes of a resource an application may ask for.</summary>
internal static class ApplicationGrantKind
{
    public static EntityKind Kind { get; } =
        new(
            "grant",
            "/applications/{applicationID}/grants",
            "grantID",
            [Field.Reference("resource", required: true), Field.Objects("scopes", required: true, Field.Text("id", required: true))]
        )
        {
            Check = Check,
            Complete = Complete,
            Links = (call, grant) =>
                [
                    ("application", ApplicationEndpoints.Address(call.Tenant, grant.ParentId!)),
                    ("resource", $"{call.Tenant.Addresses.Environment}/resources/{grant.Text("resource.id")}"),
                ],
        };

    /// <summary>It names its application in place of its environment.</summary>
    private static void Complete(Call call, Entity grant, JsonObject json)
    {
        json.Remove("environment");
        json["application"] = Hal.Reference(grant.ParentId!);
    }

    private static void Check(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        if (fields.Problems.Count > 0)
            return;
        var resourceId = body["resource"]!["id"]!.GetValue<string>();
        if (call.Tenant.Entities.Find(ResourceKind.Kind, resourceId) is null)
        {
            fields.Invalid("resource.id", "is not a resource of the environment");
            return;
        }
        if (before is not null && before.Text("resource.id") != resourceId)
            fields.Invalid("resource.id", "of a grant cannot be changed");
        var others = call.Tenant.Entities.Of(Kind, call.PathValues["applicationID"]).Where(grant => grant.Id != before?.Id);
        if (others.FirstOrDefault(grant => grant.Text("resource.id") == resourceId) is { } other)
            fields.Add(NotUnique.Detail("resource.id", other.Id));
        var scopes = body["scopes"]!.AsArray();
        if (scopes.Count == 0)
            fields.Add(new ErrorDetail("EMPTY_VALUE", "scopes", "must not be empty"));
        if (scopes.Any(scope => call.Tenant.Entities.Find(ScopeKind.Kind, scope!["id"]!.GetValue<string>())?.ParentId != resourceId))
            fields.Invalid("scopes", "must be scopes of the resource");
    }
}
