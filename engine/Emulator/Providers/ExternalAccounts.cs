using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Flows;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Providers;

/// <summary>Finds, makes and links the users of accounts at identity providers.</summary>
internal static class ExternalAccounts
{
    /// <summary>The user's id at a provider; null when the account is not linked.</summary>
    public static string? ExternalIdOf(Call call, string? userId, string providerId) =>
        userId is null
            ? null
            : call
                .Tenant.Entities.Of(ProviderKinds.LinkedAccount, userId)
                .FirstOrDefault(linked => linked.Text("identityProvider.id") == providerId)
                ?.Text("externalId");

    /// <summary>The link of an account; null when it belongs to nobody.</summary>
    public static Entity? Find(Call call, string providerId, string externalId) =>
        call
            .Tenant.Entities.All(ProviderKinds.LinkedAccount)
            .FirstOrDefault(linked => linked.Text("identityProvider.id") == providerId && linked.Text("externalId") == externalId);

    /// <summary>The flow after its user came back as this account: signed on, or in the status that asks whose it is.</summary>
    public static Flow Settle(Call call, Flow flow, ExternalAccount account)
    {
        var asking = flow with { External = account };
        if (Find(call, account.ProviderId, account.ExternalId) is { } linked)
            return Returned(call, flow, call.Tenant.Registry.FindUser(linked.ParentId!), account);
        var isAuthority = PopulationOfProvider(call, account) is not null;
        if (flow.UserId is not null || !isAuthority && flow.Step!.Flag("registration.enabled") == false)
            return asking with { Status = FlowStatus.AccountLinkingRequired };
        if (!isAuthority && flow.Step!.Flag("registration.confirmIdentityProviderAttributes"))
            return asking with { Status = FlowStatus.AccountConfirmationRequired };
        var (next, problems) = Register(call, asking, account.ToUser());
        return next ?? flow.Fail("access_denied", $"The account makes no user: {problems[0].Target} {problems[0].Message}");
    }

    /// <summary>A user of one's own for the account; who has the username already is asked to prove it. Null with what is wrong with the body.</summary>
    public static (Flow? Next, IReadOnlyList<ErrorDetail> Problems) Register(Call call, Flow flow, JsonObject body)
    {
        var account = flow.External!;
        if (body["username"]?.ToString() is { } username && call.Tenant.Registry.FindUserByName(username) is not null)
            return (flow with { Status = FlowStatus.AccountLinkingRequired }, []);
        var fields = new PropertyReader(Element(body));
        var authority = PopulationOfProvider(call, account);
        var user = UserFields.ReadNew(call, fields) with
        {
            PopulationId = authority ?? flow.Step!.Text("registration.population.id") ?? call.Tenant.Registry.DefaultPopulationId,
            IdentityProviderId = authority is null ? null : account.ProviderId,
        };
        if (fields.Problems.Count > 0)
            return (null, fields.Problems);
        if (call.Tenant.Registry.Add(user) != AddUserResult.Added)
            return (null, [UserEndpoints.UnknownPopulation("population.id")]);
        Link(call, user, account);
        return (SignedOn(call, flow, user), []);
    }

    /// <summary>The user has proved to be the one whose account it is.</summary>
    public static Flow LinkIfAsked(Call call, Flow flow, User user)
    {
        if (flow.Status != FlowStatus.AccountLinkingRequired || flow.External is not { } account)
            return flow;
        if (Find(call, account.ProviderId, account.ExternalId) is null)
            Link(call, user, account);
        Update(call, user, account);
        return flow with { External = null, ProviderId = null };
    }

    public static Entity Link(Call call, User user, ExternalAccount account)
    {
        var body = new JsonObject { ["externalId"] = account.ExternalId, ["identityProvider"] = Hal.Reference(account.ProviderId) };
        var linked = new Entity(call.Tenant.Ids.Uuid(), user.Id, body, call.Now, call.Now);
        call.Tenant.Entities.Add(ProviderKinds.LinkedAccount, linked);
        return linked;
    }

    /// <summary>What the mappings say and the user may have is kept; a value that breaks a rule of users changes nothing.</summary>
    public static void Update(Call call, User user, ExternalAccount account)
    {
        if (account.ChangesOf(UserBody.Writable(user)) is not { Count: > 0 } changes)
            return;
        call.Tenant.Registry.Replace(
            user.Id,
            now =>
            {
                var fields = new PropertyReader(MergePatch.Apply(UserBody.Writable(now), Element(changes)));
                var changed = UserFields.Read(call.Tenant, fields, now);
                return fields.Problems.Count > 0 ? now : changed with { UpdatedAt = call.Now };
            }
        );
    }

    private static Flow Returned(Call call, Flow flow, User? user, ExternalAccount account)
    {
        if (user is not { Enabled: true } || flow.UserId is { } id && id != user.Id)
            return flow.Fail("access_denied", "The account belongs to a user who cannot sign on here");
        if (flow.Step!.Flag("enforceLockoutForIdentityProviders") && user.Password.IsLocked(call.Now))
            return flow.Fail("access_denied", "The user account is locked");
        Update(call, user, account);
        return SignedOn(call, flow, user);
    }

    private static Flow SignedOn(Call call, Flow flow, User user) =>
        FlowSteps.Next(call, flow with { UserId = user.Id, External = null, ProviderId = null });

    /// <summary>Where the provider makes users, and decides who they are; null when it does not.</summary>
    private static string? PopulationOfProvider(Call call, ExternalAccount account) =>
        ProviderKinds.Find(call, account.ProviderId)?.Text("registration.population.id");

    private static JsonElement Element(JsonObject body)
    {
        using var json = JsonDocument.Parse(body.ToJsonString());
        return json.RootElement.Clone();
    }
}
