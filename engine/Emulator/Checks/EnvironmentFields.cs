using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Store;

namespace PingOneScenarios.Emulator.Checks;

/// <summary>The body of an environment.</summary>
internal static class EnvironmentFields
{
    private static readonly string[] Types = [EnvironmentProfile.Sandbox, "PRODUCTION"];
    private static readonly string[] Regions = ["NA", "CA", "EU", "AU", "SG", "AP"];

    /// <param name="call">Of the request.</param>
    /// <param name="fields">Notes what is wrong.</param>
    /// <param name="before">Null for a new environment.</param>
    public static EnvironmentProfile Read(Call call, PropertyReader fields, EnvironmentProfile? before)
    {
        var type = fields.Choice("type", Types, required: true);
        var region = fields.Choice("region", Regions, required: true);
        if (before is not null && region is not null && region != before.Region)
            fields.Invalid("region", "cannot be changed");
        if (before is { Type: "PRODUCTION" } && type == EnvironmentProfile.Sandbox)
            fields.Invalid("type", "a production environment cannot become a sandbox");
        CheckLicense(call, fields);
        return new EnvironmentProfile
        {
            Name = fields.Text("name", required: true, (1, 256)) ?? "",
            Description = fields.Text("description"),
            Type = type ?? EnvironmentProfile.Sandbox,
            Region = region ?? "NA",
            Icon = fields.Text("icon"),
            BillOfMaterials = fields.Any("billOfMaterials") as JsonObject,
            Status = before?.Status,
            SoftDeletedAt = before?.SoftDeletedAt,
            UpdatedAt = call.Now,
        };
    }

    /// <summary>The organization has one license.</summary>
    public static void CheckLicense(Call call, PropertyReader fields)
    {
        if (!fields.Has("license"))
            fields.Missing("license");
        else if (fields.Child("license")?.Text("id", required: true) is { } id && id != call.Organization.LicenseId)
            fields.Invalid("license.id", "is not a license of the organization");
    }
}
