using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Grants;

/// <summary><c>/resources</c>: what access tokens are for. Its id is also the client id it introspects with.</summary>
internal static class ResourceKind
{
    public const string Custom = "CUSTOM";
    public const string OpenId = "OPENID_CONNECT";
    public const string PingOneApi = "PINGONE_API";

    public const string Lifetime = "accessTokenValiditySeconds";
    public const string AuthMethod = "introspectEndpointAuthMethod";

    private static readonly string[] AuthMethods = ["NONE", "CLIENT_SECRET_BASIC", "CLIENT_SECRET_POST"];

    public static EntityKind Kind { get; } =
        new(
            "resource",
            "/resources",
            "resourceID",
            [
                Field.Text("name", required: true, maximum: 256),
                Field.Text("description"),
                Field.Text("audience", minimum: 1),
                Field.Number(Lifetime, 300, 2_592_000, ifAbsent: 3600),
                Field.Choice(AuthMethod, AuthMethods, ifAbsent: "CLIENT_SECRET_BASIC"),
                Field.Object("applicationPermissionsSettings", required: false, Field.Flag("claimEnabled", ifAbsent: false)),
            ]
        )
        {
            UniqueBy = "name",
            Filters = ["name", "type"],
            Check = Check,
            Complete = (_, _, json) => json.Remove(ResourceSecret.Member),
            Links = Links,
            MayDelete = (call, resource) => resource.IsBuiltIn ? Fixed(call) : null,
            Changed = AddSubject,
        };

    private static void Check(Call call, JsonObject body, PropertyReader fields, Entity? before)
    {
        if (before is { IsBuiltIn: true })
            fields.Add(FixedDetail);
        body["type"] = before?.Text("type") ?? Custom;
        if (body["audience"] is null && body["name"] is { } name)
            body["audience"] = name.DeepClone();
        var audience = body["audience"]?.GetValue<string>() ?? "";
        if (audience.Contains('#', StringComparison.Ordinal))
            fields.Invalid("audience", "must be a URL without a fragment");
        if (
            audience.Contains("pingone", StringComparison.OrdinalIgnoreCase)
            || audience.Contains("pingidentity", StringComparison.OrdinalIgnoreCase)
        )
            fields.Invalid("audience", "must not contain pingone or pingidentity");
        ResourceSecret.Keep(body, before, call.Tenant.Ids);
    }

    /// <summary>Every custom resource has the claim <c>sub</c>, which can be mapped to something else but not taken away.</summary>
    private static void AddSubject(Call call, Entity resource)
    {
        if (call.Tenant.Entities.Find(Kind, resource.Id) is null || resource.CreatedAt != resource.UpdatedAt)
            return;
        var subject = new JsonObject
        {
            ["name"] = "sub",
            ["value"] = "${user.id}",
            ["type"] = "CORE",
        };
        call.Tenant.Entities.Add(ResourceAttributeKind.Kind, BuiltIn.Of(ResourceAttributeKind.Kind, resource.Id, call.Now, subject));
    }

    private static IEnumerable<(string, string)> Links(Call call, Entity resource)
    {
        var self = $"{call.Tenant.Addresses.Environment}/resources/{resource.Id}";
        return [("scopes", $"{self}/scopes"), ("attributes", $"{self}/attributes"), ("secret", $"{self}/secret")];
    }

    private static ErrorDetail FixedDetail { get; } =
        new("CONSTRAINT_VIOLATION", null, "A predefined resource can be neither changed nor deleted");

    private static Answer Fixed(Call call) => ApiError.InvalidFields(call, FixedDetail);
}
