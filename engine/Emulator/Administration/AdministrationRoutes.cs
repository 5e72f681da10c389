using System.Collections.Immutable;
using PingOneScenarios.Emulator.Checks;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>The routes of this room that no kind of entity has.</summary>
internal static class AdministrationRoutes
{
    private const string Memberships = Routes.Environment + "/users/{userID}/memberOfGroups";

    private const string Roles = Routes.Environment + "/roles";

    private const string Organizations = "/v1/organizations";
    private const string Licenses = Organizations + "/{organizationID}/licenses";

    public static ImmutableArray<Route> Table { get; } =
    [
        new("GET", Organizations, Organizational.To(OrganizationEndpoints.List)),
        new("GET", Organizations + "/{organizationID}", Organizational.To(OrganizationEndpoints.Read)),
        new("GET", Licenses, Organizational.To(OrganizationEndpoints.ListLicenses)),
        new("GET", Licenses + "/{licenseID}", Organizational.To(OrganizationEndpoints.ReadLicense)),
        .. Setting.Table.SelectMany(setting => new SettingEndpoints(setting).Routes()),
        new("GET", "/v1/roles", Organizational.To(RoleEndpoints.ListBuiltIn)),
        new("GET", "/v1/roles/{builtInRoleID}", Organizational.To(RoleEndpoints.ReadBuiltIn)),
        new("GET", Roles, Routes.Managed.To(RoleEndpoints.List)),
        new("GET", Roles + "/{roleID}", Routes.Managed.To(RoleEndpoints.Read)),
        new("GET", Memberships, Routes.Managed.Find(KnownResource.User).To((call, _) => GroupMemberships.List(call))),
        new("GET", Memberships + "/{memberGroupID}", Routes.Managed.Find(KnownResource.User).To((call, _) => GroupMemberships.Read(call))),
        new(
            "DELETE",
            Memberships + "/{memberGroupID}",
            Routes.Managed.Find(KnownResource.User).To((call, _) => GroupMemberships.Delete(call))
        ),
        .. Missing(),
    ];

    /// <summary>A call about what belongs to no environment.</summary>
    private static CheckChain Organizational => CheckChain.Of(EnvironmentRights.CheckOrganization);

    /// <summary>What PingOne has at a path where the emulator has something else.</summary>
    private static IEnumerable<Route> Missing() =>
        [
            Route.Unserved("PUT", Routes.Environment + "/keys/{keyID}"),
            Route.Unserved("POST", Routes.Environment + "/customDomains/{customDomainID}"),
            Route.Unserved("POST", Routes.Environment + "/emailDomains/{emailDomainID}/trustedEmails/{trustedEmailID}"),
            Route.Unserved("PUT", Routes.Environment + "/gateways/{gatewayID}/roleAssignments/{gatewayRoleAssignmentID}"),
        ];
}
