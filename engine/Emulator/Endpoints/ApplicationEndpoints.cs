using System.Text.Json;
using PingOneScenarios.Emulator.Administration;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Grants;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>/v1/environments/{envID}/applications</c></summary>
internal static class ApplicationEndpoints
{
    private const string EntityId = "spEntityId";

    public static Collection<Application> All { get; } =
        new(
            "applications",
            call => call.Tenant.Registry.Applications(),
            Hal.Written<Application>((call, application) => ApplicationBody.ToJson(call.Tenant, application)),
            new Dictionary<string, Func<Application, string>>
            {
                ["id"] = application => application.Id,
                ["name"] = application => application.Name,
                ["type"] = application => application.Type,
                ["protocol"] = application => application.Protocol,
                ["enabled"] = application => application.Enabled ? "true" : "false",
                ["createdAt"] = application => Hal.Time(application.CreatedAt),
                ["updatedAt"] = application => Hal.Time(application.UpdatedAt),
            }
        )
        {
            Keys = new()
            {
                ["id"] = (call, id) => Just(call.Tenant.Registry.FindApplication(id)),
                ["name"] = (call, name) => Just(call.Tenant.Registry.FindApplicationByName(name)),
            },
        };

    public static Answer Create(Call call, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var application = ApplicationFields.ReadNew(call, fields);
        CheckEntityId(call, application, fields);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        if (call.Tenant.Registry.Add(application) is { } existingId)
            return ApiError.InvalidFields(call, NotUnique.Detail("name", existingId));
        if (application.Flags["assignActorRoles"])
            RoleEndpoints.AssignRolesOfActor(call, application);
        if (application.Protocol == Application.OpenIdConnect)
            ApplicationAttributeKind.AddSubject(call.Tenant, application);
        return Answer.Hal(201, ApplicationBody.ToJson(call.Tenant, application));
    }

    public static Answer Read(Call call, Application application) => Answer.Hal(200, ApplicationBody.ToJson(call.Tenant, application));

    /// <summary>The secret stays.</summary>
    public static Answer Replace(Call call, Application application, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var changed = ApplicationFields.ReadChanged(fields, application);
        CheckEntityId(call, changed, fields);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        var replaced = call.Tenant.Registry.Replace(
            application.Id,
            now => changed with { Secret = now.Secret, Keys = now.Keys, Metadata = now.Metadata, UpdatedAt = call.Now }
        );
        if (replaced.HolderId is { } existingId)
            return ApiError.InvalidFields(call, NotUnique.Detail("name", existingId));
        return replaced.Now is { } stored ? Read(call, stored) : ApiError.NotFound(call);
    }

    public static Answer Delete(Call call, Application application)
    {
        call.Tenant.Registry.RemoveApplication(application.Id);
        call.Tenant.Entities.RemoveUnder(application.Id);
        return Answer.Empty(204);
    }

    public static string Address(Tenant tenant, string applicationId) => $"{tenant.Addresses.Environment}/applications/{applicationId}";

    /// <summary>A service provider's entity id is unique in the environment.</summary>
    private static void CheckEntityId(Call call, Application application, PropertyReader fields)
    {
        if (EntityIdOf(application) is not { } id)
            return;
        var other = call.Tenant.Registry.Applications().FirstOrDefault(known => known.Id != application.Id && EntityIdOf(known) == id);
        if (other is not null)
            fields.Add(NotUnique.Detail(EntityId, other.Id));
    }

    private static string? EntityIdOf(Application application) => application.Settings[EntityId]?.GetValue<string>();

    private static Application[] Just(Application? application) => application is null ? [] : [application];
}
