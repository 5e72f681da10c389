using System.Text.Json;
using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Administration;
using PingOneScenarios.Emulator.Checks;
using PingOneScenarios.Emulator.Errors;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Endpoints;

/// <summary><c>/v1/environments</c></summary>
internal static class EnvironmentEndpoints
{
    public static Collection<Tenant> All { get; } =
        new(
            "environments",
            ActorRights.VisibleEnvironments,
            Hal.Written<Tenant>(ToJson),
            new Dictionary<string, Func<Tenant, string>>
            {
                ["id"] = tenant => tenant.EnvironmentId,
                ["name"] = tenant => tenant.Profile.Name,
                ["organization.id"] = tenant => tenant.Organization.Id,
                ["license.id"] = tenant => tenant.Organization.LicenseId,
            }
        )
        {
            Operators = ["eq", "sw"],
        };

    /// <summary>It begins with a default population, and with password policies of its own.</summary>
    public static Answer Create(Call call, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var profile = EnvironmentFields.Read(call, fields, null);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        var tenant = Tenant.Empty(call.Organization);
        tenant.Profile = profile;
        return call.Organization.TryAdd(tenant) is { } existingId
            ? ApiError.InvalidFields(call, NotUnique.Detail("name", existingId))
            : Answer.Hal(201, ToJson(call, tenant));
    }

    public static Answer Read(Call call) => Answer.Hal(200, ToJson(call, call.Tenant));

    /// <summary>The region and, but for a promotion to production, the type stay.</summary>
    public static Answer Replace(Call call, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var profile = EnvironmentFields.Read(call, fields, call.Tenant.Profile);
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        return call.Organization.TryRename(call.Tenant, profile) is { } existingId
            ? ApiError.InvalidFields(call, NotUnique.Detail("name", existingId))
            : Read(call);
    }

    /// <summary>A production environment is marked to be deleted, or not to be any more.</summary>
    public static Answer SetStatus(Call call, JsonElement json)
    {
        var fields = new PropertyReader(json);
        var status = fields.Choice("status", ["ACTIVE", EnvironmentProfile.DeletePending], required: true);
        if (status == "ACTIVE")
            EnvironmentFields.CheckLicense(call, fields);
        if (status is not null && call.Tenant.Profile.Type == EnvironmentProfile.Sandbox)
            fields.Add(new("CONSTRAINT_VIOLATION", "status", "Only a production environment has a status"));
        if (fields.Problems.Count > 0)
            return ApiError.InvalidFields(call, fields.Problems);
        call.Tenant.Profile = call.Tenant.Profile with
        {
            Status = status,
            SoftDeletedAt = status == EnvironmentProfile.DeletePending ? call.Now : null,
            UpdatedAt = call.Now,
        };
        return Read(call);
    }

    /// <summary>At once for a sandbox; a production environment has to wait first. The one whose worker asks is never deleted.</summary>
    public static Answer Delete(Call call)
    {
        var profile = call.Tenant.Profile;
        if (call.Tenant == call.Organization.First)
            return Refuse(call, "The environment of the emulator's worker cannot be deleted");
        if (profile.Type != EnvironmentProfile.Sandbox && profile.SoftDeletedAt is null)
            return Refuse(call, "A production environment must have the status DELETE_PENDING before it can be deleted");
        if (profile.SoftDeletedAt + EnvironmentProfile.DeletionWait > call.Now)
            return Refuse(call, "The environment cannot be deleted before hardDeletedAllowedAt");
        call.Organization.Remove(call.Tenant.EnvironmentId);
        return Answer.Empty(204);
    }

    private static Answer Refuse(Call call, string why) => ApiError.InvalidFields(call, new ErrorDetail("CONSTRAINT_VIOLATION", null, why));

    private static JsonObject ToJson(Call call, Tenant tenant)
    {
        var profile = tenant.Profile;
        var json = new JsonObject
        {
            ["_links"] = Links(tenant),
            ["id"] = tenant.EnvironmentId,
            ["organization"] = Hal.Reference(call.Organization.Id),
            ["license"] = Hal.Reference(call.Organization.LicenseId),
            ["name"] = profile.Name,
        };
        Hal.AddIfKnown(json, "description", profile.Description);
        json["type"] = profile.Type;
        json["region"] = profile.Region;
        Hal.AddIfKnown(json, "icon", profile.Icon);
        if (profile.BillOfMaterials is { } bill)
            json["billOfMaterials"] = bill.DeepClone();
        Hal.AddIfKnown(json, "status", profile.Status);
        if (profile.SoftDeletedAt is { } at)
        {
            json["softDeletedAt"] = Hal.Time(at);
            json["hardDeletedAllowedAt"] = Hal.Time(at + EnvironmentProfile.DeletionWait);
        }
        json["createdAt"] = Hal.Time(tenant.CreatedAt);
        json["updatedAt"] = Hal.Time(profile.UpdatedAt);
        return json;
    }

    private static JsonObject Links(Tenant tenant)
    {
        var self = tenant.Addresses.Environment;
        return Hal.Links(
            ("self", self),
            ("populations", $"{self}/populations"),
            ("users", $"{self}/users"),
            ("applications", $"{self}/applications"),
            ("passwordPolicies", $"{self}/passwordPolicies")
        );
    }
}
