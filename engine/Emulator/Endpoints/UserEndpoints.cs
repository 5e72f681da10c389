using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Administration;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Entities;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Providers;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>/v1/environments/{envID}/users</c></summary>
internal static class UserEndpoints
{
    public static Collection<User> All { get; } =
        new("users", Visible, UserBody.Write, UserAttributes.Table)
        {
            Lists = UserAttributes.Lists,
            Keys = UserAttributes.Keys,
            Expansions = new() { ["population"] = Population },
        };

    public static Answer Create(Call call, JsonElement json) =>
        MediaTypes.Is(call, "user.invite") ? Invitations.Create(call, json) : CreateOrImport(call, json);

    private static Answer CreateOrImport(Call call, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var isImport = call.MediaType.Equals(MediaTypes.UserImport, StringComparison.OrdinalIgnoreCase);
        if (isImport && PasswordChange.Unserved(call, new PropertyReader(json).Child("password")?.Peek("value")) is { } unserved)
            return unserved;
        var user = UserFields.ReadNew(call, fields);
        if (isImport)
            user = Import(call, fields, user);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        if (call.Tenant.Registry.Add(user) is var added && added != AddUserResult.Added)
            return Refuse(call, added);
        var suppressed = new PropertyReader(json).Child("lifecycle")?.Flag("suppressVerificationCode") ?? false;
        if (user.Lifecycle == User.VerificationRequired && !suppressed)
            EmailVerification.Send(call, user);
        return Answer.Hal(201, json => UserBody.Write(json, call, user));
    }

    public static Answer Read(Call call, User user) =>
        GroupsOfUser.Asked(call).IsRefused(out var refusal, out var included)
            ? refusal
            : All.Read(call, user, included.Length == 0 ? null : json => GroupsOfUser.Write(json, call, user, included));

    /// <summary>The population stays, and what has an operation of its own: enabled, MFA, the lifecycle.</summary>
    public static Answer Replace(Call call, User user, JsonElement json) => Store(call, user, new PropertyReader(json));

    /// <summary>What is left out stays, null takes away.</summary>
    public static Answer Change(Call call, User user, JsonElement json)
    {
        var merged = MergePatch.Apply(UserBody.Writable(user), json);
        return Store(call, user, new PropertyReader(merged));
    }

    private static IReadOnlyList<User> Visible(Call call) => VisibleOf(call, call.Tenant.Registry.Users());

    /// <summary>Who manages a population sees no users but its.</summary>
    public static IReadOnlyList<User> VisibleOf(Call call, IReadOnlyList<User> users) =>
        ActorRights.VisiblePopulations(call) is { } populations ? [.. users.Where(user => populations.Contains(user.PopulationId))] : users;

    public static Answer Delete(Call call, User user)
    {
        call.Tenant.Registry.RemoveUser(user.Id);
        call.Tenant.Entities.RemoveUnder(user.Id);
        return Answer.Empty(204);
    }

    public static string Address(Tenant tenant, string userId) => $"{tenant.Addresses.Environment}/users/{userId}";

    public static JsonObject? Population(Call call, User user) =>
        call.Tenant.Registry.FindPopulation(user.PopulationId) is { } population
            ? PopulationEndpoints.ToJson(call.Tenant, population)
            : null;

    private static User Import(Call call, PropertyReader fields, User user)
    {
        var imported = UserFields.ReadImported(fields, user);
        return fields.Child("password") is { } password ? PasswordEndpoints.Apply(call, imported, password) : imported;
    }

    private static Answer Store(Call call, User user, PropertyReader fields)
    {
        // Read twice: once for its problems, once over what there is by then.
        UserFields.Read(call.Tenant, fields, user);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        var replaced = call.Tenant.Registry.Replace(
            user.Id,
            now => UserFields.Read(call.Tenant, fields, now) with { UpdatedAt = call.Now }
        );
        if (replaced.HolderId is not null)
            return Refuse(call, AddUserResult.UsernameTaken);
        return replaced.Now is { } changed ? Answer.Hal(200, json => UserBody.Write(json, call, changed)) : ApiError.NotFound(call);
    }

    private static Answer Refuse(Call call, AddUserResult result) =>
        ApiError.InvalidFields(
            call,
            result == AddUserResult.UsernameTaken ? NotUnique.Detail("username") : UnknownPopulation("population.id")
        );

    public static ErrorDetail UnknownPopulation(string target) => new("INVALID_VALUE", target, "is not a population of the environment");
}
