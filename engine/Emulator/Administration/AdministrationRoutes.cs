using System.Collections.Immutable;
using PingOneScenarios.Emulator.Checks;

namespace PingOneScenarios.Emulator.Administration;

/// <summary>The routes of this room that no kind of document has.</summary>
internal static class AdministrationRoutes
{
    private const string Memberships = Routes.Environment + "/users/{userID}/memberOfGroups";

    public static ImmutableArray<Route> Table { get; } =
    [
        new("GET", Memberships, Routes.Managed.Find(KnownResource.User).To((call, _) => GroupMemberships.List(call))),
        new("GET", Memberships + "/{memberGroupID}", Routes.Managed.Find(KnownResource.User).To((call, _) => GroupMemberships.Read(call))),
        new(
            "DELETE",
            Memberships + "/{memberGroupID}",
            Routes.Managed.Find(KnownResource.User).To((call, _) => GroupMemberships.Delete(call))
        ),
    ];
}
