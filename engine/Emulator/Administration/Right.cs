using System.Collections.Immutable;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>What a call needs: an action on a kind of resource, such as <c>applications:read:secret</c>.</summary>
/// <param name="Path">Of the collection, without ids: <c>applications/secret</c>; empty for the environment itself.</param>
/// <param name="Service">The first part of the permission's identifier.</param>
/// <param name="Resource">The last part.</param>
/// <param name="Area">Where it belongs.</param>
internal sealed record Right(string Path, string Service, string Resource, Area Area)
{
    /// <summary>The resources with a name of their own; another belongs where the collection it lies in does, else to the configuration.</summary>
    public static ImmutableArray<Right> Table { get; } =
    [
        new("", "orgmgt", "environment", Area.Environment),
        new("type", "orgmgt", "environment", Area.Environment),
        new("status", "orgmgt", "environment", Area.Environment),
        new("billOfMaterials", "orgmgt", "billOfMaterials", Area.Environment),
        new("applications", "applications", "application", Area.Applications),
        new("applications/secret", "applications", "secret", Area.Secrets),
        new("applications/grants", "applications", "grant", Area.Applications),
        new("applications/attributes", "applications", "attribute", Area.Applications),
        new("applications/signOnPolicyAssignments", "applications", "signOnPolicyAssignment", Area.Applications),
        new("applications/pushCredentials", "applications", "pushCredentials", Area.Applications),
        new("applications/roleAssignments", "permissions", "applicationRoleAssignments", Area.RoleAssignments),
        new("resources", "applications", "resource", Area.Applications),
        new("resources/scopes", "applications", "scope", Area.Applications),
        new("resources/attributes", "applications", "resourceAttribute", Area.Applications),
        new("resources/secret", "applications", "resourceSecret", Area.Secrets),
        new("populations", "users", "population", Area.Populations),
        new("groups", "users", "group", Area.Groups),
        new("groups/memberOfGroups", "users", "groupNesting", Area.Groups),
        new("groups/roleAssignments", "permissions", "groupRoleAssignments", Area.RoleAssignments),
        new("gateways", "gateways", "gateway", Area.Configuration),
        new("gateways/roleAssignments", "permissions", "gatewayRoleAssignments", Area.RoleAssignments),
        new("users", "users", "user", Area.Users),
        new("users/memberOfGroups", "users", "groupMembership", Area.Users),
        new("users/linkedAccounts", "users", "linkedAccount", Area.Users),
        new("users/password", "users", "userPassword", Area.Credentials),
        new("users/enabled", "users", "userEnabled", Area.Credentials),
        new("users/mfaEnabled", "users", "userMfaEnabled", Area.Credentials),
        new("users/devices", "mfa", "device", Area.Credentials),
        new("users/pairingKeys", "mfa", "pairingKey", Area.Credentials),
        new("users/sessions", "authn", "session", Area.Credentials),
        new("users/agreementConsents", "agreements", "userConsent", Area.Users),
        new("users/roleAssignments", "permissions", "userRoleAssignments", Area.RoleAssignments),
        new("roles", "permissions", "customRoles", Area.CustomRoles),
        new("schemas", "users", "schema", Area.Configuration),
        new("schemas/attributes", "users", "schemaAttribute", Area.Configuration),
        new("passwordPolicies", "passwords", "passwordPolicy", Area.Configuration),
        new("signOnPolicies", "authn", "signOnPolicy", Area.Configuration),
        new("signOnPolicies/actions", "authn", "signOnPolicyAction", Area.Configuration),
        new("identityProviders", "idps", "identityProvider", Area.Configuration),
        new("agreements", "agreements", "agreement", Area.Configuration),
        new("keys", "certmgt", "key", Area.Configuration),
        new("certificates", "certmgt", "certificate", Area.Configuration),
        new("keyRotationPolicies", "certmgt", "keyRotationPolicy", Area.Configuration),
        new("images", "images", "image", Area.Configuration),
        new("themes", "branding", "theme", Area.Configuration),
        new("brandingSettings", "branding", "brandingSettings", Area.Configuration),
        new("languages", "languages", "language", Area.Configuration),
        new("templates", "notifications", "template", Area.Configuration),
        new("notificationsPolicies", "notifications", "notificationsPolicy", Area.Configuration),
        new("notificationsSettings", "notifications", "notificationsSettings", Area.Configuration),
        new("deviceAuthenticationPolicies", "mfa", "deviceAuthenticationPolicy", Area.Configuration),
        new("activities", "audit_reporting", "activity", Area.Reports),
        new("userActivities", "audit_reporting", "userActivity", Area.Reports),
        new("totalIdentities", "audit_reporting", "totalIdentities", Area.Reports),
        new("activeIdentityCounts", "audit_reporting", "activeIdentityCounts", Area.Reports),
    ];

    /// <summary>The environment itself.</summary>
    public static Right OfEnvironment => Table[0];

    private static readonly Dictionary<string, Right> ByPath = Table.ToDictionary(right => right.Path);

    /// <summary>The identifier of the permission: <c>applications:read:secret</c>.</summary>
    public string Permission(Actions action) => $"{Service}:{action.ToString().ToLowerInvariant()}:{Resource}";

    /// <summary>What a call needs, from its method and the collections in its path.</summary>
    public static (Right Right, Actions Action) Of(Call call)
    {
        // v1, environments, the id, then a collection and an id in turns.
        var parts = (call.Request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries)[3..];
        var path = string.Join('/', parts.Where((_, index) => index % 2 == 0));
        return (At(path), ActionOf(call, path));
    }

    private static Right At(string path)
    {
        if (ByPath.TryGetValue(path, out var known))
            return known;
        var end = path.LastIndexOf('/');
        return end < 0
            ? new Right(path, path, path, Area.Configuration)
            : At(path[..end]) with
            {
                Path = path,
                Resource = path[(end + 1)..],
            };
    }

    /// <summary>An action on what is there is a change of it, whatever the method: a new secret, a password that is checked.</summary>
    private static Actions ActionOf(Call call, string path) =>
        Dispatcher.Method(call.Request) switch
        {
            "GET" or "HEAD" => Actions.Read,
            "DELETE" => Actions.Delete,
            "POST" when !path.EndsWith("secret", StringComparison.Ordinal) && !path.EndsWith("password", StringComparison.Ordinal) =>
                IsOfOne(call) ? Actions.Update : Actions.Create,
            _ => Actions.Update,
        };

    private static bool IsOfOne(Call call) => call.Request.Path.Value!.Count(c => c == '/') % 2 == 1;
}
