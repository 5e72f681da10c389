using System.Text.Json.Nodes;
using PingOneScenarios.Emulator.Endpoints;
using PingOneScenarios.Emulator.Errors;

namespace PingOneScenarios.Emulator.Administration;

/// <summary><c>/v1/organizations</c>: the one there is, and its only licence.</summary>
internal static class OrganizationEndpoints
{
    private const string LicenseName = "Emulator";

    public static Answer List(Call call) => List($"{call.Tenant.Addresses.ApiPath}/organizations", "organizations", Organization(call));

    public static Answer Read(Call call) =>
        call.PathValues["organizationID"] == call.Organization.Id ? Answer.Hal(200, Organization(call)) : ApiError.NotFound(call);

    public static Answer ListLicenses(Call call) =>
        call.PathValues["organizationID"] == call.Organization.Id
            ? List($"{Address(call)}/licenses", "licenses", License(call))
            : ApiError.NotFound(call);

    /// <summary>The licence has the id of the organization, which has one.</summary>
    public static Answer ReadLicense(Call call) =>
        call.PathValues["organizationID"] == call.Organization.Id && call.PathValues["licenseID"] == call.Organization.Id
            ? Answer.Hal(200, License(call))
            : ApiError.NotFound(call);

    private static Answer List(string self, string name, JsonObject one) =>
        Answer.Hal(
            200,
            new JsonObject
            {
                ["_links"] = Hal.Links(("self", self)),
                ["_embedded"] = new JsonObject { [name] = new JsonArray(one) },
                ["count"] = 1,
                ["size"] = 1,
            }
        );

    private static string Address(Call call) => $"{call.Tenant.Addresses.ApiPath}/organizations/{call.Organization.Id}";

    private static JsonObject Organization(Call call) =>
        new()
        {
            ["_links"] = Hal.Links(
                ("self", Address(call)),
                ("environments", $"{call.Tenant.Addresses.ApiPath}/environments"),
                ("licenses", $"{Address(call)}/licenses")
            ),
            ["id"] = call.Organization.Id,
            ["name"] = "Emulator",
            ["type"] = "INTERNAL",
            ["createdAt"] = Hal.Time(call.Organization.First.CreatedAt),
            ["updatedAt"] = Hal.Time(call.Organization.First.CreatedAt),
        };

    private static JsonObject License(Call call) =>
        new()
        {
            ["_links"] = Hal.Links(("self", $"{Address(call)}/licenses/{call.Organization.Id}"), ("organization", Address(call))),
            ["id"] = call.Organization.Id,
            ["name"] = LicenseName,
            ["package"] = "INTERNAL",
            ["status"] = "ACTIVE",
            ["organization"] = Hal.Reference(call.Organization.Id),
            ["beginsAt"] = Hal.Time(call.Organization.First.CreatedAt),
            ["assignedEnvironmentsCount"] = call.Organization.Tenants().Count,
        };
}
