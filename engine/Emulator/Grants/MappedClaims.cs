using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Store;
using PingOneScenarios.Emulator.Tokens;

namespace PingOneScenarios.Emulator.Grants;

/// <summary>The claims that mappings add to tokens and to userinfo.</summary>
internal static class MappedClaims
{
    /// <summary>To an access token: those of the custom resources it is for.</summary>
    public static void AddToAccessToken(Tenant tenant, JsonObject claims, IEnumerable<Entity> resources, ClaimSources sources)
    {
        foreach (var resource in resources.Where(resource => resource.Text("type") == ResourceKind.Custom))
        foreach (var attribute in tenant.Entities.Of(ResourceAttributeKind.Kind, resource.Id))
            sources.Add(claims, attribute.Text("name")!, attribute.Text("value")!);
    }

    /// <summary>About a user, to an ID token or to userinfo; a mapping of the application goes before one of the resource.</summary>
    /// <param name="tenant">The environment.</param>
    /// <param name="claims">To add to.</param>
    /// <param name="clientId">The application.</param>
    /// <param name="scope">What was granted.</param>
    /// <param name="asked">The user, and which member of <see cref="Delivery"/> has to allow it.</param>
    public static void AddAboutUser(Tenant tenant, JsonObject claims, string clientId, string scope, (User User, string Delivery) asked)
    {
        var sources = new ClaimSources(tenant, asked.User, null);
        var own = tenant.Entities.Of(ApplicationAttributeKind.Kind, clientId);
        var openId = ScopeGrant.OpenIdResource(tenant);
        var names = ScopeGrant.Split(scope);
        var scopes = tenant.Entities.Of(ScopeKind.Kind, openId.Id).Where(known => names.Contains(known.Text("name"))).ToArray();
        foreach (
            var attribute in tenant
                .Entities.Of(ResourceAttributeKind.Kind, openId.Id)
                .OrderBy(known => UserClaims.Place(known.Text("name")!))
        )
            if (
                own.All(mine => mine.Text("name") != attribute.Text("name"))
                && attribute.Flag(asked.Delivery)
                && IsIn(attribute, names, scopes)
            )
                sources.Add(claims, attribute.Text("name")!, attribute.Text("value")!);
        foreach (var attribute in own)
            if (attribute.Flag(asked.Delivery) && IsOwnIn(attribute, names, scopes))
                sources.Add(claims, attribute.Text("name")!, attribute.Text("value")!);
    }

    private static bool IsIn(Entity attribute, IReadOnlyList<string> names, Entity[] scopes) =>
        UserClaims.ScopeOf(attribute.Text("name")!) is { } scope
            ? names.Contains(scope)
            : scopes.Any(known => known.Items(ScopeKind.MappedClaims).Any(id => id.GetValue<string>() == attribute.Id));

    private static bool IsOwnIn(Entity attribute, IReadOnlyList<string> names, Entity[] scopes)
    {
        var only = attribute.Items(ApplicationAttributeKind.Scopes).Select(id => id.GetValue<string>()).ToArray();
        return only.Length == 0 ? names.Contains("openid") : scopes.Any(known => only.Contains(known.Id));
    }
}
