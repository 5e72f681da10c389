using System.Collections.Immutable;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Grants;

/// <summary>Which of the scopes a request asks for an application is granted; of authorize, of the token endpoint and of what lies between them.</summary>
internal static class ScopeGrant
{
    private const string Error = "invalid_scope";
    private const string NotGranted = "At least one scope is unknown or not granted";

    public static IReadOnlyList<string> Split(string? scope) => scope?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    public static Entity OpenIdResource(Tenant tenant) =>
        tenant.Entities.Of(ResourceKind.Kind, null).First(resource => resource.Text("type") == ResourceKind.OpenId);

    /// <summary>For a user who is to sign on; nothing asked for is everything granted.</summary>
    public static GrantedScopes OfUser(Tenant tenant, Application client, IReadOnlyList<string> asked)
    {
        var granted = Granted(tenant, client);
        return Judge(client, granted, asked.Count == 0 ? [.. granted.Select(scope => scope.Name).Distinct()] : asked);
    }

    /// <summary>
    /// For the client itself, which has no use for what is about a user. A worker's rights are its roles, so it needs none and those of PingOne's
    /// own are left out.
    /// </summary>
    public static GrantedScopes OfClient(Tenant tenant, Application client, IReadOnlyList<string> asked)
    {
        var granted = Granted(tenant, client).Where(scope => scope.Resource.Text("type") == ResourceKind.Custom).ToArray();
        if (client.Type == "WORKER")
            asked = [.. asked.Where(name => granted.Any(scope => scope.Name == name))];
        else if (granted.Length == 0)
            return GrantedScopes.Refused(Error, "At least one scope must be granted");
        else if (asked.Count == 0)
            asked = [.. granted.Select(scope => scope.Name).Distinct()];
        return Judge(client, granted, asked);
    }

    /// <summary>The resources an access token with these scopes is for; none when they are about the user only.</summary>
    public static ImmutableArray<Entity> Resources(Tenant tenant, Application client, IReadOnlyList<string> scopes) =>
        Resources(Granted(tenant, client), scopes);

    /// <summary>Can the application be granted a refresh token only by <c>offline_access</c>?</summary>
    public static bool HasOfflineAccess(Tenant tenant, Application client) =>
        Granted(tenant, client)
            .Any(scope => scope.Name == BuiltInResources.OfflineAccess && scope.Resource.Text("type") == ResourceKind.OpenId);

    private static GrantedScopes Judge(Application client, IReadOnlyList<Scope> granted, IReadOnlyList<string> asked)
    {
        if (asked.Any(name => granted.All(scope => scope.Name != name)))
            return GrantedScopes.Refused(Error, NotGranted);
        var resources = Resources(granted, asked);
        var mayBeMany =
            client.Flags.GetValueOrDefault("requestScopesForMultipleResourcesEnabled")
            && resources.All(resource => resource.Text("type") == ResourceKind.Custom);
        return resources.Length > 1 && !mayBeMany
            ? GrantedScopes.Refused(Error, "May not request scopes for multiple resources")
            : new GrantedScopes([.. asked.Distinct()]);
    }

    private static ImmutableArray<Entity> Resources(IEnumerable<Scope> granted, IReadOnlyList<string> asked) =>
        [
            .. granted
                .Where(scope => asked.Contains(scope.Name) && scope.Resource.Text("type") != ResourceKind.OpenId)
                .Select(scope => scope.Resource)
                .DistinctBy(resource => resource.Id),
        ];

    private static List<Scope> Granted(Tenant tenant, Application client)
    {
        var openId = OpenIdResource(tenant);
        List<Scope> granted = [.. BuiltInResources.Free.Select(name => new Scope(name, openId))];
        foreach (var grant in tenant.Entities.Of(ApplicationGrantKind.Kind, client.Id))
            if (tenant.Entities.Find(ResourceKind.Kind, grant.Text("resource.id")!) is { } resource)
                granted.AddRange(
                    grant
                        .Items("scopes")
                        .Select(scope => tenant.Entities.Find(ScopeKind.Kind, scope["id"]!.GetValue<string>()))
                        .OfType<Entity>()
                        .Select(scope => new Scope(scope.Text("name")!, resource))
                );
        return granted;
    }

    private sealed record Scope(string Name, Entity Resource);
}
