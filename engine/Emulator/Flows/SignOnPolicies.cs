using System.Collections.Immutable;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Flows;

/// <summary>Chooses the sign-on policy of a flow: what <c>acr_values</c> names of the application's, else its first, else the environment's default.</summary>
internal static class SignOnPolicies
{
    public const string SingleFactor = "Single_Factor";
    public const string MultiFactor = "Multi_Factor";

    /// <summary>The two policies every environment begins with.</summary>
    public static void AddBuiltIn(Tenant tenant)
    {
        AddBuiltIn(tenant, SingleFactor, isDefault: true, Login());
        var secondFactor = new JsonObject
        {
            ["priority"] = 2,
            ["type"] = "MULTI_FACTOR_AUTHENTICATION",
            ["noDevicesMode"] = "BLOCK",
        };
        AddBuiltIn(tenant, MultiFactor, isDefault: false, Login(), secondFactor);
    }

    /// <summary>The flow of an application's user: its policy's actions are its steps. It is not kept yet: see <see cref="FlowSteps.Begin"/>.</summary>
    public static Flow Prepare(Call call, string browser, Application client, AuthorizeRequest? request, Session? session)
    {
        var policy = Choose(call.Tenant, client.Id, request?.AcrValues);
        return new Flow(call.Tenant.Ids.Uuid(), browser, client.Id, call.Now)
        {
            Request = request,
            Steps = ActionsOf(call.Tenant, policy),
            Acr = policy.Text("name")!,
            UserId = session?.UserId,
            Session = session,
        };
    }

    /// <param name="tenant">Of the application.</param>
    /// <param name="clientId">The application.</param>
    /// <param name="acrValues">Names of policies with spaces between, the preferred first; null for none.</param>
    public static Entity Choose(Tenant tenant, string clientId, string? acrValues)
    {
        var assigned = tenant
            .Entities.Of(SignOnPolicyKinds.Assignment, clientId)
            .OrderBy(assignment => assignment.Number("priority"))
            .Select(assignment => tenant.Entities.Find(SignOnPolicyKinds.Policy, assignment.Text("signOnPolicy.id")!))
            .OfType<Entity>()
            .ToArray();
        var named = (acrValues ?? "")
            .Split(' ')
            .Select(name => assigned.FirstOrDefault(policy => policy.Text("name") == name))
            .FirstOrDefault(policy => policy is not null);
        return named ?? assigned.FirstOrDefault() ?? Default(tenant);
    }

    public static Entity Default(Tenant tenant) => tenant.Entities.All(SignOnPolicyKinds.Policy).First(policy => policy.Flag("default"));

    /// <summary>In the order they are gone through.</summary>
    public static ImmutableArray<Entity> ActionsOf(Tenant tenant, Entity policy) =>
        [.. tenant.Entities.Of(SignOnPolicyKinds.Action, policy.Id).OrderBy(action => action.Number("priority"))];

    private static JsonObject Login() =>
        new()
        {
            ["priority"] = 1,
            ["type"] = "LOGIN",
            ["recovery"] = new JsonObject { ["enabled"] = true },
            ["registration"] = new JsonObject { ["enabled"] = false },
        };

    private static void AddBuiltIn(Tenant tenant, string name, bool isDefault, params JsonObject[] actions)
    {
        var policy = new JsonObject { ["name"] = name, ["default"] = isDefault };
        var id = Add(tenant, SignOnPolicyKinds.Policy, null, policy);
        foreach (var action in actions)
            Add(tenant, SignOnPolicyKinds.Action, id, action);
    }

    private static string Add(Tenant tenant, EntityKind kind, string? parentId, JsonObject body)
    {
        var entity = new Entity(tenant.Ids.Uuid(), parentId, body, tenant.CreatedAt, tenant.CreatedAt) { IsBuiltIn = true };
        tenant.Entities.Add(kind, entity);
        return entity.Id;
    }
}
